import type { Prompt } from "../conversation/prompt.ts";
import type { Now } from "../instant.ts";
import { accountHome } from "../ids.ts";
import type { Home, Sql } from "../ports.ts";
import { takeKey } from "../store/inbox.ts";
import { consentOf, talkOf } from "../store/talks.ts";
import type { ConsentPurpose } from "./consent.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { sendHappening } from "./delivery.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { oweText } from "./owe-text.ts";

export type TextPurpose = Exclude<ConsentPurpose, "calls" | "marketing">;

export interface DeliverNotice {
  readonly noticeId: string;
  readonly accountId: string;
  readonly prompt: Prompt;
  /** What consent it goes by, beside that for all of an account's: absent in letters from before there were others. */
  readonly purpose?: TextPurpose;
  readonly language: string;
  /** The number of ours that it comes from. */
  readonly from: string;
}

/**
 * Sends what an account owes a contact, if the line has consented; else tells the account that it was refused. The line is
 * where consent lives, so it is checked here, in the transaction that makes the message.
 */
export function deliverNotice(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: DeliverNotice,
): { kind: "owed" | "refused" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const happening = beginHappening(sql, at.home);
  const { purpose = "account" } = input;
  const consented = mayTell(sql, at.home, purpose);
  const facts = { noticeId: input.noticeId, accountId: input.accountId };
  const cause = { actor: "hub", channel: "sms", cause: at.key };
  if (!consented) {
    const delivery = {
      kind: "note-notice",
      input: { noticeId: input.noticeId, state: "refused", code: "no_consent" },
    } as const;
    sendHappening(sql, now, happening, {
      to: accountHome(input.accountId),
      delivery,
      part: "refused",
    });
    recordHappening(sql, now, happening, { ...cause, kind: "notice-refused", facts });
    return { kind: "refused" };
  }
  const language = talkOf(sql, at.home, "sms")?.language ?? input.language;
  const { prompt, from: numberUsed } = input;
  oweText(sql, now, at.home, { ...facts, id: happening.id, numberUsed, language, prompt });
  recordHappening(sql, now, happening, { ...cause, kind: "notice-owed", facts });
  return { kind: "owed" };
}

/** Who is told of another's account agreed to that alone; who ended our messages is told of nothing. */
function mayTell(sql: Sql, home: Home, purpose: TextPurpose): boolean {
  const account = consentOf(sql, home, "account");
  if (purpose === "second") {
    return account !== "revoked" && consentOf(sql, home, "second") === "granted";
  }
  if (account !== "granted") return false;
  return purpose === "account" || consentOf(sql, home, purpose) !== "revoked";
}
