import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDay } from "../../../core/hub/close-day.ts";
import { Connection } from "../sql.ts";
import { bank } from "./bank.ts";
import { Operator } from "./operator.ts";

const operator = new Operator();
const DAY = "2026-01-05";

const statement = `01,BANK,ME,260106,0600,1,,,2/
02,ME,BANK,1,260106,0600,USD,2/
03,7445,USD,,,,/
16,301,2000,,,,DEPOSIT DESK-1/
49,2000,3/
98,2000,1,5/
99,2000,1,7/
`;

beforeAll(async () => {
  await operator.begin("accounts");
  const connection = new Connection(operator.path("data/my-utility.db"));
  const now = { wallMs: Date.now(), serviceMs: Date.now() };
  closeDay(connection, now, "utility:my-utility", "America/New_York");
  connection.close();
  operator.write("statement.bai", statement);
  operator.write("broken.bai", statement.replace("16,301,2000", "16,301,2001"));
  operator.write("quiet.bai", statement.replace("16,301", "16,475"));
});
afterAll(() => operator.leave());

it.each([
  ["", 2, "usage"],
  ["look statement.bai", 2, "usage"],
  ["match", 2, "usage"],
  ["match statement.bai", 2, "usage"],
  ["match statement.bai more --date 2026-01-05", 2, "usage"],
  ["returns statement.bai --date 2026-01-05", 2, "usage"],
  ["returns statement.bai", 1, "not_nacha"],
  ["returns none.ach", 1, "no_file"],
  [`match none.bai --date ${DAY}`, 1, "no_file"],
  [`match broken.bai --date ${DAY}`, 1, "wrong_totals"],
  ["match statement.bai --date 2026-02-30", 1, "not_a_day"],
])("%s exits with %i: %s", async (line, status, code) => {
  const ran = await operator.runJson(bank, line);
  expect(ran).toMatchObject({ status, json: { ok: false, code } });
});

it("says which deposits no settled day explains, and is content where there are none", async () => {
  const { status, json } = await operator.runJson(bank, `match statement.bai --date ${DAY}`);
  expect([status, json["matched"], json["missing"]]).toEqual([1, [], []]);
  expect(json["unexplained"]).toMatchObject([{ amountMinor: 2_000, text: "DEPOSIT DESK-1" }]);
  const quiet = await operator.runJson(bank, `match quiet.bai --date ${DAY}`);
  expect(quiet).toMatchObject({ status: 0, json: { unexplained: [] } });
});
