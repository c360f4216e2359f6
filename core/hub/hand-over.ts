import { HAND_OVER_VALID_MS, type Handed } from "../conversation/hand-over.ts";
import { keyOf, lineHome } from "../ids.ts";
import { MINUTE_MS, type Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { addHandOver, type HandOverRow, openHandOver, useHandOver } from "../store/hand-overs.ts";
import { answerOf, saveAnswer, takeKey } from "../store/inbox.ts";
import { attemptsOf, forgetAttempts, saveAttempts } from "../store/secrets.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { sendHappening } from "./delivery.ts";
import { beginHappening, recordHappening } from "./journal.ts";

/** Codes that a line may get wrong before none of its is looked at for a while: of the 10^8 there are, it finds none. */
const ATTEMPTS_MAX = 6;
const LOCK_MS = 15 * MINUTE_MS;

export const HAND_OVER_DIGITS = 8;
const CODES = 10 ** HAND_OVER_DIGITS;
/** Hex digits of chance that a code is made of: 48 bits, so that no code is likelier than another. */
const CHANCE_DIGITS = 12;

/** A code from an id that is chance. */
export function codeOfChance(id: string): string {
  const hex = id.replaceAll(/[^0-9a-f]/g, "").slice(0, CHANCE_DIGITS);
  return String(Number.parseInt(`0${hex}`, 16) % CODES).padStart(HAND_OVER_DIGITS, "0");
}

export function isHandOverCode(digits: string): boolean {
  return /^\d+$/.test(digits) && digits.length === HAND_OVER_DIGITS;
}

function hashOf(sql: Sql, code: string): string {
  return sql.sha256(keyOf("hand-over", code));
}

/** Hashed where it is offered, so that the code itself goes nowhere. */
export function offerOf(
  sql: Sql,
  from: Pick<HandOverRow, "channel" | "line" | "numberUsed">,
  { code, ...handed }: Handed & { readonly code: string; readonly offeredAtMs: number },
): HandOverRow {
  return { ...from, ...handed, hash: hashOf(sql, code) };
}

/** Keeps at the utility's home that a talk may go on elsewhere. */
export function offerHandOver(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: HandOverRow,
): { readonly kind: "offered" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  addHandOver(sql, at.home, input);
  const { accountId, channel } = input;
  recordHappening(sql, now, beginHappening(sql, at.home), {
    kind: "hand-over-offered",
    actor: "customer",
    channel,
    cause: at.key,
    facts: { accountId },
  });
  return { kind: "offered" };
}

export interface ClaimHandOver {
  /** The event that brought it: told again, it is answered the same. */
  readonly key: string;
  readonly line: string;
  readonly channel: HandOverRow["channel"];
  readonly code: string;
}

/**
 * What goes on by a code, once: null where there is none, where it is over ten minutes old, where the line made it itself,
 * and where the line has guessed too often. The line that offered it is told that its talk is over.
 */
export function claimHandOver(
  sql: Sql,
  now: Now,
  home: Home,
  claim: ClaimHandOver,
): { readonly handed: Handed | null } {
  const key = keyOf("hand-over", claim.key);
  if (!takeKey(sql, home, key, now.wallMs)) {
    return JSON.parse(answerOf(sql, home, key) ?? "null") as { handed: Handed | null };
  }
  const found = isLocked(sql, now, home, claim) ? undefined : lookFor(sql, now, home, claim);
  const { accountId = null, amountMinor = null } = found ?? {};
  const answer = { handed: accountId === null ? null : { accountId, amountMinor } };
  saveAnswer(sql, home, key, JSON.stringify(answer));
  const happening = beginHappening(sql, home);
  if (found !== undefined) {
    useHandOver(sql, home, found.hash, now.wallMs);
    const { channel, line: from, numberUsed: to, offeredAtMs } = found;
    const input = { channel, from, to, input: { kind: "handed_off", offeredAtMs } } as const;
    const delivery = { kind: "tell-handed-off", input } as const;
    sendHappening(sql, now, happening, { to: lineHome(from), delivery, part: "handed-off" });
  }
  recordHappening(sql, now, happening, {
    kind: found === undefined ? "hand-over-missed" : "hand-over-claimed",
    actor: "customer",
    channel: claim.channel,
    cause: claim.key,
    facts: { accountId, from: found?.channel ?? null },
  });
  return answer;
}

function lookFor(
  sql: Sql,
  now: Now,
  home: Home,
  { code, line, channel }: ClaimHandOver,
): HandOverRow | undefined {
  const row = openHandOver(sql, home, hashOf(sql, code));
  const ageMs = now.wallMs - (row?.offeredAtMs ?? 0);
  const isOwn = row?.line === line && row.channel === channel;
  const isGood = row !== undefined && !isOwn && ageMs >= 0 && ageMs < HAND_OVER_VALID_MS;
  if (!isGood) return undefined;
  forgetAttempts(sql, home, subjectOf(line));
  return row;
}

function subjectOf(line: string): string {
  return keyOf("hand-over", line);
}

/** Counts the attempt before it is looked at, and says whether it may be. */
function isLocked(sql: Sql, now: Now, home: Home, { line }: ClaimHandOver): boolean {
  const subject = subjectOf(line);
  const before = attemptsOf(sql, home, subject);
  if ((before?.lockedUntilMs ?? 0) > now.wallMs) return true;
  const isOld = now.wallMs - (before?.updatedAtMs ?? 0) >= LOCK_MS;
  const failures = (isOld ? 0 : (before?.failures ?? 0)) + 1;
  const lockedUntilMs = failures >= ATTEMPTS_MAX ? now.wallMs + LOCK_MS : 0;
  saveAttempts(sql, home, { subject, failures, lockedUntilMs, updatedAtMs: now.wallMs });
  return false;
}
