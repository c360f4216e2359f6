import { describe, expect, it } from "vitest";
import { currencyCodes } from "../money.ts";
import { type Language, languages } from "./language.ts";
import {
  clockSpeech,
  daySpeech,
  labelSpeech,
  moneyInBrief,
  moneySpeech,
  phoneSpelled,
  spelled,
} from "./say-values.ts";

describe("money as it is spoken", () => {
  it.each([
    [1023, "USD", "10 dollars and 23 cents", "10 dólares con 23 centavos"],
    [2000, "USD", "20 dollars", "20 dólares"],
    [100, "USD", "1 dollar", "1 dólar"],
    [101, "USD", "1 dollar and 1 cent", "1 dólar con 1 centavo"],
    [5, "USD", "5 cents", "5 centavos"],
    [1, "EUR", "1 cent", "1 céntimo"],
    [0, "USD", "0 dollars", "0 dólares"],
    [-49, "USD", "minus 49 cents", "menos 49 centavos"],
    [-1250, "GBP", "minus 12 pounds and 50 pence", "menos 12 libras con 50 peniques"],
    [123_456_789, "USD", "1234567 dollars and 89 cents", "1234567 dólares con 89 centavos"],
    [2000, "JPY", "2000 yen", "2000 yenes"],
    [1, "JPY", "1 yen", "1 yen"],
    [1005, "KWD", "1 dinar and 5 fils", "1 dinar con 5 fils"],
    [9_007_199_254_740_991, "VND", "9007199254740991 dong", "9007199254740991 dongs"],
  ])("%d minor units of %s", (minor, code, english, spanish) => {
    expect(moneySpeech(minor, code, "en")).toBe(english);
    expect(moneySpeech(minor, code, "es")).toBe(spanish);
  });

  it.each(languages.flatMap((language) => currencyCodes.map((code) => [language, code] as const)))(
    "has names in %s for %s",
    (language, code) => {
      expect(moneySpeech(1234, code, language)).toMatch(/^[\d]+ \p{L}+/u);
    },
  );

  it("refuses a currency it has no names for", () => {
    expect(() => moneySpeech(100, "XXX", "en")).toThrow("no spoken name");
  });
});

describe("numbers sign by sign", () => {
  it.each([
    ["1001", 2, "1 0, 0 1"],
    ["V-1001", 2, "V 1, 0 0, 1"],
    ["12345", 2, "1 2, 3 4, 5"],
    ["7", 2, "7"],
    ["4242", 4, "4 2 4 2"],
    ["TTPRZP7M", 4, "T T P R, Z P 7 M"],
    ["+1 (555) 010-0", 4, "1 5 5 5, 0 1 0 0"],
    ["", 4, ""],
    ["--", 2, ""],
  ] as const)("%s in groups of %d", (text, group, spoken) => {
    expect(spelled(text, group)).toBe(spoken);
  });
});

describe("places and times", () => {
  const atMs = Date.UTC(2026, 10, 24, 16);
  const zone = "America/Los_Angeles";

  it.each([
    ["Oak St 12", "Oak Street 12"],
    ["Mill Rd. 3", "Mill Road 3"],
    ["Stone Ave", "Stone Avenue"],
    ["St Mary Ct Apt 4", "Street Mary Court Apartment 4"],
    ["Calle Sol 5", "Calle Sol 5"],
    ["", ""],
  ])("%s", (label, spoken) => {
    expect(labelSpeech(label, "en")).toBe(spoken);
    expect(labelSpeech(label, "es")).toBe(label);
  });

  it("are of the premise's own clock", () => {
    expect(daySpeech(atMs, zone, "en")).toBe("Tuesday, November 24");
    expect(daySpeech(atMs, zone, "es")).toBe("martes, 24 de noviembre");
    expect(daySpeech(atMs - 9 * 3_600_000, zone, "en")).toBe("Monday, November 23");
  });

  it.each([
    [0, "8 AM", "8 am"],
    [15, "8:15 AM", "8:15 am"],
    [5 * 60, "1 PM", "1 pm"],
    [-8 * 60, "12 AM", "12 am"],
  ])("%d minutes after eight", (minutes, english, spanish) => {
    expect(clockSpeech(atMs + minutes * 60_000, zone, "en")).toBe(english);
    expect(clockSpeech(atMs + minutes * 60_000, zone, "es")).toBe(spanish);
  });
});

describe("a telephone number", () => {
  it.each([
    ["+1 202 555 0100", "1, 2 0 2, 5 5 5, 0 1 0 0"],
    ["(202) 555-0100", "2 0 2, 5 5 5, 0 1 0 0"],
    ["+12025550100", "1, 2 0 2, 5 5 5, 0 1 0 0"],
    ["+442079460958", "4 4, 2 0 7, 9 4 6, 0 9 5 8"],
    ["+33 1 99 00 12 34", "3 3, 1, 9 9, 0 0, 1 2, 3 4"],
    ["555-0199", "5 5 5, 0 1 9 9"],
    ["911", "9 1 1"],
    ["", ""],
  ])("%s is said as it is known", (phone, said) => {
    expect(phoneSpelled(phone)).toBe(said);
  });
});

describe("money in brief", () => {
  it.each<[number, string, Language, string]>([
    [1023, "USD", "en", "10 dollars 23"],
    [1023, "USD", "es", "10 dólares 23"],
    [1023, "USD", "fr", "10 dollars 23"],
    [110, "USD", "en", "1 dollar 10"],
    // Where a part alone could be heard as another, or there is no unit before it, it is said in full.
    [1005, "USD", "en", "10 dollars and 5 cents"],
    [1000, "USD", "en", "10 dollars"],
    [23, "USD", "en", "23 cents"],
    [0, "USD", "en", "0 dollars"],
    [-1023, "USD", "en", "minus 10 dollars and 23 cents"],
    [1023, "JPY", "en", "1023 yen"],
    [1450, "KWD", "en", "1 dinar 450"],
    [1045, "KWD", "en", "1 dinar and 45 fils"],
  ])("%d minor units of %s in %s are %s", (minor, code, language, said) => {
    expect(moneyInBrief(minor, code, language)).toBe(said);
  });
});
