/** What of a utility's file says whom to call in danger, where cash is taken, and what a consent needs. */
import type { ConsentPolicy } from "../core/hub/consent.ts";
import { instantOf } from "../core/instant.ts";
import { isPhone } from "../core/phone.ts";
import { isDay, type UtilityAsWritten } from "./configuration-file.ts";
import type { Note } from "./configuration-amount.ts";

export interface CareConfiguration {
  readonly emergencyNumber: string | null;
  readonly places: readonly string[];
  readonly consent: ConsentPolicy;
}

/** Notes what can't be used; a day is of the utility's own clock. */
export function careOf(
  { care, consent }: Pick<UtilityAsWritten, "care" | "consent">,
  zone: string | null,
  note: Note,
): CareConfiguration {
  if (care.emergency !== "" && !isPhone(care.emergency)) {
    const words = `"${care.emergency}" must be written as "+", country code, number, no spaces`;
    note("care.emergency", "not_e164", words);
  }
  const from = consent.stop_all_from;
  const isGood = isDay(from);
  if (!isGood) note("consent.stop_all_from", "not_a_day", `"${from}" is not a day of the calendar`);
  return {
    emergencyNumber: care.emergency === "" ? null : care.emergency,
    places: care.places,
    consent: {
      stopsAllFromMs: isGood && zone !== null ? instantOf(zone, from) : 0,
      confirmed: consent.confirm,
    },
  };
}
