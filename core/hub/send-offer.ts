import type { Intent } from "../conversation/intent.ts";
import { isPayee } from "../conversation/payee.ts";
import { accountHome, keyOf, utilityHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { wantAgain } from "./agree-consent.ts";
import { sendHappening } from "./delivery.ts";
import type { Happening } from "./journal.ts";
import type { IncomingTurn, Reach } from "./take-turn.ts";

/** Digits of the hash that names an agreement: told apart over all lines and turns of a utility. */
const TERMS_ID_LENGTH = 24;

/** What was agreed to goes to whoever owns it: a link and a code to the utility, terms to the account. */
export function sendOffer(
  sql: Sql,
  now: Now,
  happening: Happening,
  asked: {
    readonly turn: IncomingTurn;
    readonly reach: Reach;
    readonly intent: Extract<Intent, { kind: "agree" }>;
    readonly part: string;
  },
): void {
  const { turn, reach, part } = asked;
  const { accountId, ...offer } = asked.intent.offer;
  const { what } = offer;
  const { channel, from: line, to: numberUsed } = turn;
  const account = reach.accounts.find((one) => one.accountId === accountId);
  if (what === "pay_link" || what === "pay_code") {
    sendToUtility(sql, now, happening, { ...asked, what, label: account?.label });
    return;
  }
  if (account === undefined) return;
  const { choice } = offer;
  if (choice !== undefined) wantAgain(sql, now, happening, { turn, part, choice });
  const methodId = account.methods[0]?.methodId ?? "";
  const token = what === "autopay" ? reach.tokens[methodId] : undefined;
  const input = {
    offer,
    termsId: sql.sha256(keyOf(happening.id, part)).slice(0, TERMS_ID_LENGTH),
    method: token === undefined ? null : { id: methodId, token },
    channel,
    line,
    numberUsed,
  };
  const delivery = { kind: "take-offer", input } as const;
  sendHappening(sql, now, happening, { to: accountHome(accountId), delivery, part });
}

/** Links and codes are made at the utility's home. A payee has no label: what a code pays is told by its last digits. */
function sendToUtility(
  sql: Sql,
  now: Now,
  happening: Happening,
  asked: Parameters<typeof sendOffer>[3] & {
    readonly what: "pay_link" | "pay_code";
    readonly label: string | undefined;
  },
): void {
  const { turn, reach, intent, part, what } = asked;
  const { accountId, amountMinor } = intent.offer;
  const label = isPayee(accountId) ? "" : asked.label;
  if (label === undefined || amountMinor === null) return;
  const { channel, from: line, to: numberUsed } = turn;
  const input = { accountId, label, amountMinor, channel, line, numberUsed };
  const kind = what === "pay_link" ? "text-pay-link" : "tell-pay-code";
  const delivery = { kind, input } as const;
  const to = utilityHome(reach.settings.utilityId);
  sendHappening(sql, now, happening, { to, delivery, part });
}
