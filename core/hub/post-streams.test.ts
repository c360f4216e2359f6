import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerTo, header, now, openLedger, usd } from "../../test/support/ledger-books.ts";
import type { AccountBalances } from "../ledger/balances.ts";
import {
  betweenHomesIn,
  betweenHomesOut,
  cashTaken,
  charged,
  emergencyDrawn,
  paymentPending,
  paymentSettled,
  paymentVoided,
  type Share,
  writtenOff,
} from "../ledger/postings.ts";
import { paymentReturned } from "../ledger/returned.ts";
import type { Transfer } from "../ledger/transfer.ts";
import type { Home, Sql } from "../ports.ts";
import { balancesAt, postAll } from "./post.ts";
import { verifyLedger } from "./verify-ledger.ts";

const homes: readonly Home[] = ["account:1", "account:2"];
const CAP_UNITS = 5_000_000;
const CENT_UNITS = 10_000;

type Happening =
  | { kind: "use"; units: number }
  | { kind: "cash"; cents: number }
  | { kind: "pay"; cents: number }
  | { kind: "settle"; pick: number; cents: number }
  | { kind: "void"; pick: number }
  | { kind: "move"; cents: number }
  | { kind: "grant"; units: number }
  | { kind: "return"; cents: number }
  | { kind: "write_off"; units: number }
  /** Any earlier transfer again, posted or refused. */
  | { kind: "again"; pick: number };

const cents = fc.integer({ min: 1, max: 5_000 });
const units = fc.integer({ min: -3_000_000, max: 30_000_000 });
/** Zero makes a malformed transfer. */
const owed = fc.integer({ min: 0, max: 6_000_000 });
const pick = fc.nat(1_000);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constant("use" as const), units }),
  fc.record({ kind: fc.constant("cash" as const), cents }),
  fc.record({ kind: fc.constant("pay" as const), cents }),
  fc.record({ kind: fc.constant("settle" as const), pick, cents }),
  fc.record({ kind: fc.constant("void" as const), pick }),
  fc.record({ kind: fc.constant("move" as const), cents }),
  fc.record({ kind: fc.constant("grant" as const), units: owed }),
  fc.record({ kind: fc.constant("return" as const), cents }),
  fc.record({ kind: fc.constant("write_off" as const), units: owed }),
  fc.record({ kind: fc.constant("again" as const), pick }),
);
const steps = fc.array(fc.record({ place: fc.nat(1), what: happening }), {
  minLength: 1,
  maxLength: 40,
});

/** What is owed first, the rest is credit: a waterfall for these tests. */
function waterfall(balances: AccountBalances, amountUnits: number): Share[] {
  let left = amountUnits;
  const take = (account: string, owedUnits: number): Share => {
    const share = Math.min(left, owedUnits);
    left -= share;
    return { account, amountUnits: share };
  };
  return [
    take("returned_payments", balances.returnedPaymentsUnits),
    take("shortfall", balances.shortfallUnits),
    take("emergency_credit", balances.emergencyUsedUnits),
    take("prepaid", left),
  ];
}

interface Pending {
  readonly id: string;
  readonly home: Home;
  readonly amountUnits: number;
}

/** The transfers that a happening makes out of present balances. */
function transfersOf(
  one: Exclude<Happening, { kind: "again" }>,
  id: string,
  { balances, pending }: { balances: AccountBalances; pending: Pending | undefined },
): (Transfer | null)[] {
  const top = header(id);
  switch (one.kind) {
    case "use": {
      const lines = [
        { account: "revenue.electricity", amountUnits: one.units },
        { account: "revenue.fixed", amountUnits: 350_000 },
      ];
      return [
        charged(top, "usage", lines, {
          billing: "prepaid",
          balances,
          emergencyCapUnits: CAP_UNITS,
        }),
      ];
    }
    case "cash": {
      const amountUnits = one.cents * CENT_UNITS;
      return cashTaken(top, {
        drawer: "d",
        amountUnits,
        targets: waterfall(balances, amountUnits),
      });
    }
    case "pay":
      return [paymentPending(top, { processor: "simulated", amountUnits: one.cents * CENT_UNITS })];
    case "settle": {
      const amountUnits = Math.min(one.cents * CENT_UNITS, pending?.amountUnits ?? CENT_UNITS);
      const targets = waterfall(balances, amountUnits);
      const pendingId = pending?.id ?? "nothing";
      return paymentSettled(top, { processor: "simulated", pendingId, amountUnits, targets });
    }
    case "void":
      return [paymentVoided(top, pending?.id ?? "nothing")];
    case "move":
      return [betweenHomesOut(top, { from: "prepaid", amountUnits: one.cents * CENT_UNITS })];
    case "grant":
      return [emergencyDrawn(top, { amountUnits: one.units, capUnits: CAP_UNITS })];
    case "return":
      return [
        paymentReturned(top, {
          from: [{ account: "clearing.simulated", amountUnits: one.cents * CENT_UNITS }],
          given: [{ account: "prepaid", amountUnits: one.cents * CENT_UNITS }],
          feeUnits: 0,
          balances,
          billing: { mode: "prepaid" },
        }),
      ];
    case "write_off":
      return [writtenOff(top, { account: "shortfall", amountUnits: one.units })];
  }
}

