/** A processor's own lines, booked at the utility's home and compared with what all homes have, wherever those lie. */
import { expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { HOUR_MS } from "../../core/instant.ts";
import type { ProcessorBook, ProcessorBooks, ProcessorMove } from "../../core/ports.ts";
import { isRefusal } from "../../core/refusal.ts";
import { settleUtility } from "../../hosts/settle.ts";
import { onEachPlacement, type OpenedStore } from "../placements.ts";
import { ana, START_MS, Town } from "../town.ts";

const phone = "+15550100001";

const move: ProcessorMove = {
  id: "txn-1",
  kind: "charge",
  amountMinor: 2_000,
  feeMinor: 88,
  source: "ch-1",
  movedAtMs: START_MS,
};

/** A household that has paid twenty dollars by card, and a processor whose books say what the test has them say. */
async function paid(opened: OpenedStore) {
  const town = new Town(opened);
  let book: ProcessorBook = { pendingMinor: 0, availableMinor: 0, moves: [] };
  const asked: number[] = [];
  const books: ProcessorBooks = {
    name: "simulated",
    isOwn: () => true,
    read({ sinceMs }) {
      asked.push(sinceMs);
      return Promise.resolve(book);
    },
  };
  await town.found();
  await town.enrol(ana);
  await town.text(phone, "PAY 20");
  const digit = /Reply (\d)/.exec(town.textsTo(phone).at(-1) ?? "")?.[1];
  await town.text(phone, must(digit, "a digit is asked for"));
  await town.settleCharge(must(town.world.charged.at(-1), "a charge"), "succeeded");
  Object.assign(town.world, { books });
  return {
    town,
    asked,
    say: (moves: readonly ProcessorMove[], pendingMinor: number) => {
      book = { pendingMinor, availableMinor: 0, moves };
    },
    clearing: async (day: string) => {
      const settled = await settleUtility(town.hub, { day, format: "json" });
      if (isRefusal(settled)) throw new Error(settled.message);
      return settled.clearing;
    },
  };
}

onEachPlacement("a processor's own books", (open) => {
  it("are read every hour, booked once a line, and are what the clearing account has", async () => {
    const { town, asked, say, clearing } = await paid(await open());
    const payout = {
      ...move,
      id: "txn-2",
      kind: "payout",
      amountMinor: -1_912,
      feeMinor: 0,
    } as const;
    say([move], 1_912);
    const lookedAgain = async (times: number): Promise<void> => {
      await expect.poll(() => asked.length).toBe(times);
      // Joins what is under way, or looks once more.
      await town.running.readBooks();
      asked.length = 0;
    };
    await town.pass(0);
    await lookedAgain(1);
    await town.pass(HOUR_MS - 1);
    expect(asked).toEqual([]);
    say([move, { ...payout, movedAtMs: START_MS + HOUR_MS }], 0);
    await town.pass(1);
    await lookedAgain(1);
    await town.pass(20 * HOUR_MS);
    expect(await town.running.readBooks()).toMatchObject({ booked: 0, pendingMinor: 0 });
    expect(await clearing("2026-11-23")).toMatchObject([
      {
        processor: "simulated",
        clearing: "0.000000",
        booked_later: "0.000000",
        holds: "0.000000",
        difference: "0.000000",
        lines: [{ of: "charges" }, { of: "fees", processor: "-0.880000" }, { of: "payouts" }],
      },
    ]);
  });

  it("that can't be read are a fault of the hour, and are read the next", async () => {
    const { town, asked, say, clearing } = await paid(await open());
    const { books } = town.world as { books?: ProcessorBooks };
    const broken = { ...books, read: () => Promise.reject(new Error("nobody answers")) };
    Object.assign(town.world, { books: broken });
    await expect(town.running.readBooks()).rejects.toThrow("nobody answers");
    expect(await clearing("2026-11-22").catch(() => [])).toEqual([]);
    Object.assign(town.world, { books });
    say([move], 1_912);
    expect(await town.running.readBooks()).toMatchObject({ booked: 1 });
    expect(asked).toEqual([START_MS - 300_000]);
    Object.assign(town.world, { books: null });
    expect(await town.running.readBooks()).toMatchObject({ code: "no_books" });
  });
});
