/** What a utility's files and API must say after everything that its server acknowledged. */
import type { Acknowledged } from "./server-load.ts";
import { costUnits, type Household, type ServedUtility } from "./served-utility.ts";

/** One line for everything that is not as it must be. */
export type Findings = string[];

const CENT_UNITS = 10_000;

/** What was acknowledged before the last kill is there, nothing is there twice, and the file is whole. */
export function findLost(utility: ServedUtility, { texts, cash, charges }: Acknowledged): Findings {
  return utility.directory.look("my-utility", (sql) => {
    const columns = <Row extends object>(text: string): Row[] => sql.all<Row>(text);
    const inbox = new Set(
      columns<{ home: string; key: string }>("SELECT home, key FROM inbox").map(
        ({ home, key }) => `${home} ${key}`,
      ),
    );
    const payments = new Set(
      columns<{ home: string; id: string }>("SELECT home, id FROM payment").map(
        ({ home, id }) => `${home} ${id}`,
      ),
    );
    const charged = Map.groupBy(
      columns<{ home: string; minor: number }>(
        "SELECT home, amount_minor AS minor FROM payment WHERE tender = 'card'",
      ),
      ({ home, minor }) => `${home} ${String(minor)}`,
    );
    const twice = columns<object>(
      `SELECT home, kind, cause, count(*) AS rows FROM journal
       WHERE kind IN ('input-received', 'payment-started', 'payment-settled')
       GROUP BY home, kind, cause HAVING count(*) > 1`,
    );
    return [
      ...sql
        .all<{ found: string }>("SELECT integrity_check AS found FROM pragma_integrity_check")
        .filter(({ found }) => found !== "ok")
        .map(({ found }) => `integrity: ${found}`),
      ...texts
        .filter(({ phone, id }) => !inbox.has(`line:${phone} telnyx:${id}`))
        .map(({ id }) => `text ${id} is lost`),
      ...cash
        .filter(({ account, id }) => !payments.has(`account:${account} ${id}`))
        .map(({ id }) => `cash ${id} is lost`),
      // A charge may still be on its way from the line to the account: that it is lost shows at the end.
      ...charges
        .filter(({ account, minor }) => {
          const rows = charged.get(`account:${account} ${String(minor)}`) ?? [];
          return rows.length > 1;
        })
        .map(({ account, minor }) => `${String(minor)} cents of ${account} are charged twice`),
      ...twice.map((row) => `applied twice: ${JSON.stringify(row)}`),
    ];
  });
}

/** Every read that was acknowledged is known: the same again changes nothing. */
export async function findLostReads(
  utility: ServedUtility,
  token: string,
  reads: readonly object[],
): Promise<Findings> {
  const findings: Findings = [];
  const body = { reads };
  const answer = await utility.call(token, "/v1/reads", body);
  const results = (answer.body["results"] ?? []) as { outcome: string }[];
  if (results.length !== reads.length) findings.push(`reads: ${JSON.stringify(answer)}`);
  for (const [at, { outcome }] of results.entries()) {
    if (outcome !== "duplicate") findings.push(`${JSON.stringify(reads[at])} was ${outcome}`);
  }
  return findings;
}

/** The hash chains hold and every posting sums to zero, by the operator's own command beside the server. */
export async function findBrokenBooks(utility: ServedUtility): Promise<Findings> {
  const { status, out, err } = await utility.directory.run(["ledger", "verify"]);
  return status === 0 ? [] : [`ledger verify: ${out}${err}`];
}

/** What waits in the outbox, or was set aside. */
export function findUndrained(utility: ServedUtility): Findings {
  return utility.directory
    .rows("SELECT kind, state, attempts, code FROM outbox")
    .map((row) => `in the outbox: ${JSON.stringify(row)}`);
}

/** Once all is done: each balance is what was paid less what was used, to the ledger unit, and every text was said. */
export async function findWrongEnd(
  utility: ServedUtility,
  at: { token: string; households: readonly Household[]; cashMinor: number },
  { cash, charges, reads }: Acknowledged,
): Promise<Findings> {
  const findings: Findings = [];
  for (const { account, meter, openingUnits } of at.households) {
    const cashUnits =
      cash.filter((one) => one.account === account).length * at.cashMinor * CENT_UNITS;
    const chargedUnits = charges
      .filter((one) => one.account === account)
      .reduce((sum, { minor }) => sum + minor * CENT_UNITS, 0);
    const used = reads.filter((read) => read.meter === meter);
    const expected = openingUnits + cashUnits + chargedUnits - costUnits(utility.movedInDay, used);
    const { body } = await utility.call(at.token, `/v1/accounts/${account}`);
    const found = Math.round(Number(body["balance"]) * 1e6);
    if (found !== expected) {
      findings.push(`${account} has ${String(found)} and not ${String(expected)}`);
    }
  }
  return [...findings, ...findWrongCharges(utility, charges), ...findUnsaid(utility)];
}

/** The processor has charged what the hub has settled, and that is what customers agreed to. */
function findWrongCharges(utility: ServedUtility, agreed: Acknowledged["charges"]): Findings {
  const settled = utility.directory.rows<{ id: string; minor: number; state: string }>(
    "SELECT id, amount_minor AS minor, state FROM payment WHERE tender = 'card' ORDER BY id",
  );
  const processed = utility.directory
    .look("simulated-world", (sql) =>
      sql.all<{ text: string }>("SELECT text FROM memory WHERE name LIKE '%charge %'"),
    )
    .map(({ text }) => JSON.parse(text) as { request: { paymentId: string; amountMinor: number } })
    .map(({ request }) => `${request.paymentId} ${String(request.amountMinor)}`)
    .toSorted();
  const ours = settled.map(({ id, minor }) => `${id} ${String(minor)}`).toSorted();
  return [
    ...settled
      .filter(({ state }) => state !== "settled")
      .map((row) => `not settled: ${JSON.stringify(row)}`),
    ...(settled.length === agreed.length
      ? []
      : [`${String(settled.length)} charges, ${String(agreed.length)} agreed to`]),
    ...(JSON.stringify(processed) === JSON.stringify(ours)
      ? []
      : [`the processor has ${processed.join()}, we have ${ours.join()}`]),
  ];
}

/** Every message reached the carrier, once, or twice where a kill hid the first answer. */
function findUnsaid(utility: ServedUtility): Findings {
  const times = Map.groupBy(utility.carrier.taken, ({ messageId }) => messageId ?? "none");
  return utility.directory
    .rows<{ id: string; state: string }>("SELECT id, state FROM message WHERE direction = 'out'")
    .filter(({ id, state }) => {
      const count = times.get(id)?.length ?? 0;
      return state !== "delivered" || count < 1 || count > 2;
    })
    .map(
      ({ id, state }) => `message ${id} is ${state}, taken ${String(times.get(id)?.length ?? 0)}`,
    );
}
