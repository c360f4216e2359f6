/** What the file says of time and terms that customers take by their own word, as policies. */
import { z } from "zod";
import type { ExtensionPolicy } from "../core/hub/settings.ts";
import { usualMedicalDays } from "../core/hub/settings.ts";
import type { DisputePolicy } from "../core/payment/dispute.ts";
import type { Note } from "./configuration-amount.ts";

const days = z.int({ error: "must be a whole number of days" });

/** Where nothing is said, a person gives more time and changes how an account is billed. */
export const promisesSchema = z
  .strictObject({
    extension_days: days.default(0),
    extension_times: z.int({ error: "must be a whole number of times" }).default(1),
    extension_within_days: days.default(90),
    medical_days: days.default(usualMedicalDays),
    dispute_hold_days: days.default(0),
    dispute_within_days: days.default(10),
    dispute_once_in_days: days.default(90),
    dispute_payable_percent: z.int({ error: "must be a whole number of percent" }).default(0),
    conversion_terms: z.string().max(64).default(""),
  })
  .prefault({});

export interface Promises {
  readonly extension: ExtensionPolicy | null;
  readonly medicalDays: number;
  readonly dispute: DisputePolicy | null;
  readonly conversionTerms: string | null;
}

/** No rule that we know gives more time than a month at once, nor holds on word alone for longer. */
const DAYS_MAX = 31;

export function promisesOf(written: z.infer<typeof promisesSchema>, note: Note): Promises {
  const { extension_days: extensionDays, extension_times: times } = written;
  const { extension_within_days: withinDays, medical_days: medicalDays } = written;
  bounded("extension_days", extensionDays, [0, DAYS_MAX], note);
  bounded("extension_times", times, [1, 12], note);
  bounded("extension_within_days", withinDays, [1, 366], note);
  bounded("medical_days", medicalDays, [0, DAYS_MAX], note);
  const terms = written.conversion_terms.trim();
  return {
    extension: extensionDays === 0 ? null : { days: extensionDays, times, withinDays },
    medicalDays,
    dispute: disputeOf(written, note),
    conversionTerms: terms === "" ? null : terms,
  };
}

/** A hundredth of a percent is what shares are kept in. */
const BASIS_POINTS_A_PERCENT = 100;

function disputeOf(written: z.infer<typeof promisesSchema>, note: Note): DisputePolicy | null {
  const { dispute_hold_days: holdDays, dispute_within_days: withinDays } = written;
  const { dispute_once_in_days: onceInDays, dispute_payable_percent: percent } = written;
  bounded("dispute_hold_days", holdDays, [0, DAYS_MAX], note);
  bounded("dispute_within_days", withinDays, [1, 366], note);
  bounded("dispute_once_in_days", onceInDays, [1, 366], note);
  bounded("dispute_payable_percent", percent, [0, 100], note);
  if (holdDays === 0) return null;
  const payableBasisPoints = percent * BASIS_POINTS_A_PERCENT;
  return { holdDays, withinDays, onceInDays, payableBasisPoints };
}

function bounded(
  name: string,
  value: number,
  [least, most]: readonly [number, number],
  note: Note,
): void {
  if (value >= least && value <= most) return;
  note(`promises.${name}`, "out_of_bounds", `must be ${String(least)} to ${String(most)}`);
}
