/** What is true around a transcript: a small utility, the accounts of one line and, by name, the stages that are set from them. */
import type { AccountFacts, Facts, LineFacts, PayLimits } from "../../core/conversation/facts.ts";
import { defaultAllocation } from "../../core/payment/allocate.ts";
import { noDues } from "./money-cases.ts";

/** Sunday 22 November 2026, 2:15 pm in Chicago. */
export const STAGE_MS = Date.UTC(2026, 10, 22, 20, 15);

export const visa = { methodId: "visa", brand: "Visa", last4: "4242" };
export const amex = { methodId: "amex", brand: "Amex", last4: "1005" };

export const oak: AccountFacts = {
  accountId: "oak",
  label: "Oak St",
  mode: "prepaid",
  supply: "on",
  balanceUnits: 12_340_000,
  pendingUnits: 0,
  estimatedUnits: 0,
  asOfMs: STAGE_MS,
  zone: "America/Chicago",
  daysLeft: null,
  perDayUnits: null,
  restoreMinor: null,
  emergencyOfferUnits: null,
  split: { dues: noDues, policy: defaultAllocation },
  methods: [visa],
  lastPayments: [],
  limits: { minMinor: 500, maxMinor: 20_000, dailyLeftMinor: 30_000 },
};

/** Old debt of fifty dollars, of which a quarter of each payment is taken, and ten dollars of emergency credit on offer. */
export const oakIndebted: AccountFacts = {
  ...oak,
  emergencyOfferUnits: 10_000_000,
  split: {
    dues: { ...noDues, arrearsUnits: 50_000_000 },
    policy: { ...defaultAllocation, debtBasisPoints: 2_500 },
  },
};

export const oakOff: AccountFacts = {
  ...oak,
  supply: "off",
  balanceUnits: -230_000,
  restoreMinor: 1023,
};

const details = {
  use: {
    dayAtMs: STAGE_MS - 86_400_000,
    dayUnits: 1_850_000,
    weekUnits: 12_100_000,
    weekBeforeUnits: 10_500_000,
  },
  rates: [{ unit: "kWh", lowPrice: "0.1234", highPrice: "0.1234", fixedPerDay: "0.35" }],
  owed: {
    debtUnits: 40_000_000,
    debtBasisPoints: 1_000,
    feesUnits: 5_000_000,
    shortfallUnits: 0,
    emergencyUnits: 0,
  },
  cut: null,
  alertMinor: null,
} as const;

/** An account of which everything that may be asked is known. */
export const oakKnown: AccountFacts = {
  ...oak,
  details,
  lastPayments: [
    { amountMinor: 2000, atMs: STAGE_MS - 3 * 86_400_000, confirmation: "K7Q2M4XZ" },
    { amountMinor: 1000, atMs: STAGE_MS - 9 * 86_400_000, confirmation: "PPPPPPPP" },
  ],
};

/** Fifty dollars of old debt that may be paid off in parts. */
export const stagePlan = {
  totalMinor: 5000,
  downMinor: 1000,
  downAtMs: STAGE_MS + 7 * 86_400_000,
  count: 4,
  eachMinor: 1000,
  everyDays: 30,
} as const;

const autopayOff = { state: "off", belowMinor: 500 } as const;

/** Of which terms may be agreed to. */
export const oakOffered: AccountFacts = {
  ...oakIndebted,
  details: { ...details, plan: { offer: stagePlan, next: null }, autopay: autopayOff },
};

/** Of which the customer may take more time, have supply held, be billed otherwise and have others pay by a code. */
const terms = {
  extension: { untilAtMs: STAGE_MS + 5 * 86_400_000 },
  medicalDays: 7,
  conversion: { to: "postpay", terms: "2026-11" },
} as const;

export const oakTerms: AccountFacts = { ...oak, details: { ...details, ...terms } };

/** Of which none of it may be, any more. */
export const oakNoTerms: AccountFacts = {
  ...oak,
  details: { ...details, extension: null, medicalDays: null, conversion: null },
};

const otherTerms: AccountFacts = {
  ...oakTerms,
  details: { ...details, extension: null, conversion: { to: "postpay", terms: "2026-12" } },
};

const grown = { ...stagePlan, totalMinor: 6000 };

/** Of which all of it may be agreed to at once. */
export const oakOpen: AccountFacts = {
  ...oakOffered,
  details: { ...details, ...terms, plan: { offer: stagePlan, next: null }, autopay: autopayOff },
};

/** Which owes more meanwhile. */
export const oakGrown: AccountFacts = {
  ...oakOffered,
  details: { ...details, plan: { offer: grown, next: null }, autopay: autopayOff },
};

/** Under a plan, paid by itself, with help pledged and the supply on its way back. */
export const oakPlanned: AccountFacts = {
  ...oakOffered,
  supply: "turning_on",
  details: {
    ...details,
    plan: { offer: null, next: { amountMinor: 1000, dueAtMs: STAGE_MS + 86_400_000 } },
    autopay: { state: "on", belowMinor: 500 },
    pledgedMinor: 7500,
    powerBack: "sent",
  },
};

/** Turned off yesterday by a decision that is stored. */
export const oakCut: AccountFacts = {
  ...oakOff,
  details: { ...details, cut: { atMs: STAGE_MS - 20 * 3_600_000, balanceUnits: -150_000 } },
};

export const elm: AccountFacts = { ...oak, accountId: "elm", label: "Elm St", mode: "postpay" };

const utility = {
  name: "Bluewater",
  currency: "USD",
  zone: "America/Chicago",
  language: "en",
  phone: "+1 555 0100",
  payLimits: oak.limits,
};

