import { ACCOUNTS_LISTED_MAX } from "../conversation/facts.ts";
import type { TalkChannel } from "../conversation/talk-channel.ts";
import type { ProofVerdict } from "../conversation/input.ts";
import { keyOf, utilityHome } from "../ids.ts";
import { DAY_MS, MINUTE_MS, type Now } from "../instant.ts";
import type { Home, Hub, Sql } from "../ports.ts";
import { accountsOfLine, customerOfAccount } from "../store/customers.ts";
import { answerOf, saveAnswer, takeKey } from "../store/inbox.ts";
import {
  accountByNumber,
  type AttemptRow,
  attemptsOf,
  forgetAttempts,
  saveAttempts,
  secretOf,
} from "../store/secrets.ts";
import { beginHappening, recordHappening } from "./journal.ts";

/** Attempts in a row on one customer's secret, and from one line on whosever, after which nothing is compared for a while. */
const CUSTOMER_ATTEMPTS_MAX = 3;
const LINE_ATTEMPTS_MAX = 6;
/** The first lock-out; each further attempt that fails doubles it, up to a day. */
const LOCK_FIRST_MS = 15 * MINUTE_MS;
const LOCK_MAX_MS = DAY_MS;
/** Failures this old count no more. */
const FORGOTTEN_MS = DAY_MS;

export interface SecretAttempt {
  /** The event that brought it: told again, it is not counted again. */
  readonly key: string;
  readonly line: string;
  readonly channel: TalkChannel;
  /** The account number as it was keyed, or the account the talk is about; both null is the line's own. */
  readonly number: string | null;
  readonly accountId: string | null;
}

export interface Checked {
  readonly verdict: ProofVerdict;
  /** Whose secret it was; null unless it was proved. */
  readonly customerId: string | null;
}

type Begun =
  | { readonly kind: "done"; readonly checked: Checked }
  | { readonly kind: "compare"; readonly meant: readonly Meant[] };

/** Somebody whose secret may be the one that was given. */
interface Meant {
  /** By whom attempts are counted. */
  readonly subject: string;
  /** Null where nobody has the account number. */
  readonly customerId: string | null;
  readonly digest: string | null;
  /** Attempts in a row with this one; 0 where it was counted before. */
  readonly failures: number;
}

/**
 * Compares a secret at the utility's home. The attempt is counted durably before anything is compared, so that guesses made
 * side by side can't slip through, and an account that does not exist is counted, compared and answered like one that does.
 * Where a line's own secret is asked for and several share the line, that of any of them will do: it is an attempt on each,
 * and as many from the line, so that sharing a line gives nobody more of them.
 */
export async function checkSecret(
  hub: Hub,
  attempt: SecretAttempt,
  secret: string,
): Promise<Checked> {
  const home = utilityHome(hub.utilityId);
  const begun = await hub.store.transact(home, (sql) =>
    beginAttempt(sql, hub.clock.now(), home, attempt),
  );
  if (begun.kind === "done") return begun.checked;
  const { meant } = begun;
  // Each is compared, whoever it was: how long it takes says nothing.
  const right: Meant[] = [];
  for (const one of meant) {
    if (await hub.secrets.matches(secret, one.digest)) right.push(one);
  }
  const [proved] = right;
  return hub.store.transact(home, (sql) =>
    settleAttempt(sql, hub.clock.now(), home, { attempt, meant, proved }),
  );
}

function inboxKey({ key }: SecretAttempt): string {
  return keyOf("secret", key);
}

function beginAttempt(sql: Sql, now: Now, home: Home, attempt: SecretAttempt): Begun {
  const key = inboxKey(attempt);
  const isNew = takeKey(sql, home, key, now.wallMs);
  const before = isNew ? null : (answerOf(sql, home, key) ?? null);
  if (before !== null) return { kind: "done", checked: JSON.parse(before) as Checked };
  const all = allMeant(sql, now, home, attempt);
  // Seen before without an answer: the attempt was counted, and the machine stopped before it was compared.
  const meant = isNew ? countAttempt(sql, now, home, { line: lineOf(attempt), all }) : all;
  if (meant.length > 0) return { kind: "compare", meant };
  const checked: Checked = { verdict: "locked", customerId: null };
  saveAnswer(sql, home, key, JSON.stringify(checked));
  record(sql, now, home, { attempt, verdict: checked.verdict, customerId: onlyOf(all) });
  return { kind: "done", checked };
}

function lineOf({ line }: SecretAttempt): string {
  return keyOf("line", line);
}

/** Whom an attempt was on; null where that is nobody, or one of several. */
function onlyOf(meant: readonly Meant[]): string | null {
  return meant.length === 1 ? (meant[0]?.customerId ?? null) : null;
}

/** Whose secret it may be: one customer's, or nobody's, or that of each who has one and whose account the line itself may reach. */
function allMeant(sql: Sql, now: Now, home: Home, attempt: SecretAttempt): readonly Meant[] {
  const { number, accountId, line } = attempt;
  const isOwn = number === null && accountId === null;
  const reached = isOwn ? accountsOfLine(sql, home, line, now.serviceMs) : [];
  const ids = new Set(reached.slice(0, ACCOUNTS_LISTED_MAX).map(({ customerId }) => customerId));
  const all = [...ids].map((customerId) => meantBy(sql, home, { customerId, number }));
  const withSecret = all.filter(({ digest }) => digest !== null);
  if (withSecret.length > 0) return withSecret;
  return [meantBy(sql, home, { customerId: customerNamed(sql, now, home, attempt), number })];
}

