import { payeeOf } from "../conversation/payee.ts";
import { keyOf, utilityHome } from "../ids.ts";
import { HOUR_MS, MINUTE_MS, type Now } from "../instant.ts";
import { readPayCode } from "../payment/pay-code.ts";
import type { Home, Hub, Sql } from "../ports.ts";
import { answerOf, saveAnswer, takeKey } from "../store/inbox.ts";
import { namePayCode, payCodeRow } from "../store/pay-codes.ts";
import { type AttemptRow, attemptsOf, saveAttempts } from "../store/secrets.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { payCodeName } from "./make-pay-code.ts";
import type { IncomingTurn } from "./take-turn.ts";
import { isGoodCode } from "./use-pay-code.ts";

/** Codes that a line may get wrong before none of its is looked at for a while: of the 10^9 there are, it finds none. */
const ATTEMPTS_MAX = 6;
const LOCK_FIRST_MS = 15 * MINUTE_MS;
const LOCK_MAX_MS = 24 * HOUR_MS;
/** Attempts count no more when none came for so long: a terminal is many people's. */
const FORGOTTEN_MS = HOUR_MS;

export interface FindPayee {
  /** The event that brought it: told again, it is answered the same and counts no second time. */
  readonly key: string;
  readonly line: string;
  readonly channel: IncomingTurn["channel"];
  readonly code: string;
}

/**
 * Whom a code pays, at the utility's home: null where it is unknown, over, used up or ended, and where the line has got too many
 * wrong, all alike. Digits that can be no code by their check digit are a slip of the finger, and are neither looked for nor counted.
 */
export function findPayee(
  sql: Sql,
  now: Now,
  home: Home,
  { code: typed, ...asked }: FindPayee,
): { readonly payee: string | null } {
  const code = readPayCode(typed);
  if (code === undefined) return { payee: null };
  const key = keyOf("payee", asked.key);
  if (!takeKey(sql, home, key, now.wallMs)) {
    return JSON.parse(answerOf(sql, home, key) ?? '{"payee":null}') as { payee: string | null };
  }
  const payee = lookFor(sql, now, home, { code, line: asked.line });
  saveAnswer(sql, home, key, JSON.stringify({ payee }));
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: payee === null ? "pay-code-missed" : "pay-code-found",
    actor: "customer",
    channel: asked.channel,
    cause: asked.key,
    facts: { payee },
  });
  return { payee };
}

/** The attempt is counted with the look itself, and not where it is right; what was wrong before goes on counting. */
function lookFor(
  sql: Sql,
  now: Now,
  home: Home,
  { code, line }: { readonly code: string; readonly line: string },
): string | null {
  const subject = keyOf("pay-code", line);
  const before = attemptsOf(sql, home, subject);
  if ((before?.lockedUntilMs ?? 0) > now.wallMs) return null;
  const row = payCodeRow(sql, home, code);
  if (row === undefined || !isGoodCode(row, now)) {
    saveAttempts(sql, home, { ...oneMore(before, now), subject });
    return null;
  }
  const name = payCodeName(sql, code);
  if (row.name === null) namePayCode(sql, home, code, name);
  return payeeOf(name, code);
}

function oneMore(before: AttemptRow | undefined, now: Now): Omit<AttemptRow, "subject"> {
  const { failures = 0, lockedUntilMs: lockedMs = 0, updatedAtMs = 0 } = before ?? {};
  const isForgotten = now.wallMs - Math.max(updatedAtMs, lockedMs) >= FORGOTTEN_MS;
  const count = (isForgotten ? 0 : failures) + 1;
  const over = count - ATTEMPTS_MAX;
  const waitMs = over < 0 ? 0 : Math.min(LOCK_MAX_MS, LOCK_FIRST_MS * 2 ** over);
  return {
    failures: count,
    lockedUntilMs: waitMs === 0 ? 0 : now.wallMs + waitMs,
    updatedAtMs: now.wallMs,
  };
}

/** The same before a turn of this line. */
export async function payeeFor(
  hub: Hub,
  { key, from: line, channel }: IncomingTurn,
  code: string,
): Promise<string | null> {
  const home = utilityHome(hub.utilityId);
  const { payee } = await hub.store.transact(home, (sql) =>
    findPayee(sql, hub.clock.now(), home, { key, line, channel, code }),
  );
  return payee;
}