export function factsWith(
  accounts: readonly AccountFacts[],
  line: Partial<LineFacts> = {},
  change: Partial<Facts["utility"]> = {},
): Facts {
  return {
    utility: { ...utility, ...change },
    line: { channel: "sms", language: null, consent: "none", ...line },
    accounts,
  };
}

function oakWithin(limits: Partial<PayLimits>): Facts {
  return factsWith([{ ...oak, limits: { ...oak.limits, ...limits } }]);
}

/** Facts on whatever channel a transcript runs: the player puts its channel in. */
export interface Stage {
  readonly facts: Facts;
  /** Facts that a line "% name" of the transcript brings into force. */
  readonly changes?: Readonly<Record<string, Facts>>;
}

const linked = factsWith([{ ...oak, methods: [] }], {}, { linksPay: true });
const both = factsWith([oak, elm]);
const nobody = factsWith([]);
const yenLimits = { minMinor: 100, maxMinor: 30_000, dailyLeftMinor: 30_000 };

export const stages: Readonly<Record<string, Stage>> = {
  one: { facts: factsWith([oak]) },
  off: { facts: factsWith([oakOff]) },
  bill: { facts: factsWith([elm]) },
  indebted: {
    facts: factsWith([oakIndebted]),
    changes: { "nothing is lent": factsWith([oak]), "oak is gone": factsWith([elm]) },
  },
  "indebted, and another": { facts: factsWith([oakIndebted, elm]) },
  nobody: { facts: nobody },
  "nobody, a page": { facts: factsWith([], {}, { linksPay: true }) },
  pending: {
    facts: factsWith([
      { ...oak, pendingUnits: 20_000_000, estimatedUnits: 1_200_001, daysLeft: 3 },
    ]),
  },
  granted: { facts: factsWith([oak], { consent: "granted" }) },
  proved: { facts: factsWith([oak], { proved: true }) },
  spanish: { facts: factsWith([oak], { language: "es" }) },
  french: { facts: factsWith([oakOff], { language: "fr" }) },
  euro: { facts: factsWith([oakOff], {}, { currency: "EUR", language: "es" }) },
  yen: { facts: factsWith([{ ...oak, limits: yenLimits }], {}, { currency: "JPY" }) },
  "calls granted": { facts: factsWith([oak], { consent: "granted", calls: "granted" }) },
  ended: { facts: factsWith([oak], { consent: "revoked" }) },
  "nobody, called": { facts: factsWith([], { calls: "granted" }) },
  "not ended yet": {
    facts: factsWith([oak]),
    changes: { "messages are ended": factsWith([oak], { consent: "revoked" }) },
  },
  known: { facts: factsWith([oakKnown], { consent: "granted" }) },
  cut: { facts: factsWith([oakCut]), changes: { "oak is on": factsWith([oakKnown]) } },
  outage: {
    facts: factsWith([
      { ...oak, outage: { sinceMs: STAGE_MS - 3_600_000, backAtMs: STAGE_MS + 7_200_000 } },
    ]),
    changes: {
      "nobody knows when": factsWith([{ ...oak, outage: { sinceMs: STAGE_MS, backAtMs: null } }]),
    },
  },
  asked: {
    facts: factsWith(
      [oak],
      { sent: [{ code: "123456", atMs: STAGE_MS - 3_600_000 }] },
      { places: ["Corner Shop, 1 Main St", "Post Office"], emergencyNumber: "+15550009111" },
    ),
  },
  two: {
    facts: both,
    changes: {
      "elm is gone": factsWith([oak]),
      "all are gone": nobody,
      "oak is richer": factsWith([{ ...oak, balanceUnits: 50_000_000 }, elm]),
    },
  },
  "two alike": { facts: factsWith([oak, { ...elm, label: "Oak St 5" }]) },
  "no card": { facts: factsWith([{ ...oak, methods: [] }]) },
  "no card, a page": {
    facts: linked,
    changes: { "no page": factsWith([{ ...oak, methods: [] }]) },
  },
  offered: {
    facts: factsWith([oakOffered]),
    changes: {
      "it grew": factsWith([oakGrown]),
      "no card is left": factsWith([{ ...oakOffered, methods: [] }]),
      "oak is gone": factsWith([elm]),
    },
  },
  "offered, and another": { facts: factsWith([oakOffered, elm]) },
  planned: { facts: factsWith([oakPlanned]) },
  terms: {
    facts: factsWith([oakTerms]),
    changes: {
      "terms are new": factsWith([otherTerms]),
      "nothing is open": factsWith([oakNoTerms]),
      "oak is gone": factsWith([elm]),
    },
  },
  "terms, and another": { facts: factsWith([oakTerms, elm]) },
  "no terms": { facts: factsWith([oakNoTerms]) },
  armed: { facts: factsWith([{ ...oak, supply: "armed" }]) },
  "two cards": {
    facts: factsWith([{ ...oak, methods: [visa, amex] }]),
    changes: {
      "no card is left": factsWith([{ ...oak, methods: [] }]),
      "visa is gone": factsWith([{ ...oak, methods: [amex] }]),
    },
  },
  "15 left today": {
    facts: oakWithin({ dailyLeftMinor: 1500 }),
    changes: { "4 are left": oakWithin({ dailyLeftMinor: 400 }) },
  },
  changing: {
    facts: factsWith([oak]),
    changes: {
      "4 are left": oakWithin({ dailyLeftMinor: 400 }),
      "10 are left": oakWithin({ dailyLeftMinor: 1000 }),
      "the least is 25": oakWithin({ minMinor: 2500 }),
      "the most is 15": oakWithin({ maxMinor: 1500 }),
      "visa is gone": factsWith([{ ...oak, methods: [amex] }]),
      "oak is gone": factsWith([elm]),
      "all are gone": nobody,
    },
  },
};
