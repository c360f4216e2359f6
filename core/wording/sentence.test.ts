import { describe, expect, it } from "vitest";
import type { Prompt } from "../conversation/prompt.ts";
import { Fault } from "../assert.ts";
import { sentence } from "./sentence.ts";

/** 2:15 pm in Chicago. */
const readAtMs = Date.UTC(2026, 10, 22, 20, 15);
const HOUR = 3_600_000;
const oak = { utility: "Bluewater", label: "Oak St 12", currency: "USD" };
const balance = {
  ...oak,
  key: "balance",
  mode: "prepaid",
  supply: "on",
  balanceUnits: 12_345_678,
  pendingUnits: 0,
  estimatedUnits: 0,
  asOfMs: readAtMs,
  toldAtMs: readAtMs + HOUR,
  zone: "America/Chicago",
  daysLeft: null,
  restoreMinor: null,
} as const satisfies Prompt;
const off = { ...balance, supply: "off", restoreMinor: 1023 } as const;
const receipt = {
  ...oak,
  key: "receipt",
  amountMinor: 2000,
  balanceUnits: 15_000_000,
  confirmation: "K7Q2",
  supply: "on",
  restoreMinor: null,
} as const satisfies Prompt;
const confirm = {
  ...oak,
  key: "confirm_pay",
  digit: 4,
  amountMinor: 2000,
  oldMinor: 0,
  brand: "Visa",
  last4: "4242",
  mode: "prepaid",
} as const satisfies Prompt;
const phone = "+1 555 0100";

describe("balances in words", () => {
  const table: readonly (readonly [string, Prompt, string])[] = [
    ["credit is floored", balance, "Bluewater: Oak St 12 balance $12.34 as of 2:15 pm."],
    [
      "what is owed is ceiled",
      { ...balance, balanceUnits: -5_001 },
      "Bluewater: Oak St 12 balance -$0.01 as of 2:15 pm.",
    ],
    [
      "a read of another day says the day",
      { ...balance, toldAtMs: readAtMs + 24 * HOUR },
      "Bluewater: Oak St 12 balance $12.34 as of Nov 22 2:15 pm.",
    ],
    [
      "the day is the premise's, not UTC's",
      { ...balance, toldAtMs: readAtMs + 9 * HOUR },
      "Bluewater: Oak St 12 balance $12.34 as of 2:15 pm.",
    ],
    [
      "no read yet",
      { ...balance, asOfMs: null },
      "Bluewater: Oak St 12 balance $12.34, no reading yet.",
    ],
    [
      "days left",
      { ...balance, daysLeft: 3 },
      "Bluewater: Oak St 12 balance $12.34 as of 2:15 pm, 3 days left (Nov 25).",
    ],
    [
      "one day left",
      { ...balance, daysLeft: 1 },
      "Bluewater: Oak St 12 balance $12.34 as of 2:15 pm, 1 day left (Nov 23).",
    ],
    [
      "less than a day left",
      { ...balance, daysLeft: 0 },
      "Bluewater: Oak St 12 balance $12.34 as of 2:15 pm, under a day left.",
    ],
    [
      "days left are not told of a supply that is off",
      { ...off, daysLeft: 3, restoreMinor: null },
      "Bluewater: Oak St 12 OFF, balance $12.34 as of 2:15 pm.",
    ],
    [
      "pending floored, estimated ceiled, both beside",
      { ...balance, pendingUnits: 20_009_999, estimatedUnits: 1_200_001 },
      "Bluewater: Oak St 12 balance $12.34 as of 2:15 pm, pending $20.00, est. $1.21.",
    ],
    [
      "the amount that turns on",
      off,
      "Bluewater: Oak St 12 OFF, balance $12.34 as of 2:15 pm. PAY 10.23 turns on.",
    ],
    [
      "no amount while its switch is not known",
      { ...off, supply: "unknown" },
      "Bluewater: Oak St 12 supply is unknown, balance $12.34 as of 2:15 pm.",
    ],
    [
      "a post-pay account owes a bill",
      { ...balance, mode: "postpay", balanceUnits: -45_000_001 },
      "Bluewater: Oak St 12 bill due $45.01 as of 2:15 pm.",
    ],
    [
      "a post-pay account in credit",
      { ...balance, mode: "postpay", balanceUnits: 45_000_001 },
      "Bluewater: Oak St 12 credit $45.00 as of 2:15 pm.",
    ],
    [
      "yen have no decimals",
      { ...balance, currency: "JPY", balanceUnits: 12_345_678 },
      "Bluewater: Oak St 12 balance ¥1,234 as of 2:15 pm.",
    ],
    [
      "dinars have three",
      { ...balance, currency: "KWD", balanceUnits: 1_234_567 },
      "Bluewater: Oak St 12 balance KWD 1.234 as of 2:15 pm.",
    ],
  ];
  it.each(table)("%s", (_name, prompt, expected) => {
    expect(sentence(prompt, "en")).toBe(expected);
  });

  it("is exact where a float is not", () => {
    const prompt = { ...balance, balanceUnits: Number.MAX_SAFE_INTEGER };
    expect(sentence(prompt, "en")).toContain("$9,007,199,254.74 ");
  });
});

