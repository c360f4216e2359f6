import { credit, debit, type Header, type Share, tenderTaken, transferOf } from "./postings.ts";
import type { AccountName } from "./chart.ts";
import type { Transfer } from "./transfer.ts";

function owedBy(agency: string): AccountName {
  return `pledged.${agency}`;
}

/** An agency's word is credited at once: it owes the money, and the account has it. */
export function pledgeMade(
  header: Header,
  pledge: {
    readonly agency: string;
    readonly amountUnits: number;
    readonly targets: readonly Share[];
  },
): Transfer[] {
  return tenderTaken(header, { ...pledge, account: owedBy(pledge.agency) }, "pledge");
}

/** The agency paid. */
export function pledgePaid(
  header: Header,
  pledge: { readonly agency: string; readonly amountUnits: number; readonly into: AccountName },
): Transfer {
  return transferOf(header, "posted", "pledge_paid", [
    debit(pledge.into, pledge.amountUnits),
    credit(owedBy(pledge.agency), pledge.amountUnits),
  ]);
}
