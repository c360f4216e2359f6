/** What the file says of emergency credit, as a policy. */
import type { Currency } from "../core/money.ts";
import {
  checkEmergency,
  type EmergencyPolicy,
  type EmergencyPolicyRefused,
} from "../core/payment/emergency.ts";
import { isRefusal } from "../core/refusal.ts";
import { amountOf, type Note } from "./configuration-amount.ts";
import type { UtilityAsWritten } from "./configuration-file.ts";

/** Where in the file a refusal of the policy is put right. */
const places: Readonly<Record<EmergencyPolicyRefused, string>> = {
  limit_out_of_bounds: "emergency.limit",
  offer_out_of_bounds: "emergency.offer_at",
};

export function emergencyOf(
  { variant, limit, offer_at: offerAt }: UtilityAsWritten["emergency"],
  { ledgerDigits }: Currency,
  note: Note,
): EmergencyPolicy {
  const limitUnits = amountOf(limit, ledgerDigits, "emergency.limit", note);
  const offerAtUnits = amountOf(offerAt, ledgerDigits, "emergency.offer_at", note);
  const policy = { variant, limitUnits, offerAtUnits };
  const refusal = checkEmergency(policy);
  // What could not be read as a number is noted already.
  const isRead = !Number.isNaN(limitUnits) && !Number.isNaN(offerAtUnits);
  if (isRefusal(refusal) && isRead) note(places[refusal.code], refusal.code, refusal.message);
  return policy;
}
