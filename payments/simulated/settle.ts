import { type Settled, settlePayment } from "../../core/hub/settle-payment.ts";
import { accountHome } from "../../core/ids.ts";
import type { Hub } from "../../core/ports.ts";
import type { Refusal } from "../../core/refusal.ts";
import type { ProcessorEvent } from "./processor.ts";

/** Hands the processor's word to the account's home. The event's id is the inbox key: told twice, it is taken once. */
export async function settleEvent(
  hub: Hub,
  event: ProcessorEvent,
): Promise<Settled | Refusal<"no_such_payment">> {
  const { processorId, code } = event;
  const home = accountHome(event.accountId);
  const result = await hub.store.transact(home, (sql) =>
    settlePayment(sql, hub.clock.now(), home, {
      paymentId: event.paymentId,
      key: event.id,
      outcome:
        event.kind === "succeeded"
          ? { kind: "succeeded", processorId }
          : { kind: "declined", processorId, code: code ?? "declined" },
    }),
  );
  hub.wake();
  return result;
}
