import type { CodePayment, PayCodeMade } from "../channels/counter/suspense.ts";
import { makePayCode } from "../core/hub/make-pay-code.ts";
import { giveBackPayCode, usePayCode } from "../core/hub/use-pay-code.ts";
import { utilityHome } from "../core/ids.ts";
import type { Hub } from "../core/ports.ts";
import { isRefusal, type Refusal, refuse } from "../core/refusal.ts";
import { refusedAsClosed } from "./closed-account.ts";
import { takeCounterCash } from "./take-counter-cash.ts";

/** Two codes share their digits once in a billion: asked a few times, one is free. */
const TRIES = 3;

export async function makePayCodeHere(
  hub: Hub,
  asked: {
    readonly accountId: string;
    readonly capMinor: number;
    readonly uses: number;
    readonly days: number;
    readonly actor: string;
  },
): Promise<PayCodeMade | Refusal> {
  const home = utilityHome(hub.utilityId);
  const refusal = await refusedAsClosed(hub, asked.accountId);
  if (refusal !== null) return refusal;
  for (let at = 1; ; at += 1) {
    const input = { ...asked, chance: nineDigits() };
    const made = await hub.store.transact<PayCodeMade | Refusal>(home, (sql) =>
      makePayCode(sql, hub.clock.now(), home, input),
    );
    if (!isRefusal(made) || made.code !== "try_again" || at === TRIES) return made;
  }
}

/** Nine digits that nobody can guess: what is left over of 32 bits above the last whole billion is drawn again. */
function nineDigits(): string {
  const BILLION = 1_000_000_000;
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return drawn < 4 * BILLION ? String(drawn % BILLION).padStart(9, "0") : nineDigits();
}

/**
 * Cash for a code: its amount is taken of the code first, so that many who pay at once never pass its cap; refused at its account,
 * it is given back. Of the account nothing is told, and a refusal that would tell of it is told as the code's.
 */
export async function payByCode(
  hub: Hub,
  payment: CodePayment,
): Promise<{ readonly kind: string; readonly confirmation: string } | Refusal> {
  const { code, paymentId, amountMinor, clerk: actor } = payment;
  const home = utilityHome(hub.utilityId);
  const use = { code, paymentId, amountMinor, actor };
  const used = await hub.store.transact<ReturnType<typeof usePayCode>>(home, (sql) =>
    usePayCode(sql, hub.clock.now(), home, use),
  );
  if (isRefusal(used)) return used;
  const taken = await takeCounterCash(hub, {
    ...payment,
    accountId: used.accountId,
    billKey: null,
    away: [],
  });
  if (!isRefusal(taken)) return taken;
  // Only what this call took is given back: the same payment may be under way a second time.
  if (used.kind === "used") {
    await hub.store.transact(home, (sql) => giveBackPayCode(sql, hub.clock.now(), home, use));
  }
  const isOfPayment = taken.code === "id_reused" || taken.code === "amount_too_large";
  return isOfPayment
    ? taken
    : refuse("code_not_good", "the code is not known, or not good any more");
}
