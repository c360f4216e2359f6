import type { CashPayment } from "../channels/counter/routes.ts";
import { claimPaymentId } from "../core/hub/claim-payment-id.ts";
import { judgeCash, takeCash, type CashRefusal } from "../core/hub/take-cash.ts";
import { accountHome, utilityHome } from "../core/ids.ts";
import type { Hub } from "../core/ports.ts";
import { isRefusal, type Refusal } from "../core/refusal.ts";

/**
 * Cash over a counter, once in the whole utility: judged by its account first, so that what is refused leaves nothing anywhere;
 * then its id is claimed; then it is taken. Cut off in between, the same call goes on where it stood.
 */
export async function takeCounterCash(
  hub: Hub,
  payment: CashPayment,
): Promise<
  { readonly kind: "taken" | "repeated"; readonly confirmation: string } | Refusal<CashRefusal>
> {
  const { paymentId, accountId, clerk } = payment;
  const home = accountHome(accountId);
  const input = { ...payment, currency: payment.currency.code };
  const judged = await hub.store.read(home, (sql) => judgeCash(sql, hub.clock.now(), home, input));
  if (isRefusal(judged) || judged.kind === "repeated") return judged;
  const utility = utilityHome(hub.utilityId);
  const claimed = await hub.store.transact(utility, (sql) =>
    claimPaymentId(sql, hub.clock.now(), utility, { paymentId, accountId, actor: clerk }),
  );
  if (isRefusal(claimed)) return claimed;
  const taken = await hub.store.transact(home, (sql) =>
    takeCash(sql, hub.clock.now(), home, input),
  );
  if (!isRefusal(taken)) hub.wake();
  return taken;
}
