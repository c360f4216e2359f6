/** Home: every. What may be erased of a person: whole rows, counted by table. */
import type { Home, Sql } from "../ports.ts";

/** At a line: what was said, told and chosen at it; not its consents and their proof. */
const ofLine = ["message", "conversation", "call", "notice_call", "told_for"] as const;
/** At the utility: what is kept there of a number. */
const ofNumber = ["call_back", "call_transfer", "report", "text_proof", "hand_over"] as const;
/** At the utility: what a customer is reached by, proves themself by and pays with. */
const ofCustomer = ["contact", "secret", "method", "text_proof"] as const;
/** At an account: whom it told, and the card that it was paid with by itself. */
const ofAccount = [
  "account_contact",
  "contact_choice",
  "second_contact",
  "alert_level",
  "autopay",
] as const;

export type ErasedTable =
  | (typeof ofLine)[number]
  | (typeof ofNumber)[number]
  | (typeof ofCustomer)[number]
  | (typeof ofAccount)[number]
  | "pay_link"
  | "customer";
export type Erased = Partial<Readonly<Record<ErasedTable, number>>>;

/** Counts the rows that are erased; of a dry run those that would be. */
export interface Erasing {
  readonly home: Home;
  readonly isDry: boolean;
}

export function eraseOfLine(sql: Sql, of: Erasing): Erased {
  if (!of.isDry) {
    // Nothing of a talk that is gone is waited for, and a text that could not be sent is set aside for nobody.
    sql.run("DELETE FROM timer WHERE home = ?1 AND kind = 'talk'", [of.home]);
    sql.run("DELETE FROM outbox WHERE home = ?1 AND kind = 'say' AND state = 'parked'", [of.home]);
  }
  return erase(sql, of, ofLine);
}

/** Links that a number paid for others by are a guest's, whose name begins with it. */
export function eraseOfNumber(
  sql: Sql,
  of: Erasing,
  { line, guest }: { readonly line: string; readonly guest: string },
): Erased {
  return {
    ...erase(sql, of, ofNumber, { where: "line = ?2", value: line }),
    ...erase(sql, of, ["pay_link"], { where: "instr(customer_id, ?2) = 1", value: guest }),
  };
}

export function eraseOfAccount(sql: Sql, of: Erasing): Erased {
  return erase(sql, of, ofAccount);
}

/** The customer's row stays, for accounts and the journal name it by its id; its name does not. */
export function eraseOfCustomer(sql: Sql, of: Erasing, customerId: string): Erased {
  const rows = erase(sql, of, ofCustomer, { where: "customer_id = ?2", value: customerId });
  const named = "home = ?1 AND id = ?2 AND name <> ''";
  const values = [of.home, customerId];
  const customer = of.isDry
    ? count(sql, `customer WHERE ${named}`, values)
    : sql.run(`UPDATE customer SET name = '' WHERE ${named}`, values);
  return { ...rows, customer };
}

function erase(
  sql: Sql,
  { home, isDry }: Erasing,
  tables: readonly ErasedTable[],
  only?: { readonly where: string; readonly value: string },
): Erased {
  const values = only === undefined ? [home] : [home, only.value];
  const which = only === undefined ? "home = ?1" : `home = ?1 AND ${only.where}`;
  return Object.fromEntries(
    tables.map((table) => {
      const rows = `${table} WHERE ${which}`;
      return [table, isDry ? count(sql, rows, values) : sql.run(`DELETE FROM ${rows}`, values)];
    }),
  );
}

function count(sql: Sql, rows: string, values: readonly string[]): number {
  return sql.get<{ rows: number }>(`SELECT count(*) AS rows FROM ${rows}`, values)?.rows ?? 0;
}

/** What of a line is not over yet: what it is still to be told or has asked for, a payment that it waits for, a call, and whom it is told for. */
export function openAtLine(
  sql: Sql,
  home: Home,
): {
  readonly waiting: number;
  /** What was to be done and failed for good, but texts, which are over: its kind, and with what code. */
  readonly setAside: readonly string[];
  readonly paying: number;
  readonly calls: number;
  readonly told: number;
} {
  return {
    setAside: sql
      .all<{ what: string }>(
        "SELECT kind || ' (' || coalesce(code, 'no code') || ')' AS what FROM outbox WHERE home = ?1 AND kind <> 'say' AND state = 'parked' ORDER BY id",
        [home],
      )
      .map(({ what }) => what),
    waiting:
      count(sql, "outbox WHERE home = ?1 AND state <> 'parked'", [home]) +
      count(sql, "message WHERE home = ?1 AND state = 'owed'", [home]),
    paying: count(
      sql,
      "conversation WHERE home = ?1 AND json_extract(talk, '$.snapshot.value.payment') <> 'none'",
      [home],
    ),
    calls: count(sql, "call WHERE home = ?1 AND state <> 'over'", [home]),
    told: count(sql, "told_for WHERE home = ?1 AND state <> 'ended'", [home]),
  };
}

/** What of a number waits for a person: a call back, or something that was reported. */
export function casesOpen(sql: Sql, home: Home, line: string): number {
  const open = "WHERE home = ?1 AND line = ?2 AND done_at_ms IS NULL";
  return count(sql, `call_back ${open}`, [home, line]) + count(sql, `report ${open}`, [home, line]);
}
