/** A refund that staff or an operator ask for, at the home of the account that paid. */
import { type AskedRefund, askRefund, type AskRefundRefusal } from "../core/hub/ask-refund.ts";
import { accountHome } from "../core/ids.ts";
import type { Hub } from "../core/ports.ts";
import type { Refusal } from "../core/refusal.ts";
import type { RefundsEnd, RefundWanted } from "../channels/counter/refunds.ts";
import { currencyOfUtility } from "./quote.ts";

export function refundsEnd(hubOf: (utilityId: string) => Hub): Omit<RefundsEnd, "authorize"> {
  return {
    currencyOf: (utilityId) => currencyOfUtility(hubOf(utilityId)),
    askRefund: (utilityId, wanted) =>
      askRefundHere(hubOf(utilityId), wanted, { actor: "api", channel: "counter" }),
  };
}

/** A refund is durable before anything leaves: sending it is the outbox's. */
export async function askRefundHere(
  hub: Hub,
  { accountId, ...wanted }: RefundWanted,
  by: { readonly actor: string; readonly channel: string },
): Promise<AskedRefund | Refusal<AskRefundRefusal>> {
  const home = accountHome(accountId);
  const came = await hub.store.transact<AskedRefund | Refusal<AskRefundRefusal>>(home, (sql) =>
    askRefund(sql, hub.clock.now(), home, { ...wanted, ...by }),
  );
  hub.wake();
  return came;
}
