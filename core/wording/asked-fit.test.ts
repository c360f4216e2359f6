import { describe, expect, it } from "vitest";
import { must } from "../assert.ts";
import { supplyStates, textAbouts } from "../conversation/facts.ts";
import { offerKinds } from "../conversation/offered.ts";
import type { AskedKey, Prompt } from "../conversation/prompt.ts";
import { currencyCodes, currencyOf, minorToUnits } from "../money.ts";
import { askedWriters, PLACE_SHOWN_MAX } from "./asked-values.ts";
import { gsmUnits } from "./gsm.ts";
import { languages } from "./language.ts";
import { sentence, UTILITY_SHOWN_MAX } from "./sentence.ts";
import { LABEL_SHOWN_MAX } from "./value-parts.ts";

/** One SMS segment. */
const SEGMENT_UNITS = 160;

/** About ten thousand dollars' worth, beyond what any household owes. */
const worstMinor: Readonly<Record<string, number>> = { ZAR: 9_999_999, VND: 9_999_999 };

const utility = "Río".padEnd(UTILITY_SHOWN_MAX + 10, "W");
const label = "Málaga".padEnd(LABEL_SHOWN_MAX + 10, "w");
const place = "Plaza Málaga".padEnd(PLACE_SHOWN_MAX + 10, "p");
const phone = "+1 (555) 555-0100";
/** "22 Sept 12:59 pm", the longest time of any language. */
const atMs = Date.UTC(2026, 8, 22, 17, 59);
const zone = "America/Chicago";

const url = `https://pay.example.com/pay/${"t".repeat(100 - 28)}`;

function offers(currency: string, minor: number): readonly Prompt[] {
  const of = { utility, label, currency };
  const plan = { totalMinor: minor, downAtMs: atMs, count: 12, eachMinor: minor, everyDays: 30 };
  const until = { untilAtMs: atMs, zone };
  const modes = ["prepaid", "postpay"] as const;
  return [
    { ...of, key: "pay_link_ask", digit: 9, amountMinor: minor },
    { ...of, key: "payee_link_ask", digit: 9, amountMinor: minor },
    { ...of, key: "pay_link", url, amountMinor: minor },
    ...[0, minor].flatMap((downMinor): Prompt[] => [
      { ...of, key: "plan_ask", digit: 9, ...plan, downMinor, zone },
      { ...of, key: "plan_agreed", ...plan, downMinor, zone },
    ]),
    { ...of, key: "plan_told", amountMinor: minor, dueAtMs: atMs, zone },
    ...[null, minor].map((belowMinor): Prompt => {
      const pays = { amountMinor: minor, belowMinor, monthMinor: minor };
      return { ...of, key: "autopay_ask", digit: 9, ...pays, brand: "Mastercardxx", last4: "4242" };
    }),
    ...(["on", "off", "paused"] as const).map((state): Prompt => {
      const bounds = { minMinor: minor, maxMinor: minor };
      return { ...of, key: "autopay_told", state, belowMinor: minor, ...bounds };
    }),
    { ...of, key: "autopay_set", amountMinor: minor, belowMinor: minor },
    { utility, label, key: "autopay_ended" },
    { ...of, key: "extension_ask", digit: 9, ...until },
    { ...of, key: "extension_agreed", ...until },
    ...[null, 30].map((days): Prompt => ({ ...of, key: "medical_ask", digit: 9, days, phone })),
    ...[null, atMs].map((untilAtMs): Prompt => ({
      ...of,
      key: "medical_noted",
      untilAtMs,
      zone,
      phone,
    })),
    ...(["daily", "use", "payments", "days"] as const).flatMap((what) =>
      [true, false].flatMap((isOn) =>
        [null, minor].map((levelMinor): Prompt => {
          const at = what === "daily" && isOn ? 12 * 60 + 59 : null;
          return { ...of, key: "alerts_set", what, minute: at, isOn, levelMinor };
        }),
      ),
    ),
    ...[true, false].map((isOn): Prompt => {
      const kinds = { use: isOn, payments: isOn, days: isOn };
      return { ...of, key: "alerts_told", minute: isOn ? 12 * 60 + 59 : null, ...kinds };
    }),
    { ...of, key: "second_ask", digit: 9, line: "+123456789012345" },
    ...(["second_asked", "second_ended"] as const).map((key): Prompt => ({ utility, label, key })),
    ...(["none", "asked", "agreed"] as const).map((state): Prompt => {
      return { utility, label, key: "second_told", state, ending: "0143" };
    }),
    ...(["held", "late", "again", "person"] as const).flatMap((standing) =>
      [null, minor].flatMap((payMinor): Prompt[] => {
        const untilAtMs = standing === "held" ? atMs : null;
        const stands = { standing, untilAtMs, payMinor, zone };
        return [
          { ...of, key: "dispute_ask", digit: 9, heldMinor: minor, ...stands },
          { ...of, key: "dispute_opened", ...stands },
        ];
      }),
    ),
    ...modes.map((mode): Prompt => {
      const terms = "version-of-2026-11-30";
      return { ...of, key: "convert_ask", digit: 9, mode, terms, balanceUnits: -minor * 10_000 };
    }),
    ...modes.map((mode): Prompt => ({ utility, label, key: "converted", mode })),
    { ...of, key: "pay_code_ask", digit: 9, amountMinor: minor, uses: 5, days: 7 },
    { ...of, key: "pay_code_made", code: "1234567890", amountMinor: minor, ...until },
    { ...of, key: "pay_code_told", minMinor: minor, maxMinor: minor },
    ...offerKinds.map((what): Prompt => ({ utility, label, key: "offer_none", what, phone })),
    { utility, key: "offer_agreed" },
    ...[0, minor].map((pledgedMinor): Prompt => ({ ...of, key: "aid", pledgedMinor, phone })),
    ...supplyStates.flatMap((supply) =>
      [null, minor].map((restoreMinor): Prompt => ({
        ...of,
        key: "turn_on",
        supply,
        restoreMinor,
        phone,
      })),
    ),
  ];
}

