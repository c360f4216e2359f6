import { must } from "../assert.ts";
import {
  type AccountFacts,
  type MethodFacts,
  PAYMENTS_TOLD_MAX,
  type SupplyState,
} from "../conversation/facts.ts";
import { accountHome } from "../ids.ts";
import { DAY_MS, type Now } from "../instant.ts";
import type { AccountBalances } from "../ledger/balances.ts";
import { judgeEmergency } from "../payment/emergency.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal } from "../refusal.ts";
import {
  accountAt,
  type AccountRow,
  type Mode,
  modeAt,
  type ServiceRow,
  servicesOf,
} from "../store/accounts.ts";
import { openGrant } from "../store/emergency.ts";
import { chargedSince, settledPayments } from "../store/payments.ts";
import { leastQuoted } from "../store/quotes.ts";
import { accountBill } from "./account-bill.ts";
import { accountDetails } from "./account-details.ts";
import { accountUse, asOfMs } from "./account-use.ts";
import { splitAt } from "./allocation.ts";
import { emergencyPolicy } from "./emergency-standing.ts";
import { forecastOf, estimatedUnits } from "./forecast.ts";
import { payToReach } from "./pay-to-reach.ts";
import { balancesAt } from "./post.ts";
import { accountRules } from "./rules.ts";
import { tariffsInForce } from "./service-tariffs.ts";
import { whyFacts } from "./why-facts.ts";
import type { SettingsInForce } from "./settings.ts";
import { type ServiceSupply, suppliesOf } from "./switch-supply.ts";

/** Of an account's services, the one whose supply matters most to its customer stands for all. */
const gravest: readonly SupplyState[] = [
  "off",
  "unknown",
  "turning_on",
  "armed",
  "turning_off",
  "load_limited",
  "on",
];

/** What a customer is told first: the balance, whether the supply is on, and what would turn it on. */
export interface Standing {
  readonly label: string;
  readonly balanceUnits: number;
  readonly supply: SupplyState;
  readonly restoreMinor: number | null;
  /** An open quote holds what turns it on. */
  readonly isQuoted?: boolean;
}

export function accountLabel(sql: Sql, home: Home): string {
  return labelOf(servicesOf(sql, home));
}

function labelOf(services: readonly ServiceRow[]): string {
  return services[0]?.label ?? "";
}

export function accountStanding(sql: Sql, now: Now, home: Home): Standing {
  const inForce = accountRules(sql, home, now.serviceMs);
  const services = servicesOf(sql, home);
  const mode = modeAt(sql, home, now.serviceMs) ?? "prepaid";
  return standingOf(sql, now, home, { inForce, balances: balancesAt(sql, home), mode, services });
}

function standingOf(
  sql: Sql,
  now: Now,
  home: Home,
  known: {
    inForce: SettingsInForce;
    balances: AccountBalances;
    mode: Mode;
    services: readonly ServiceRow[];
  },
): Standing {
  const { inForce, balances, mode, services } = known;
  const supplies = suppliesOf(sql, home);
  const isOff = supplies.some((supply) => supply.record.wanted === "off");
  return {
    label: labelOf(services),
    balanceUnits: mode === "postpay" ? billedBalance(sql, home) : balances.balanceUnits,
    supply: gravestOf(supplies),
    ...(isOff ? toRestore(sql, now, home, { inForce, balances }) : { restoreMinor: null }),
  };
}

/** What turns supply on: what was quoted while that holds, however much was used since, and never more than is needed. */
function toRestore(
  sql: Sql,
  now: Now,
  home: Home,
  known: { inForce: SettingsInForce; balances: AccountBalances },
): Pick<Standing, "restoreMinor" | "isQuoted"> {
  const targetUnits = known.inForce.settings.supply.reconnectLevelUnits;
  const neededMinor = payToReach(sql, now, home, { ...known, targetUnits });
  if (neededMinor === null) return { restoreMinor: null };
  const quotedMinor = leastQuoted(sql, home, now.wallMs);
  return quotedMinor === null || quotedMinor > neededMinor
    ? { restoreMinor: neededMinor }
    : { restoreMinor: quotedMinor, isQuoted: true };
}

function gravestOf(supplies: readonly ServiceSupply[]): SupplyState {
  return gravest.find((state) => supplies.some((supply) => supply.record.state === state)) ?? "on";
}

/**
 * Everything a conversation, a counter or an API answer says of an account, read in one go; null when there is no account.
 * No channel computes a figure of its own.
 */
export function accountFacts(
  sql: Sql,
  now: Now,
  accountId: string,
  methods: readonly { id: string; brand: string; last4: string }[],
): AccountFacts | null {
  const home = accountHome(accountId);
  const account = accountAt(sql, home);
  if (account === undefined) return null;
  const inForce = accountRules(sql, home, now.serviceMs);
  const balances = balancesAt(sql, home);
  const use = accountUse(sql, home);
  const mode = modeAt(sql, home, now.serviceMs) ?? "prepaid";
  const standing = standingOf(sql, now, home, { inForce, balances, mode, services: use.services });
  const { balanceUnits } = balances;
  const tariffs = tariffsInForce(sql, home);
  const { days, ...forecast } = forecastOf(sql, now, home, { inForce, balanceUnits, use, tariffs });
  return {
    accountId,
    ...standing,
    mode,
    pendingUnits: balances.pendingUnits,
    estimatedUnits: estimatedUnits(sql, home, { use, currency: inForce.currency }),
    asOfMs: asOfMs(use),
    zone: account.zone,
    ...forecast,
    emergencyOfferUnits:
      mode === "prepaid" ? emergencyOffer(sql, home, { inForce, balances }) : null,
    split: splitAt(sql, now, home, { balances, inForce }),
    methods: methods.map(({ id, brand, last4 }): MethodFacts => ({ methodId: id, brand, last4 })),
    lastPayments: settledPayments(sql, home, PAYMENTS_TOLD_MAX),
    limits: limitsOf(sql, now, home, inForce),
    details: {
      ...accountDetails(sql, now, home, { inForce, balances, days, tariffs, zone: account.zone }),
      ...whyFacts(sql, now, home, { inForce, balances, zone: account.zone, ...standing }),
    },
  };
}

/** What a post-pay customer is told: the credit for the next bill, or below zero what is billed and unpaid. */
function billedBalance(sql: Sql, home: Home): number {
  const { creditUnits, dueUnits } = accountBill(sql, home);
  return creditUnits - dueUnits;
}

/** What a grant would lend, where one may be taken up now. */
function emergencyOffer(
  sql: Sql,
  home: Home,
  { inForce, balances }: { inForce: SettingsInForce; balances: AccountBalances },
): number | null {
  const policy = emergencyPolicy(inForce.settings);
  // Most utilities lend none, and need not look.
  if (policy.limitUnits === 0) return null;
  return isRefusal(judgeEmergency(policy, balances, openGrant(sql, home)))
    ? null
    : policy.limitUnits;
}

function limitsOf(sql: Sql, now: Now, home: Home, { settings }: SettingsInForce) {
  const { minMinor, maxMinor, dailyByTextMinor } = settings.payment;
  const chargedMinor = chargedSince(sql, home, now.wallMs - DAY_MS);
  return { minMinor, maxMinor, dailyLeftMinor: Math.max(0, dailyByTextMinor - chargedMinor) };
}

/** The account of a home that is known to be one. */
export function mustAccount(sql: Sql, home: Home): AccountRow {
  return must(accountAt(sql, home), `${home} has an account`);
}
