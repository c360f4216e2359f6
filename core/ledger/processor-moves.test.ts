import { describe, expect, it } from "vitest";
import {
  bookGroups,
  feeOfMove,
  groupOfTransfer,
  movedByGroup,
  type MoveUnits,
  payoutOfMove,
} from "./processor-moves.ts";

const move = (kind: MoveUnits["kind"], amountUnits: number, feeUnits = 0): MoveUnits => ({
  kind,
  amountUnits,
  feeUnits,
});

describe("a move of a processor's books", () => {
  it.each<[string, MoveUnits, number, number]>([
    ["a charge with its fee", move("charge", 100, 3), 3, 0],
    ["a charge without one", move("charge", 100), 0, 0],
    ["a fee that came back", move("refund", -100, -3), -3, 0],
    ["a fee by itself", move("fee", -50), 50, 0],
    ["a fee by itself, with one of its own", move("fee", -50, 2), 52, 0],
    ["a fee given back", move("fee", 50), -50, 0],
    ["a payout", move("payout", -90), 0, 90],
    ["a payout that came back", move("payout", 90), 0, -90],
    ["a payout with a fee", move("payout", -90, 1), 1, 90],
    ["what nobody knows", move("other", 7), 0, 0],
  ])("%s", (_, one, feeUnits, payoutUnits) => {
    expect([feeOfMove(one), payoutOfMove(one)].map((units) => units + 0)).toEqual([
      feeUnits,
      payoutUnits,
    ]);
  });

  it("is summed by what it was, and what it cost apart", () => {
    const moves = [
      move("charge", 100, 3),
      move("charge", 50, 2),
      move("charge_failure", -10),
      move("refund", -20),
      move("dispute", -30, 15),
      move("fee", -4),
      move("payout", -60),
      move("other", 1),
    ];
    expect(Object.fromEntries(movedByGroup(moves))).toEqual({
      charges: 150,
      returns: -10,
      refunds: -20,
      disputes: -30,
      fees: -24,
      payouts: -60,
      other: 1,
    });
    expect(movedByGroup([])).toEqual(new Map());
    const sum = [...movedByGroup(moves).values()].reduce((all, units) => all + units, 0);
    expect(sum).toBe(moves.reduce((all, one) => all + one.amountUnits - one.feeUnits, 0));
  });
});

it.each([
  ["payment", "charges"],
  ["payment_returned", "returns"],
  ["refund", "refunds"],
  ["dispute", "disputes"],
  ["processor_fee", "fees"],
  ["payout", "payouts"],
  ["between_homes", "other"],
  ["", "other"],
  ["constructor", "other"],
])("a transfer of %j stands among %s", (code, group) => {
  expect(groupOfTransfer(code)).toBe(group);
  expect(bookGroups).toContain(group);
});

it("the groups are told in one order", () => {
  expect(bookGroups).toEqual([
    "charges",
    "returns",
    "refunds",
    "disputes",
    "fees",
    "payouts",
    "other",
  ]);
});
