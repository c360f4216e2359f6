import type { CashPayment } from "../channels/counter/payment.ts";
import { claimPaymentId } from "../core/hub/claim-payment-id.ts";
import { type CashRefusal, judgeAway, judgeCash, takeCash } from "../core/hub/take-cash.ts";
import { accountHome, utilityHome } from "../core/ids.ts";
import type { Hub } from "../core/ports.ts";
import { isRefusal, type Refusal } from "../core/refusal.ts";

/**
 * Cash over a counter, once in the whole utility: judged first by every account that it is for, so that what is refused leaves
 * nothing anywhere; then its id is claimed; then it is taken. Cut off in between, the same call goes on where it stood.
 */
export async function takeCounterCash(
  hub: Hub,
  payment: CashPayment,
): Promise<
  { readonly kind: "taken" | "repeated"; readonly confirmation: string } | Refusal<CashRefusal>
> {
  const { paymentId, accountId, clerk, away, billKey } = payment;
  const home = accountHome(accountId);
  const input = { ...payment, currency: payment.currency.code };
  const now = hub.clock.now();
  const judged = await hub.store.read(home, (sql) => judgeCash(sql, now, home, input));
  if (isRefusal(judged)) return judged;
  for (const share of away) {
    const far = accountHome(share.accountId);
    const wanted = { billKey: share.billKey, currency: input.currency };
    const acceptable = await hub.store.read(far, (sql) => judgeAway(sql, far, wanted));
    if (isRefusal(acceptable)) return acceptable;
  }
  const utility = utilityHome(hub.utilityId);
  const shares = billKey === null && away.length === 0 ? "" : JSON.stringify([billKey, away]);
  const claimed = await hub.store.transact(utility, (sql) =>
    claimPaymentId(sql, hub.clock.now(), utility, { paymentId, accountId, shares, actor: clerk }),
  );
  if (isRefusal(claimed)) return claimed;
  if (judged.kind === "repeated") return judged;
  const taken = await hub.store.transact(home, (sql) =>
    takeCash(sql, hub.clock.now(), home, input),
  );
  if (!isRefusal(taken)) hub.wake();
  return taken;
}
