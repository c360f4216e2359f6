import { existsSync, readFileSync, statSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changed } from "../../../test/support/broken-tariffs.ts";
import { isRefusal } from "../../../core/refusal.ts";
import { packsDirectory } from "../shipped-packs.ts";
import { serveControl } from "../control.ts";
import { holdServeLock } from "../lock.ts";
import { importCommand } from "./import.ts";
import { configurationFile } from "./init-files.ts";
import { Operator } from "./operator.ts";

let operator: Operator;

beforeEach(() => {
  operator = new Operator();
});

afterEach(() => {
  operator.leave();
});

describe("import", () => {
  it("brings tariffs and accounts in, and changes nothing the second time", async () => {
    await operator.begin("tariffs");
    const first = await operator.runJson(importCommand, "accounts accounts.csv");
    expect(first).toMatchObject({
      status: 0,
      json: { ok: true, written: true, counts: { accepted: 3, unchanged: 0 }, refused: [] },
    });
    const second = await operator.runJson(importCommand, "accounts accounts.csv");
    expect(second.json).toMatchObject({ counts: { accepted: 0, unchanged: 3 } });
    expect(operator.rowsOf("account")).toBe(3);
    expect(statSync(operator.path("data")).mode & 0o777).toBe(0o700);
  });

  it("takes a published tariff, and says what it leaves out", async () => {
    await operator.begin("init");
    operator.write("plan.json", changed(["urdb", "dgrules"], "Net Metering"));
    const first = await operator.run(importCommand, "plan plan.json");
    expect(first.status).toBe(0);
    expect(first.out).toContain("left out: urdb.dgrules: energy sold back is not rated");
    const second = await operator.runJson(importCommand, "plan plan.json");
    expect(second.json).toMatchObject({
      counts: { accepted: 0, unchanged: 1 },
      left_out: [{ field: "urdb.dgrules" }],
    });
    operator.write("plan.json", changed(["urdb", "mincharge"], 11));
    const other = await operator.run(importCommand, "plan plan.json");
    expect(other.status).toBe(1);
    expect(other.out).toContain("version_differs");
    expect(operator.rowsOf("configuration")).toBeGreaterThan(0);
  });

  it("takes a rule pack by its name or from a file, once a version", async () => {
    await operator.begin("init");
    const pack = JSON.parse(readFileSync(`${packsDirectory}us-coop.json`, "utf8")) as object;
    const refused = await operator.runJson(importCommand, "rules za-sts");
    expect(refused).toMatchObject({ status: 1, json: { refused: [{ code: "wrong_currency" }] } });
    const first = await operator.runJson(importCommand, "rules us-coop");
    expect(first).toMatchObject({ status: 0, json: { written: true, counts: { accepted: 1 } } });
    const second = await operator.runJson(importCommand, "rules us-coop");
    expect(second.json).toMatchObject({ counts: { accepted: 0, unchanged: 1 } });
    operator.write("mine.json", JSON.stringify({ ...pack, after_payment_hours: 1 }));
    const other = await operator.runJson(importCommand, "rules mine.json");
    expect(other).toMatchObject({ status: 1, json: { refused: [{ code: "version_differs" }] } });
    operator.write("bad.json", JSON.stringify({ ...pack, zone: "Mars/Olympus" }));
    const bad = await operator.runJson(importCommand, "rules bad.json");
    expect(bad).toMatchObject({
      status: 1,
      json: { refused: [{ column: "pack.zone", code: "unknown_zone" }] },
    });
  });

  it("takes reads, and knows them again", async () => {
    await operator.begin("accounts");
    const start = new Date(Math.floor(Date.now() / 3_600_000 - 2) * 3_600_000).toISOString();
    operator.write(
      "reads.csv",
      `meter,start,minutes,quantity\nE-5001,${start},60,0.4\nE-9999,${start},60,1\n`,
    );
    const refused = await operator.run(importCommand, "reads reads.csv");
    expect(refused.status).toBe(1);
    expect(refused.out).toContain("line 3, meter: no account has this meter (unknown_meter)");
    expect(operator.rowsOf("read_batch")).toBe(0);
    const partial = await operator.runJson(importCommand, "reads reads.csv --partial");
    expect(partial).toMatchObject({ status: 0, json: { counts: { accepted: 1, unchanged: 0 } } });
    const again = await operator.runJson(importCommand, "reads reads.csv --partial");
    expect(again.json).toMatchObject({ counts: { accepted: 0, unchanged: 1 } });
    expect(operator.rowsOf("read_batch")).toBe(1);
  });

  it("makes no data in a dry run, nor for a file with a refused line", async () => {
    await operator.begin("init");
    const dry = await operator.run(importCommand, "accounts accounts.csv --dry-run");
    expect(dry).toMatchObject({ status: 0 });
    expect(dry.out).toContain(
      "3 accounts can be imported. Nothing was written: this was a dry run.",
    );
    expect(dry.out).toContain("judged alone");
    operator.write("bad.csv", operator.read("accounts.csv").replace(/\d{4}-\d{2}-01/, "soon"));
    expect((await operator.run(importCommand, "accounts bad.csv")).status).toBe(1);
    expect(existsSync(operator.path("data"))).toBe(false);
  });

  it.each([
    ["no-such-tariff", "unknown_tariff"],
    ["home-electricity", "wrong_tariff"],
  ])("has the hub judge a dry run of gas by %s, and keeps nothing of it", async (tariff, code) => {
    await operator.begin("tariffs");
    operator.write("other.csv", operator.read("accounts.csv").replace("home-gas", tariff));
    const { status, out } = await operator.run(importCommand, "accounts other.csv --dry-run");
    expect(status).toBe(1);
    expect(out).toContain("line 5, tariff:");
    expect(out).toContain(`(${code})`);
    expect((await operator.run(importCommand, "accounts accounts.csv --dry-run")).status).toBe(0);
    expect(operator.rowsOf("enrolment")).toBe(0);
  });

  it("writes nothing when the hub refuses one of many, and the others with --partial", async () => {
    await operator.begin("tariffs");
    operator.write(
      "other.csv",
      operator.read("accounts.csv").replace("home-gas", "no-such-tariff"),
    );
    const refused = await operator.runJson(importCommand, "accounts other.csv");
    expect(refused).toMatchObject({
      status: 1,
      json: { ok: false, written: false, refused: [{ line: 5, code: "unknown_tariff" }] },
    });
    expect(operator.rowsOf("enrolment")).toBe(0);
    const partial = await operator.runJson(importCommand, "accounts other.csv --partial");
    expect(partial).toMatchObject({
      status: 0,
      json: { ok: true, written: true, counts: { accepted: 2 }, refused: [{ line: 5 }] },
    });
    expect(operator.rowsOf("enrolment")).toBe(2);
  });

  it("reports every refused line, of the file and of the hub", async () => {
    await operator.begin("tariffs");
    const lines = operator
      .read("accounts.csv")
      .replace("(202) 555-0142; (202) 555-0143", "555")
      .replace("home-gas", "no-such-tariff");
    operator.write("bad.csv", `${lines}A-1004,x,,,y,gas,G-1,home-gas,prepaid,,,2026-01-01,,,\n`);
    const { status, out } = await operator.run(importCommand, "accounts bad.csv");
    expect(status).toBe(1);
    expect(out.split("\n").map((line) => line.split(":")[0])).toEqual([
      "line 4, phone",
      "line 5, tariff",
      "line 6",
      "3 of 5 lines refused. Nothing was written.",
      "Correct them, or load the others with --partial.",
    ]);
  });

  it.each([
    ["", 2],
    ["people accounts.csv", 2],
    ["constructor accounts.csv", 2],
    ["accounts", 2],
    ["accounts a.csv b.csv", 2],
    ["accounts accounts.csv --utility other", 2],
    ["accounts nowhere.csv", 1],
    ["accounts .", 1],
    ["accounts accounts.csv --config nowhere.toml", 1],
    ["accounts tariffs.json", 1],
    ["tariffs accounts.csv", 1],
  ])("refuses %j with %i", async (line, status) => {
    await operator.begin("init");
    expect((await operator.run(importCommand, line)).status).toBe(status);
    expect(existsSync(operator.path("data"))).toBe(false);
  });

  it("asks which utility when there are several, and keeps their data apart", async () => {
    await operator.begin("init");
    const second = configurationFile.replace('"my-utility"', '"other"');
    operator.write("switchboard.toml", `${configurationFile}\n${second}`);
    expect((await operator.run(importCommand, "tariffs tariffs.json")).status).toBe(2);
    expect((await operator.run(importCommand, "tariffs tariffs.json --utility other")).status).toBe(
      0,
    );
    const mine = await operator.run(importCommand, "accounts accounts.csv --utility my-utility");
    expect(mine.out).toContain("(unknown_tariff)");
    expect(
      (await operator.run(importCommand, "accounts accounts.csv --utility other")).status,
    ).toBe(0);
  });

  it("goes through a server that runs, and waits for none that does not answer", async () => {
    await operator.begin("tariffs");
    const sent: unknown[] = [];
    const data = operator.path("data");
    const lock = holdServeLock(data);
    const server = await serveControl(data, async (command, args) => {
      const { records, mode } = args as { records: unknown[]; mode: string };
      sent.push([command, mode, records.length]);
      return records.map(() => ({ kind: "accepted" }));
    });
    if (isRefusal(lock) || isRefusal(server)) throw new Error("no server");
    expect((await operator.run(importCommand, "accounts accounts.csv")).status).toBe(0);
    expect(sent).toEqual([
      ["import_accounts", "check", 3],
      ["import_accounts", "write", 3],
    ]);
    await server.close();
    lock.release();
  });
});
