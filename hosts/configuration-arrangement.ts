/** What the file says of plans by which old debt may be paid off in parts, as a policy. */
import type { Arrangement } from "../core/hub/settings.ts";
import { PLAN_PARTS_MAX } from "../core/payment/debt-terms.ts";
import type { Note } from "./configuration-amount.ts";
import type { UtilityAsWritten } from "./configuration-file.ts";

const BASIS_POINTS_A_PERCENT = 100;

/** Null where no part is named: then a person agrees on every plan. */
export function arrangementOf(
  {
    down_percent: down,
    down_days: downDays,
    parts,
    every_days: everyDays,
  }: UtilityAsWritten["arrangement"],
  note: Note,
): Arrangement | null {
  if (parts === 0) return null;
  if (parts < 0 || parts >= PLAN_PARTS_MAX) {
    note("arrangement.parts", "parts_out_of_bounds", `must be 0 to ${String(PLAN_PARTS_MAX - 1)}`);
  }
  if (down < 0 || down > 90) {
    note("arrangement.down_percent", "down_out_of_bounds", "must be 0 to 90");
  }
  if (downDays < 0 || downDays > 60) {
    note("arrangement.down_days", "days_out_of_bounds", "must be 0 to 60");
  }
  if (everyDays < 1 || everyDays > 60) {
    note("arrangement.every_days", "days_out_of_bounds", "must be 1 to 60");
  }
  return { downBasisPoints: down * BASIS_POINTS_A_PERCENT, downDays, count: parts, everyDays };
}
