/** What is true around a transcript: a small utility, the accounts of one line and, by name, the stages that are set from them. */
import type { AccountFacts, Facts, LineFacts, PayLimits } from "../../core/conversation/facts.ts";
import {
  STAGE_MS,
  visa,
  amex,
  oak,
  oakIndebted,
  oakOff,
  oakKnown,
  oakOffered,
  oakTerms,
  oakNoTerms,
  otherTerms,
  oakGrown,
  oakPlanned,
  oakAlerts,
  oakSecond,
  oakSecondAsked,
  oakCut,
  oakCutLong,
  oakWarned,
  left,
  elm,
  elmDue,
} from "./stage-accounts.ts";

const utility = {
  name: "Bluewater",
  currency: "USD",
  zone: "America/Chicago",
  language: "en",
  languages: ["en", "es"],
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

/** A line that has no account but one that is closed. */
export function factsLeft(
  closed: Parameters<typeof left>[0],
  line: Partial<LineFacts> = {},
): Facts {
  return { ...factsWith([], line), closed: [left(closed)] };
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
const ours = { textNumber: "+12025550123" } as const;
const yenLimits = { minMinor: 100, maxMinor: 30_000, dailyLeftMinor: 30_000 };

export const stages: Readonly<Record<string, Stage>> = {
  one: { facts: factsWith([oak]) },
  off: { facts: factsWith([oakOff]) },
  bill: { facts: factsWith([elm]) },
  due: { facts: factsWith([elmDue]), changes: { "nothing is due": factsWith([elm]) } },
  "due, and prepaid": { facts: factsWith([oak, elmDue]) },
  "due, of several": {
    facts: factsWith([oak, elmDue, { ...elmDue, accountId: "ash", label: "Ash Ct" }]),
  },
  "due, spanish": { facts: factsWith([oak, elmDue], { language: "es" }) },
  "due, french": { facts: factsWith([oak, elmDue], { language: "fr" }) },
  indebted: {
    facts: factsWith([oakIndebted]),
    changes: { "nothing is lent": factsWith([oak]), "oak is gone": factsWith([elm]) },
  },
  "indebted, and another": { facts: factsWith([oakIndebted, elm]) },
  nobody: { facts: nobody },
  "left, owing": {
    facts: factsLeft({ owedMinor: 2_345 }),
    changes: { "it is paid": factsLeft({ state: "even" }) },
  },
  "left, given back": { facts: factsLeft({ cardMinor: 2_000, handMinor: 385 }) },
  "left, not reckoned": { facts: factsLeft({ state: "waiting" }) },
  "left, moved": { facts: factsLeft({ state: "moved" }) },
  "left, spanish": { facts: factsLeft({ owedMinor: 2_345 }, { language: "es" }) },
  "left, french": { facts: factsLeft({ owedMinor: 2_345 }, { language: "fr" }) },
  "nobody, a page": { facts: factsWith([], {}, { linksPay: true }) },
  pending: {
    facts: factsWith([
      { ...oak, pendingUnits: 20_000_000, estimatedUnits: 1_200_001, daysLeft: 3 },
    ]),
  },
  granted: { facts: factsWith([oak], { consent: "granted" }) },
  proved: { facts: factsWith([oak], { proved: true }) },
  spanish: { facts: factsWith([oak], { language: "es" }) },
  "three languages": { facts: factsWith([oak], {}, { languages: ["en", "es", "fr"] }) },
  "one language": { facts: factsWith([oak], {}, { languages: ["en"] }) },
  french: { facts: factsWith([oakOff], { language: "fr" }) },
  euro: { facts: factsWith([oakOff], {}, { currency: "EUR", language: "es" }) },
  yen: { facts: factsWith([{ ...oak, limits: yenLimits }], {}, { currency: "JPY" }) },
  "calls granted": { facts: factsWith([oak], { consent: "granted", calls: "granted" }) },
  ended: { facts: factsWith([oak], { consent: "revoked" }) },
  alerts: { facts: factsWith([oakAlerts]) },
  "alerts, spanish": { facts: factsWith([oakAlerts], { language: "es" }) },
  "alerts, french": { facts: factsWith([oakAlerts], { language: "fr" }) },
  second: {
    facts: factsWith([oak], {}, ours),
    changes: {
      "somebody is told": factsWith([oakSecond], {}, ours),
      "oak is gone": nobody,
    },
  },
  "second, told": { facts: factsWith([oakSecond], {}, ours) },
  "second, asked": { facts: factsWith([oakSecondAsked], {}, ours) },
  "second, of two": { facts: factsWith([oak, elm], {}, ours) },
  "second, spanish": { facts: factsWith([oak], { language: "es" }, ours) },
  "second, french": { facts: factsWith([oakSecond], { language: "fr" }, ours) },
  "asked to be told": {
    facts: factsWith([], { toldFor: [{ accountId: "ash", label: "Ash Ct", state: "asked" }] }),
    changes: {
      "it is over": nobody,
      "messages are ended": factsWith([], {
        consent: "revoked",
        toldFor: [{ accountId: "ash", label: "Ash Ct", state: "asked" }],
      }),
    },
  },
  "nobody, called": { facts: factsWith([], { calls: "granted" }) },
  "not ended yet": {
    facts: factsWith([oak]),
    changes: { "messages are ended": factsWith([oak], { consent: "revoked" }) },
  },
  known: { facts: factsWith([oakKnown], { consent: "granted" }) },
  cut: { facts: factsWith([oakCut]), changes: { "oak is on": factsWith([oakKnown]) } },
  "cut, spanish": { facts: factsWith([oakCut], { language: "es" }) },
  "cut, french": { facts: factsWith([oakCut], { language: "fr" }) },
  "cut long ago": { facts: factsWith([oakCutLong]) },
  warned: {
    facts: factsWith([oakWarned]),
    changes: {
      "a dispute is open": factsWith([oakNoTerms]),
      "it is late": factsWith([oakCutLong]),
    },
  },
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
