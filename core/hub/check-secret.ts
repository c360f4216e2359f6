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
  readonly channel: "sms" | "ivr" | "kiosk";
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
  | {
      readonly kind: "compare";
      readonly digest: string | null;
      readonly customerId: string | null;
      readonly subjects: Subjects;
    };

interface Subjects {
  readonly customer: string;
  readonly line: string;
}

/**
 * Compares a secret at the utility's home. The attempt is counted durably before anything is compared, so that guesses made
 * side by side can't slip through, and an account that does not exist is counted, compared and answered like one that does.
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
  const isRight = await hub.secrets.matches(secret, begun.digest);
  return hub.store.transact(home, (sql) =>
    settleAttempt(sql, hub.clock.now(), home, { attempt, begun, isRight }),
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
  const customerId = customerNamed(sql, now, home, attempt);
  const subjects = {
    customer: keyOf("customer", customerId ?? `number ${attempt.number ?? ""}`),
    line: keyOf("line", attempt.line),
  };
  // Seen before without an answer: the attempt was counted, and the machine stopped before it was compared.
  if (isNew && !countAttempt(sql, now, home, subjects)) {
    const checked: Checked = { verdict: "locked", customerId: null };
    saveAnswer(sql, home, key, JSON.stringify(checked));
    record(sql, now, home, { attempt, verdict: checked.verdict, customerId });
    return { kind: "done", checked };
  }
  const digest = customerId === null ? null : (secretOf(sql, home, customerId) ?? null);
  return { kind: "compare", digest, customerId, subjects };
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

/** False where either is locked; nothing is counted then, so that a lock ends by itself. */
function countAttempt(sql: Sql, now: Now, home: Home, { customer, line }: Subjects): boolean {
  const rows = [
    { row: standingOf(sql, now, home, customer), most: CUSTOMER_ATTEMPTS_MAX },
    { row: standingOf(sql, now, home, line), most: LINE_ATTEMPTS_MAX },
  ];
  if (rows.some(({ row }) => row.lockedUntilMs > now.wallMs)) return false;
  for (const { row, most } of rows) {
    const failures = row.failures + 1;
    const over = failures - most;
    const lockMs = over < 0 ? 0 : Math.min(LOCK_MAX_MS, LOCK_FIRST_MS * 2 ** over);
    saveAttempts(sql, home, {
      subject: row.subject,
      failures,
      lockedUntilMs: lockMs === 0 ? 0 : now.wallMs + lockMs,
      updatedAtMs: now.wallMs,
    });
  }
  return true;
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
  {
    attempt,
    begun,
    isRight,
  }: { attempt: SecretAttempt; begun: Begun & { kind: "compare" }; isRight: boolean },
): Checked {
  const { customerId, subjects } = begun;
  const verdict = isRight ? "proved" : lockedNow(sql, now, home, subjects);
  if (isRight) {
    forgetAttempts(sql, home, subjects.customer);
    // The line's other attempts stay counted: its own right secret buys no guesses at another's.
    const line = standingOf(sql, now, home, subjects.line);
    const failures = Math.max(0, line.failures - 1);
    saveAttempts(sql, home, { ...line, failures, lockedUntilMs: 0, updatedAtMs: now.wallMs });
  }
  const checked: Checked = { verdict, customerId: isRight ? customerId : null };
  saveAnswer(sql, home, inboxKey(attempt), JSON.stringify(checked));
  record(sql, now, home, { attempt, verdict, customerId });
  return checked;
}

/** The attempt that uses up the last one is told so at once. */
function lockedNow(sql: Sql, now: Now, home: Home, { customer, line }: Subjects): ProofVerdict {
  const isLocked = [customer, line].some(
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
