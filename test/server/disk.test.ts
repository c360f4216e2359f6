/** A server whose disk takes no more, in the middle of groups: what it said yes to is there, the rest is told to come again. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findBrokenBooks, findLost, findUndrained, findWrongEnd } from "../support/server-books.ts";
import { CASH_MINOR, ServerLoad } from "../support/server-load.ts";
import { households, ServedUtility } from "../support/served-utility.ts";

const SLOW_MS = 120_000;
const BURST = 40;
/** Some before, all while the disk is full. */
const FAULTS_MIN = 40;
const DAY_MS = 86_400_000;
const LOOK_MS = 50;
/** The log of the store meets it after some hundred happenings. */
const FILE_LIMIT_KB = 1_500;

const program = join(import.meta.dirname, "../programs/serve-short-of-space.ts");
const homes = households(4);
const movedInMs = Math.floor(Date.now() / DAY_MS - 30) * DAY_MS;

let utility: ServedUtility;
let token: string;

beforeEach(async () => {
  utility = await ServedUtility.found({
    households: homes,
    movedInMs,
    edits: [['daily_by_text = "200.00"', 'daily_by_text = "90000.00"']],
    words: ["--simulate", "payments"],
  });
  ({ token } = await utility.directory.token("admin"));
}, SLOW_MS);

afterEach(async () => {
  await utility.leave();
});

const ledgerEnd = () => ({ token, households: homes, cashMinor: CASH_MINOR });

function startLoad(): ServerLoad {
  return new ServerLoad(utility, { token, firstMs: movedInMs, households: homes });
}

/** Cash for one account from many clerks at the same moment, each id new; what each was answered. */
async function burst(name: string): Promise<{ id: string; status: number; code: unknown }[]> {
  return Promise.all(
    Array.from({ length: BURST }, async (_, at) => {
      const id = `${name}-${String(at)}`;
      const payment = { id, account: "A-1001", amount: "7.00", currency: "USD", tender: "cash" };
      const desk = { drawer: "desk-9", clerk: `clerk ${"x".repeat(50)}` };
      const { status, body } = await utility.call(token, "/v1/payments", { ...payment, ...desk });
      return { id, status, code: body["code"] };
    }),
  );
}

/** Of a burst, exactly what was answered as taken is in the store. */
function expectOnlyTaken(answers: Awaited<ReturnType<typeof burst>>): void {
  const kept = utility.directory
    .rows<{ id: string }>("SELECT id FROM payment WHERE tender = 'cash'")
    .map(({ id }) => id);
  for (const { id, status, code } of answers) {
    expect([id, status, code]).toEqual([
      id,
      ...(kept.includes(id) ? [201, undefined] : [503, "not_kept"]),
    ]);
  }
}

const healthy = { ok: true, problems: [], simulated: ["carrier", "payments"] };

async function health(): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${utility.url}/healthz`);
  return { status: answer.status, body: await answer.json() };
}

/** The clients of a burst come again with what was not kept, and the load with what it had left. */
async function expectAllThere(load: ServerLoad, names: readonly string[]): Promise<void> {
  for (const name of names) {
    for (const { id, status } of await burst(name)) {
      expect([id, [200, 201].includes(status)]).toEqual([id, true]);
      load.acknowledged.cash.push({ account: "A-1001", id });
    }
  }
  await load.end();
  await expect
    .poll(() => findUndrained(utility), { timeout: SLOW_MS, interval: LOOK_MS })
    .toEqual([]);
  await expect
    .poll(async () => findWrongEnd(utility, ledgerEnd(), load.acknowledged), { timeout: SLOW_MS })
    .toEqual([]);
  expect(findLost(utility, load.acknowledged)).toEqual([]);
  expect(await findBrokenBooks(utility)).toEqual([]);
  expect(load.wrong).toEqual([]);
  // A text is told of it by the carrier's route, all else by the API: either way it is to come again.
  expect(["503 not_kept", "503 fault"]).toEqual(expect.arrayContaining([...new Set(load.faults)]));
}

async function untilFaulted(load: ServerLoad): Promise<void> {
  while (load.faults.length < FAULTS_MIN) await setTimeout(LOOK_MS);
}

describe("a full disk", { timeout: SLOW_MS }, () => {
  it("loses nothing acknowledged, and once there is room again the server goes on", async () => {
    await utility.serve({ program });
    const load = startLoad();
    const before = await burst("before");
    expectOnlyTaken(before);
    const flag = join(utility.directory.path, "disk-full");
    writeFileSync(flag, "");
    await untilFaulted(load);
    const during = await burst("during");
    expectOnlyTaken(during);
    expect(during.map(({ status }) => status)).toContain(503);
    expect(findLost(utility, load.acknowledged)).toEqual([]);
    expect(utility.server.hasEnded).toBe(false);
    rmSync(flag);
    await expectAllThere(load, ["before", "during"]);
    expect(await health()).toEqual({ status: 200, body: healthy });
    expect(await utility.server.stop()).toBe(0);
  });
});

describe("a disk that fails", { timeout: SLOW_MS }, () => {
  it("loses nothing acknowledged, is told by /healthz, and the next start goes on", async () => {
    await utility.serve({ fileLimitKb: FILE_LIMIT_KB });
    expect((await health()).status).toBe(200);
    const load = startLoad();
    await untilFaulted(load);
    const during = await burst("during");
    expectOnlyTaken(during);
    expect(new Set(during.map(({ status }) => status))).toEqual(new Set([503]));
    expect(findLost(utility, load.acknowledged)).toEqual([]);
    // It is told within the second for which an answer is kept.
    await expect.poll(health, { timeout: SLOW_MS }).toMatchObject({
      status: 503,
      body: {
        ok: false,
        problems: [expect.stringMatching(/^my-utility: the store can't be written: /)],
      },
    });
    const page = await (await fetch(`${utility.url}/metrics`)).text();
    expect(page).toMatch(/^faults_total\{where="\/v1\/payments"\} \d+$/m);
    expect(await utility.server.stop()).toBe(0);
    await utility.serve();
    await expectAllThere(load, ["during"]);
    expect(await health()).toEqual({ status: 200, body: healthy });
  });
});
