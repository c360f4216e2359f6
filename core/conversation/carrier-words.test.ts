import { describe, expect, it } from "vitest";
import { must } from "../assert.ts";
import { currencyOf } from "../money.ts";
import { hear } from "./keywords.ts";

const reading = { language: "en", currency: must(currencyOf("USD"), "dollars") };

/** "carrier revoke", "opt_out". */
function heard(text: string): string {
  return Object.values(hear(text, reading)).map(String).join(" ");
}

describe("the carrier's own words", () => {
  it.each([
    ["STOP", "carrier revoke"],
    ["stop", "carrier revoke"],
    ["Stop.", "opt_out"],
    ["Help!", "help"],
    ["Cancel.", "opt_out"],
    ["cancel please", "opt_out"],
    ["cancel it", "no"],
    [" STOPALL ", "carrier revoke"],
    ["stop all", "carrier revoke"],
    ["UNSUBSCRIBE", "carrier revoke"],
    ["cancel", "carrier revoke"],
    ["END", "carrier revoke"],
    ["quit", "carrier revoke"],
    ["START", "carrier ignore"],
    ["unstop", "carrier ignore"],
    ["HELP", "carrier help"],
    ["info", "carrier help"],
    ["ЅТОР", "opt_out"],
    ["S\u200bTOP", "opt_out"],
    ["ＳＴＯＰ", "opt_out"],
    ["STOP \u{1F6D1}", "opt_out"],
    ["STOP ALL please", "opt_out"],
  ])("%s alone is %s", (text, expected) => {
    expect(heard(text)).toBe(expected);
  });

  it.each([
    ["stop the power cut", "unknown"],
    ["end of month?", "unknown"],
    ["start my service", "unknown"],
    ["info about rates", "unknown"],
    ["cancel my payment", "no"],
  ])("%s is not a carrier's word: %s", (text, expected) => {
    expect(heard(text)).toBe(expected);
  });
});