function meantBy(
  sql: Sql,
  home: Home,
  { customerId, number }: { customerId: string | null; number: string | null },
): Meant {
  const subject = keyOf("customer", customerId ?? `number ${number ?? ""}`);
  const digest = customerId === null ? null : (secretOf(sql, home, customerId) ?? null);
  return { subject, customerId, digest, failures: 0 };
}

/** Whose secret is meant; null where nobody has it. */
export function customerNamed(
  sql: Sql,
  now: Now,
  home: Home,
  { number, accountId, line }: Pick<SecretAttempt, "number" | "accountId" | "line">,
): string | null {
  const { serviceMs } = now;
  if (number === null && accountId === null) {
    return accountsOfLine(sql, home, line, serviceMs)[0]?.customerId ?? null;
  }
  const named = number === null ? accountId : accountByNumber(sql, home, number);
  return named === undefined || named === null
    ? null
    : (customerOfAccount(sql, home, named, serviceMs) ?? null);
}

/** Those who may be compared: none where the line is locked, and whoever is locked not. Nothing is counted of a lock, so that it ends by itself. */
function countAttempt(
  sql: Sql,
  now: Now,
  home: Home,
  { line, all }: { readonly line: string; readonly all: readonly Meant[] },
): readonly Meant[] {
  const isFree = (subject: string) =>
    standingOf(sql, now, home, subject).lockedUntilMs <= now.wallMs;
  const meant = isFree(line) ? all.filter(({ subject }) => isFree(subject)) : [];
  if (meant.length > 0) count({ subject: line, by: meant.length, most: LINE_ATTEMPTS_MAX });
  return meant.map((one) => {
    const failures = count({ subject: one.subject, by: 1, most: CUSTOMER_ATTEMPTS_MAX });
    return { ...one, failures };
  });

  function count({ subject, by, most }: { subject: string; by: number; most: number }): number {
    const failures = standingOf(sql, now, home, subject).failures + by;
    // What one attempt counts beyond the most is no further attempt, however many share the line.
    const further = Math.floor((failures - most) / by);
    const lockMs = further < 0 ? 0 : Math.min(LOCK_MAX_MS, LOCK_FIRST_MS * 2 ** further);
    const lockedUntilMs = lockMs === 0 ? 0 : now.wallMs + lockMs;
    saveAttempts(sql, home, { subject, failures, lockedUntilMs, updatedAtMs: now.wallMs });
    return failures;
  }
}

function standingOf(sql: Sql, now: Now, home: Home, subject: string): AttemptRow {
  const row = attemptsOf(sql, home, subject);
  const isKept =
    row !== undefined &&
    (row.lockedUntilMs > now.wallMs || now.wallMs - row.updatedAtMs < FORGOTTEN_MS);
  return isKept ? row : { subject, failures: 0, lockedUntilMs: 0, updatedAtMs: now.wallMs };
}

function settleAttempt(
  sql: Sql,
  now: Now,
  home: Home,
  came: { attempt: SecretAttempt; meant: readonly Meant[]; proved: Meant | undefined },
): Checked {
  const { attempt, meant, proved } = came;
  const line = lineOf(attempt);
  if (proved !== undefined) {
    forgetAttempts(sql, home, proved.subject);
    for (const one of meant) if (one !== proved) takeBack(sql, now, home, one);
    // The line's other attempts stay counted: its own right secret buys no guesses at another's.
    const standing = standingOf(sql, now, home, line);
    const failures = Math.max(0, standing.failures - meant.length);
    saveAttempts(sql, home, { ...standing, failures, lockedUntilMs: 0, updatedAtMs: now.wallMs });
  }
  const subjects = [line, ...meant.map(({ subject }) => subject)];
  const verdict = proved === undefined ? lockedNow(sql, now, home, subjects) : "proved";
  const checked: Checked = { verdict, customerId: proved?.customerId ?? null };
  saveAnswer(sql, home, inboxKey(attempt), JSON.stringify(checked));
  const customerId = proved === undefined ? onlyOf(meant) : proved.customerId;
  record(sql, now, home, { attempt, verdict, customerId });
  return checked;
}

/** The attempt was on somebody else's secret: it counts for this one no more, and a lock that others made meanwhile stays. */
function takeBack(sql: Sql, now: Now, home: Home, { subject, failures }: Meant): void {
  const standing = standingOf(sql, now, home, subject);
  const lockedUntilMs = standing.failures === failures ? 0 : standing.lockedUntilMs;
  saveAttempts(sql, home, {
    subject,
    failures: Math.max(0, standing.failures - 1),
    lockedUntilMs,
    updatedAtMs: now.wallMs,
  });
}

/** The attempt that uses up the last one is told so at once. */
function lockedNow(sql: Sql, now: Now, home: Home, subjects: readonly string[]): ProofVerdict {
  const isLocked = subjects.some(
    (subject) => standingOf(sql, now, home, subject).lockedUntilMs > now.wallMs,
  );
  return isLocked ? "locked" : "not_proved";
}

function record(
  sql: Sql,
  now: Now,
  home: Home,
  checked: { attempt: SecretAttempt; verdict: ProofVerdict; customerId: string | null },
): void {
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "secret-checked",
    actor: "customer",
    channel: checked.attempt.channel,
    cause: checked.attempt.key,
    facts: { verdict: checked.verdict, customerId: checked.customerId },
  });
}
