/**
 * The simulated processor's own books beside the ledger's clearing account, day by day: it keeps them by what it did itself, and
 * they are read, booked and compared as a real processor's are.
 */
import { afterEach, beforeEach, expect, it } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { must } from "../core/assert.ts";
import { accountHome } from "../core/ids.ts";
import { HOUR_MS, instantOf, localDay, nextDay } from "../core/instant.ts";
import { isRefusal } from "../core/refusal.ts";
import { seeded } from "../core/seeded.ts";
import { migrations } from "../core/store/migrations/all.ts";
import type { ClearingReport } from "../hosts/clearing.ts";
import { type NodeStore, openStore } from "../hosts/node/store.ts";
import { readBooks } from "../hosts/read-books.ts";
import { settleUtility } from "../hosts/settle.ts";
import type { LaterWord } from "../payments/simulated/later.ts";
import { SharedProcess } from "./support/shared-process.ts";
import { ana, usd } from "./town.ts";

const phone = "+15550100001";
const home = accountHome(ana.accountId);
const none = "0.000000";

let directory: string;
let store: NodeStore;
let shared: SharedProcess;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "switchboard-books-"));
  const opened = openStore({ path: join(directory, "u.db"), home: "utility:u", migrations });
  if (isRefusal(opened)) throw new Error(opened.message);
  store = opened;
  shared = new SharedProcess();
  await shared.serve(store, { settings: usd, accounts: [ana] });
  await shared.soon();
});

afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

const today = (): string => localDay(usd.zone, shared.time.atMs);

/** Goes on until an hour after midnight, an hour at a time, as the process ticks. */
async function night(): Promise<void> {
  const untilMs = instantOf(usd.zone, nextDay(today())) + HOUR_MS;
  while (shared.time.atMs < untilMs) {
    await shared.time.pass(Math.min(HOUR_MS, untilMs - shared.time.atMs));
    await shared.soon();
  }
}

async function pay(dollars: number): Promise<void> {
  await shared.text("u", phone, `PAY ${String(dollars)}`);
  // The handset keeps its last messages alone.
  const asked = shared.carrier.phoneOf(phone).messages().at(-1)?.text ?? "";
  await shared.text("u", phone, must(/Reply (\d)/.exec(asked)?.[1], asked));
}

/** Settled card payments that nothing was given back of, the oldest first. */
function whole(): Promise<readonly { readonly id: string }[]> {
  return store.read(home, (sql) =>
    sql.all<{ id: string }>(
      `SELECT id FROM payment WHERE tender = 'card' AND state = 'settled' AND home = ?1
         AND id NOT IN (SELECT payment_id FROM refund) AND id NOT IN (SELECT payment_id FROM payment_return)
       ORDER BY created_at_ms`,
      [home],
    ),
  );
}

let refunds = 0;

async function giveBack(): Promise<string> {
  const [payment] = await whole();
  if (payment === undefined) return "nothing";
  refunds += 1;
  const body = { id: `r-${String(refunds)}`, account: ana.accountId, payment: payment.id };
  const asked = { ...body, amount: "1.50", currency: "USD", reason: "moved_out" };
  const { status } = await shared.call(shared.keyOf("u"), "/v1/refunds", asked);
  await shared.soon();
  // What its bank disputes is not given back.
  return status < 300 ? "refund" : "nothing";
}

async function later(word: LaterWord): Promise<string> {
  const isSaid = shared.processorOf("u").later(ana.accountId, word);
  await shared.soon();
  return isSaid ? word : "nothing";
}

async function clearing(day: string): Promise<ClearingReport> {
  const { hub, books } = { hub: shared.hub("u"), books: shared.processorOf("u").books() };
  const read = await readBooks(hub, books);
  if (isRefusal(read)) throw new Error(read.message);
  const settled = await settleUtility(hub, { day, format: "json" });
  if (isRefusal(settled)) throw new Error(settled.message);
  return must(settled.clearing[0], "the processor's books were read");
}

it.each(["a month", "another month"])(
  "add up every day of %s with refunds, late failures, disputes, fees and payouts",
  async (seed) => {
    const chance = seeded("simulated books", seed);
    const happened = new Map<string, number>();
    const count = (what: string): void => {
      happened.set(what, (happened.get(what) ?? 0) + 1);
    };
    for (let days = 0; days < 30; days += 1) {
      const day = today();
      await pay(5 + chance.below(60));
      if (chance.chance(500)) await pay(5 + chance.below(60));
      const words = ["refund", "failed", "dispute_open", "dispute_won", "dispute_lost"] as const;
      const word = words[chance.below(words.length)] ?? "refund";
      count(word === "refund" ? await giveBack() : await later(word));
      await night();
      const report = await clearing(day);
      expect({ day, ...report }).toMatchObject({
        day,
        processor: "simulated",
        difference: none,
        carried: none,
        unlisted: none,
        opening: none,
        lines: report.lines.map((line) => ({ ...line, difference: none })),
      });
      for (const { of } of report.lines) count(of);
    }
    expect([...happened.keys()].filter((what) => what !== "nothing").toSorted()).toEqual(
      "charges dispute_lost dispute_open dispute_won disputes failed fees payouts refund refunds returns".split(
        " ",
      ),
    );
  },
);

it("differ by a refund that the hub was not told of, by its name and to the cent", async () => {
  await pay(20);
  await night();
  const day = today();
  const { processorId } = must(
    await store.read(home, (sql) =>
      sql.get<{ processorId: string }>("SELECT processor_id AS processorId FROM payment"),
    ),
    "a payment",
  );
  const made = await shared.processorOf("u").refund({
    key: "theirs",
    refundId: "theirs",
    paymentId: "theirs",
    accountId: ana.accountId,
    chargeId: processorId,
    amountMinor: 500,
    currency: "USD",
  });
  expect(made).toMatchObject({ kind: "made" });
  await night();
  const report = await clearing(day);
  expect(report).toMatchObject({ difference: "-5.000000", carried: none, unlisted: none });
  expect(report.lines.filter(({ difference }) => difference !== none)).toMatchObject([
    { of: "refunds", difference: "-5.000000" },
  ]);
});
