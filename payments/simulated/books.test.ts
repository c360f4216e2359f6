import { expect, it } from "vitest";
import { DAY_MS } from "../../core/instant.ts";
import { type Remembered, simulatedBook } from "./books.ts";

const NOON = DAY_MS / 2;
const at = (kind: Remembered["kind"], day: number, amountMinor = 10_000): Remembered => ({
  kind,
  source: `s${String(day)}`,
  amountMinor,
  currency: "USD",
  atMs: day * DAY_MS + NOON,
});
const charge = at("charge", 0);

it.each<[string, readonly Remembered[], number, readonly [number, number], string]>([
  ["nothing", [], 5, [0, 0], ""],
  ["what has not come yet", [at("charge", 9)], 5, [0, 0], ""],
  ["another currency", [{ ...charge, currency: "EUR" }], 5, [0, 0], ""],
  ["a charge, pending, less its fee", [charge], 1, [9_680, 0], "charge 10000 320"],
  ["then available", [charge], 2.6, [0, 9_680], "charge 10000 320"],
  ["then paid out, at midnight", [charge], 3, [0, 0], "charge 10000 320, payout -9680 0"],
  [
    "a refund is taken of what is available, and waits for more where there is none",
    [charge, at("refund", 1, 4_000)],
    2,
    [9_680, -4_000],
    "charge 10000 320, refund -4000 0",
  ],
  [
    "the payout is what is left",
    [charge, at("refund", 1, 4_000)],
    4,
    [0, 0],
    "charge 10000 320, refund -4000 0, payout -5680 0",
  ],
  [
    "a debit that came back takes all but the fee",
    [charge, at("charge_failure", 1)],
    4,
    [0, -320],
    "charge 10000 320, charge_failure -10000 0",
  ],
  [
    "a dispute costs, and a won one gives the money back",
    [charge, at("dispute", 1), at("dispute_won", 3)],
    4,
    [0, 0],
    "charge 10000 320, dispute -10000 1500, dispute 10000 0, payout -8180 0",
  ],
])("%s", (...one) => {
  const [, remembered, days, [pendingMinor, availableMinor], lines] = one;
  const asked = { currency: "USD", sinceMs: 0, nowMs: days * DAY_MS };
  const book = simulatedBook(remembered, asked);
  expect(book).toMatchObject({ pendingMinor, availableMinor });
  const told = book.moves.map((move) =>
    [move.kind, move.amountMinor, move.feeMinor].map(String).join(" "),
  );
  expect(told.join(", ")).toBe(lines);
  expect(new Set(book.moves.map(({ id }) => id)).size).toBe(book.moves.length);
});

it("lists what moved since an instant, and holds what all that ever moved comes to", () => {
  const asked = { currency: "USD", nowMs: 9 * DAY_MS };
  const remembered = [charge, at("charge", 5), at("refund", 6, 100)];
  const all = simulatedBook(remembered, { ...asked, sinceMs: 0 });
  const late = simulatedBook(remembered, { ...asked, sinceMs: 5 * DAY_MS });
  expect(late.moves).toEqual(all.moves.filter(({ movedAtMs }) => movedAtMs >= 5 * DAY_MS));
  expect(late.moves.length).toBeLessThan(all.moves.length);
  const net = all.moves.reduce((sum, move) => sum + move.amountMinor - move.feeMinor, 0);
  expect([all, late].map((book) => book.pendingMinor + book.availableMinor)).toEqual([net, net]);
});
