/** How a dispute of an account's charges would stand if it were made now. */
import { DAY_MS, type Now } from "../instant.ts";
import { type DisputeJudged, judgeDispute } from "../payment/dispute.ts";
import type { Home, Sql } from "../ports.ts";
import { modeAt } from "../store/accounts.ts";
import { chargedSince, chargeDisputesOf } from "../store/charge-disputes.ts";
import { lastCut, supplyOf } from "../store/supply.ts";
import type { SwitchRecord } from "../supply/state.ts";
import { noticeReached } from "./notice-told.ts";
import type { RulesInForce } from "./rules.ts";

/** A month is what a bill would show: older charges were there to be called wrong before. */
const CHARGES_MS = 30 * DAY_MS;

export interface DisputeNow extends DisputeJudged {
  readonly chargedUnits: number;
}

/** Null while one is open. Of what is not prepaid no disconnection comes, so a person decides and nothing is held. */
export function disputeNow(
  sql: Sql,
  now: Now,
  home: Home,
  inForce: RulesInForce,
): DisputeNow | null {
  const before = chargeDisputesOf(sql, home);
  if (before.some(({ state }) => state === "open")) return null;
  const { dispute: policy = null } = inForce.settings;
  const isHeld = policy !== null && modeAt(sql, home, now.serviceMs) !== "postpay";
  const toldAtMs = isHeld ? threatenedAt(sql, home, inForce) : null;
  // Most customers are threatened with nothing, and their ledgers need not be summed.
  const chargedUnits = toldAtMs === null ? 0 : chargedOfLate(sql, now, home);
  const held = before.find(({ standing }) => standing === "held");
  const judged = judgeDispute(policy, {
    nowMs: now.serviceMs,
    toldAtMs,
    heldAtMs: held?.openedAtMs ?? null,
    chargedUnits,
  });
  return { ...judged, chargedUnits };
}

/** What a prepaid account was charged in the month before; 0 of one that is billed, which is corrected on its bills. */
export function chargedOfLate(sql: Sql, now: Now, home: Home): number {
  if (modeAt(sql, home, now.serviceMs) === "postpay") return 0;
  return chargedSince(sql, home, now.serviceMs - CHARGES_MS);
}

/** When the disconnection was done, or else when the notice of the one that is coming reached somebody; null where neither is. */
function threatenedAt(sql: Sql, home: Home, inForce: RulesInForce): number | null {
  const isOff = supplyOf(sql, home).some(
    ({ record }) => (JSON.parse(record) as SwitchRecord).wanted === "off",
  );
  const cut = isOff ? lastCut(sql, home) : undefined;
  return cut?.atMs ?? noticeReached(sql, home, inForce);
}
