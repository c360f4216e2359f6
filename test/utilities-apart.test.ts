/**
 * No utility sees another's rows, by any route. Three utilities of one process have customers, accounts, meters and payments of
 * the same names on the same phone; each row of the tables goes in by a door of one of them, and the stores of the others
 * must not change by a bit, nor may the answer hold a word or a sign of theirs.
 */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isRefusal } from "../core/refusal.ts";
import { confirmReport } from "../hosts/confirm-report.ts";
import { settleEvent } from "../payments/simulated/settle.ts";
import {
  type Act,
  balanceOf,
  cash,
  expectOnlyOwn,
  type Id,
  ids,
  onlySouth,
  openThree,
  others,
  paid,
  phone,
  read,
  signs,
  type Three,
} from "./support/three-utilities.ts";

/** What was done at one utility's door, and what it must come to. */
const doors: readonly (readonly [string, Id, Act, unknown])[] = [
  [
    "a balance by text",
    "north",
    (shared) => shared.text("north", phone, "BAL"),
    ["+15550001001 North Power: NORTH ST 1 balance $11.11, no reading yet."],
  ],
  [
    "the same text to another number",
    "east",
    (shared) => shared.text("east", phone, "BAL"),
    ["+15550001002 East Power: EAST ST 1 balance ¥2,222, no reading yet."],
  ],
  [
    "the same text to a third",
    "south",
    (shared) => shared.text("south", phone, "BAL"),
    [expect.stringMatching(/^\+15550001003 South Power: SOUTH ST 1 saldo 33,33 €/)],
  ],
  [
    "a text from a phone that only another knows",
    "north",
    (shared) => shared.text("north", onlySouth, "BAL"),
    [expect.stringContaining("North Power: This number is not on any account")],
  ],
  [
    "STOP, in the carrier's own words",
    "north",
    (shared) => shared.text("north", phone, "STOP"),
    [expect.stringMatching(/^\+15550001001 /)],
  ],
  [
    "leaving, in one's own words",
    "east",
    (shared) => shared.text("east", phone, "please stop texting me"),
    [expect.stringContaining("East Power: You are opted out")],
  ],
  [
    "a charge by text",
    "north",
    async (shared) => [await paid(shared, "north", "20"), await balanceOf(shared, "north")],
    [[expect.stringContaining("Paid $20.00 to NORTH ST 1. Balance $31.11")], "31.110000"],
  ],
  [
    "a read of a meter that all have",
    "north",
    async (shared) => [
      (await shared.call(shared.keyOf("north"), "/v1/reads", read("E-1"))).body,
      await balanceOf(shared, "north"),
    ],
    [{ results: [{ outcome: "accepted", code: null, message: null }] }, "10.460000"],
  ],
  [
    "a read of a meter that only another has",
    "north",
    async (shared) => [
      (await shared.call(shared.keyOf("north"), "/v1/reads", read("S-2"))).body,
      await balanceOf(shared, "north"),
    ],
    [{ results: [expect.objectContaining({ code: "unknown_meter" })] }, "11.110000"],
  ],
  [
    "reads that turn supply off",
    "north",
    async (shared) => {
      await shared.call(shared.keyOf("north"), "/v1/reads", read("E-1", "90"));
      const { body } = await shared.call(shared.keyOf("north"), "/v1/accounts/1001");
      return [body["supply"], await shared.switchOf("north", "E-1")];
    },
    ["off", { kind: "open" }],
  ],
  [
    "cash at the counter",
    "east",
    async (shared) => (await shared.call(shared.keyOf("east"), "/v1/payments", cash())).status,
    201,
  ],
  [
    "cash in another's currency",
    "north",
    async (shared) => {
      const { status, body } = await shared.call(shared.keyOf("north"), "/v1/payments", cash());
      return [status, body["code"]];
    },
    [422, "wrong_currency"],
  ],
  [
    "cash for an account that only another has",
    "north",
    async (shared) => {
      const payment = cash({ account: "2002", currency: "USD" });
      return (await shared.call(shared.keyOf("north"), "/v1/payments", payment)).body["code"];
    },
    "no_such_account",
  ],
  ["an account that all have", "north", (shared) => balanceOf(shared, "north"), "11.110000"],
  [
    "an account that only another has",
    "north",
    (shared) => balanceOf(shared, "north", "2002"),
    "no_such_account",
  ],
  [
    "another home by the name of an account",
    "north",
    (shared) => balanceOf(shared, "north", "utility:south"),
    "no_such_account",
  ],
  [
    "a list of its keys",
    "north",
    async (shared) =>
      ((await shared.command("list_keys", { utilityId: "north" })) as unknown[]).length,
    1,
  ],
  [
    "an operator's key, revoked by another's name of it",
    "north",
    async (shared) => {
      const input = { utilityId: "north", keyId: "key-2" };
      return isRefusal(await shared.command("revoke_key", input));
    },
    true,
  ],
  [
    "a processor's word on a payment that it has none of",
    "north",
    async (shared) => {
      const event = { id: "e-1", accountId: "1001", paymentId: "p-of-another" };
      const of = { kind: "succeeded", processorId: "ch-1", code: null } as const;
      const told = await settleEvent(shared.hub("north"), { ...event, ...of } as never);
      return isRefusal(told) ? told.code : told.kind;
    },
    "no_such_payment",
  ],
  [
    "a meter's report of a meter that only another has",
    "north",
    async (shared) => {
      const report = { id: "r-1", meterId: "S-2", commandId: null, evidence: "open" } as const;
      await confirmReport(shared.hub("north"), { ...report, atMs: shared.time.atMs });
      return (await shared.call(shared.keyOf("north"), "/v1/accounts/1001")).body["supply"];
    },
    "on",
  ],
  [
    "a meter's report of a meter that all have",
    "north",
    async (shared) => {
      const report = { id: "r-1", meterId: "E-1", commandId: null, evidence: "open" } as const;
      await confirmReport(shared.hub("north"), { ...report, atMs: shared.time.atMs });
      await shared.soon();
      return (await shared.call(shared.keyOf("north"), "/v1/accounts/1001")).body["account"];
    },
    "1001",
  ],
];

let three: Three;

beforeEach(async () => {
  three = await openThree();
});

afterEach(async () => {
  await three.close();
});

describe("utilities of one process", () => {
  it.each(doors)("%s", async (_what, by, act, expected) => {
    await expectOnlyOwn(three.shared, by, { act, expected });
  });

  it("a key opens its own utility's doors and no other's, whatever name is put on it", async () => {
    const before = await Promise.all(ids.map((one) => three.shared.contents(one)));
    const key = three.shared.keyOf("north");
    for (const other of ["east", "south", "west"]) {
      const token = key.replace("swb_north_", `swb_${other}_`);
      for (const [path, body] of [
        ["/v1/accounts/1001", undefined],
        ["/v1/reads", read("E-1")],
        ["/v1/payments", cash()],
      ] as const) {
        const answer = await three.shared.call(token, path, body);
        expect([answer.status, answer.body["code"]]).toEqual([401, "bad_key"]);
      }
    }
    expect(await Promise.all(ids.map((one) => three.shared.contents(one)))).toEqual(before);
  });

  it("what is one's own changes one's own store, so that a change would be seen", async () => {
    const before = await three.shared.contents("north");
    await three.shared.text("north", phone, "BAL");
    expect(await three.shared.contents("north")).not.toEqual(before);
    for (const id of ids) {
      const rows = (await three.shared.contents(id)).join("\n");
      expect(rows).toMatch(signs[id]);
      for (const other of others(id)) expect(rows).not.toContain(`${other.toUpperCase()} ST`);
    }
  });
});
