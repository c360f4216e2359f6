/**
 * Questions that find credit, debt and other people's money that is not where the ledger has it. Home: every. All read only,
 * and each answers with the rows that are wrong.
 */
import type { Sql } from "../ports.ts";
import type { LedgerFinding } from "./ledger-audit.ts";

/** So that one wrong cause in a big store doesn't make an answer that no one can read. */
const FINDINGS_MAX = 100;

/** Emergency credit that use drew, and no grant says so. */
export function drawnWithoutGrant(sql: Sql): LedgerFinding[] {
  return sql.all(
    `SELECT entry.home AS home, 'emergency_credit' AS name, sum(entry.amount_units) || ' units drawn, of grants '
       || coalesce((SELECT sum(drawn_units) FROM emergency_grant AS granted WHERE granted.home = entry.home), 0) AS detail
     FROM entry JOIN transfer ON transfer.home = entry.home AND transfer.id = entry.transfer_id
     WHERE entry.account = 'emergency_credit' AND transfer.code IN ('usage', 'fixed', 'emergency_credit')
     GROUP BY entry.home
     HAVING sum(entry.amount_units) > coalesce(
       (SELECT sum(drawn_units) FROM emergency_grant AS granted WHERE granted.home = entry.home), 0)
     LIMIT ${String(FINDINGS_MAX)}`,
  );
}

/** What an agency owes for an account is the sum of its pledges there that are open. */
export function pledgesUnlikeLedger(sql: Sql, minorUnits: string): LedgerFinding[] {
  return sql.all(
    `WITH scale (currency, units) AS (SELECT key, value FROM json_each(?1)),
     owed AS (
       SELECT pledge.home AS home, 'pledged.' || agency AS account,
         sum(CASE WHEN state = 'pledged' THEN amount_minor * scale.units ELSE 0 END) AS units
       FROM pledge JOIN account ON account.home = pledge.home
       JOIN scale ON scale.currency = account.currency GROUP BY pledge.home, agency),
     held AS (
       SELECT home, account, sum(posted_units) AS units FROM ledger_balance
       WHERE account GLOB 'pledged.*' GROUP BY home, account)
     SELECT home, account AS name, 'pledges of ' || sum(owed) || ' units, in the ledger ' || sum(held) AS detail
     FROM (SELECT home, account, units AS owed, 0 AS held FROM owed
       UNION ALL SELECT home, account, 0, units FROM held)
     GROUP BY home, account HAVING sum(owed) <> sum(held) LIMIT ${String(FINDINGS_MAX)}`,
    [minorUnits],
  );
}

/** At a utility's home suspense is what waits there, and nothing else. */
export function suspenseUnlikeLedger(sql: Sql, minorUnits: string): LedgerFinding[] {
  return sql.all(
    `WITH scale (currency, units) AS (SELECT key, value FROM json_each(?1)),
     waiting AS (
       SELECT home, sum(amount_minor) AS minor FROM suspense_item WHERE assigned_at_ms IS NULL GROUP BY home),
     held AS (
       SELECT home, max(currency) AS currency, -sum(posted_units) AS units FROM ledger_balance
       WHERE account = 'suspense' AND home GLOB 'utility:*' GROUP BY home)
     SELECT held.home AS home, 'suspense' AS name, 'in the ledger ' || held.units || ' units, waiting '
       || coalesce(waiting.minor * scale.units, 0) AS detail
     FROM held JOIN scale ON scale.currency = held.currency
     LEFT JOIN waiting ON waiting.home = held.home
     WHERE held.units <> coalesce(waiting.minor * scale.units, 0)
     UNION ALL
     SELECT waiting.home, 'suspense', waiting.minor || ' minor units wait, and the ledger has none' FROM waiting
     WHERE NOT EXISTS (SELECT 1 FROM held WHERE held.home = waiting.home)
     LIMIT ${String(FINDINGS_MAX)}`,
    [minorUnits],
  );
}

/** What the books say is to be paid out is what waits for people to do it. */
export function payoutsUnlikeLedger(sql: Sql, minorUnits: string): LedgerFinding[] {
  return sql.all(
    `WITH scale (currency, units) AS (SELECT key, value FROM json_each(?1)),
     waiting AS (
       SELECT payout.home AS home, sum(amount_minor * scale.units) AS units FROM payout
       JOIN account ON account.home = payout.home JOIN scale ON scale.currency = account.currency
       WHERE state = 'waiting' GROUP BY payout.home),
     held AS (
       SELECT home, -sum(posted_units) AS units FROM ledger_balance WHERE account = 'payable' GROUP BY home)
     SELECT home, 'payable' AS name, 'to be paid out ' || sum(waits) || ' units, in the ledger ' || sum(held) AS detail
     FROM (SELECT home, units AS waits, 0 AS held FROM waiting UNION ALL SELECT home, 0, units FROM held)
     GROUP BY home HAVING sum(waits) <> sum(held) LIMIT ${String(FINDINGS_MAX)}`,
    [minorUnits],
  );
}

/** What was paid by a code is what it says was spent. */
export function payCodesUnlikeUses(sql: Sql): LedgerFinding[] {
  return sql.all(
    `SELECT pay_code.home AS home, pay_code.account_id AS name, 'a code with ' || spent_minor || ' spent, used for '
       || coalesce(sum(used.amount_minor), 0) AS detail
     FROM pay_code LEFT JOIN pay_code_use AS used
       ON used.home = pay_code.home AND used.code = pay_code.code AND used.given_back_at_ms IS NULL
     GROUP BY pay_code.home, pay_code.code HAVING spent_minor <> coalesce(sum(used.amount_minor), 0)
     LIMIT ${String(FINDINGS_MAX)}`,
  );
}
