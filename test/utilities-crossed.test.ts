/** Ids that two utilities of one process share, and things of one that are brought to another: each goes its own way. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type Act,
  balanceOf,
  cash,
  digitOf,
  expectOnlyOwn,
  failed,
  type Id,
  newestMessage,
  openThree,
  paid,
  phone,
  read,
  received,
  type Three,
} from "./support/three-utilities.ts";

/** What first happened to all of them, and then goes to one of them with what is another's. */
const crossings: readonly (readonly [string, Id, Act, readonly [Act, unknown]])[] = [
  [
    "the digit of another's question",
    "south",
    async (shared) => digitOf(await shared.text("north", phone, "PAY 20")),
    [(shared) => shared.text("south", phone, "3"), [expect.stringContaining("South Power: ")]],
  ],
  [
    "an event with the id of another's event",
    "east",
    (shared) => shared.hook(received(shared, "north", "BAL")),
    [
      async (shared) => (await shared.hook(received(shared, "east", "BAL"))).body,
      { outcome: "turn" },
    ],
  ],
  [
    "a report of another's message, by our id of it",
    "east",
    (shared) => shared.text("north", phone, "BAL"),
    [
      async (shared) => {
        const { id, carrierId } = await newestMessage(shared, "north");
        const query = `?message=${encodeURIComponent(id)}`;
        return (await shared.hook(failed(shared, "east", carrierId), query)).status;
      },
      200,
    ],
  ],
  [
    "cash with the id of another's payment",
    "east",
    (shared) => {
      const payment = cash({ amount: "20.00", currency: "USD" });
      return shared.call(shared.keyOf("north"), "/v1/payments", payment);
    },
    [
      async (shared) => {
        const { status } = await shared.call(shared.keyOf("east"), "/v1/payments", cash());
        return [status, await balanceOf(shared, "east")];
      },
      [201, "2722.0000"],
    ],
  ],
  [
    "the same read as another's",
    "east",
    (shared) => shared.call(shared.keyOf("north"), "/v1/reads", read("E-1")),
    [
      async (shared) => (await shared.call(shared.keyOf("east"), "/v1/reads", read("E-1"))).body,
      { results: [{ outcome: "accepted", code: null, message: null }] },
    ],
  ],
  [
    "a charge after another's charge of the same turn",
    "east",
    (shared) => paid(shared, "north", "20"),
    [
      async (shared) => [await paid(shared, "east", "500"), await balanceOf(shared, "east")],
      [[expect.stringContaining("Paid ¥500 to EAST ST 1")], "2722.0000"],
    ],
  ],
  [
    "a text after STOP to another",
    "east",
    (shared) => shared.text("north", phone, "STOP"),
    [
      (shared) => shared.text("east", phone, "BAL"),
      ["+15550001002 East Power: EAST ST 1 balance ¥2,222, no reading yet."],
    ],
  ],
];
let three: Three;

beforeEach(async () => {
  three = await openThree();
});

afterEach(async () => {
  await three.close();
});

describe("what is one utility's, at another's door:", () => {
  it.each(crossings)("%s", async (_what, by, first, [act, expected]) => {
    await first(three.shared);
    // A payment that was asked for is looked at once more a minute later.
    for (let round = 0; round < 3; round += 1) await three.shared.soon();
    await expectOnlyOwn(three.shared, by, { act, expected });
  });
});
