import type { Prompt } from "../conversation/prompt.ts";
import type { Now } from "../instant.ts";
import type { AccountBalances } from "../ledger/balances.ts";
import { nothingTold, type Told } from "../notice/crossings.ts";
import type { NoticeRule, NoticeState } from "../notice/decide.ts";
import { isStillOwed } from "../notice/standing.ts";
import type { Home, Sql } from "../ports.ts";
import type { AccountRow } from "../store/accounts.ts";
import { offeredAt } from "../store/emergency.ts";
import type { NoticeRow } from "../store/notices.ts";
import { nextOpenMs } from "../supply/allowed-hours.ts";
import type { SupplyPolicy } from "../supply/policy.ts";
import { accountStanding } from "./account-facts.ts";
import { emergencyPolicy } from "./emergency-standing.ts";
import { isLow } from "./low-balance.ts";
import { payToReach } from "./pay-to-reach.ts";
import { toldBySecond } from "./notice-told.ts";
import type { RulesInForce } from "./rules.ts";
import type { UtilitySettings } from "./settings.ts";

export interface Telling {
  readonly account: AccountRow;
  readonly inForce: RulesInForce;
  readonly balances: AccountBalances;
  readonly state: NoticeState;
}

/** What a notice says, by how things stand as it goes out; null when that has overtaken it. */
export function noticePrompt(
  sql: Sql,
  now: Now,
  home: Home,
  { notice, telling }: { notice: NoticeRow; telling: Telling },
): Prompt | null {
  const said =
    notice.body === null
      ? freshPrompt(sql, now, home, { notice, telling })
      : (JSON.parse(notice.body) as Prompt);
  return said === null || notice.askCode === "" ? said : { ...said, askCode: notice.askCode };
}

/** What tells of something past has its words in a body of its own. */
const ownWords = [
  "payment",
  "returned",
  "refunded",
  "refund_failed",
  "bill",
  "plan_broken",
  "autopay",
  "dispute",
  "closed",
] as const satisfies readonly NoticeRule[];

function hasOwnWords(rule: NoticeRule): rule is (typeof ownWords)[number] {
  return (ownWords as readonly NoticeRule[]).includes(rule);
}

function freshPrompt(
  sql: Sql,
  now: Now,
  home: Home,
  { notice, telling }: { notice: NoticeRow; telling: Telling },
): Prompt | null {
  const { inForce, balances, state } = telling;
  const rule = notice.rule as NoticeRule;
  if (hasOwnWords(rule) || !isStillOwed({ rule, key: notice.key }, state)) return null;
  const { settings } = inForce;
  const standing = accountStanding(sql, now, home);
  const { label, balanceUnits } = standing;
  const common = { utility: settings.name, label, currency: settings.currency };
  const told = state.told ?? nothingTold;
  const reach = (targetUnits: number): number =>
    payToReach(sql, now, home, { inForce, balances, targetUnits }) ?? 0;
  switch (rule) {
    case "daily":
      // Paid meanwhile, it is no news.
      if (!isLow(sql, now, home)) return null;
      return { ...common, key: "notice_low", balanceUnits, ...stayOn(now, telling, reach) };
    case "low":
    case "warning": {
      const by = { balanceUnits, ...stayOn(now, telling, reach) };
      return rule === "low"
        ? { ...common, key: "notice_low", ...by }
        : { ...common, key: "notice_warning", ...by, phone: settings.phone };
    }
    case "off": {
      const restoreMinor = reach(settings.supply.reconnectLevelUnits);
      return standing.supply === "off" ? { ...common, key: "notice_off", restoreMinor } : null;
    }
    case "on":
      return standing.supply === "off" ? null : { ...common, key: "notice_on", balanceUnits };
    case "days":
      return { ...common, key: "notice_days", days: told.days ?? 0, balanceUnits };
    case "window":
      return windowPrompt(
        now,
        { ...common, zone: telling.account.zone },
        told,
        reach(settings.supply.disconnectLevelUnits),
      );
    case "second":
      return secondPrompt(notice, { state, isOff: standing.supply === "off" }, { label, settings });
    case "emergency_offer": {
      const { limitUnits: amountUnits } = emergencyPolicy(settings);
      const isOffered = offeredAt(sql, home) !== undefined;
      return isOffered ? { ...common, key: "notice_emergency_offer", amountUnits } : null;
    }
    case "emergency":
      return told.emergency === "none"
        ? null
        : { ...common, key: "notice_emergency", state: told.emergency, balanceUnits };
    case "high_use":
      return highUsePrompt({ utility: common.utility, label }, told);
    case "trued_up":
      return { ...common, key: "notice_trued_up", balanceUnits };
    case "debt_cleared":
    case "weather_on":
    case "weather_off":
      return plainPrompt(
        rule,
        { utility: common.utility, label },
        standing.balanceUnits,
        settings.supply,
      );
  }
}

/** That supply may go off, and no word of money: whoever is told has no right to that. */
function secondPrompt(
  { key }: NoticeRow,
  { state, isOff }: { readonly state: NoticeState; readonly isOff: boolean },
  { label, settings }: { readonly label: string; readonly settings: UtilitySettings },
): Prompt | null {
  const of = toldBySecond(key);
  const isOvertaken = of.rule === "off" ? !isOff : isOff || !isStillOwed(of, state);
  const what = of.rule === "off" ? "off" : "low";
  const { name: utility, phone } = settings;
  return isOvertaken ? null : { utility, key: "notice_second", label, what, phone };
}

/** Past its end, or with nothing short any more, it is overtaken. */
function windowPrompt(
  now: Now,
  place: { utility: string; label: string; currency: string; zone: string },
  { windowEndsMs }: Told,
  shortMinor: number,
): Prompt | null {
  const endsMs = windowEndsMs ?? 0;
  const isOver = endsMs <= now.serviceMs || shortMinor === 0;
  return isOver ? null : { ...place, key: "notice_window", shortMinor, endsMs };
}

/** That weather protects nobody any more is no news to who has paid meanwhile. */
function plainPrompt(
  rule: "debt_cleared" | "weather_on" | "weather_off",
  place: { utility: string; label: string },
  balanceUnits: number,
  { disconnectLevelUnits }: SupplyPolicy,
): Prompt | null {
  const isOvertaken = rule === "weather_off" && balanceUnits >= disconnectLevelUnits;
  return isOvertaken ? null : { ...place, key: `notice_${rule}` };
}

function highUsePrompt(
  place: { utility: string; label: string },
  { highPercent }: Told,
): Prompt | null {
  return highPercent === null ? null : { ...place, key: "notice_high_use", percent: highPercent };
}

function stayOn(
  now: Now,
  { account, inForce }: Telling,
  reach: (targetUnits: number) => number,
): { stayOnMinor: number; offAfterMs: number; zone: string } {
  const { supply, notice } = inForce.settings;
  const { zone } = account;
  const noticedMs = now.serviceMs + supply.noticeMs;
  return {
    stayOnMinor: reach(notice.lowUnits + notice.rearmUnits),
    offAfterMs: nextOpenMs(supply, zone, noticedMs) ?? noticedMs,
    zone,
  };
}
