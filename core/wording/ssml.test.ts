import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CallScript, Spoken } from "../conversation/prompt.ts";
import { languages } from "./language.ts";
import { scriptSpeech, scriptSsml } from "./speech.ts";

const atMs = Date.UTC(2026, 10, 22, 20, 15);
const zone = "America/Chicago";
const of = { label: "Oak St", currency: "USD" };

function script(...says: readonly Spoken[]): Pick<CallScript, "first" | "says" | "wait"> {
  return { first: [], says, wait: { kind: "hold" } };
}

/** Elements that open and close in order, entities that XML has by itself, and nothing else that begins with < or &. */
function isWellFormed(text: string): boolean {
  const open: string[] = [];
  for (const [, entity, close, name = "", empty] of text.matchAll(
    /&([^;]*);|<(\/?)([a-z-]+)(?: [a-z:-]+="[^"<&]*")*(\/?)>|[<&]/g,
  )) {
    if (entity !== undefined) {
      if (!["amp", "lt", "gt", "#xD"].includes(entity)) return false;
    } else if (name === "") return false;
    else if (close === "/") {
      if (open.pop() !== name) return false;
    } else if (empty === "") open.push(name);
  }
  return open.length === 0;
}

describe("figures are marked for a voice that reads marks", () => {
  it.each<[string, Spoken, string]>([
    [
      "an account number in pairs",
      { key: "enter_pin", number: "1001" },
      '<s>Account <say-as interpret-as="digits">10</say-as><break time="350ms"/> <say-as interpret-as="digits">01</say-as>. Please enter your PIN, then press pound.</s>',
    ],
    [
      "a code in fours, letter by letter where it has letters",
      { ...of, key: "receipt_again", amountMinor: 100, atMs, zone, confirmation: "K7Q21234" },
      '<s>Your last payment to Oak Street was 1 dollar, Sunday, <say-as interpret-as="date" format="md">11/22</say-as>. Its confirmation is <say-as interpret-as="characters">K7Q2</say-as><break time="350ms"/> <say-as interpret-as="digits">1234</say-as>.</s>',
    ],
    [
      "an amount, and the end of a card's number",
      {
        ...of,
        key: "confirm_pay",
        digit: 1,
        amountMinor: 2050,
        oldMinor: 0,
        brand: "Visa",
        last4: "4242",
        mode: "prepaid",
      },
      '<s>You are paying <say-as interpret-as="cardinal">20</say-as> dollars and <say-as interpret-as="cardinal">50</say-as> cents to Oak Street, with Visa ending in <say-as interpret-as="digits">4242</say-as>.</s>',
    ],
    [
      "a name with signs of XML, and with signs that marks are made of",
      { key: "enter_amount", label: 'A & <B> "C"\ue000\u0001' },
      '<s>How much would you like to pay for A &amp; &lt;B&gt; "C"?</s>',
    ],
  ])("%s", (_what, line, ssml) => {
    expect(scriptSsml(script(line), "rest", "en")).toBe(ssml);
  });

  it.each([
    ["en", "md", "11/22"],
    ["es", "dm", "22/11"],
    ["fr", "dm", "22/11"],
  ])("a day in the order that %s has", (language, order, figures) => {
    const line: Spoken = {
      ...of,
      key: "receipt_again",
      amountMinor: 100,
      atMs,
      zone,
      confirmation: "",
    };
    const mark = `<say-as interpret-as="date" format="${order}">${figures}</say-as>`;
    expect(scriptSsml(script(line), "rest", language)).toContain(mark);
  });

  it("what is offered in another language is said in that one, with the key in it", () => {
    const choices = [
      {
        press: "4",
        option: "language",
        line: { key: "choice_languages", languages: ["es", "fr"] },
      },
      { press: "3", option: "language:fr", line: { key: "choice_language", language: "fr" } },
    ] as const;
    const menu = { first: [], says: [], wait: { kind: "menu", choices } } as const;
    expect(scriptSsml(menu, "rest", "en")).toBe(
      '<s><lang xml:lang="es-US">Español 4.</lang> <lang xml:lang="fr-CA">Français 4.</lang></s>' +
        '<s><lang xml:lang="fr-CA">Pour le français, tapez 3.</lang></s>',
    );
    expect(scriptSpeech(menu, "rest", "en")).toBe(
      "Español 4. Français 4. Pour le français, tapez 3.",
    );
  });

  it("is XML whatever a name holds, and says the words that are shown", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.constantFrom(...languages),
        (label, language) => {
          const line: Spoken = { key: "enter_amount", label };
          const ssml = scriptSsml(script(line), "rest", language);
          expect(isWellFormed(ssml)).toBe(true);
          expect(ssml.replaceAll(/<[^>]*>/g, "").trim()).not.toBe("");
        },
      ),
    );
  });

  it("leaves the words that are shown without a mark", () => {
    for (const language of languages) {
      const line: Spoken = { key: "enter_pin", number: "1001" };
      expect(scriptSpeech(script(line), "rest", language)).toContain("1 0, 0 1");
    }
  });
});
