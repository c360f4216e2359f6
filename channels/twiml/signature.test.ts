import { describe, expect, it } from "vitest";
import twilio from "twilio";
import { seeded } from "../../core/seeded.ts";
import { isSigned, twimlSignature } from "./signature.ts";

const url = "https://hub.test/hooks/twiml?turn=3&of=keys";
const token = "12345";

describe("a signature", () => {
  it("is what the carrier's own library makes of any form", () => {
    const chance = seeded("twiml signature");
    for (let at = 0; at < 300; at += 1) {
      const form = new URLSearchParams();
      for (let left = chance.below(8); left > 0; left -= 1) {
        form.append(`N${chance.hex(1)}`, `é& ${chance.hex(chance.below(20))}`);
      }
      const fields = Object.fromEntries(
        [...new Set(form.keys())].map((name) => {
          const values = form.getAll(name);
          return [name, values.length === 1 ? values[0] : values];
        }),
      );
      const signature = twimlSignature(url, form, token);
      expect(twilio.validateRequest(token, signature, url, fields)).toBe(true);
      expect(isSigned({ url, form, signature }, token)).toBe(true);
    }
  });

  const form = new URLSearchParams({ CallSid: "CA1", Digits: "1" });
  const signature = twimlSignature(url, form, token);

  it.each([
    ["of nobody", { url, form, signature: "" }, token],
    ["without a token", { url, form, signature: twimlSignature(url, form, "") }, ""],
    ["under another token", { url, form, signature }, "12346"],
    ["of another address", { url: url.replace("3", "4"), form, signature }, token],
    [
      "of another form",
      { url, form: new URLSearchParams({ CallSid: "CA1", Digits: "2" }), signature },
      token,
    ],
    ["cut short", { url, form, signature: signature.slice(1) }, token],
  ])("%s is no signature", (_what, request, with_) => {
    expect(isSigned(request, with_)).toBe(false);
  });
});
