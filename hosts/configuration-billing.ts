/** What the file says of post-pay bills, and of the banks that a day is remitted by. */
import type { BillingPolicy, Remittance } from "../core/hub/settings.ts";
import { checkParties, type PartiesRefused } from "../payments/nacha/file.ts";
import type { Note } from "./configuration-amount.ts";
import type { UtilityAsWritten } from "./configuration-file.ts";

export function billingOf(written: UtilityAsWritten["billing"]): BillingPolicy {
  return {
    bills: written.bills,
    dueDays: written.due_days,
    dunning: {
      graceDays: written.grace_days,
      overdueDays: written.overdue_days,
      remindedDays: written.reminded_days,
      finalDays: written.final_days,
    },
  };
}

/** Where in the file a refusal of the parties is put right. */
const remittancePlaces: Readonly<Record<PartiesRefused, string>> = {
  bad_routing: "remittance",
  bad_account: "remittance.account",
  bad_company: "remittance.company_id",
  bad_name: "remittance",
};

export function remittanceOf(
  written: UtilityAsWritten["remittance"],
  note: Note,
): Remittance | null {
  if (written === undefined) return null;
  const remittance = {
    originatingRouting: written.bank_routing,
    originatingName: written.bank_name,
    companyId: written.company_id,
    companyName: written.company_name,
    receivingRouting: written.account_routing,
    receivingAccount: written.account,
    receivingName: written.account_name,
  };
  const refusal = checkParties(remittance);
  if (refusal !== null) note(remittancePlaces[refusal.code], refusal.code, refusal.message);
  return remittance;
}