describe("Spanish", () => {
  const table: readonly (readonly [string, Prompt, string])[] = [
    ["dollars as in the Americas", balance, "Bluewater: Oak St 12 saldo $12.34 hoy 2:15 pm."],
    [
      "euros as in Spain",
      { ...balance, currency: "EUR" },
      "Bluewater: Oak St 12 saldo 12,34 € hoy 14:15.",
    ],
    [
      "a date instead of days, which GSM-7 can't spell",
      { ...balance, daysLeft: 3, toldAtMs: readAtMs + 24 * HOUR },
      "Bluewater: Oak St 12 saldo $12.34 al 22 nov 2:15 pm, alcanza al 26 nov.",
    ],
    [
      "an amount to type",
      off,
      "Bluewater: Oak St 12 cortado, saldo $12.34 hoy 2:15 pm. PAGAR 10.23 conecta.",
    ],
    [
      "an amount to type in euros",
      { ...off, currency: "EUR" },
      "Bluewater: Oak St 12 cortado, saldo 12,34 € hoy 14:15. PAGAR 10,23 conecta.",
    ],
    [
      "a charge asked for",
      confirm,
      "Bluewater: Responda 4 para pagar $20.00 con Visa 4242 por Oak St 12. Vale 10 min.",
    ],
    [
      "a receipt",
      receipt,
      "Bluewater: Pagado $20.00 a Oak St 12. Saldo $15.00. Con servicio. Clave K7Q2.",
    ],
  ];
  it.each(table)("%s", (_name, prompt, expected) => {
    expect(sentence(prompt, "es")).toBe(expected);
    expect(sentence(prompt, "es-MX")).toBe(expected);
  });
});

