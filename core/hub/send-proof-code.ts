/** A code by text, in place of a PIN: made and kept as a hash at the utility's home, sent from the home of its number. */
import { PROOF_CODE_DIGITS } from "../conversation/identify.ts";
import { idOfHome, keyOf, lineHome } from "../ids.ts";
import { DAY_MS, MINUTE_MS, type Now } from "../instant.ts";
import type { Home, Hub, Sql } from "../ports.ts";
import { linesOfCustomer } from "../store/customers.ts";
import { takeKey } from "../store/inbox.ts";
import { attemptsOf, saveAttempts } from "../store/secrets.ts";
import { consentOf, talkOf } from "../store/talks.ts";
import { saveTextProof } from "../store/text-proofs.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { customerNamed } from "./check-secret.ts";
import { PROOF_CODE_VALID_MS, rangeOf } from "./code-use.ts";
import { type Delivery, sendHappening } from "./delivery.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { oweText } from "./owe-text.ts";
import { settingsAt } from "./settings.ts";
import type { TalkChannel } from "../conversation/talk-channel.ts";

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
  const { line, channel, number, accountId, code, digest } = asked;
  const happening = beginHappening(sql, home);
  const customerId = customerNamed(sql, now, home, asked);
  const subjects = [`line ${line}`, `whose ${customerId ?? `number ${number ?? ""}`}`];
  // The code before it stays good: who asks too often still has that one.
  const mayMake = countCode(sql, now, home, subjects);
  const letter = mayMake ? letterFor(sql, now, home, { customerId, line, code }) : null;
  if (mayMake) {
    const madeAtMs = now.wallMs;
    const sentRange = letter === null ? null : rangeOf(idOfHome(letter.to));
    const proof = { line, channel, number, accountId, customerId, digest, madeAtMs, sentRange };
    saveTextProof(sql, home, proof);
  }
  if (letter !== null) sendHappening(sql, now, happening, { ...letter, part: "text" });
  const refusal = letter !== null ? null : mayMake ? "no_number" : "too_many_codes";
  recordHappening(sql, now, happening, {
    kind: refusal === null ? "proof-code-made" : "proof-code-refused",
    actor: "customer",
    channel,
    cause: key,
    facts: { customerId, code: refusal },
  });
  return { kind: refusal === null ? "sent" : "refused" };
}

/** To the number that asks, where it is on the account; else to the first that is. Null where there is none, or texts are not sent. */
function letterFor(
  sql: Sql,
  now: Now,
  home: Home,
  { customerId, line, code }: { customerId: string | null; line: string; code: string },
): { readonly to: Home; readonly delivery: Delivery } | null {
  const settings = settingsAt(sql, now.serviceMs)?.settings;
  const from = settings?.numbers[0];
  const all = customerId === null ? [] : linesOfCustomer(sql, home, customerId, now.serviceMs);
  const to = all.find((one) => one.line === line) ?? all[0];
  if (settings === undefined || from === undefined || to === undefined) return null;
  const { language } = to;
  const input = { code, language, utility: settings.name, from, madeAtMs: now.wallMs };
  return { to: lineHome(to.line), delivery: { kind: "text-proof-code", input } };
}

/** False where any is over its rate; then none is counted. */
function countCode(sql: Sql, now: Now, home: Home, subjects: readonly string[]): boolean {
  const rows = subjects.map((name) => {
    const subject = keyOf("proof-code", name);
    const row = attemptsOf(sql, home, subject);
    const isKept = row !== undefined && now.wallMs - row.updatedAtMs < DAY_MS;
    return isKept ? row : { subject, failures: 0, lockedUntilMs: 0 };
  });
  const isOver = rows.some((row) => row.lockedUntilMs > now.wallMs || row.failures >= CODES_MAX);
  if (isOver) return false;
  for (const { subject, failures } of rows) {
    const waitMs = Math.min(WAIT_MAX_MS, WAIT_FIRST_MS * 2 ** failures);
    saveAttempts(sql, home, {
      subject,
      failures: failures + 1,
      lockedUntilMs: now.wallMs + waitMs,
      updatedAtMs: now.wallMs,
    });
  }
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