function ledgerOf(sql: Sql): unknown {
  return sql.all("SELECT * FROM ledger_balance ORDER BY home, account, month");
}

/** Totals over all homes: every debit has its credit, posted and pending alike. */
function expectZeroSum(sql: Sql): void {
  expect(
    sql.get(
      `SELECT coalesce(sum(posted_units), 0) AS posted,
         coalesce(sum(pending_debit_units - pending_credit_units), 0) AS pending
       FROM ledger_balance`,
    ),
  ).toEqual({ posted: 0, pending: 0 });
}

interface Seen {
  readonly home: Home;
  readonly one: Transfer;
  readonly answer: string;
}

/** One ledger, and all that was asked of it. */
class Stream {
  readonly sql = openLedger();
  readonly seen: Seen[] = [];
  readonly #pendings: Pending[] = [];

  step(at: number, place: number, what: Happening): void {
    if (what.kind === "again") {
      expectNothingNew(this.sql, this.seen[what.pick % Math.max(1, this.seen.length)]);
      return;
    }
    const resolves = what.kind === "settle" || what.kind === "void";
    const pending = resolves
      ? this.#pendings[what.pick % Math.max(1, this.#pendings.length)]
      : undefined;
    const home = pending?.home ?? homes[place] ?? "account:1";
    const facts = { balances: balancesAt(this.sql, home), pending };
    const made = transfersOf(what, `${what.kind}-${String(at)}`, facts);
    this.#post(
      home,
      made.filter((one) => one !== null),
    );
  }

  #post(home: Home, transfers: readonly Transfer[]): void {
    const [first] = transfers;
    if (first === undefined) return;
    const result = postAll(this.sql, now, { home, currency: usd }, transfers);
    const answer = result.kind === "refused" ? result.code : result.kind;
    this.seen.push({ home, one: first, answer });
    if (answer !== "posted") return;
    const amountUnits = first.entries[0]?.amountUnits ?? 0;
    if (first.kind === "pending") this.#pendings.push({ id: first.id, home, amountUnits });
    if (first.code === "between_homes") this.#arrive(first.id, amountUnits);
  }

  /** What left one home comes in at a third. */
  #arrive(id: string, amountUnits: number): void {
    const targets = [{ account: "prepaid", amountUnits }];
    const into = betweenHomesIn(header(id), { amountUnits, targets });
    postAll(this.sql, now, { home: "account:3", currency: usd }, into);
  }
}

function expectNothingNew(sql: Sql, known: Seen | undefined): void {
  if (known === undefined) return;
  const before = ledgerOf(sql);
  const answer = answerTo(sql, known.one, { home: known.home, currency: usd });
  // What is wrong by itself is told before the id is looked up.
  const refused = known.answer === "amount_zero" ? known.answer : "id_was_refused";
  expect(answer).toBe(known.answer === "posted" ? "exists" : refused);
  expect(ledgerOf(sql)).toEqual(before);
}

function expectWhole(balances: AccountBalances): void {
  const { balanceUnits, ...others } = balances;
  for (const value of Object.values(others)) expect(value).toBeGreaterThanOrEqual(0);
  const { prepaidUnits, shortfallUnits, emergencyUsedUnits } = balances;
  expect(balanceUnits).toBe(prepaidUnits - shortfallUnits - emergencyUsedUnits);
  expect(emergencyUsedUnits).toBeLessThanOrEqual(CAP_UNITS);
}

describe("any stream of happenings", () => {
  it("sums to zero, stays whole, ignores what it has seen and never takes back a refusal", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const stream = new Stream();
        const { sql } = stream;
        for (const [at, { place, what }] of all.entries()) stream.step(at, place, what);
        expectZeroSum(sql);
        expect(verifyLedger(sql).problems).toEqual([]);
        for (const home of homes) expectWhole(balancesAt(sql, home));
        for (const known of stream.seen) expectNothingNew(sql, known);
        expect(
          sql.get(
            `SELECT coalesce(sum(posted_units), 0) AS units FROM ledger_balance
             WHERE account = 'between_homes'`,
          ),
        ).toEqual({ units: 0 });
        sql.close();
      }),
      { numRuns: 150 },
    );
  });
});