describe("questions, receipts and notices in words", () => {
  const choose = {
    key: "choose_account",
    options: [
      { digit: 2, label: "Oak St" },
      { digit: 3, label: "Elm St" },
    ],
  } as const;
  const table: readonly (readonly [string, Prompt, string])[] = [
    [
      "a charge",
      confirm,
      "Bluewater: Reply 4 to pay $20.00 with Visa 4242 for Oak St 12. Good for 10 min.",
    ],
    [
      "a charge of which a part goes to debt",
      { ...confirm, oldMinor: 500 },
      "Bluewater: Reply 4 to pay $20.00 with Visa 4242 for Oak St 12: $5.00 to debt, $15.00 to use.",
    ],
    [
      "a charge to a bill",
      { ...confirm, mode: "postpay" },
      "Bluewater: Reply 4 to pay $20.00 with Visa 4242 for Oak St 12 (bill). Good for 10 min.",
    ],
    ["a list", { utility: "Bluewater", ...choose }, "Bluewater: Which one? 2) Oak St 3) Elm St"],
    [
      "a list again",
      { utility: "Bluewater", key: "wrong_answer", question: choose },
      "Bluewater: No match. Which one? 2) Oak St 3) Elm St",
    ],
    [
      "a receipt",
      receipt,
      "Bluewater: Paid $20.00 to Oak St 12. Balance $15.00. It is on. Code K7Q2.",
    ],
    [
      "a receipt while it is switched",
      { ...receipt, supply: "turning_on" },
      "Bluewater: Paid $20.00 to Oak St 12. Balance $15.00. It is being turned on. Code K7Q2.",
    ],
    [
      "a receipt that is not enough",
      { ...receipt, balanceUnits: -5_230_000, supply: "off", restoreMinor: 523 },
      "Bluewater: Paid $20.00 to Oak St 12. Balance -$5.23. Pay $5.23 more to turn on. Code K7Q2.",
    ],
    [
      "a receipt without a balance or a code",
      { ...receipt, balanceUnits: null, confirmation: "", supply: "unknown" },
      "Bluewater: Paid $20.00 to Oak St 12. We are checking the meter.",
    ],
    [
      "a low balance: amount, limit, how, help",
      {
        ...oak,
        key: "notice_low",
        balanceUnits: 2_300_000,
        stayOnMinor: 770,
        offAfterMs: readAtMs,
        zone: "America/Chicago",
      },
      "Bluewater: Oak St 12 is low, balance $2.30. Text PAY 7.70 by Nov 22 2:15 pm to stay on. HELP for help.",
    ],
    [
      "off",
      { ...oak, key: "notice_off", restoreMinor: 1023 },
      "Bluewater: Oak St 12 is off. Text PAY 10.23 to turn it on. HELP for help.",
    ],
    [
      "on",
      { ...oak, key: "notice_on", balanceUnits: 1 },
      "Bluewater: Oak St 12 is on. Balance $0.00.",
    ],
    [
      "consent with all it must say",
      { utility: "Bluewater", key: "consent_ask", digit: 5 },
      "Bluewater: Account alerts, msg frequency varies. Msg&data rates may apply. HELP for help, STOP to end. Reply 5 to join.",
    ],
    [
      "a smallest amount",
      { ...oak, key: "minimum", supply: "off", restoreMinor: 1023, phone },
      "Bluewater: Oak St 12 needs $10.23 to turn on. Text PAY 10.23.",
    ],
    [
      "no amount would",
      { ...oak, key: "minimum", supply: "off", restoreMinor: null, phone },
      "Bluewater: No payment turns Oak St 12 on right now. Call +1 555 0100.",
    ],
    [
      "none is needed",
      { ...oak, key: "minimum", supply: "on", restoreMinor: null, phone },
      "Bluewater: Oak St 12 is on: nothing is needed.",
    ],
    [
      "a long name and label are cut",
      {
        ...oak,
        utility: "Very Long Municipal Utility District",
        label: "1234 Washington Avenue",
        key: "notice_off",
        restoreMinor: 1,
      },
      "Very Long Municipal Util: 1234 Washington Av is off. Text PAY 0.01 to turn it on. HELP for help.",
    ],
    [
      "accents that would turn the text into UCS-2 are dropped, others kept",
      { ...oak, utility: "Río Peña", label: "Málaga 5", key: "notice_off", restoreMinor: 1 },
      "Rio Peña: Malaga 5 is off. Text PAY 0.01 to turn it on. HELP for help.",
    ],
  ];
  it.each(table)("%s", (_name, prompt, expected) => {
    expect(sentence(prompt, "en")).toBe(expected);
  });

  it("says it in English where it has no other words", () => {
    expect(sentence(receipt, "de")).toBe(sentence(receipt, "en"));
  });

  it("faults on a currency without a scale", () => {
    expect(() => sentence({ ...receipt, currency: "XTS" }, "en")).toThrow(Fault);
  });
});
