import { describe, expect, it } from "vitest";
import type { Prompt } from "../../core/conversation/prompt.ts";
import { renderText } from "./render.ts";
import { segmentsOf } from "./segments.ts";

describe("a message as text", () => {
  const asked: Prompt = {
    utility: "Río’s Power",
    key: "confirm_pay",
    digit: 4,
    amountMinor: 123_400,
    oldMinor: 0,
    currency: "EUR",
    brand: "Visa",
    last4: "4242",
    label: "Calle “Mayor” 5 – bajo",
    mode: "prepaid",
  };

  it.each(["en", "es", "xx"])("in %s has the digit, the amount and one cheap part", (language) => {
    const text = renderText({ prompt: asked, language });
    expect(text).toMatch(/\b4\b/);
    expect(text).toMatch(/1.?234/);
    expect(text).toContain("4242");
    expect(segmentsOf(text)).toMatchObject({ encoding: "gsm7", segments: 1 });
  });

  it("is the same whenever it is rendered", () => {
    const message = { prompt: asked, language: "es" };
    expect(renderText(message)).toBe(renderText(message));
  });
});
