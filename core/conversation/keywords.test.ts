import { describe, expect, it } from "vitest";
import { must } from "../assert.ts";
import { currencyOf } from "../money.ts";
import { type Heard, hear } from "./keywords.ts";

function reading(code = "USD", language = "en") {
  return { language, currency: must(currencyOf(code), code) };
}

/** A short form: "balance", "digit 4", "pay 2000", "pay unclear", "carrier revoke". */
function short(heard: Heard): string {
  return Object.values(heard).map(String).join(" ");
}

describe("what a text is understood as", () => {
  it.each([
    ["BAL", "balance"],
    ["bal", "balance"],
    ["  Bal!! ", "balance"],
    ["Bal.", "balance"],
    ["balance?", "balance"],
    ["BALANCE please", "balance"],
    ["please bal", "balance"],
    ["hi, balance", "balance"],
    ["saldo", "balance"],
    ["¿Saldo?", "balance"],
    ["ＢＡＬ", "balance"],
    ["ВАL", "balance"],
    ["B\u200bAL", "balance"],
    ["BAL PAY 20", "balance"],
    ["MIN", "minimum"],
    ["pay min", "minimum"],
    ["PAGAR EL MÍNIMO", "minimum"],
    ["pay all", "bill all"],
    ["Pay it all now", "bill all"],
    ["pay what I owe", "bill all"],
    ["pagar todo", "bill all"],
    ["payer tout", "bill all"],
    ["pay friday", "asks extension"],
    ["PAY 20 TOMORROW", "asks extension"],
    ["pay bill 20 next week", "asks extension"],
    ["pagar 20 mañana", "asks extension"],
    ["payer vendredi", "asks extension"],
    ["balence", "balance"],
    ["cancelar", "no true"],
    ["Annuler", "no true"],
    ["recharge 20", "pay 2000"],
    ["topup $20.50", "pay 2050"],
    ["minimum", "minimum"],
    ["Mínimo", "minimum"],
    ["mi\u0301nimo", "minimum"],
    ["join", "join"],
    ["JOIN!", "join"],
    ["CALLS", "calls true"],
    ["llamadas sí", "calls true"],
    ["Appels", "calls true"],
    ["CALLS OFF", "calls false"],
    ["LLAMADAS NO", "calls false"],
    ["no más llamadas", "calls false"],
    ["stop calls", "calls false"],
    ["plus d'appels", "calls false"],
    ["unirse", "join"],
    ["help me", "help"],
    ["AYUDA", "help"],
    ["repeat", "repeat"],
    ["ESPAÑOL", "language es"],
    ["espanol", "language es"],
    ["english please", "language en"],
    ["inglés", "language en"],
    ["LANGUAGE spanish", "language es"],
    ["idioma", "language null"],
    ["language klingon", "language null"],
    ["no", "no"],
    ["No, thanks", "no"],
    ["no gracias", "no"],
  ])("%s is %s", (text, expected) => {
    expect(short(hear(text, reading()))).toBe(expected);
  });

  it.each([
    "",
    "   ",
    "?",
    "yes",
    "YES",
    "y",
    "si",
    "sí",
    "balancing act",
    "paying",
    "paid 20",
    "joint",
    "calls yes",
    "calls are a nuisance",
    "calls on monday please",
    "who calls",
    "no more calls from my bank",
    "minimal",
    "no tengo idea",
    "no time here",
    "is the office open?",
    "1234-5678-90",
    "555-0100",
    "12/25",
    "http://example.com/20",
    "東京",
    "\u0000",
    "constructor",
    "__proto__",
    "toString",
  ])("%j is not understood", (text) => {
    expect(short(hear(text, reading()))).toBe("unknown");
  });
});

describe("digits and amounts", () => {
  it.each([
    ["4", "digit 4"],
    [" 4 ", "digit 4"],
    ["4.", "digit 4"],
    ["#4", "digit 4"],
    ["4)", "digit 4"],
    ["(4)", "digit 4"],
    ["\u00ab4\u00bb", "digit 4"],
    ["4️⃣", "digit 4"],
    ["４", "digit 4"],
    ["٤", "digit 4"],
    ["۴", "digit 4"],
    ["\u202b4\u202c", "digit 4"],
    ["\u200b4\u200b", "digit 4"],
    ["\u00004", "digit 4"],
    ["four", "digit 4"],
    ["0", "digit 0"],
    ["4 please", "digit 4"],
    ["Reply 4", "digit 4"],
    ["option 4", "digit 4"],
    ["ok 4", "digit 4"],
    ["20 dollars and 50 cents", "amount 2050"],
    ["twenty dollars and five cents", "amount 2005"],
    ["20", "amount 2000"],
    ["$20", "amount 2000"],
    ["20$", "amount 2000"],
    ["20.00", "amount 2000"],
    ["20.5", "amount 2050"],
    ["$5", "amount 500"],
    ["5.00", "amount 500"],
    ["1,234.50", "amount 123450"],
    ["twenty", "amount 2000"],
    ["twenty five dollars", "amount 2500"],
    ["five dollars", "amount 500"],
    ["20 dollars please", "amount 2000"],
    ["20.005", "amount unclear"],
    ["20,00", "amount unclear"],
    ["€20", "amount unclear"],
    ["05", "amount unclear"],
  ])("%s is %s", (text, expected) => {
    expect(short(hear(text, reading()))).toBe(expected);
  });

  it.each([
    "-4",
    "reply -4",
    "reply to 4 people",
    "+4",
    "4%",
    "4 5",
    "2 and 3",
    "20 30",
    "-20",
    "20%",
    "4 o'clock",
    "20 people",
    "one moment",
    "20th",
    "50 cents",
  ])("%s is neither", (text) => {
    expect(short(hear(text, reading()))).toBe("unknown");
  });
});

