import { hearProcessor } from "../../core/hub/hear-processor.ts";
import { noteDispute } from "../../core/hub/note-dispute.ts";
import { settlePayment } from "../../core/hub/settle-payment.ts";
import { accountHome } from "../../core/ids.ts";
import type { Hub } from "../../core/ports.ts";
import type { Refusal } from "../../core/refusal.ts";
import type { ProcessorEvent } from "./processor.ts";

/** Hands the processor's word to the account's home. The event's id is the inbox key: told twice, it is taken once. */
export async function settleEvent(
  hub: Hub,
  event: ProcessorEvent,
): Promise<{ readonly kind: string } | Refusal> {
  const home = accountHome(event.accountId);
  const result = await hub.store.transact<{ readonly kind: string } | Refusal>(home, (sql) => {
    const now = hub.clock.now();
    const { paymentId, processorId, id: key, kind, code: given } = event;
    const told = { paymentId, key, actor: "simulated" };
    const code = given ?? "declined";
    switch (kind) {
      case "succeeded":
        return settlePayment(sql, now, home, { ...told, outcome: { kind, processorId } });
      case "declined":
        return settlePayment(sql, now, home, { ...told, outcome: { kind, processorId, code } });
      case "failed": {
        const outcome = { kind: "declined", processorId, code } as const;
        return hearProcessor(sql, now, home, { ...told, outcome });
      }
      case "dispute_open":
      case "dispute_won":
      case "dispute_lost": {
        const state = disputeStates[kind];
        const amountMinor = event.amountMinor ?? 0;
        const about = { disputeId: `${processorId}.dispute`, state, amountMinor, reason: code };
        return noteDispute(sql, now, home, { ...told, ...about });
      }
    }
  });
  hub.wake();
  return result;
}

const disputeStates = {
  dispute_open: "open",
  dispute_won: "won",
  dispute_lost: "lost",
} as const;
