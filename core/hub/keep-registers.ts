import { utilityHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { accountAt, linkMeter, type MeterLink } from "../store/accounts.ts";
import { addRegisterRead, holdRegister } from "../store/registers.ts";
import { sendHappening } from "./delivery.ts";
import type { Happening } from "./journal.ts";
import type { ServiceBatch } from "./judge-batch.ts";

/** Keeps what registers of a service showed, and links the meters that were exchanged; the directory hears of them by outbox. */
export function keepRegisters(
  sql: Sql,
  now: Now,
  happening: Happening,
  { service, registers, heldRegisters, exchanges }: ServiceBatch,
): { serviceId: string; removed: string; installed: string; atMs: number }[] {
  const { home, id: batch } = happening;
  for (const row of registers) addRegisterRead(sql, home, { ...row, batch, nowMs: now.wallMs });
  for (const row of heldRegisters) holdRegister(sql, home, { ...row, nowMs: now.wallMs });
  return exchanges.map(({ removed, meterId, atMs }) => {
    const { remoteSwitch } = removed satisfies MeterLink;
    linkMeter(sql, home, { serviceId: service.id, meterId, remoteSwitch, fromMs: atMs });
    const account = accountAt(sql, home);
    if (account !== undefined) {
      sendHappening(sql, now, happening, {
        to: utilityHome(account.utilityId),
        delivery: { kind: "enter-meter", input: { meterId, accountId: account.id, fromMs: atMs } },
        part: `meter-${meterId}`,
      });
    }
    return { serviceId: service.id, removed: removed.meterId, installed: meterId, atMs };
  });
}
