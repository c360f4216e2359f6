/**
 * How SQLite finds the rows of questions that are asked all day. It has no statistics here, so the order of a join is what the
 * text says; a plan that walks a table is quadratic in a year, and no test of results would notice.
 */
import { expect, it } from "vitest";
import { Connection } from "../../hosts/node/sql.ts";
import type { Sql, SqlValue } from "../ports.ts";
import { lookUp } from "./customers.ts";
import { lastDayClosed } from "./journal.ts";
import { migrations } from "./migrations/all.ts";
import { usedByLine, usedOfAccount } from "./pay-codes.ts";
import { readBatchesOf } from "./reads.ts";

/** What SQLite says of every statement that `ask` runs. */
function plansOf(ask: (sql: Sql) => unknown): string[] {
  const connection = new Connection(":memory:");
  for (const { text } of migrations) connection.exec(text);
  const plans: string[] = [];
  const explain = (text: string, values?: readonly SqlValue[]): void => {
    const rows = connection.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, values);
    plans.push(...rows.map(({ detail }) => detail));
  };
  ask({
    run: (text, values) => connection.run(text, values),
    get(text, values) {
      explain(text, values);
      return connection.get(text, values);
    },
    all(text, values) {
      explain(text, values);
      return connection.all(text, values);
    },
    sha256: (text) => connection.sha256(text),
  });
  connection.close();
  return plans;
}

it.each<[string, (sql: Sql) => unknown, string]>([
  [
    "the accounts of a push's meters",
    (sql) => lookUp(sql, "utility:u", "meter", ["E-1", "E-2"]),
    "SEARCH directory USING PRIMARY KEY (home=? AND kind=? AND key=?)",
  ],
  [
    "what is known of a service's days",
    (sql) => readBatchesOf(sql, "account:1", "electricity", ["2026-11-23", "2026-11-24"]),
    "SEARCH read_batch USING PRIMARY KEY (home=? AND service_id=? AND local_day=?)",
  ],
  [
    "what a line paid by codes",
    (sql) => usedByLine(sql, "utility:u", "+15550100001", 0),
    "SEARCH used USING INDEX pay_code_use_line (home=? AND line=? AND used_at_ms>?)",
  ],
  [
    "the codes of an account",
    (sql) => usedOfAccount(sql, "utility:u", "1001", 0),
    "SEARCH pay_code USING COVERING INDEX pay_code_account (home=? AND account_id=?)",
  ],
  [
    "what was paid by each of its codes",
    (sql) => usedOfAccount(sql, "utility:u", "1001", 0),
    "SEARCH used USING INDEX pay_code_use_code (home=? AND code=? AND used_at_ms>?)",
  ],
  [
    "the newest of the days that were closed",
    (sql) => lastDayClosed(sql),
    "SCAN journal USING INDEX journal_day_closed",
  ],
])("finds %s by an index", (_, ask, plan) => {
  expect(plansOf(ask)).toContain(plan);
});
