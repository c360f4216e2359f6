import { afterEach, beforeEach, expect, it } from "vitest";
import { isRefusal, refuse } from "../../../core/refusal.ts";
import type { ClearingReport } from "../../clearing.ts";
import { serveControl } from "../control.ts";
import { Operator } from "./operator.ts";
import { reconcile } from "./reconcile.ts";

const operator = new Operator();
const closes: (() => Promise<void>)[] = [];

beforeEach(() => operator.begin("accounts"));
afterEach(async () => {
  for (const close of closes.splice(0)) await close();
  operator.leave();
});

const report: ClearingReport = {
  processor: "stripe",
  read_at: "2026-11-26T06:00:00.000Z",
  clearing: "20.000000",
  booked_later: "-0.880000",
  holds: "19.120000",
  opening: "0.000000",
  difference: "0.000000",
  unlisted: "0.000000",
  carried: "0.000000",
  lines: [],
};

/** A server that answers as it is told, and what it was asked. */
async function serving(answers: Readonly<Record<string, unknown>>): Promise<string[]> {
  const asked: string[] = [];
  const control = await serveControl(operator.path("data"), (command, input) => {
    const { day } = input as { readonly day?: string };
    asked.push(day === undefined ? command : `${command} ${day}`);
    return Promise.resolve(answers[command]);
  });
  if (isRefusal(control)) throw new Error(control.message);
  closes.push(() => control.close());
  return asked;
}

const read = { processor: "stripe", booked: 3, pendingMinor: 1_912, availableMinor: 0 };

it("tells what is held, and where a day's books are the same", async () => {
  const asked = await serving({ read_books: read, settle_day: { clearing: [report] } });
  const { status, out } = await operator.run(reconcile, "--date 2026-11-24 --date 2026-11-25");
  expect(status).toBe(0);
  expect(asked).toEqual(["read_books", "settle_day 2026-11-24", "settle_day 2026-11-25"]);
  expect(out).toBe(
    [
      "stripe: 3 new lines; it holds 0.00 USD, and 19.12 USD that is pending.",
      "2026-11-24",
      "stripe: the ledger has 20.000000, -0.880000 was booked later, it held 19.120000: no difference.",
      "2026-11-25",
      "stripe: the ledger has 20.000000, -0.880000 was booked later, it held 19.120000: no difference.",
    ].join("\n"),
  );
});

it.each<[string, Partial<ClearingReport>, RegExp]>([
  [
    "differs",
    {
      difference: "-5.000000",
      unlisted: "0.250000",
      carried: "-1.000000",
      lines: [
        { of: "refunds", ledger: "0.000000", processor: "-4.000000", difference: "-4.000000" },
        { of: "fees", ledger: "-0.880000", processor: "-0.880000", difference: "0.000000" },
      ],
    },
    /a difference of -5\.000000\.\n {2}-4\.000000 in refunds \(0\.000000 here, -4\.000000 there\)\n {2}-1\.000000 of other days\n {2}0\.250000 by what it says that it holds/,
  ],
  [
    "is not known",
    { difference: null, unlisted: null, carried: null },
    /were last read before the day's end/,
  ],
])("ends with status 1 where a day %s", async (_, given, words) => {
  await serving({ read_books: read, settle_day: { clearing: [{ ...report, ...given }] } });
  const { status, out, err } = await operator.run(reconcile, "--date 2026-11-25");
  expect(status).toBe(1);
  expect(`${out}${err}`).toMatch(words);
});

it("is refused where the books can't be read, or a day can't be settled", async () => {
  expect(await operator.runJson(reconcile, "")).toMatchObject({
    status: 1,
    json: { ok: false, code: "no_books" },
  });
  const settle_day = refuse("day_not_closed", "not yet");
  await serving({ read_books: read, settle_day });
  const refused = await operator.runJson(reconcile, "--date 2026-11-25");
  expect(refused).toMatchObject({ status: 1, json: { ok: false, code: "day_not_closed" } });
  expect((await operator.run(reconcile, "2026-11-25")).status).toBe(2);
});
