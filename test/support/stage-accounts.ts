/** Accounts that transcripts are played with, each as far along as its name says. */
import type { AccountFacts, ClosedAccount } from "../../core/conversation/facts.ts";
import { noDues, defaultAllocation } from "../../core/payment/allocate.ts";

/** Sunday 22 November 2026, 2:15 pm in Chicago. */
export const STAGE_MS = Date.UTC(2026, 10, 22, 20, 15);

export const visa = { methodId: "visa", brand: "Visa", last4: "4242" };
export const amex = { methodId: "amex", brand: "Amex", last4: "1005" };

/** An account whose customer has left, as it is told. */
export function left(change: Partial<ClosedAccount> = {}): ClosedAccount {
  return {
    utility: "Bluewater",
    key: "notice_closed",
    label: "Oak St",
    owedMinor: 0,
    cardMinor: 0,
    handMinor: 0,
    state: "told",
    currency: "USD",
    phone: "+1 555 0100",
    ...change,
  };
}

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
  dispute: {
    standing: "held",
    heldMinor: 4210,
    untilAtMs: STAGE_MS + 14 * 86_400_000,
    payMinor: null,
  },
  conversion: { to: "postpay", terms: "2026-11" },
} as const;

export const oakTerms: AccountFacts = { ...oak, details: { ...details, ...terms } };

/** Of which none of it may be, any more. */
export const oakNoTerms: AccountFacts = {
  ...oak,
  details: { ...details, extension: null, medicalDays: null, dispute: null, conversion: null },
};

export const otherTerms: AccountFacts = {
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
    second: { state: "agreed", last4: "0143" },
  },
};

/** Turned off yesterday by a decision that is stored. */
export const oakCut: AccountFacts = {
  ...oakOff,
  details: {
    ...details,
    cut: {
      atMs: STAGE_MS - 20 * 3_600_000,
      balanceUnits: -150_000,
      toldAtMs: STAGE_MS - 3 * 86_400_000,
      rule: "us-tx-25.498",
    },
    dispute: { ...terms.dispute, payMinor: 1023 },
  },
};

const unheld = { heldMinor: 0, untilAtMs: null, payMinor: 1023 } as const;

/** Turned off too long ago for a dispute to hold supply. */
export const oakCutLong: AccountFacts = {
  ...oakCut,
  details: {
    ...details,
    cut: oakCut.details?.cut ?? null,
    dispute: { standing: "late", ...unheld },
  },
};

/** Whose customer was told that it may be turned off. */
export const oakWarned: AccountFacts = {
  ...oak,
  balanceUnits: 2_340_000,
  details: {
    ...details,
    warned: {
      toldAtMs: STAGE_MS - 86_400_000,
      offAfterMs: STAGE_MS + 20 * 3_600_000,
      payMinor: 1000,
      rule: null,
    },
    dispute: terms.dispute,
  },
};

export const elm: AccountFacts = { ...oak, accountId: "elm", label: "Elm St", mode: "postpay" };

/** Somebody else is told of it. */
export const oakSecond: AccountFacts = {
  ...oak,
  details: { ...details, second: { state: "agreed", last4: "0143" } },
};

/** Somebody else was asked, and has not agreed. */
export const oakSecondAsked: AccountFacts = {
  ...oak,
  details: { ...details, second: { state: "asked", last4: "0143" } },
};

/** Forty-two dollars and ten cents are billed and unpaid. */
export const elmDue: AccountFacts = {
  ...elm,
  balanceUnits: -42_100_000,
  details: { ...details, dispute: { standing: "person", ...unheld, payMinor: null } },
};

/** Whose customer wants a daily alert, and no word of payments. */
export const oakAlerts: AccountFacts = {
  ...oak,
  details: { ...details, alertsChosen: ["daily 480", "payments off"] },
};
