import { type LocalDay, localDay } from "../instant.ts";
import type { ServiceRow } from "../store/accounts.ts";

/** The first local day that a service owes a fixed charge for, and the last; null while its customer has not said when they leave. */
export function owedDaysOf({ zone, fromMs, toMs }: Pick<ServiceRow, "zone" | "fromMs" | "toMs">): {
  readonly movedInDay: LocalDay;
  readonly movedOutDay: LocalDay | null;
} {
  // A day that was begun is owed; one that begins as the service ends is the next household's.
  const movedOutDay = toMs === null ? null : localDay(zone, toMs - 1);
  return { movedInDay: localDay(zone, fromMs), movedOutDay };
}
