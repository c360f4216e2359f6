import { expect, it } from "vitest";
import { Connection } from "../../../hosts/node/sql.ts";
import { paymentOf } from "../payments.ts";
import { waitingSuspense } from "../suspense.ts";
import { migrations } from "./all.ts";

it("keeps every payment, and takes notes that wait into the one queue", () => {
  const sql = new Connection(":memory:");
  for (const { number, text } of migrations) if (number < 10) sql.exec(text);
  sql.exec(`INSERT INTO payment (home, id, state, tender, amount_minor, processor, channel, actor, created_at_ms)
    VALUES ('account:1', 'p', 'pending', 'card', 500, 'simulated', 'sms', 'customer', 7)`);
  sql.exec(`INSERT INTO held_note (home, id, kiosk_id, amount_minor, code, created_at_ms, done_at_ms)
    VALUES ('utility:u', 'n', 'k1', 2000, 'nobody_named', 8, NULL), ('utility:u', 'old', 'k1', 500, 'x', 1, 2)`);
  for (const { number, text } of migrations) if (number >= 10) sql.exec(text);
  expect(paymentOf(sql, "account:1", "p")).toMatchObject({
    state: "pending",
    tender: "card",
    amountMinor: 500,
    processor: "simulated",
    createdAtMs: 7,
  });
  expect(waitingSuspense(sql, "utility:u", 9)).toMatchObject([
    { id: "n", source: "k1", tender: "cash", heldIn: "drawer.k1", amountMinor: 2_000 },
  ]);
  const other = `INSERT INTO payment (home, id, state, tender, amount_minor, channel, actor, created_at_ms)
    VALUES ('account:1', 'b', 'settled', 'shells', 500, 'agency', 'x', 7)`;
  expect(() => sql.exec(other)).toThrow(/CHECK/);
  sql.close();
});
