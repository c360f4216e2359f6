/** A ledger in memory, and the few transfers that its tests are made of. */
import { Connection } from "../../hosts/node/sql.ts";
import { must } from "../../core/assert.ts";
import { type Books, post } from "../../core/hub/post.ts";
import type { Now } from "../../core/instant.ts";
import type { Header } from "../../core/ledger/postings.ts";
import type { Transfer } from "../../core/ledger/transfer.ts";
import { currencyOf } from "../../core/money.ts";
import type { Sql } from "../../core/ports.ts";
import { ledgerTables } from "../../core/store/migrations/0001-ledger.ts";

export const usd = must(currencyOf("USD"), "USD");
export const books: Books = { home: "account:1", currency: usd };
export const now: Now = { wallMs: 2_000, serviceMs: 1_000 };

export function openLedger(): Connection {
  const sql = new Connection(":memory:");
  sql.exec(ledgerTables);
  return sql;
}

export function header(id: string, change: Partial<Header> = {}): Header {
  return {
    id,
    cause: `happening of ${id}`,
    corrects: null,
    actor: "system",
    channel: "meter",
    effectiveAtMs: 1_000,
    month: "2026-11",
    ...change,
  };
}

export function transfer(id: string, entries: Transfer["entries"]): Transfer {
  return { ...header(id), kind: "posted", code: "usage", pendingId: null, entries };
}

/** Use that is paid out of prepaid money. */
export function use(id: string, units: number): Transfer {
  return transfer(id, [
    { account: "prepaid", amountUnits: units },
    { account: "revenue.electricity", amountUnits: -units },
  ]);
}

/** What a posting answers, as one word: posted, exists, or the code of its refusal. */
export function answerTo(sql: Sql, one: Transfer, at: Books = books): string {
  const result = post(sql, now, at, one);
  return result.kind === "refused" ? result.code : result.kind;
}
