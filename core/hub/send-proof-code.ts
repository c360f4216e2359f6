/** A code by text, in place of a PIN: made and kept as a hash at the utility's home, sent from the home of its number. */
import { PROOF_CODE_DIGITS } from "../conversation/identify.ts";
import { idOfHome, keyOf, lineHome } from "../ids.ts";
import { DAY_MS, MINUTE_MS, type Now } from "../instant.ts";
import type { Home, Hub, Sql } from "../ports.ts";
import { customerOfAccount, linesOfCustomer } from "../store/customers.ts";
import { takeKey } from "../store/inbox.ts";
import { attemptsOf, forgetAttemptsAfter, saveAttempts } from "../store/secrets.ts";
import { consentOf, talkOf } from "../store/talks.ts";
import {
  forgetTextProofs,
  saveTextProof,
  textProofAt,
  type TextProofRow,
} from "../store/text-proofs.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { customerNamed } from "./check-secret.ts";
import { PROOF_CODE_VALID_MS, rangeOf } from "./code-use.ts";
import { type Delivery, sendHappening } from "./delivery.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { oweText } from "./owe-text.ts";
import { settingsAt } from "./settings.ts";
import type { TalkChannel } from "../conversation/talk-channel.ts";
import { accountsNamed, phonesTyped } from "./typed-number.ts";

/** Between two codes from one line, or to one customer: a minute, doubled by each, up to half an hour. */
const WAIT_FIRST_MS = MINUTE_MS;
const WAIT_MAX_MS = 32 * MINUTE_MS;
/** Codes from one line, or to one customer, within a day of each other: three tries each leave a guess 18 in a million. */
const CODES_MAX = 6;

const CODES = 10 ** PROOF_CODE_DIGITS;
/** Hex digits of chance that a code is made of: 48 bits, so that no code is likelier than another. */
const CHANCE_DIGITS = 12;

function codeFrom(id: string): string {
  const hex = id.replaceAll(/[^0-9a-f]/g, "").slice(0, CHANCE_DIGITS);
  return String(Number.parseInt(`0${hex}`, 16) % CODES).padStart(PROOF_CODE_DIGITS, "0");
}

export interface SendProofCode {
  readonly line: string;
  readonly channel: TalkChannel;
  readonly number: string | null;
  readonly accountId: string | null;
}

export interface TextProofCode {
  readonly code: string;
  readonly language: string;
  /** The utility, and the number of ours that it comes from. */
  readonly utility: string;
  readonly from: string;
  /** When it was made: it is sent while it is still good. */
  readonly madeAtMs: number;
}

interface Sent {
  readonly kind: "sent" | "refused" | "seen";
}

/** Makes a code for whoever is asked to prove themself. Nobody is told whether the account exists, or has a number. */
export async function sendProofCode(
  hub: Hub,
  now: Now,
  at: Arrival,
  input: SendProofCode,
): Promise<Sent> {
  const code = codeFrom(hub.makeId());
  const digest = await hub.secrets.digest(code);
  return hub.store.transact(at.home, (sql) => keepCode(sql, now, at, { ...input, code, digest }));
}

function keepCode(
  sql: Sql,
  now: Now,
  at: Arrival,
  asked: SendProofCode & { readonly code: string; readonly digest: string },
): Sent {
  const { home, key } = at;
  if (!takeKey(sql, home, key, now.wallMs)) return { kind: "seen" };
  const { line, channel } = asked;
  const happening = beginHappening(sql, home);
  const customerId = whose(sql, now, home, asked);
  const isLineFree = countCode(sql, now, home, `line ${line}`);
  const mayMake = isLineFree && countCode(sql, now, home, subjectOf(customerId, asked));
  const letter = mayMake ? letterFor(sql, now, home, { ...asked, customerId }) : null;
  const proof = { ...asked, madeAtMs: now.wallMs };
  if (mayMake) {
    const sentRange = letter === null ? null : rangeOf(idOfHome(letter.to));
    saveTextProof(sql, home, { ...proof, customerId, sentRange });
  } else if (isLineFree) {
    keepNobodys(sql, home, proof);
  }
  if (letter !== null) sendHappening(sql, now, happening, { ...letter, part: "text" });
  forgetOld(sql, now, home, line);
  const why = mayMake ? "no_number" : "too_many_codes";
  const refusal = letter === null ? why : null;
  recordHappening(sql, now, happening, {
    kind: refusal === null ? "proof-code-made" : "proof-code-refused",
    actor: "customer",
    channel,
    cause: key,
    facts: { customerId, code: refusal },
  });
  return { kind: refusal === null ? "sent" : "refused" };
}

/** By whom codes are counted, beside the line that asks. */
function subjectOf(customerId: string | null, { number }: SendProofCode): string {
  return `whose ${customerId ?? `number ${number ?? ""}`}`;
}

