import { assert } from "../assert.ts";
import { localMonth, type Now } from "../instant.ts";
import { charged } from "../ledger/postings.ts";
import type { Currency } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import type { Charge } from "../rating/rate.ts";
import type { SettledCharge } from "../rating/settlement.ts";
import { accountAt, type Mode, modeAt } from "../store/accounts.ts";
import { openGrant } from "../store/emergency.ts";
import { emergencyCap, noteDrawn } from "./emergency-standing.ts";
import type { Cause, Happening } from "./journal.ts";
import { unbilledUnits } from "./pay-bills.ts";
import { balancesAt, post } from "./post.ts";
import { defaultBilling, mustSettings } from "./settings.ts";

export interface Books {
  readonly home: Home;
  readonly currency: Currency;
  readonly zone: string;
}

interface Use {
  readonly books: Books;
  readonly cause: Cause;
  readonly service: { readonly id: string; readonly commodity: string };
  readonly charges: readonly (Charge | SettledCharge)[];
  readonly effectiveAtMs: number;
  /** The happening whose transfer for the service this one corrects. */
  readonly corrects: string | null;
  /** What its transfer's name ends with, where one happening posts two for a service; absent where it posts one. */
  readonly part?: string;
}

/** Posts one transfer for what a service is charged by one happening; none where nothing is left to post. */
export function postUse(
  sql: Sql,
  now: Now,
  happening: Happening,
  { books, cause, service, charges, effectiveAtMs, corrects, part }: Use,
): { transfer: string; amountUnits: number }[] {
  const { home, currency, zone } = books;
  const lines = charges.map(({ component, amountUnits }) => ({
    account: accountOf(component, service.commodity),
    amountUnits,
  }));
  const billing = modeAt(sql, home, now.serviceMs) ?? "prepaid";
  const { billing: policy = defaultBilling } = mustSettings(sql, now.serviceMs).settings;
  // Another system bills it: charged here as well it would be owed twice.
  const isBilledElsewhere = policy.bills === "imported" && usedAs(sql, now, home) === "postpay";
  if (isBilledElsewhere) return [];
  const balances = balancesAt(sql, home);
  const grant = billing === "prepaid" ? openGrant(sql, home) : null;
  const header = {
    id: `${happening.id}/${service.id}${part === undefined ? "" : `/${part}`}`,
    cause: happening.id,
    corrects: corrects === null ? null : `${corrects}/${service.id}`,
    actor: cause.actor,
    channel: cause.channel ?? "hub",
    effectiveAtMs,
    month: localMonth(zone, effectiveAtMs),
  };
  const transfer = charged(
    header,
    "usage",
    lines,
    billing === "prepaid"
      ? { billing, balances, emergencyCapUnits: emergencyCap(grant, balances) }
      : // A correction takes nothing off a bill that stands: beyond the use since, it is credit for the next.
        {
          billing,
          balances: { ...balances, receivableUnits: unbilledUnits(sql, home, balances) },
        },
  );
  if (transfer === null) return [];
  const result = post(sql, now, { home, currency }, transfer);
  assert(result.kind === "posted", `usage was not posted: ${JSON.stringify(result)}`);
  noteDrawn(sql, home, grant, transfer);
  const amountUnits = lines.reduce((sum, line) => sum + line.amountUnits, 0);
  return [{ transfer: header.id, amountUnits }];
}

/** How the account is billed for its use; one that is closed, as it was billed until its customer left. */
function usedAs(sql: Sql, now: Now, home: Home): Mode {
  const leftMs = accountAt(sql, home)?.closedAtMs ?? null;
  return modeAt(sql, home, leftMs === null ? now.serviceMs : leftMs - 1) ?? "prepaid";
}

/** Taxes and rebates in percent are owed on to others, or by them; a minimum is for being connected, as a fixed charge is. */
function accountOf(component: (Charge | SettledCharge)["component"], commodity: string): string {
  switch (component) {
    case "usage":
      return `revenue.${commodity}`;
    case "fixed":
    case "minimum":
      return "revenue.fixed";
    case "percent":
      return "tax.percent";
  }
}
