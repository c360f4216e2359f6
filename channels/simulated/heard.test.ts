import { describe, expect, it } from "vitest";
import type { Spoken } from "../../core/conversation/prompt.ts";
import { scriptSpeech, scriptSsml } from "../../core/wording/speech.ts";
import { heardOf } from "./heard.ts";

const of = { label: 'Oak & <Elm> "St"', currency: "USD" };
const atMs = Date.UTC(2026, 10, 22, 20, 15);
const lines: readonly Spoken[] = [
  { key: "enter_pin", number: "10011" },
  {
    ...of,
    key: "receipt_again",
    amountMinor: 2050,
    atMs,
    zone: "America/Chicago",
    confirmation: "K7Q21234",
  },
];

describe("what is heard of a speech with marks", () => {
  it.each([
    ["en", "en-US"],
    ["es", "es-US"],
    ["fr", "fr-CA"],
  ])("is what is shown, in %s", (tag, language) => {
    const script = { first: [], says: lines, wait: { kind: "hold" } } as const;
    const marked = `<speak>${scriptSsml(script, "rest", tag)}</speak>`;
    expect(heardOf(marked, language)).toBe(scriptSpeech(script, "rest", tag));
  });

  it.each(["", "To pay, press 1.", "<speak>"])("%j without marks is as it is", (text) => {
    expect(heardOf(text, "en-US")).toBe(text);
  });
});
