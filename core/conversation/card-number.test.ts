import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasCardNumber, redactCardNumbers } from "./card-number.ts";

/** Well-known test numbers of each length. */
const cards = [
  "4222222222222", // 13
  "30569309025904", // 14
  "378282246310005", // 15
  "4242424242424242",
  "5555555555554444",
  "6011111111111117",
  "4000000000000000006", // 19
];

describe("texts with a card number", () => {
  it.each([
    ...cards,
    "4242 4242 4242 4242",
    "4242-4242-4242-4242",
    "4242 - 4242 - 4242 - 4242",
    "4242.4242.4242.4242",
    "4242\n4242\n4242\n4242",
    "4242\u00a04242\u00a04242\u00a04242",
    "4242–4242–4242–4242",
    "3782 822463 10005",
    "４２４２ ４２４２ ４２４２ ４２４２",
    "٤٢٤٢ ٤٢٤٢ ٤٢٤٢ ٤٢٤٢",
    "۴۲۴۲۴۲۴۲۴۲۴۲۴۲۴۲",
    "4242\u200b4242\u200b4242\u200b4242",
    "\u202e4242\u200d4242\u20604242\ufeff4242",
    "PAY 20 4242 4242 4242 4242",
    "pay 20 with 4242424242424242 12/29 123",
    "4242424242424242 1229 123",
    "PAY204242424242424242",
    "my card:4242424242424242.",
    "old 4111111111111112 new 4111111111111111",
  ])("%s", (text) => {
    expect(hasCardNumber(text)).toBe(true);
    expect(redactCardNumbers(text)).not.toMatch(/\p{Nd}/u);
  });
});

describe("texts without one", () => {
  it.each([
    "",
    "PAY 20",
    "4",
    "4242 4242 4242",
    "4111 1111 1111 1112",
    "4242 4242 4242 4241",
    "+1 (555) 555-0100",
    "555-0100 or 555-0199",
    "22 Nov 2026, 14:15",
    "account 12345678",
    "00000000",
    "meter 1234567890",
    "4242 and 4242 and 4242 and 4242",
  ])("%j", (text) => {
    expect(hasCardNumber(text)).toBe(false);
    expect(redactCardNumbers(text)).toBe(text);
  });
});

describe("redaction", () => {
  it("keeps the words and hides the expiry and the code too", () => {
    expect(redactCardNumbers("pay 20, 4242 4242 4242 4242 exp 12/29 cvv 123")).toBe(
      "pay ##, #### #### #### #### exp ##/## cvv ###",
    );
  });

  it("hides a card number wherever it stands and however it is parted", () => {
    const parts = fc.constantFrom("", " ", "-", "  ", " - ");
    fc.assert(
      fc.property(fc.constantFrom(...cards), parts, fc.string(), (card, part, before) => {
        const parted = (card.match(/.{1,4}/g) ?? []).join(part);
        const redacted = redactCardNumbers(`${before} x${parted}y`);
        expect(redacted).not.toContain(card);
        expect(redacted).not.toContain(parted);
      }),
    );
  });

  it("is done once and for all", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = redactCardNumbers(text);
        expect(redactCardNumbers(once)).toBe(once);
        expect(hasCardNumber(once)).toBe(false);
      }),
    );
  });

  it("reads a very long text of digits without trouble", () => {
    expect(hasCardNumber("1 ".repeat(20_000))).toBeTypeOf("boolean");
    expect(hasCardNumber("1".repeat(20_000))).toBeTypeOf("boolean");
  });
});
