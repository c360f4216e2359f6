import { must } from "../assert.ts";
import type { SupplyState } from "../conversation/facts.ts";
import type { CutFacts, WarnedFacts } from "../conversation/supply-why.ts";
import { accountHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import { type Currency, currencyOf } from "../money.ts";
import type { Sql } from "../ports.ts";
import {
  accountAt,
  contactsAt,
  meterLinks,
  type ServiceRow,
  servicesOf,
} from "../store/accounts.ts";
import { newestPayments, type PaymentSeen } from "../store/payments.ts";
import { lastCut } from "../store/supply.ts";
import { explainDecision } from "../supply/explain-decision.ts";
import type { DecisionRecord } from "../supply/record.ts";
import { accountFacts } from "./account-facts.ts";
import { suppliesOf } from "./switch-supply.ts";

/** As many as a person looks through with a customer waiting. */
const PAYMENTS_SEEN_MAX = 10;

/** What staff are asked of an account beyond how it stands. */
export interface AccountParticulars {
  readonly customerId: string;
  readonly currency: Currency;
  readonly zone: string;
  readonly contacts: readonly { readonly line: string; readonly language: string }[];
  readonly services: readonly {
    readonly serviceId: string;
    readonly commodity: ServiceRow["commodity"];
    readonly label: string;
    readonly meterId: string | null;
    readonly supply: SupplyState;
  }[];
  /** The decision that turned it off; null while it is on, or where it was not this hub that turned it off. */
  readonly cut:
    | (CutFacts & { readonly decisionId: string; readonly reasons: readonly string[] })
    | null;
  /** The disconnection that its customer was told of, and that has not come. */
  readonly warned: WarnedFacts | null;
  readonly payments: readonly PaymentSeen[];
}

/** Null where there is no such account. Reads only. */
export function accountParticulars(
  sql: Sql,
  now: Now,
  accountId: string,
): AccountParticulars | null {
  const home = accountHome(accountId);
  const account = accountAt(sql, home);
  const details = accountFacts(sql, now, accountId, [])?.details;
  if (account === undefined || details === undefined) return null;
  const isNow = (row: { readonly fromMs: number; readonly toMs: number | null }): boolean =>
    row.fromMs <= now.serviceMs && (row.toMs === null || row.toMs > now.serviceMs);
  const supplies = new Map(suppliesOf(sql, home).map((one) => [one.serviceId, one.record.state]));
  const meters = meterLinks(sql, home).filter(isNow);
  return {
    customerId: account.customerId,
    currency: must(currencyOf(account.currency), "a scale"),
    zone: account.zone,
    contacts: contactsAt(sql, home, now.serviceMs),
    services: servicesOf(sql, home)
      .filter(isNow)
      .map(({ id, commodity, label }) => ({
        serviceId: id,
        commodity,
        label,
        meterId: meters.find(({ serviceId }) => serviceId === id)?.meterId ?? null,
        supply: supplies.get(id) ?? "unknown",
      })),
    cut: details.cut === null ? null : { ...details.cut, ...decisionOfCut(sql, accountId) },
    warned: details.warned ?? null,
    payments: newestPayments(sql, home, PAYMENTS_SEEN_MAX),
  };
}

function decisionOfCut(
  sql: Sql,
  accountId: string,
): { readonly decisionId: string; readonly reasons: readonly string[] } {
  const row = must(lastCut(sql, accountHome(accountId)), "what was cut was decided");
  const decisionId = `${accountId}/${row.serviceId}/${String(row.sequence)}`;
  return { decisionId, reasons: explainDecision(JSON.parse(row.record) as DecisionRecord) };
}
