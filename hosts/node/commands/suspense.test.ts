import { afterAll, beforeAll, expect, it } from "vitest";
import { holdMoney } from "../../../core/hub/hold-money.ts";
import { utilityHome } from "../../../core/ids.ts";
import { Connection } from "../sql.ts";
import { Operator } from "./operator.ts";
import { payCode } from "./pay-code.ts";
import { suspense } from "./suspense.ts";

const operator = new Operator();
const home = utilityHome("my-utility");

beforeAll(async () => {
  await operator.begin("accounts");
  const connection = new Connection(operator.path("data/my-utility.db"), false);
  const nowMs = Date.now();
  holdMoney(connection, { wallMs: nowMs, serviceMs: nowMs }, home, {
    itemId: "i-1",
    source: "corner-shops",
    tender: "cash",
    amountMinor: 2_000,
    currency: "USD",
    reference: "A-1020",
    actor: "test",
  });
  connection.close();
});
afterAll(() => operator.leave());

it("lists what waits with whose it may be, and assigns it once", async () => {
  const listed = await operator.run(suspense, "list");
  expect(listed.out).toContain("i-1  20.00 USD  cash from corner-shops: no_match");
  expect(listed.out).toContain("A-1002 (near_number)");
  const { json } = await operator.runJson(suspense, "assign i-1 A-1002 --by maria");
  expect(json).toMatchObject({ ok: true, item: "i-1", account: "A-1002", by: "maria" });
  expect((await operator.run(suspense, "list")).out).toBe("Nothing waits.");
  expect((await operator.run(suspense, "assign i-1 A-1002 --by maria")).status).toBe(0);
  expect((await operator.run(suspense, "assign i-1 A-1001 --by maria")).status).toBe(1);
});

it.each([
  ["", 2],
  ["list more", 2],
  ["assign i-1 --by maria", 2],
  ["assign i-1 A-1001", 2],
  ["assign nothing A-1001 --by maria", 1],
])("suspense %j ends with %i", async (line, status) => {
  expect((await operator.run(suspense, line)).status).toBe(status);
});

it("makes a pay-code, shows it once, and ends it", async () => {
  const { json } = await operator.runJson(payCode, "new A-1001 --cap 50.00 --uses 2");
  const code = String(json["code"]);
  expect(code).toMatch(/^\d{10}$/);
  expect((await operator.run(payCode, `end ${code}`)).status).toBe(0);
  expect(operator.rowOf("SELECT revoked_at_ms IS NULL AS good FROM pay_code")).toEqual({ good: 0 });
});

it.each([
  ["", 2],
  ["new A-1001", 2],
  ["new A-1001 --cap 50 --uses many", 2],
  ["new A-1001 --cap fifty", 1],
  ["new nobody --cap 50", 1],
  ["new A-1001 --cap 0.01", 1],
  ["end 0123456789", 1],
])("pay-code %j ends with %i", async (line, status) => {
  expect((await operator.run(payCode, line)).status).toBe(status);
});
