import { describe, expect, it } from "vitest";
import { isPayee, payCodeSaid, payeeOf, readPayee } from "./payee.ts";

const digits = "1234567897";

describe("a pay-code in a text", () => {
  it.each([
    ["CODE 1234567897", "code", ""],
    ["code: 123 456 7897", "code", ""],
    ["Pay-Code 123-456-7897 $20", "pay-code", "$20"],
    ["CODE 1234567897 20,50", "code", "20,50"],
    ["PAY 20 CODE 1234567897", "code", "20"],
    ["pay $20 with code 1234567897 please", "code", "$20 please"],
    ["please pay code 1234567897", "pay code", ""],
    ["I want to pay 20 dollars by code 1234567897", "code", "20"],
    ["pagar 20 con el código 1234567897", "código", "20"],
    ["código de pago 1234567897 20", "código de pago", "20"],
    ["payer 20 avec le code 1234567897", "code", "20"],
    ["PAY 20 CODE 1234567897 30", "code", "20 30"],
    ["CODE １２３４５６７８９７", "code", ""],
  ])("%s", (text, word, rest) => {
    const said = payCodeSaid(text);
    expect({ ...said, word: said?.word?.toLowerCase() }).toEqual({ digits, rest, word });
  });

  it.each([
    ["1234567897", ""],
    ["123 456 7897", ""],
    ["1234567897 20", "20"],
    ["PAY 1234567897 20", "20"],
  ])("%s names none, and may be one", (text, rest) => {
    expect(payCodeSaid(text)).toEqual({ digits, rest, word: null });
  });

  it.each(["CODE 12345678971", "CODE 123456789", "pay 20 code 1234567"])(
    "%s is one with a slip of the finger",
    (text) => {
      expect(payCodeSaid(text)?.digits).toHaveLength(/\d{7,}/.exec(text)?.[0].length ?? 0);
    },
  );

  it.each([
    "CODE 40",
    "CODE",
    "PAY 20",
    "12345678971",
    "stop sending code 1234567897",
    "I smell gas, code 1234567897",
    "VERIFY 123456",
    "GO 12345678",
    "my phone is 202 555 0143 or 202 555 0144",
    "why is my code 1234567897 not good",
    "",
  ])("%j is none", (text) => {
    expect(payCodeSaid(text)).toBeNull();
  });

  it("is found or not in a moment, whatever is written", () => {
    for (const text of [
      "pay ".repeat(400),
      "1 ".repeat(800),
      "code ".repeat(300),
      `${"9 ".repeat(700)}x`,
      "9".repeat(1_500),
      "$1".repeat(750),
      "1.,".repeat(500),
    ]) {
      expect(payCodeSaid(text)?.word ?? null).toBeNull();
    }
  });
});

it.each([
  "",
  "1001",
  "payee",
  "payee/x/00",
  `payee/${"a".repeat(24)}/0`,
  `account:${payeeOf("a".repeat(24), digits)}`,
])("%j names no payee", (id) => {
  expect([isPayee(id), readPayee(id)]).toEqual([false, undefined]);
});

it("a payee is its code's name and its last digits, and no other digit of it", () => {
  const id = payeeOf("a".repeat(24), digits);
  expect(readPayee(id)).toEqual({ codeName: "a".repeat(24), ending: "97" });
  expect(id).not.toContain("8");
});
