import { HOUR_MS, type Now } from "../instant.ts";
import type { AccountBalances } from "../ledger/balances.ts";
import type { Home, Sql } from "../ports.ts";
import { askForRead, type ReadLevel } from "../rating/forecast/ask-for-read.ts";
import { futuresOf } from "../rating/forecast/futures.ts";
import type { MeterLink, Mode } from "../store/accounts.ts";
import { lastAsked } from "../store/reads-asked.ts";
import { clearTimer, setTimer, timerOf } from "../store/timers.ts";
import type { Decision } from "../supply/decide.ts";
import { type AccountUse, asOfMs } from "./account-use.ts";
import { costHistory } from "./cost-history.ts";
import type { RulesInForce } from "./rules.ts";
import { endAnswered } from "./silent-meters.ts";

/**
 * One that was asked and has not answered is asked again after this. Of a mesh network's answers 95 of 100 come within the hour
 * and the last within two: asked again sooner, one read in twenty would be asked for twice.
 */
const ASK_AGAIN_MS = 2 * HOUR_MS;
/** Each ask in vain doubles the wait for the next up to this: a dead meter costs one ask a day, and one that comes back is heard within it. */
const ASK_AGAIN_AT_MOST_MS = 24 * HOUR_MS;

export interface ReadAccount {
  readonly mode: Mode;
  readonly inForce: RulesInForce;
  readonly balances: AccountBalances;
  readonly meters: readonly MeterLink[];
  readonly use: AccountUse;
  /** What was last decided of its services: who would be turned off but for old data is read first. */
  readonly decisions: readonly Pick<Decision, "decidedBy">[];
}

/** What the plan was made for: while it stands, so does the plan. */
interface PlannedFor {
  readonly balanceUnits: number;
  readonly throughMs: number;
  readonly rules: string;
  readonly wantedMs: number;
}

/** When an account's meters are to be asked for their reads, service time, and what that was planned for. */
interface ReadPlan {
  readonly dueAtMs: number;
  readonly planned: PlannedFor;
}

/**
 * Asked where the band of the forecast touches a level at which something is decided, and what is known is too old for it; or
 * at once where a disconnection waits for younger data; and a day after somebody moved in, where no meter told anything by itself.
 * Null where they are never asked.
 */
export function readPlan(sql: Sql, now: Now, home: Home, account: ReadAccount): ReadPlan | null {
  const throughMs = asOfMs(account.use) ?? movedInMs(account.use, now);
  if (!account.inForce.settings.reading || account.mode !== "prepaid" || throughMs === null) {
    return null;
  }
  const planned = plannedFor(sql, now, home, { ...account, throughMs });
  const isBlind = account.decisions.some(({ decidedBy }) => decidedBy === "data_age");
  const wantedMs = isBlind ? now.serviceMs : planned.wantedMs;
  const asked = lastAsked(sql, home);
  const dueAtMs =
    asked === undefined || asked.atMs <= throughMs
      ? wantedMs
      : Math.max(wantedMs, asked.atMs + askAgainMs(asked.inARow));
  return { dueAtMs, planned };
}

/** Of an account that never told a read nothing is known since somebody moved in; null before that. */
function movedInMs({ services }: AccountUse, now: Now): number | null {
  const begun = services.filter(({ fromMs }) => fromMs <= now.serviceMs);
  return begun.length === 0 ? null : Math.min(...begun.map(({ fromMs }) => fromMs));
}

/** How long an answer is waited for once meters were asked so often in a row. */
function askAgainMs(inARow: number): number {
  return Math.min(ASK_AGAIN_MS * 2 ** Math.max(0, inARow - 1), ASK_AGAIN_AT_MOST_MS);
}

/** The forecast is the dear part: it is made anew only for other reads, other money or other rules. */
function plannedFor(
  sql: Sql,
  now: Now,
  home: Home,
  account: ReadAccount & { readonly throughMs: number },
): PlannedFor {
  const { balances, inForce, throughMs, use } = account;
  const balanceUnits = balances.balanceUnits + balances.emergencyUsedUnits;
  const rules = `${String(inForce.version)} ${String(inForce.pack?.version ?? 0)}`;
  const text = timerOf(sql, home, "reads")?.payload;
  const before = text === undefined ? null : (JSON.parse(text) as Partial<PlannedFor>);
  const isSame =
    before?.balanceUnits === balanceUnits &&
    before.throughMs === throughMs &&
    before.rules === rules;
  if (isSame) return before as PlannedFor;
  const history = costHistory(sql, now, home, { inForce, use });
  const futures = history === null ? null : futuresOf(history);
  const standing = { balanceUnits, throughMs, levels: readLevels(inForce) };
  const wish = askForRead(futures, standing, throughMs);
  const wantedMs = wish.kind === "ask" ? throughMs : wish.untilMs;
  // Meters tell whole hours: one that is due within an hour is asked as the hour begins, when it tells as much.
  return { balanceUnits, throughMs, rules, wantedMs: wantedMs - (wantedMs % HOUR_MS) };
}

/** A balance below the disconnect level is to be found within the tolerance; a low one before it is below that. */
function readLevels({ settings }: RulesInForce): ReadLevel[] {
  const { disconnectLevelUnits } = settings.supply;
  const { lowUnits } = settings.notice;
  const toleranceUnits = settings.reading?.toleranceUnits ?? 0;
  return [
    { atUnits: disconnectLevelUnits, toleranceUnits },
    {
      atUnits: lowUnits,
      toleranceUnits: Math.max(toleranceUnits, lowUnits - disconnectLevelUnits),
    },
  ];
}

/**
 * Sets the timer by which an account's meters are asked; called with every review, which knows the newest reads and money. Returns
 * the services whose meters staff were told of and need not look at any more.
 */
export function planReads(sql: Sql, now: Now, home: Home, account: ReadAccount): readonly string[] {
  const { use } = account;
  if (!account.inForce.settings.reading) return [];
  const plan = readPlan(sql, now, home, account);
  if (plan === null) {
    clearTimer(sql, home, "reads");
    return endAnswered(sql, home, { use, isAsked: false });
  }
  const { dueAtMs, planned } = plan;
  const payload = JSON.stringify(planned);
  setTimer(sql, { home, key: "reads", clock: "service", dueAtMs, kind: "read", payload });
  return endAnswered(sql, home, { use, isAsked: true });
}
