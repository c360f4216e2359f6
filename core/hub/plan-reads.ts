import { HOUR_MS, type Now } from "../instant.ts";
import type { AccountBalances } from "../ledger/balances.ts";
import type { Home, Sql } from "../ports.ts";
import { askForRead, type ReadLevel } from "../rating/forecast/ask-for-read.ts";
import type { MeterLink, Mode } from "../store/accounts.ts";
import { lastAskedMs } from "../store/reads-asked.ts";
import { clearTimer, setTimer } from "../store/timers.ts";
import { type AccountUse, asOfMs } from "./account-use.ts";
import { recentUse } from "./forecast.ts";
import type { RulesInForce } from "./rules.ts";

/** One that was asked and has not answered is asked again after this: its head-end has its own retries until then. */
const ASK_AGAIN_MS = HOUR_MS;

export interface ReadAccount {
  readonly mode: Mode;
  readonly inForce: RulesInForce;
  readonly balances: AccountBalances;
  readonly meters: readonly MeterLink[];
  readonly use: AccountUse;
}

/**
 * When an account's meters are to be asked for their reads: where the band of the forecast touches a level at which something
 * is decided, and what is known is too old for it. Service time; null where they are never asked.
 */
export function readsWantedMs(
  sql: Sql,
  now: Now,
  home: Home,
  { mode, inForce, balances, use }: ReadAccount,
): number | null {
  const { reading, supply, notice } = inForce.settings;
  const throughMs = asOfMs(use);
  if (!reading || mode !== "prepaid" || throughMs === null) return null;
  const levels: ReadLevel[] = [supply.disconnectLevelUnits, notice.lowUnits].map((atUnits) => ({
    atUnits,
    toleranceUnits: reading.toleranceUnits,
  }));
  const { futures } = recentUse(sql, now, home, { inForce, use });
  const balanceUnits = balances.balanceUnits + balances.emergencyUsedUnits;
  // The forecast counts from the newest read on, so that is its instant 0.
  const wish = askForRead(
    futures,
    { balanceUnits, throughMs: 0, levels },
    now.serviceMs - throughMs,
  );
  const wantedMs = wish.kind === "ask" ? now.serviceMs : throughMs + wish.untilMs;
  const askedMs = lastAskedMs(sql, home);
  return askedMs === null || askedMs <= throughMs
    ? wantedMs
    : Math.max(wantedMs, askedMs + ASK_AGAIN_MS);
}

/** Sets the timer by which an account's meters are asked; called with every review, which knows the newest reads and money. */
export function planReads(sql: Sql, now: Now, home: Home, account: ReadAccount): void {
  if (!account.inForce.settings.reading) return;
  const dueAtMs = readsWantedMs(sql, now, home, account);
  if (dueAtMs === null) clearTimer(sql, home, "reads");
  else
    setTimer(sql, { home, key: "reads", clock: "service", dueAtMs, kind: "read", payload: "{}" });
}
