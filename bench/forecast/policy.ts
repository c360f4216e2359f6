/** When a meter is read: by the forecast, or on a clock. */
import { HOUR_MS } from "../../core/instant.ts";
import {
  askForRead,
  type ReadRule,
  usualReadRule,
} from "../../core/rating/forecast/ask-for-read.ts";
import { futuresOf } from "../../core/rating/forecast/futures.ts";
import { DOLLAR_UNITS, LOW_UNITS, type Policy } from "./live.ts";

const levels = [
  { atUnits: 0, toleranceUnits: DOLLAR_UNITS },
  // A message that money is low must be out before there is none.
  { atUnits: LOW_UNITS, toleranceUnits: LOW_UNITS },
];

export function byForecast(changed: Partial<ReadRule>): Policy {
  const rule = { ...usualReadRule, ...changed };
  return (home, hour, balanceUnits) => {
    const throughMs = home.firstMs + hour * HOUR_MS;
    const standing = { balanceUnits, throughMs, levels };
    const wish = askForRead(futuresOf(home.historyAt(hour)), standing, throughMs, rule);
    // Reads come on the hour: one that is due within it is made before it.
    return wish.kind === "ask" ? 1 : Math.max(1, Math.floor((wish.untilMs - throughMs) / HOUR_MS));
  };
}

export const daily: Policy = (home, hour) => {
  let next = hour + 1;
  while (!home.isMidnight(next)) next += 1;
  return next - hour;
};
export const weekly: Policy = () => 168;
