import { afterAll, beforeAll, expect, it } from "vitest";
import { Operator } from "./operator.ts";
import { quote } from "./quote.ts";

const operator = new Operator();

beforeAll(() => operator.begin("accounts"));
afterAll(() => operator.leave());

it("tells what an amount buys, and keeps nothing", async () => {
  const { status, json } = await operator.runJson(quote, "--account A-1002 --amount 20.00");
  expect(status).toBe(0);
  expect(json).toEqual({
    ok: true,
    account: "A-1002",
    amount: "20.00",
    currency: "USD",
    split: [{ for: "credit", ledger_account: "prepaid", amount: "20.000000" }],
    balance_before: "12.500000",
    balance_after: "32.500000",
    supply_on: true,
    smallest: null,
    days_left: null,
    lasts_until: null,
  });
  expect(operator.rowsOf("quote")).toBe(0);
});

it("holds one where it is asked to", async () => {
  const { status, json } = await operator.runJson(quote, "--account A-1002 --amount 20 --hold");
  expect(status).toBe(0);
  expect(json).toMatchObject({ ok: true, amount: "20.00", used_by: null });
  expect(operator.rowOf("SELECT id, amount_minor AS minor FROM quote")).toEqual({
    id: json["id"],
    minor: 2_000,
  });
  const { out } = await operator.run(quote, "--account A-1002 --amount 20 --hold");
  expect(out).toMatch(/20\.000000 {2}credit[^]*Held as [0-9a-f-]{36} until 20/);
});

it.each([
  ["--account A-1002", "nothing_needed"],
  ["--account A-1002 --hold", "nothing_needed"],
  ["--account A-9999 --amount 20", "no_such_account"],
  ["--account A-1003 --amount 20", "not_prepaid"],
  ["--account A-1002 --amount 0", "amount_too_small"],
  ["--account A-1002 --amount 4.99", "amount_too_small"],
  ["--account A-1002 --amount -5", "usage"],
  ["--account A-1002 --amount=-5", "amount_too_small"],
  ["--account A-1002 --amount 500.01", "amount_too_large"],
  ["--account A-1002 --amount 20.001", "bad_amount"],
  ["--account A-1002 --amount twenty", "bad_amount"],
  ["--account A-1002 --amount 99999999999999999999", "bad_amount"],
])("%s is refused: %s", async (line, code) => {
  const { status, json } = await operator.runJson(quote, line);
  expect(json).toMatchObject({ ok: false, code });
  expect(status).toBe(code === "usage" ? 2 : 1);
});

it.each(["", "A-1002", "--account", "--account A-1002 more"])(
  '"%s" is wrong usage',
  async (line) => {
    const { status } = await operator.run(quote, line);
    expect(status).toBe(2);
  },
);
