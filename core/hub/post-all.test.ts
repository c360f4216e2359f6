/** Transfers that are posted together leave what they would have left one after the other. */
import { expect, it } from "vitest";
import type { Connection } from "../../hosts/node/sql.ts";
import { books, now, openLedger, transfer } from "../../test/support/ledger-books.ts";
import type { Transfer } from "../ledger/transfer.ts";
import { seeded } from "../seeded.ts";
import { type PostResult, post, postAll } from "./post.ts";
import { verifyLedger } from "./verify-ledger.ts";

const ACCOUNTS = ["prepaid", "unapplied", "bank", "arrears", "suspense", "clearing.simulated"];
const RUNS = 400;

function rowsOf(sql: Connection): unknown {
  return ["transfer", "entry", "transfer_refused", "ledger_balance"].map((table) =>
    sql.all<Record<string, unknown>>(`SELECT * FROM ${table}`),
  );
}

/** What comes of them, or why nothing did; nothing stays of what threw. */
function tried(sql: Connection, work: () => PostResult): PostResult | string {
  sql.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    sql.exec("COMMIT");
    return result;
  } catch (error) {
    sql.exec("ROLLBACK");
    return error instanceof Error ? error.message : "no error";
  }
}

function oneByOne(sql: Connection, transfers: readonly Transfer[]): PostResult {
  const [first, ...others] = transfers;
  const result = post(sql, now, books, first ?? transfer("none", []));
  if (result.kind !== "posted") return result;
  for (const one of others) {
    const next = post(sql, now, books, one);
    if (next.kind === "posted") continue;
    const why = next.kind === "exists" ? "it exists" : `${next.code}, ${next.message}`;
    throw new Error(`${one.id} follows from ${first?.id ?? ""} and was not posted: ${why}`);
  }
  return result;
}

it("is so for transfers drawn by chance, posted, refused, there already or naming one another", () => {
  const [together, apart] = [openLedger(), openLedger()];
  const chance = seeded("posted together");
  const seen: string[] = [];
  const outcomes = new Set<string>();
  let before = [transfer("first", [])];
  for (let run = 0; run < RUNS; run += 1) {
    const drawn = Array.from({ length: 1 + chance.below(3) }, (_, at) => {
      // One in twelve takes an id that was used, in this call or before it.
      const used = chance.below(12) === 0 ? seen[chance.below(seen.length + 1)] : undefined;
      const id = used ?? `t-${String(run)}-${String(at)}`;
      seen.push(id);
      const units = (chance.below(2) === 0 ? 1 : -1) * (1 + chance.below(1_000));
      const from = chance.below(ACCOUNTS.length);
      const to = (from + 1 + chance.below(ACCOUNTS.length - 1)) % ACCOUNTS.length;
      const corrects = chance.below(10) === 0 ? (seen.at(-1 - chance.below(2)) ?? null) : null;
      return {
        ...transfer(id, [
          { account: ACCOUNTS[from] ?? "", amountUnits: units },
          { account: ACCOUNTS[to] ?? "", amountUnits: -units },
        ]),
        corrects: corrects === id ? null : corrects,
      };
    });
    const transfers = chance.below(8) === 0 ? before : drawn;
    before = transfers;
    const result = tried(together, () => postAll(together, now, books, transfers));
    expect(result).toEqual(tried(apart, () => oneByOne(apart, transfers)));
    outcomes.add(typeof result === "string" ? "threw" : result.kind);
  }
  expect(rowsOf(together)).toEqual(rowsOf(apart));
  expect([...outcomes].toSorted()).toEqual(["exists", "posted", "refused", "threw"]);
  expect(verifyLedger(together).problems).toEqual([]);
});
