/** What is true around a transcript of a call, by name. */
import type { AccountFacts, Facts } from "../../core/conversation/facts.ts";
import {
  amex,
  elm,
  elmDue,
  oak,
  oakCut,
  oakWarned,
  oakGrown,
  oakIndebted,
  oakKnown,
  oakNoTerms,
  oakOff,
  oakOffered,
  oakPlanned,
  oakSecond,
  oakTerms,
  STAGE_MS,
  visa,
} from "./stage-accounts.ts";
import { factsLeft, factsWith } from "./stages.ts";

export interface CallStage {
  readonly facts: Facts;
  /** The accounts once a PIN was right, where they are not the number's. */
  readonly proves?: readonly AccountFacts[];
  /** Facts that a line "% name" brings into force. */
  readonly changes?: Readonly<Record<string, Partial<AccountFacts>>>;
}

function call(
  accounts: readonly AccountFacts[],
  line: Partial<Facts["line"]> = {},
  utility: Partial<Facts["utility"]> = {},
): Facts {
  return factsWith(accounts, { channel: "ivr", ...line }, utility);
}

const paid = { ...oak, lastPayments: [{ amountMinor: 2000, atMs: STAGE_MS - 3 * 86_400_000 }] };

/** What is true in a transcript, by the name in its header. */
export const callStages: Readonly<Record<string, CallStage>> = {
  on: {
    facts: call([oak]),
    changes: {
      "oak is off": oakOff,
      "the card is gone": { methods: [] },
      "the least is 25": { limits: { ...oak.limits, minMinor: 2500 } },
    },
  },
  off: { facts: call([oakOff]), changes: { "oak is on": oak } },
  indebted: { facts: call([oakIndebted]), changes: { "nothing is lent": oak } },
  paid: { facts: call([paid]) },
  bill: { facts: call([elmDue]) },
  "due, and prepaid": { facts: call([oak, elmDue]) },
  "due, proved": { facts: call([elmDue], { proved: true }) },
  "two due, proved": {
    facts: call([elmDue, { ...elmDue, accountId: "ash", label: "Ash Ct" }], { proved: true }),
  },
  terms: {
    facts: call([oakTerms]),
    changes: { "nothing is open": oakNoTerms },
  },
  "no terms": { facts: call([oakNoTerms]) },
  "terms, proved": {
    facts: call([oakTerms], { proved: true }),
    changes: { "nothing is open": oakNoTerms },
  },
  two: { facts: call([oak, elm]) },
  "one off of two": { facts: call([elm, oakOff]) },
  "five accounts": {
    facts: call(
      ["Oak St", "Elm St", "Ash Ct", "Fir Way", "Bay Rd"].map((label, at) => ({
        ...oak,
        accountId: at === 0 ? "oak" : `oak${String(at)}`,
        label,
      })),
    ),
  },
  "four cards": {
    facts: call([
      {
        ...oak,
        methods: ["4242", "1005", "7770", "3131"].map((last4) => ({
          methodId: last4,
          brand: "Visa",
          last4,
        })),
      },
    ]),
  },
  "two cards": { facts: call([{ ...oak, methods: [visa, amex] }]) },
  "no card": { facts: call([{ ...oak, methods: [] }]) },
  "no card, a page": {
    facts: call([{ ...oak, methods: [] }], { takesTexts: true }, { linksPay: true }),
  },
  "no card, the carrier": {
    facts: call(
      [{ ...oak, methods: [] }],
      { proved: true, takesTexts: true },
      { linksPay: true, payConnector: "northside" },
    ),
    changes: { "the card is saved": { methods: [visa] } },
  },
  "no card, the carrier, spanish": {
    facts: call(
      [{ ...oak, methods: [] }],
      { proved: true, language: "es" },
      { payConnector: "northside" },
    ),
  },
  "no card, the carrier, french": {
    facts: call(
      [{ ...oak, methods: [] }],
      { proved: true, language: "fr" },
      { payConnector: "northside" },
    ),
  },
  "no card, no texts": { facts: call([{ ...oak, methods: [] }], {}, { linksPay: true }) },
  offered: { facts: call([oakOffered]), changes: { "it grew": oakGrown } },
  planned: { facts: call([oakPlanned]) },
  armed: { facts: call([{ ...oak, supply: "armed" }]) },
  "calls granted": { facts: call([oak], { consent: "granted", calls: "granted" }) },
  ended: { facts: call([oak], { consent: "revoked" }) },
  granted: { facts: call([oak], { consent: "granted" }) },
  french: { facts: call([oakOff], { language: "fr" }) },
  "three languages": { facts: call([oakOff], {}, { languages: ["en", "es", "fr"] }) },
  "one language": { facts: call([oak], {}, { languages: ["en"] }) },
  spanish: { facts: call([oakOff], { language: "es" }) },
  yen: {
    facts: call(
      [{ ...oak, limits: { minMinor: 100, maxMinor: 30_000, dailyLeftMinor: 30_000 } }],
      {},
      { currency: "JPY" },
    ),
  },
  known: { facts: call([oakKnown], { consent: "granted" }) },
  cut: { facts: call([oakCut]) },
  second: { facts: call([oak], {}, { textNumber: "+12025550123" }) },
  "second, proved": { facts: call([oak], { proved: true }, { textNumber: "+12025550123" }) },
  "second, told": { facts: call([oakSecond], { proved: true }) },
  warned: { facts: call([oakWarned]) },
  outage: { facts: call([{ ...oak, outage: { sinceMs: STAGE_MS - 3_600_000, backAtMs: null } }]) },
  asked: {
    facts: call([oak], { sent: [{ code: "123456", atMs: STAGE_MS }] }, { places: ["Corner Shop"] }),
  },
  danger: { facts: call([oak], {}, { emergencyNumber: "+15550009111" }) },
  texts: { facts: call([oak], {}, { textNumber: "+15550009999" }) },
  "texts, spanish": { facts: call([oak], { language: "es" }, { textNumber: "+15550009999" }) },
  "texts, french": { facts: call([oak], { language: "fr" }, { textNumber: "+15550009999" }) },
  "texts, stranger": {
    facts: call([], {}, { textNumber: "+15550009999" }),
    proves: [oakOff],
  },
  stranger: { facts: call([]), proves: [oakOff] },
  left: { facts: factsLeft({ owedMinor: 2_345 }, { channel: "ivr" }), proves: [oakOff] },
  "left, spanish": {
    facts: factsLeft({ cardMinor: 2_000, handMinor: 385 }, { channel: "ivr", language: "es" }),
  },
  "left, french": { facts: factsLeft({ state: "waiting" }, { channel: "ivr", language: "fr" }) },
  "stranger, a page": { facts: call([], { takesTexts: true }, { linksPay: true }) },
  proved: { facts: call([oak], { proved: true }) },
  "spanish, proved": { facts: call([oak], { language: "es", proved: true }) },
  "french, proved": { facts: call([oak], { language: "fr", proved: true }) },
  notice: {
    facts: call([oak], {
      notice: {
        utility: "Bluewater",
        key: "notice_warning",
        label: "Oak St",
        currency: "USD",
        balanceUnits: 1_000_000,
        stayOnMinor: 900,
        zone: "America/Chicago",
        offAfterMs: STAGE_MS + 86_400_000,
        phone: "555-0199",
      },
    }),
  },
  agent: { facts: call([oak], {}, { agentNumber: "+15550001999" }) },
};
