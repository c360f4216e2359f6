import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openReports } from "../node/report.ts";
import { viewHappenings, viewTotals } from "./happenings.ts";

let directory: string;
/** A Wednesday afternoon in Los Angeles. */
const atMs = Date.parse("2026-11-26T00:05:00Z");
let reports: Awaited<ReturnType<typeof openReports>>;
let sequence = 0;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "happenings-"));
  reports = await openReports(`file:${join(directory, "reports.db")}`);
});

afterEach(() => {
  reports.close();
  rmSync(directory, { recursive: true, force: true });
});

async function happened(
  kind: string,
  facts: object,
  {
    utility = "valley",
    home = "account:V-1",
    channel = null,
    recordedAtMs = atMs,
  }: { utility?: string; home?: string; channel?: string | null; recordedAtMs?: number } = {},
): Promise<void> {
  sequence += 1;
  await reports.write([
    {
      text: `INSERT INTO journal (utility, home, sequence, kind, actor, channel, cause, effective_at_ms, recorded_at_ms, facts, hash, slice)
        VALUES (?, ?, ?, ?, 'hub', ?, 'test', ?, ?, ?, '', '')`,
      values: [utility, home, sequence, kind, channel, atMs, recordedAtMs, JSON.stringify(facts)],
    },
  ]);
}

function supply(from: string, state: string, wanted: string) {
  return { supply: [{ serviceId: "s", from, state, wanted, told: [] }] };
}

describe("a happening", () => {
  it.each<[string, object, string | null, [tone: string, words: string]]>([
    ["payment-settled", { amountUnits: 20_000_000 }, "sms", ["money", "Paid $20.00 by text"]],
    ["payment-settled", { amountUnits: 5_500_000 }, null, ["money", "Paid $5.50"]],
    ["payment-declined", { code: "card_declined" }, null, ["wrong", "Card declined"]],
    ["payment-refused", { code: "over_limit" }, "sms", ["wrong", "Payment refused"]],
    ["payment-unresolved", {}, null, ["wrong", "Payment without an answer yet"]],
    ["payment-returned", {}, "sms", ["wrong", "A payment came back: it is owed again"]],
    ["payment-refunded", {}, "sms", ["money", "A card payment was given back"]],
    ["dispute-won", {}, null, ["money", "The bank let the payment stand"]],
    ["switch-confirmed", { position: "open" }, null, ["off", "Power is off: the meter says so"]],
    ["switch-confirmed", { position: "closed" }, null, ["on", "Power is on: the meter says so"]],
    [
      "switch-confirmed",
      { position: "armed" },
      null,
      ["told", "Armed: a hand at the meter is needed"],
    ],
    [
      "switch-command-sent",
      supply("off", "turning_on", "on"),
      null,
      ["told", "Meter told to close its switch"],
    ],
    [
      "switch-command-sent",
      supply("on", "turning_off", "off"),
      null,
      ["told", "Meter told to open its switch"],
    ],
    [
      "switch-looked-at",
      supply("turning_on", "off", "on"),
      null,
      ["wrong", "The meter was asked: its switch has not moved"],
    ],
    ["notice-sent", { notice: "low" }, null, ["told", "Told by text: the balance is low"]],
    ["notice-refused", { notice: "off" }, null, ["wrong", "Could not be told: the power is off"]],
  ])("%s %j", async (kind, facts, channel, [tone, words]) => {
    await happened(kind, facts, { channel });
    const id = `valley/account:V-1/${String(sequence)}`;
    expect(await viewHappenings(reports, ["valley"], "America/Los_Angeles")).toEqual([
      { id, at: "Wed 4:05 PM", accountId: "V-1", tone, words },
    ]);
  });

  it.each([
    ["of another utility", "payment-settled", {}, { utility: "other" }],
    ["of a line", "notice-refused", {}, { home: "line:ab" }],
    ["of no interest", "reads-recorded", { services: [] }, {}],
    ["that is a look at a switch at rest", "switch-looked-at", supply("unknown", "on", "on"), {}],
    ["that is a look at what moved", "switch-looked-at", supply("turning_on", "on", "on"), {}],
  ])("%s is not shown", async (_which, kind, facts, at) => {
    await happened(kind, facts, at);
    expect(await viewHappenings(reports, ["valley"], "UTC")).toEqual([]);
  });
});

it("is one of 40, the newest first", async () => {
  for (let at = 0; at < 42; at += 1) {
    const amount = { amountUnits: at * 1_000_000 };
    await happened("payment-settled", amount, { recordedAtMs: atMs + at });
  }
  const words = (await viewHappenings(reports, ["valley"], "UTC")).map((one) => one.words);
  expect([words.length, words[0], words[39]]).toEqual([40, "Paid $41.00", "Paid $2.00"]);
});

it("sums what was paid, turned off and on, and the readings of the last hour", async () => {
  await happened("payment-settled", { amountUnits: 20_000_000 });
  await happened("payment-settled", { amountUnits: 1_230_000 }, { utility: "harbor" });
  await happened("payment-settled", { amountUnits: 9_000_000 }, { utility: "other" });
  await happened("switch-confirmed", { position: "open" });
  await happened("switch-confirmed", { position: "open" });
  await happened("switch-confirmed", { position: "closed" });
  await happened("reads-recorded", { services: [{ reads: 24 }, { reads: 2 }] });
  const old = { recordedAtMs: atMs - 3_600_000 };
  await happened("reads-recorded", { services: [{ reads: 96 }] }, old);
  expect(await viewTotals(reports, ["valley", "harbor"], atMs)).toEqual({
    paid: "$21.23",
    payments: 2,
    readings: 26,
    turnedOff: 2,
    turnedOn: 1,
  });
});
