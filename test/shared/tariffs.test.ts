/** Every tariff that may not be copied here: taken, with nothing lost that is not named, and rated as fractions rate it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { compile } from "../../core/rating/compiled.ts";
import { importTariffText } from "../../core/rating/import-urdb.ts";
import { energyUnits } from "../../core/rating/live-bills.ts";
import { columnsOf } from "../../core/rating/read-columns.ts";
import { ONE } from "../../core/rating/units.ts";
import { addUse, type BillUse } from "../../core/rating/use.ts";
import { isRefusal } from "../../core/refusal.ts";
import { naiveBills } from "../support/naive-rating.ts";

const shared = must(process.env["SHARED_FOLDER"], "SHARED_FOLDER is set by test/shared.ts");
const folders = ["data/tariffs", "data/acceptance/tariffs"]
  .map((folder) => join(shared, folder))
  .filter((folder) => existsSync(folder));
const tariffs = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => ({ file, path: join(folder, file) })),
);

/** What of a record can't be rated, found by a look at the text alone. */
const unrated = /"(sell|demandratestructure|flatdemandstructure|dgrules)"/g;

/** A home's year, in the units of whatever is rated. */
function readsOf(id: string): Map<number, number> {
  const path = join(shared, `data/reads/${id}.csv.gz`);
  const reads = new Map<number, number>();
  for (const line of gunzipSync(readFileSync(path)).toString("utf8").trim().split("\n").slice(1)) {
    const [start = "", quantity = ""] = line.split(",");
    const startMs = Date.parse(start);
    if (!reads.has(startMs)) reads.set(startMs, Math.round(Number(quantity) * 1e6));
  }
  return reads;
}

const year = [...readsOf("us-ca-fontana-01")];

describe("a shared tariff", () => {
  it("is there", () => {
    expect(tariffs.length).toBeGreaterThan(15);
  });

  it.each(tariffs)("$file", ({ file, path }) => {
    const text = readFileSync(path, "utf8");
    const tariff = importTariffText(text);
    if (isRefusal(tariff)) throw new Error(tariff.message);
    const { plan, tariffId, leftOut } = tariff;
    expect(`${tariffId}.json`).toBe(file);
    const named = leftOut.map(({ field }) => field.split(".").at(-1));
    for (const [, field = ""] of text.matchAll(unrated)) expect(named).toContain(field);

    const compiled = compile(plan, plan.zone, ONE);
    const versions = [{ name: "v", compiled, fromMs: -Infinity, untilMs: Infinity }];
    const uses = new Map<string, BillUse>();
    addUse(
      versions,
      uses,
      columnsOf(year.map(([startMs, quantityMicro]) => ({ startMs, quantityMicro }))),
    );
    const bills = [...uses].map(
      ([bill, use]) => [bill, energyUnits(use, { versions, ledgerDigits: 6 })] as const,
    );
    const naive = naiveBills([{ plan, fromMs: -Infinity }], plan.zone, new Map(year), ONE);
    expect(Object.fromEntries(bills)).toEqual(naive);
  });
});