/** What is told when it is asked for, at its longest, and without what may be missing. */
function told(currency: string): readonly Prompt[] {
  const minor = worstMinor[currency] ?? 999_999;
  const units = minorToUnits(minor, must(currencyOf(currency), currency));
  const of = { utility, label, currency };
  const rate = {
    unit: "therm",
    lowPrice: "12.34567",
    highPrice: "98.76543",
    fixedPerDay: "12.3456",
  };
  const owed = { debtUnits: units, debtBasisPoints: 1_250, feesUnits: units } as const;
  return [
    { utility, key: "help_more" },
    ...offers(currency, minor),
    { ...of, key: "payments", zone, payments: [] },
    { ...of, key: "payments", zone, payments: [1, 2, 3].map(() => ({ amountMinor: minor, atMs })) },
    ...["", "ABCDEF123456"].map((confirmation): Prompt => ({
      ...of,
      key: "receipt_again",
      amountMinor: minor,
      atMs,
      zone,
      confirmation,
    })),
    ...[null, units].flatMap((week): Prompt[] => [
      {
        ...of,
        key: "use",
        dayAtMs: atMs,
        dayUnits: units,
        weekUnits: week,
        weekBeforeUnits: week,
        zone,
      },
    ]),
    { ...of, key: "use", dayAtMs: null, dayUnits: 0, weekUnits: null, weekBeforeUnits: null, zone },
    { ...of, key: "rates", rate, phone },
    { ...of, key: "rates", rate: { ...rate, highPrice: rate.lowPrice, fixedPerDay: null }, phone },
    { ...of, key: "rates", rate: null, phone },
    { ...of, key: "owed", ...owed, shortfallUnits: units, emergencyUnits: units },
    {
      ...of,
      key: "owed",
      debtUnits: 0,
      debtBasisPoints: 0,
      feesUnits: 0,
      shortfallUnits: 0,
      emergencyUnits: 0,
    },
    ...(["off", "on"] as const).flatMap((supply) =>
      [null, atMs].flatMap((sinceMs) =>
        [null, minor].map((payMinor): Prompt => ({
          ...of,
          key: "why",
          supply,
          cutAtMs: supply === "off" ? sinceMs : null,
          offAfterMs: supply === "on" ? sinceMs : null,
          toldAtMs: sinceMs,
          rule: sinceMs === null ? null : "us-tx-25.498-longer",
          balanceUnits: -units,
          payMinor,
          zone,
          phone,
        })),
      ),
    ),
    ...supplyStates.flatMap((supply) =>
      ([null, "credited", "sent", "acknowledged"] as const).flatMap((step) =>
        [0, units].map((pendingUnits): Prompt => ({
          ...of,
          key: "status",
          pendingUnits,
          step,
          supply,
        })),
      ),
    ),
    ...[null, atMs].map((backAtMs): Prompt => ({
      utility,
      label,
      key: "outage_known",
      sinceMs: atMs,
      backAtMs,
      toldAtMs: atMs + 86_400_000,
      zone,
    })),
    ...[null, minor].map((restoreMinor): Prompt => ({
      ...of,
      key: "outage_balance",
      restoreMinor,
    })),
    { utility, label, key: "outage_ask", digit: 9, phone },
    { utility, label, key: "move_ask", digit: 9 },
    ...(["outage_noted", "move_noted", "alert_off"] as const).map((key): Prompt => ({
      utility,
      label,
      key,
    })),
    ...[true, false].map((consented): Prompt => ({
      ...of,
      key: "alert_set",
      amountMinor: minor,
      consented,
    })),
    ...[null, minor].map((levelMinor): Prompt => ({ ...of, key: "alert_told", levelMinor })),
    ...(["danger_gas", "danger_wire", "danger_ask", "call_me", "verify_no"] as const).map(
      (key): Prompt => ({ utility, key, phone }),
    ),
    ...[[], [place, place]].map((places): Prompt => ({ utility, key: "places", places, phone })),
    ...textAbouts.map((about): Prompt => ({
      utility,
      key: "verify_yes",
      atMs,
      about,
      zone,
      currency,
    })),
    { utility, key: "verify_ask" },
  ];
}

describe("what is told when it is asked for", () => {
  it("is looked at whole", () => {
    const keys = new Set<string>(told("USD").map(({ key }) => key));
    expect(Object.keys(askedWriters).filter((key) => !keys.has(key as AskedKey))).toEqual([]);
  });

  describe.each(languages)("in %s", (language) => {
    it.each(currencyCodes)("is one segment of GSM-7, in %s", (currency) => {
      const long = told(currency)
        .map((prompt) => sentence(prompt, language))
        .map((text) => ({ text, units: gsmUnits(text) ?? Infinity }))
        .filter(({ units }) => units > SEGMENT_UNITS)
        .map(({ text, units }) => `${String(units)}: ${text}`);
      expect(long).toEqual([]);
    });
  });
});
