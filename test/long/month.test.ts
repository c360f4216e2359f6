/**
 * Thirty days of a thousand households: each day's settlement is, to the cent, what the processor and the drawers counted
 * themselves, what the ledger holds, and the same when it is settled again.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { verifyMoney } from "../../core/hub/verify-money.ts";
import { utilityHome } from "../../core/ids.ts";
import { HOUR_MS, instantOf, type LocalDay, localDay, nextDay } from "../../core/instant.ts";
import { isRefusal } from "../../core/refusal.ts";
import { migrations } from "../../core/store/migrations/all.ts";
import { openStore } from "../../hosts/node/store.ts";
import { type SettledUtility, settleUtility } from "../../hosts/settle.ts";
import { MonthTown } from "../support/month-town.ts";
import { Town, usd } from "../town.ts";

const ACCOUNTS = 1_000;
const DAYS = 30;
/** Some thirty thousand happenings, on a machine that is busy. */
const MONTH_MS = 3_600_000;

let directory: string;
let town: Town;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "switchboard-month-"));
  const home = utilityHome("u");
  const store = openStore({ path: join(directory, "u.db"), home, migrations });
  if (isRefusal(store)) throw new Error(store.message);
  const restart = () => Promise.reject(new Error("a month restarts nothing"));
  town = new Town({ utilityId: "u", store, restart, close: () => store.close() });
});
afterEach(async () => {
  await town.opened.close();
  rmSync(directory, { recursive: true });
});

async function settled(day: LocalDay, format: "json" | "ccb"): Promise<SettledUtility> {
  const result = await settleUtility(town.hub, { day, format });
  if (isRefusal(result)) throw new Error(`${result.code}: ${result.message}`);
  return result;
}

const cents = (text: string): number => Math.round(Number(text) * 100);

/** The day's money at one holder, over its channels. */
function totalOf({ report }: SettledUtility, holder: string) {
  const sum = { gross: 0, refunds: 0, disputes: 0, returns: 0 };
  let net = 0;
  for (const line of report.tenders.filter((one) => one.holder === holder)) {
    for (const column of ["gross", "refunds", "disputes", "returns"] as const) {
      sum[column] += cents(line[column]);
    }
    net += cents(line.net);
  }
  return { ...sum, net };
}

/** Asked of the ledger's rows by themselves, not by the settlement's own query. */
function inLedger(span: readonly [number, number]) {
  return town.hub.store.read(utilityHome("u"), (sql) => {
    const one = (text: string, values: readonly number[]): number =>
      sql.get<{ units: number | null }>(text, values)?.units ?? 0;
    const posted =
      "transfer JOIN entry ON entry.home = transfer.home AND transfer_id = transfer.id";
    const kinds = "transfer.kind IN ('posted', 'post')";
    return {
      debitUnits: one(
        `SELECT sum(amount_units) AS units FROM ${posted} WHERE ${kinds} AND amount_units > 0 AND recorded_at_ms >= ?1 AND recorded_at_ms < ?2`,
        span,
      ),
      sumUnits: one(`SELECT sum(amount_units) AS units FROM ${posted} WHERE ${kinds}`, []),
      heldCents:
        one(
          `SELECT sum(amount_units) AS units FROM ${posted} WHERE ${kinds} AND entry.account = 'clearing.simulated' AND recorded_at_ms < ?1`,
          [span[1]],
        ) / 10_000,
    };
  });
}

async function expectDay(month: MonthTown, day: LocalDay): Promise<void> {
  const span = [instantOf(usd.zone, day), instantOf(usd.zone, nextDay(day))] as const;
  const report = await settled(day, "json");
  expect({ day, repeated: report.repeated }).toEqual({ day, repeated: false });
  const { gross, refunds, disputes, returns } = month.processor;
  const net = gross - refunds - disputes - returns;
  expect({ day, ...totalOf(report, "simulated") }).toEqual({ day, ...month.processor, net });
  for (const [holder, minor] of month.counted) {
    const { net: holds, refunds: back } = totalOf(report, holder);
    expect({ day, holder, holds, back }).toEqual({ day, holder, holds: minor, back: 0 });
  }
  const holders = new Set(report.report.tenders.map(({ holder }) => holder));
  const known = new Set(month.counted.keys());
  expect([...holders].filter((holder) => holder !== "simulated" && !known.has(holder))).toEqual([]);
  const ledger = await inLedger(span);
  expect({ day, sum: ledger.sumUnits, held: ledger.heldCents }).toEqual({
    day,
    sum: 0,
    held: month.processorHolds,
  });
  const sides = { debit: 0, credit: 0 };
  for (const line of report.report.journal) {
    sides.debit += Math.round(Number(line.debit) * 1_000_000);
    sides.credit += Math.round(Number(line.credit) * 1_000_000);
  }
  expect({ day, ...sides }).toEqual({ day, debit: ledger.debitUnits, credit: ledger.debitUnits });
  await expectRemitted(day);
  expect(await settled(day, "json")).toEqual({ ...report, repeated: true });
}

/** The remittance's trailer counts and sums its own lines. */
async function expectRemitted(day: LocalDay): Promise<void> {
  const { file } = await settled(day, "ccb");
  const lines = file.text.trimEnd().split("\r\n");
  const details = lines.filter((line) => line.startsWith("D,"));
  const sum = details.reduce((total, line) => total + cents(line.split(",")[4] ?? ""), 0);
  const [, count, total = ""] = lines.at(-1)?.split(",") ?? [];
  expect({ day, count, total: cents(total) }).toEqual({
    day,
    count: String(details.length),
    total: sum,
  });
}

it(
  "settles each day to the cent with the ledger, the drawers and the processor's own books",
  async () => {
    const month = new MonthTown(town, ACCOUNTS, "a month");
    await month.found();
    for (let at = 0; at < DAYS; at += 1) {
      const day = localDay(usd.zone, town.wallMs);
      await month.day();
      const nextMs = instantOf(usd.zone, nextDay(day));
      await town.pass(nextMs + HOUR_MS - town.wallMs);
      await expectDay(month, day);
      await town.pass(8 * HOUR_MS);
    }
    const wrong = await town.hub.store.read(utilityHome("u"), (sql) => [
      ...verifyLedger(sql).problems,
      ...verifyMoney(sql),
    ]);
    expect(wrong).toEqual([]);
    // A month in which something never happened would have shown nothing of it.
    expect([...month.happened.keys()].toSorted()).toEqual(
      [
        "assigned",
        "brought",
        "cash",
        "charged",
        "closing",
        "declined",
        "dispute_lost",
        "dispute_won",
      ]
        .concat(["held", "refund", "refund_part", "return"])
        .toSorted(),
    );
  },
  MONTH_MS,
);
