import { afterAll, beforeAll, expect, it } from "vitest";
import { Connection } from "../sql.ts";
import { Operator } from "./operator.ts";
import { refund } from "./refund.ts";

const operator = new Operator();

beforeAll(async () => {
  await operator.begin("accounts");
  const connection = new Connection(operator.path("data/my-utility.db"));
  connection.run(
    `INSERT INTO payment (home, id, state, tender, amount_minor, processor, processor_id, channel, actor, created_at_ms)
     VALUES ('account:A-1002', 'p1', 'settled', 'card', 2000, 'stripe', 'pi_1', 'sms', 'customer', 0),
       ('account:A-1002', 'p2', 'pending', 'card', 2000, 'stripe', NULL, 'sms', 'customer', 0)`,
  );
  connection.close();
});
afterAll(() => operator.leave());

const of = "p1 --account A-1002 --reason moved_out";

it("keeps a refund, and tells how it stands when it is asked again", async () => {
  const first = await operator.runJson(refund, `${of} --amount 7.50 --id r1`);
  expect(first).toEqual({
    status: 0,
    json: {
      ok: true,
      id: "r1",
      payment: "p1",
      amount: "7.50",
      currency: "USD",
      state: "asked",
      refund: null,
      code: null,
    },
  });
  expect(await operator.runJson(refund, `${of} --amount 7.50 --id r1`)).toEqual(first);
  expect(operator.rowsOf("refund_asked")).toBe(1);
  const { out } = await operator.run(refund, of);
  expect(out).toMatch(/^[0-9a-f-]{36}: 12\.50 USD of p1 is asked for\.$/);
  expect(operator.rowsOf("outbox WHERE kind = 'charge'")).toBe(2);
});

it.each([
  [`${of} --amount 0.01`, "over_refunded"],
  [of, "over_refunded"],
  [`${of} --amount 7.51 --id r1`, "id_reused"],
  [`${of} --amount 0`, "bad_amount"],
  [`${of} --amount=-1`, "bad_amount"],
  [`${of} --amount 0.001`, "bad_amount"],
  ["p2 --account A-1002 --reason moved_out", "not_settled"],
  ["p9 --account A-1002 --reason moved_out", "no_such_payment"],
  ["p1 --account A-1001 --reason moved_out", "no_such_payment"],
  ["p1 --account A-9999 --reason moved_out", "no_such_account"],
  ["p1 --account A-1002", "usage"],
  ["p1 --reason moved_out", "usage"],
  ["--account A-1002 --reason moved_out", "usage"],
  [`${of} more`, "usage"],
  [`${of} --id a/b`, "usage"],
])("%s is refused: %s", async (line, code) => {
  const { status, json } = await operator.runJson(refund, line);
  expect(json).toMatchObject({ ok: false, code });
  expect(status).toBe(code === "usage" ? 2 : 1);
});
