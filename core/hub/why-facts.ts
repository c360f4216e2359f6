import type { AccountDetails, SupplyState } from "../conversation/facts.ts";
import type { CutFacts, DisputeFacts, WarnedFacts } from "../conversation/supply-why.ts";
import type { Now } from "../instant.ts";
import type { AccountBalances } from "../ledger/balances.ts";
import { unitsToMinorFloor } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { lastCut } from "../store/supply.ts";
import { nextOpenMs } from "../supply/allowed-hours.ts";
import type { DecisionRecord } from "../supply/record.ts";
import { type DisputeNow, disputeNow } from "./dispute-standing.ts";
import { noticeReached } from "./notice-told.ts";
import { payToReach } from "./pay-to-reach.ts";
import type { RulesInForce } from "./rules.ts";

export interface WhyFrom {
  readonly inForce: RulesInForce;
  readonly balances: AccountBalances;
  readonly zone: string;
  readonly supply: SupplyState;
  readonly restoreMinor: number | null;
}

/** Why an account is off or may be turned off, and how a dispute of what that rests on would stand. */
export function whyFacts(
  sql: Sql,
  now: Now,
  home: Home,
  from: WhyFrom,
): Pick<AccountDetails, "cut" | "warned" | "dispute"> {
  const isOn = from.supply === "on";
  return {
    cut: isOn ? null : cutOf(sql, home),
    warned: isOn ? warnedOf(sql, now, home, from) : null,
    dispute: disputeFacts(sql, now, home, from),
  };
}

/** The decision that turned it off, as it was stored. */
function cutOf(sql: Sql, home: Home): CutFacts | null {
  const row = lastCut(sql, home);
  if (row === undefined) return null;
  const { input, pack } = JSON.parse(row.record) as DecisionRecord;
  const { balanceUnits, noticeDeliveredAtMs: toldAtMs } = input;
  return { atMs: row.atMs, balanceUnits, toldAtMs, rule: pack?.packId ?? null };
}

function warnedOf(
  sql: Sql,
  now: Now,
  home: Home,
  { inForce, balances, zone }: WhyFrom,
): WarnedFacts | null {
  const toldAtMs = noticeReached(sql, home, inForce);
  if (toldAtMs === null) return null;
  const { supply, notice } = inForce.settings;
  const targetUnits = notice.lowUnits + notice.rearmUnits;
  const payMinor = payToReach(sql, now, home, { inForce, balances, targetUnits });
  if (payMinor === null) return null;
  const noticedMs = toldAtMs + supply.noticeMs;
  return {
    toldAtMs,
    offAfterMs: nextOpenMs(supply, zone, noticedMs) ?? noticedMs,
    payMinor,
    rule: inForce.pack?.packId ?? null,
  };
}

function disputeFacts(sql: Sql, now: Now, home: Home, from: WhyFrom): DisputeFacts | null {
  const stands = disputeNow(sql, now, home, from.inForce);
  return stands === null ? null : disputeTold(sql, now, home, { ...from, stands });
}

/** What is to be paid all the same: all that turns it on where it is off, and of what keeps it on the part that is not held. */
export function disputeTold(
  sql: Sql,
  now: Now,
  home: Home,
  {
    inForce,
    balances,
    restoreMinor,
    stands,
  }: Omit<WhyFrom, "zone" | "supply"> & { readonly stands: DisputeNow },
): DisputeFacts {
  const { standing, heldUnits, untilMs: untilAtMs } = stands;
  const targetUnits = inForce.settings.supply.disconnectLevelUnits - heldUnits;
  const heldMinor = unitsToMinorFloor(heldUnits, inForce.currency);
  const payMinor = restoreMinor ?? payToReach(sql, now, home, { inForce, balances, targetUnits });
  return { standing, heldMinor, untilAtMs, payMinor };
}
