import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isRefusal } from "../refusal.ts";
import { must } from "../assert.ts";
import { HOUR_MS } from "../instant.ts";
import { billFor, billRow } from "./bill.ts";
import { compile } from "./compiled.ts";
import { decimalText, exactText, minus, parseExact, roundHalfAway, ZERO } from "./exact.ts";
import { JsonNumber, parseExactJson } from "./exact-json.ts";
import { explain } from "./explain.ts";
import { importTariff } from "./import-urdb.ts";
import { energyUnits } from "./live-bills.ts";
import { addBatch, noBills, type OpenBills } from "./open-bills.ts";
import { columnsOf, type Use } from "./read-columns.ts";
import { costOf } from "./tally.ts";
import { addUse, type BillUse, type RatingVersion } from "./use.ts";
import { ONE } from "./units.ts";

interface Vectors {
  readonly profiles: Readonly<Record<string, readonly string[]>>;
  readonly bills: readonly {
    readonly tariff: string;
    readonly profile: string;
    readonly months: Readonly<Record<string, readonly string[]>>;
  }[];
  readonly increments: readonly {
    readonly tariff: string;
    readonly profile: string;
    readonly month: string;
    readonly energy_cumulative_after_each_day: readonly string[];
    readonly late: {
      readonly charge_before: string;
      readonly charge_after: string;
      readonly correction: string;
    };
    readonly edit_up: { readonly correction: string };
    readonly edit_zero: { readonly correction: string };
  }[];
}

const text = readFileSync(new URL("../../test/vectors/rating/bills.json", import.meta.url), "utf8");
const vectors = JSON.parse(text) as Vectors;
const { tariffs } = parseExactJson(text) as { tariffs: Readonly<Record<string, unknown>> };

function versionOf(name: string): RatingVersion {
  const tariff = importTariff(tariffs[name]);
  if (isRefusal(tariff)) throw new Error(tariff.message);
  // The vectors' year has no daylight saving.
  const compiled = compile(tariff.plan, "+00:00", ONE);
  return { name, compiled, fromMs: -Infinity, untilMs: Infinity };
}

function readsOf(profile: string): Use[] {
  return must(vectors.profiles[profile], profile).map((quantity, hour) => ({
    startMs: Date.UTC(2018, 0, 1) + hour * HOUR_MS,
    quantityMicro: Math.round(Number(quantity) * 1e6),
  }));
}

function usesOf(version: RatingVersion, reads: readonly Use[]): Map<string, BillUse> {
  const uses = new Map<string, BillUse>();
  addUse([version], uses, columnsOf(reads));
  return uses;
}

describe("the bills of five tariffs and two homes", () => {
  it.each(vectors.bills)("$tariff, $profile", ({ tariff, profile, months }) => {
    const version = versionOf(tariff);
    const uses = usesOf(version, readsOf(profile));
    const bills = [...uses].map(
      ([bill, use]) => [bill, billRow(billFor([version], bill, use), 2)] as const,
    );
    // Every decimal is equal, not only the first six.
    expect(Object.fromEntries(bills)).toEqual(months);
    expect(bills.length).toBe(12);
  });

  it.each(vectors.bills)(
    "$tariff, $profile: what explains a bill adds up to it",
    ({ tariff, profile, months }) => {
      const version = versionOf(tariff);
      for (const [bill, use] of usesOf(version, readsOf(profile))) {
        const { lines, exact, posted, remainder } = explain([version], null, use, 6);
        let rest = minus(decimal(posted), decimal(remainder));
        for (const { quantity, price, product } of lines) {
          rest = minus(rest, decimal(product));
          const { top, bottom } = decimal(product);
          const [one, other] = [decimal(quantity), decimal(price)];
          expect(one.top * other.top * bottom).toBe(top * one.bottom * other.bottom);
        }
        expect(exactText(rest)).toBe("0");
        expect(exact).toBe(months[bill]?.[1]);
      }
    },
  );
});

