import { keyOf, utilityHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { accountAt } from "../store/accounts.ts";
import { takeKey } from "../store/inbox.ts";
import { paymentOf } from "../store/payments.ts";
import { accountStanding } from "./account-facts.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { sendHappening } from "./delivery.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { postCash } from "./post-cash.ts";
import { mustSettings } from "./settings.ts";
import { giveCodeBack, tellResult } from "./tell-result.ts";

/** A note that lies in a terminal's box, and whose it is. */
export interface CreditAccount {
  readonly paymentId: string;
  readonly accountId: string;
  readonly kioskId: string;
  /** The sequence of the acceptor's event. */
  readonly note: number;
  readonly amountMinor: number;
  readonly line: string;
  /** The code on the receipt, which the notes of one payment share; absent in what left before they did. */
  readonly confirmation?: string;
  /** Whom its payer knows it to be for, where that is a code; absent where it is the account. */
  readonly payee?: string;
}

/**
 * Credits a note to its account, and decides supply in the same transaction. One that the account can't take is not lost: it
 * goes to the utility, where a person finds it, and the terminal is told so.
 */
export function creditAccount(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: CreditAccount,
): { readonly kind: "credited" | "held" | "seen" } {
  const { paymentId, kioskId, note, amountMinor, line, accountId, payee = null } = input;
  const wasPaid = paymentOf(sql, at.home, paymentId) !== undefined;
  if (!takeKey(sql, at.home, at.key, now.wallMs) || wasPaid) return { kind: "seen" };
  const account = accountAt(sql, at.home);
  const happening = beginHappening(sql, at.home);
  const told = { line: keyOf(line, kioskId), channel: "kiosk", id: paymentId, amountMinor, payee };
  if (account === undefined || account.closedAtMs !== null) {
    const code = account === undefined ? "no_such_account" : "account_closed";
    const { utilityId } = mustSettings(sql, now.serviceMs).settings;
    const held = { noteId: paymentId, accountId, kioskId, amountMinor, code };
    const delivery = { kind: "hold-note", input: held } as const;
    sendHappening(sql, now, happening, { to: utilityHome(utilityId), delivery, part: "hold" });
    tellResult(sql, now, happening, { payment: told, outcome: "refused", code, note });
    giveCodeBack(sql, now, happening, { payment: told, utilityId });
    recordHappening(sql, now, happening, {
      kind: "note-refused",
      actor: kioskId,
      channel: "kiosk",
      cause: at.key,
      facts: { paymentId, amountMinor, code },
    });
    return { kind: "held" };
  }
  const { confirmation } = postCash(sql, now, happening, {
    paymentId,
    amountMinor,
    drawer: kioskId,
    actor: kioskId,
    channel: "kiosk",
    line: told.line,
    payee,
    ...(input.confirmation !== undefined && { confirmation: input.confirmation }),
  });
  const { balanceUnits, restoreMinor, supply } = accountStanding(sql, now, at.home);
  tellResult(sql, now, happening, {
    payment: told,
    outcome: "settled",
    note,
    balanceUnits,
    confirmation,
    supply,
    restoreMinor,
  });
  return { kind: "credited" };
}
