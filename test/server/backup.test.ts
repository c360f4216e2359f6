/** Backups taken by their own process beside a server that people, clerks and meters keep busy, and a server started on one. */
import { copyFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  findBrokenBooks,
  findLost,
  findLostReads,
  findUndrained,
} from "../support/server-books.ts";
import { CASH_MINOR, ServerLoad } from "../support/server-load.ts";
import { dollars, households, ServedUtility, wireRead } from "../support/served-utility.ts";
import { switchboard } from "../support/server-process.ts";

const SLOW_MS = 180_000;
const DAY_MS = 86_400_000;
const LOOK_MS = 20;
const A_SECOND_MS = 1_000;
/** Of each kind of work, before a backup is begun. */
const DONE_MIN = 8;
/** Far less than the copy has. */
const FILE_LIMIT_KB = 64;

const homes = households(4);
const movedInMs = Math.floor(Date.now() / DAY_MS - 30) * DAY_MS;

let utility: ServedUtility;
let token: string;

beforeEach(async () => {
  utility = await ServedUtility.found({
    households: homes,
    movedInMs,
    edits: [
      ['max = "500.00"', 'max = "5000.00"'],
      ['daily_by_text = "200.00"', 'daily_by_text = "90000.00"'],
    ],
    words: ["--simulate", "payments"],
  });
  ({ token } = await utility.directory.token("admin"));
}, SLOW_MS);

afterEach(async () => {
  await utility.leave();
});

const dataPath = (name: string): string => join(utility.directory.path, "data", name);

function backups(): string[] {
  return readdirSync(dataPath("backups"));
}

/** A load that has something of everything behind it, and goes on. */
async function underWay(): Promise<ServerLoad> {
  const load = new ServerLoad(utility, { token, firstMs: movedInMs, households: homes });
  while (Object.values(load.acknowledged).some(({ length }) => length < DONE_MIN)) {
    await setTimeout(LOOK_MS);
  }
  return load;
}

/** Puts a backup in the store's place, as the command's help tells to; the server has ended. */
function restore(file: string): void {
  for (const name of ["my-utility.db", "reports.db"]) {
    for (const end of ["", "-wal", "-shm"]) rmSync(dataPath(`${name}${end}`), { force: true });
  }
  copyFileSync(file, dataPath("my-utility.db"));
}

async function payCash(id: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const amount = (CASH_MINOR / 100).toFixed(2);
  const payment = { id, account: "A-1001", amount, currency: "USD", tender: "cash" };
  return utility.call(token, "/v1/payments", { ...payment, drawer: "desk-1", clerk: "maria" });
}

/** Texts, and waits for an answer that says so. */
async function ask(phone: string, text: string, pattern: RegExp): Promise<void> {
  const before = utility.carrier.taken.length;
  await utility.text(`${text}-after-the-restore`, phone, text);
  const answers = () => utility.carrier.taken.slice(before).filter(({ to }) => to === phone);
  while (!answers().some((answer) => pattern.test(answer.text))) {
    await setTimeout(LOOK_MS);
  }
}

describe("a backup under load", { timeout: SLOW_MS }, () => {
  it("holds all that was acknowledged before it, disturbs nobody, and a server on it goes on", async () => {
    await utility.serve();
    const load = await underWay();
    const before = load.soFar();
    const first = await utility.directory.must("backup");
    const midway = load.acknowledged.cash.length;
    // A backup is named for its second, and refuses to be written over another.
    await setTimeout(A_SECOND_MS);
    const second = await utility.directory.must("backup");
    expect(midway).toBeGreaterThan(before.cash.length);
    expect(load.acknowledged.cash.length).toBeGreaterThan(midway);
    await load.end();
    expect([load.wrong, load.faults, load.unanswered]).toEqual([[], [], 0]);
    expect(await utility.server.stop()).toBe(0);
    expect(backups()).toHaveLength(2);

    const { "my-utility": made } = first["utilities"] as Record<string, { file: string }>;
    expect(second["utilities"]).not.toEqual(first["utilities"]);
    restore(made?.file ?? "");
    expect(findLost(utility, before)).toEqual([]);
    expect(await findBrokenBooks(utility)).toEqual([]);
    await utility.serve();
    expect(await findLostReads(utility, token, before.reads.map(wireRead))).toEqual([]);
    await expect.poll(() => findUndrained(utility), { timeout: SLOW_MS }).toEqual([]);
    // What came after it is not there: the same cash is taken as new, once.
    const { id } = load.acknowledged.cash.findLast(({ account }) => account === "A-1001") ?? {};
    expect((await payCash(id ?? "")).status).toBe(201);
    const { status, body } = await payCash(id ?? "");
    expect(status).toBe(200);
    const { balance } = body["account"] as { balance: string };
    const shown = dollars(Math.round(Number(balance) * 1e6)).replace(/[$.]/g, String.raw`\$&`);
    await ask("+12025551000", "BAL", new RegExp(shown));
    expect((await fetch(`${utility.url}/healthz`)).status).toBe(200);
    const reported = () =>
      utility.directory.look(
        "reports",
        (sql) => sql.get<{ rows: number }>("SELECT count(*) AS rows FROM journal")?.rows,
      );
    const written = () => utility.directory.rows("SELECT position FROM journal").length;
    await expect.poll(() => reported() === written(), { timeout: SLOW_MS }).toBe(true);
    expect(await findBrokenBooks(utility)).toEqual([]);
    expect(await utility.server.stop()).toBe(0);
    expect(utility.server.said).toBe("");
  });
});

describe("a backup whose disk fails", { timeout: SLOW_MS }, () => {
  it("is refused by name, leaves nothing, and the server goes on", async () => {
    await utility.serve();
    const words = ["backup", "--json"];
    const ended = await switchboard(utility.directory.path, words, {}, FILE_LIMIT_KB);
    expect(ended.status).toBe(1);
    expect(JSON.parse(ended.out)).toMatchObject({ ok: false, code: "not_copied" });
    expect(ended.err).toContain(`can't be copied to ${dataPath("backups")}`);
    expect(backups()).toEqual([]);
    expect((await payCash("after")).status).toBe(201);
    expect(await utility.server.stop()).toBe(0);
  });
});