function decimal(of: string): { top: bigint; bottom: bigint } {
  const value = parseExact(of);
  if (isRefusal(value)) throw new Error(value.message);
  return value;
}

function micros(of: string): number {
  return Number(roundHalfAway(decimal(of), 6));
}

describe("the increments", () => {
  it.each(vectors.increments)("$tariff, $profile: a day at a time", (one) => {
    const version = versionOf(one.tariff);
    const reads = readsOf(one.profile).filter(({ startMs }) => monthOf(startMs) === one.month);
    const expected = one.energy_cumulative_after_each_day;
    let open: OpenBills = noBills;
    let sum = 0;
    for (const [day, total] of expected.entries()) {
      const batch = columnsOf(reads.slice(day * 24, day * 24 + 24));
      const known = (): Use[] => reads.slice(0, day * 24);
      const added = addBatch(open, batch, { versions: [version], known, ledgerDigits: 6 });
      open = JSON.parse(JSON.stringify(added.open)) as OpenBills;
      for (const charge of added.charges) {
        sum += charge.amountUnits;
        expect(charge.corrects).toBeNull();
      }
      expect(sum).toBe(micros(total));
    }
    expect(expected.length).toBe(31);
    const exactly = [...usesOf(version, reads).values()].map((use) => {
      const cells = must([...use.cells.values()][0], "cells");
      return exactText(costOf(version.compiled, cells));
    });
    expect(exactly).toEqual([expected.at(-1)]);
  });

  it.each(
    vectors.increments.flatMap((one) => [
      {
        ...one,
        name: "late",
        expected: one.late.correction,
        rated: 480,
        late: [100, 106] as const,
        change: null,
      },
      {
        ...one,
        name: "edited up",
        expected: one.edit_up.correction,
        rated: 600,
        late: null,
        change: [250, 251, 5_000_000] as const,
      },
      {
        ...one,
        name: "edited to zero",
        expected: one.edit_zero.correction,
        rated: 600,
        late: null,
        change: [300, 324, 0] as const,
      },
    ]),
  )(
    "$tariff, $profile: reads $name",
    ({ tariff, profile, month, expected, rated, late, change }) => {
      const version = versionOf(tariff);
      const all = readsOf(profile)
        .filter(({ startMs }) => monthOf(startMs) === month)
        .slice(0, rated);
      const first =
        late === null ? all : all.filter((_, hour) => hour < late[0] || hour >= late[1]);
      const second =
        late === null
          ? all.slice(change[0], change[1]).map(({ startMs, quantityMicro }) => ({
              startMs,
              quantityMicro: change[2] === 0 ? -quantityMicro : change[2],
            }))
          : all.slice(late[0], late[1]);
      const context = { versions: [version], known: () => first, ledgerDigits: 6 };
      const before = addBatch(noBills, columnsOf(first), context);
      const after = addBatch(before.open, columnsOf(second), context);
      const [charge, ...more] = after.charges;
      expect(more).toEqual([]);
      // Two totals, each rounded to a millionth.
      expect(Math.abs((charge?.amountUnits ?? 0) - micros(expected))).toBeLessThanOrEqual(1);
      expect(charge?.corrects).toEqual({ fromMs: second[0]?.startMs, toMs: first.at(-1)?.startMs });
    },
  );
});

function monthOf(startMs: number): string {
  return new Date(startMs).toISOString().slice(0, 7);
}

describe("a total", () => {
  it("keeps the digits of prices that a double can't", () => {
    expect(parseExactJson("[0.12345678901234567890, 1e400]")).toEqual([
      new JsonNumber("0.12345678901234567890"),
      new JsonNumber("1e400"),
    ]);
    expect(decimalText(roundHalfAway(ZERO, 2), 2)).toBe("0.00");
  });

  it("is rounded the same by postings and by bill", () => {
    const version = versionOf("us-consumers-rsp");
    const uses = usesOf(version, readsOf("us-ca-fontana-01"));
    for (const use of uses.values()) {
      expect(energyUnits(use, { versions: [version], ledgerDigits: 6 })).toBeGreaterThan(0);
    }
  });
});
