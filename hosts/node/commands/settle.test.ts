import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDay } from "../../../core/hub/close-day.ts";
import { Connection } from "../sql.ts";
import { Operator } from "./operator.ts";
import { settle } from "./settle.ts";

const operator = new Operator();
/** Long enough ago to be over in every zone. */
const DAY = "2026-01-05";

beforeAll(() => operator.begin("accounts"));
afterAll(() => operator.leave());

it.each([
  ["--date 2026-02-30", 1, "not_a_day"],
  ["--date yesterday", 1, "not_a_day"],
  [`--date ${DAY} --utility other`, 2, "usage"],
  [`--date ${DAY} --format xml`, 2, "usage"],
  ["--date", 2, "usage"],
  ["", 2, "usage"],
  [`--date ${DAY} more`, 2, "usage"],
])("%s exits with %i: %s", async (line, status, code) => {
  const ran = await operator.runJson(settle, line);
  expect(ran).toMatchObject({ status, json: { ok: false, code } });
});

it("waits for the day to be closed, then writes one file and says when it is there", async () => {
  const early = await operator.runJson(settle, `--date ${DAY}`);
  expect(early).toMatchObject({ status: 1, json: { code: "day_not_closed" } });
  expect(early.json["message"]).toContain("utility:my-utility");
  // As the running server does after midnight.
  const connection = new Connection(operator.path("data/my-utility.db"));
  const now = { wallMs: Date.now(), serviceMs: Date.now() };
  closeDay(connection, now, "utility:my-utility", "America/New_York");
  connection.close();
  const first = await operator.run(settle, `--date ${DAY} --out files`);
  expect(first.status).toBe(0);
  expect(first.out).toMatch(/my-utility-2026-01-05-gl\.csv: written\.$/);
  const text = operator.read(`files/my-utility-${DAY}-gl.csv`);
  expect(text).toMatch(/^date,utility,account,code,debit,credit,currency,reference\r\n/);
  const again = await operator.run(settle, `--date ${DAY} --out files`);
  expect(again.status).toBe(0);
  expect(again.out).toContain("was settled before and comes to the same");
  expect(again.out).toContain("there already, the same");
  const unset = await operator.runJson(settle, `--date ${DAY} --format nacha`);
  expect(unset).toMatchObject({ status: 1, json: { code: "no_remittance" } });
  operator.write(`files/my-utility-${DAY}-gl.csv`, `${text}more`);
  const other = await operator.runJson(settle, `--date ${DAY} --out files`);
  expect(other).toMatchObject({ status: 1, json: { code: "file_differs" } });
  expect(operator.read(`files/my-utility-${DAY}-gl.csv`)).toBe(`${text}more`);
});
