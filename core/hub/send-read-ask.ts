import type { Hub, MeterReads } from "../ports.ts";
import { type OutboxRow, removeFromOutbox } from "../store/outbox.ts";

/**
 * Asks one meter for its reads. Whatever it answers, the row is done: reads come as all reads do, and where none come the
 * account's own timer asks again.
 */
export async function sendReadAsk(hub: Hub, meterReads: MeterReads, row: OutboxRow): Promise<void> {
  const { meterId } = JSON.parse(row.payload) as { meterId: string };
  await meterReads.ask(meterId).catch((): "no_answer" => "no_answer");
  await hub.store.transact(row.home, (sql) => {
    removeFromOutbox(sql, row);
  });
}
