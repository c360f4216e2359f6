/** Payments by somebody's code that were agreed to in a talk: at the utility's home, which alone knows whose account a code is of. */
import { readPayee } from "../conversation/payee.ts";
import type { Now } from "../instant.ts";
import { accountHome, keyOf } from "../ids.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { takeKey } from "../store/inbox.ts";
import type { Arrival } from "./adopt-configuration.ts";
import type { CreditAccount } from "./credit-account.ts";
import { sendHappening } from "./delivery.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { mustSettings } from "./settings.ts";
import type { StartPayment } from "./start-payment.ts";
import { tellResult } from "./tell-result.ts";
import { giveBackPayCode, useByName, useForNote } from "./use-pay-code.ts";

export interface ChargeByCode extends Omit<StartPayment, "accountId" | "payee" | "line"> {
  readonly payee: string;
  /** Who pays, and is told what comes of it. */
  readonly line: string;
}

/**
 * Takes a payment's amount of its code and has the account charge it. What the code, or a bound of the day, is not good
 * for is told to the payer, and nothing is charged.
 */
export function chargeByCode(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: ChargeByCode,
): { readonly kind: "used" | "refused" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const used = useOf(sql, now, at.home, input);
  // The use itself is in the journal by its payment: this is the happening that sends it on.
  const happening = beginHappening(sql, at.home);
  const { paymentId, line, numberUsed, channel, amountMinor, payee } = input;
  if (isRefusal(used)) {
    const asked = keyOf(line, numberUsed);
    const payment = { id: paymentId, line: asked, channel, amountMinor, payee };
    tellResult(sql, now, happening, { payment, outcome: "refused", code: used.code });
  } else {
    const { accountId } = used;
    const delivery = { kind: "start-payment", input: { ...input, accountId } } as const;
    sendHappening(sql, now, happening, { to: accountHome(accountId), delivery, part: "charge" });
  }
  recordHappening(sql, now, happening, {
    kind: isRefusal(used) ? "payment-by-code-refused" : "payment-by-code",
    actor: "customer",
    channel,
    cause: at.key,
    facts: { paymentId, payee, amountMinor, ...(isRefusal(used) && { code: used.code }) },
  });
  return { kind: isRefusal(used) ? "refused" : "used" };
}

function useOf(
  sql: Sql,
  now: Now,
  home: Home,
  input: ChargeByCode,
): { readonly accountId: string } | Refusal {
  const { payee, paymentId, amountMinor, line, channel } = input;
  const read = readPayee(payee);
  if (read === undefined) return refuse("code_not_good", "that is no code's payee");
  const { codeName } = read;
  const use = { codeName, paymentId, amountMinor, line, channel, actor: "customer" };
  if (channel === "kiosk") return useByName(sql, now, home, use);
  // A card whose owner is out of sight: whoever has got hold of some pays no more by codes than by a text, from however many lines.
  const { dailyByTextMinor, dailyByCodesMinor } = mustSettings(sql, now.serviceMs).settings.payment;
  const accountMinor = dailyByCodesMinor ?? dailyByTextMinor;
  return useByName(sql, now, home, {
    ...use,
    daily: { lineMinor: dailyByTextMinor, accountMinor },
  });
}

export interface CreditByCode extends Omit<CreditAccount, "accountId" | "payee"> {
  readonly payee: string;
}

/** Sends a note that was put in by a code to its account, whatever became of the code meanwhile: it lies in the box. */
export function creditByCode(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: CreditByCode,
): { readonly kind: "used" | "held" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const { payee, paymentId, amountMinor, line, kioskId } = input;
  const codeName = readPayee(payee)?.codeName ?? "";
  const use = { codeName, paymentId, amountMinor, line, channel: "kiosk", actor: kioskId };
  const used = useForNote(sql, now, at.home, use);
  const happening = { home: at.home, id: at.key };
  if (used === undefined) {
    const held = { noteId: paymentId, accountId: null, kioskId, amountMinor, code: "no_such_code" };
    const delivery = { kind: "hold-note", input: held } as const;
    sendHappening(sql, now, happening, { to: at.home, delivery, part: "hold" });
    return { kind: "held" };
  }
  const { accountId } = used;
  const delivery = { kind: "credit-account", input: { ...input, accountId } } as const;
  sendHappening(sql, now, happening, { to: accountHome(accountId), delivery, part: "credit" });
  return { kind: "used" };
}

export interface GiveBackCode {
  readonly paymentId: string;
}

/** A payment by a code came to nothing at its account: the code is good for it again. */
export function giveBackByCode(
  sql: Sql,
  now: Now,
  at: Arrival,
  { paymentId }: GiveBackCode,
): { readonly kind: "given_back" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  giveBackPayCode(sql, now, at.home, { paymentId, actor: "hub" });
  return { kind: "given_back" };
}