describe("PAY", () => {
  it.each([
    ["PAY", "pay null"],
    ["pay my bill", "bill null"],
    ["pay one of my bills", "pay null"],
    ["pay something at once", "pay null"],
    ["PAY 20", "pay 2000"],
    ["pay20", "pay 2000"],
    ["PAY$20", "pay 2000"],
    ["Pay: 20", "pay 2000"],
    ["PAY, 20.", "pay 2000"],
    ["pay 5", "pay 500"],
    ["pay 0", "pay 0"],
    ["pay $1,000", "pay 100000"],
    ["pay 20 usd", "pay 2000"],
    ["pay 20usd", "pay 2000"],
    ["pay 20 please", "pay 2000"],
    ["please pay 20 today", "pay 2000"],
    ["pay twenty", "pay 2000"],
    ["PAY Twenty-Five", "pay 2500"],
    ["pay a hundred", "pay 10000"],
    ["pay one hundred and five dollars", "pay 10500"],
    ["pagar 20", "pay 2000"],
    ["PAGAR 20,00", "pay 2000"],
    ["paga veinte", "pay 2000"],
    ["pagar treinta y cinco", "pay 3500"],
    ["pagar ciento veinte dólares", "pay 12000"],
  ])("%s is %s", (text, expected) => {
    expect(short(hear(text, reading()))).toBe(expected);
  });

  it.each([
    "pay -20",
    "pay - 20",
    "pay 20 30",
    "pay 20 to 30",
    "pay 20-30",
    "pay 20.005",
    "pay 20,00",
    "pay .50",
    "pay 1.234.50",
    "pay 12,34",
    "pay 12,345,6",
    "pay 007",
    "pay 20k",
    "pay 20th",
    "pay 50%",
    "pay 20*2",
    "pay 50 cents",
    "pay twenty dollars five hundred cents",
    "pay 20.50 dollars and 50 cents",
    "pay 20 dollars or 50 cents",
    "pay twenty fifty",
    "pay twenty 5",
    "pay €20",
    "pay 20 euros",
    "pay £20",
    "pay 20½",
    "pay 20e3",
    "pay 9999999999999999",
  ])("%s has no certain amount", (text) => {
    expect(short(hear(text, reading()))).toBe("pay unclear");
  });

  it.each([
    ["USD", "es", "PAGAR 20,00", "pay 2000"],
    ["USD", "es", "PAGAR 20.00", "pay 2000"],
    ["USD", "es", "20,00", "amount 2000"],
    ["USD", "es", "pay 20,5", "pay 2050"],
    ["EUR", "es", "PAGAR 1.234,50", "pay 123450"],
    ["USD", "es", "PAGAR 1,234.50", "pay 123450"],
    ["EUR", "es", "20 €", "amount 2000"],
    ["EUR", "es", "veinte euros", "amount 2000"],
    ["EUR", "es", "once", "amount 1100"],
    ["EUR", "es", "cuatro", "digit 4"],
    ["EUR", "es", "mil", "amount 100000"],
    ["EUR", "es", "PAGAR 1.234", "pay unclear"],
    ["EUR", "es", "PAGAR 1,234", "pay unclear"],
    ["EUR", "es", "PAGAR 20,005", "pay unclear"],
    ["EUR", "es", "PAGAR $20", "pay unclear"],
    ["JPY", "en", "PAY 500", "pay 500"],
    ["JPY", "en", "PAY ¥1,500", "pay 1500"],
    ["JPY", "en", "PAY 500.00", "pay unclear"],
    ["JPY", "en", "PAY 500.5", "pay unclear"],
    ["JPY", "es", "PAGAR 1.500", "pay unclear"],
    ["KWD", "en", "PAY 1.234", "pay 1234"],
    ["KWD", "en", "PAY 1.2345", "pay unclear"],
    ["KWD", "es", "PAGAR 1,234", "pay 1234"],
    ["KWD", "es", "PAGAR 1.234", "pay unclear"],
    ["USD", "en", "once", "unknown"],
    ["USD", "en", "cuatro", "unknown"],
  ])("in %s and %s, %s is %s", (currency, language, text, expected) => {
    expect(short(hear(text, reading(currency, language)))).toBe(expected);
  });
});

describe("card numbers", () => {
  it.each(["4242 4242 4242 4242", "pay 20 with 4242-4242-4242-4242", "STOP 4242424242424242"])(
    "%s is seen before anything else",
    (text) => {
      expect(short(hear(text, reading()))).toBe("card_number");
    },
  );
});