/** As many rows as are looked at beside a visit's own: more than it adds, so that those of a day are all that are there. */
const LOOKED_AT = 20;

/** The lines of visits are names of chance and never used again: beside each that asks, what is older than anything counts is cleared out. */
function forgetOld(sql: Sql, now: Now, home: Home, line: string): void {
  const beforeMs = now.wallMs - DAY_MS;
  forgetTextProofs(sql, home, { line, beforeMs, limit: LOOKED_AT });
  const subject = keyOf("proof-code", `line ${line}`);
  forgetAttemptsAfter(sql, home, { subject, beforeMs, limit: LOOKED_AT });
}

/** On a page whatever number is typed is looked for; a call and a terminal ask for an account's. */
function whose(sql: Sql, now: Now, home: Home, asked: SendProofCode): string | null {
  const { channel, number } = asked;
  if (channel !== "portal" || number === null) return customerNamed(sql, now, home, asked);
  const [accountId] = accountsNamed(sql, now, home, number);
  if (accountId === undefined) return null;
  return customerOfAccount(sql, home, accountId, now.serviceMs) ?? null;
}

/**
 * Where the customer was sent codes enough at other lines, the line keeps a code that nobody has: tries are counted of it as of any, or
 * else that they are not would tell that somebody has the number, and who. A code of before that was not tried yet stays good.
 */
function keepNobodys(
  sql: Sql,
  home: Home,
  proof: Omit<TextProofRow, "tries" | "customerId" | "sentRange">,
): void {
  if (textProofAt(sql, home, proof)?.tries === 0) return;
  saveTextProof(sql, home, { ...proof, customerId: null, sentRange: null });
}

/** To the number that asks or was typed, where it is on the account; else to the first that is. Null where there is none, or texts are not sent. */
function letterFor(
  sql: Sql,
  now: Now,
  home: Home,
  asked: SendProofCode & { readonly code: string; readonly customerId: string | null },
): { readonly to: Home; readonly delivery: Delivery } | null {
  const { customerId, line, number, channel, code } = asked;
  const settings = settingsAt(sql, now.serviceMs)?.settings;
  const from = settings?.numbers[0];
  const all = customerId === null ? [] : linesOfCustomer(sql, home, customerId, now.serviceMs);
  const typed = channel === "portal" && number !== null ? phonesTyped(sql, now, number) : [];
  const theirs = [line, ...typed];
  const to = all.find((one) => theirs.includes(one.line)) ?? all[0];
  if (settings === undefined || from === undefined || to === undefined) return null;
  const { language } = to;
  const input = { code, language, utility: settings.name, from, madeAtMs: now.wallMs };
  return { to: lineHome(to.line), delivery: { kind: "text-proof-code", input } };
}

/** False where it is over its rate; then it is not counted. */
function countCode(sql: Sql, now: Now, home: Home, name: string): boolean {
  const subject = keyOf("proof-code", name);
  const row = attemptsOf(sql, home, subject);
  const isKept = row !== undefined && now.wallMs - row.updatedAtMs < DAY_MS;
  const { failures, lockedUntilMs } = isKept ? row : { failures: 0, lockedUntilMs: 0 };
  if (lockedUntilMs > now.wallMs || failures >= CODES_MAX) return false;
  const waitMs = Math.min(WAIT_MAX_MS, WAIT_FIRST_MS * 2 ** failures);
  saveAttempts(sql, home, {
    subject,
    failures: failures + 1,
    lockedUntilMs: now.wallMs + waitMs,
    updatedAtMs: now.wallMs,
  });
  return true;
}

/** Sends the code to a number that was asked for at another line, or at this. Who ended all texts gets none. */
export function textProofCode(sql: Sql, now: Now, at: Arrival, input: TextProofCode): Sent {
  const { home, key } = at;
  if (!takeKey(sql, home, key, now.wallMs)) return { kind: "seen" };
  const isEnded = consentOf(sql, home, "account") === "revoked";
  const isLate = now.wallMs - input.madeAtMs >= PROOF_CODE_VALID_MS;
  const happening = beginHappening(sql, home);
  const refusal = isEnded ? "no_consent" : isLate ? "expired" : null;
  if (refusal === null) {
    const language = talkOf(sql, home, "sms")?.language ?? input.language;
    const { utility, code, from: numberUsed } = input;
    const prompt = { utility, key: "proof_code", code } as const;
    oweText(sql, now, home, { id: happening.id, numberUsed, language, prompt });
  }
  recordHappening(sql, now, happening, {
    kind: refusal === null ? "proof-code-owed" : "proof-code-refused",
    actor: "customer",
    channel: "sms",
    cause: key,
    facts: { code: refusal },
  });
  return { kind: refusal === null ? "sent" : "refused" };
}
