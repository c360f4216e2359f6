/** What doctor finds in one utility's store file, opened read-only. */
import type { Home, Sql } from "../../../core/ports.ts";
import { isRefusal } from "../../../core/refusal.ts";
import { configurationIds } from "../../../core/store/configuration.ts";
import { outboxCounts, parkedRows } from "../../../core/store/outbox.ts";
import { apiKeys } from "../../../core/store/keys.ts";
import type { Finding } from "../../ends.ts";
import { StorageFault } from "../../storage-fault.ts";
import { readStore } from "./reading.ts";

/** Enough to see what goes wrong; the rest is a number. */
const PARKED_SHOWN = 5;

export async function storeFindings(dataDirectory: string, utilityId: string): Promise<Finding[]> {
  const note = (subject: string, state: Finding["state"], words: string): Finding => ({
    utilityId,
    subject,
    state,
    words,
  });
  try {
    const facts = await readStore(dataDirectory, utilityId, factsOf);
    if (!isRefusal(facts)) return findingsOf(facts, note);
    const state = facts.code === "no_data" || facts.code === "schema_older" ? "off" : "wrong";
    return [note("data", state, facts.message)];
  } catch (error) {
    // A file that is no database, or that the disk can't give: said in words, the rest of the examination goes on.
    if (!(error instanceof StorageFault)) throw error;
    return [note("data", "wrong", `the file can't be read: ${error.message}`)];
  }
}

interface StoreFacts {
  readonly integrity: string;
  readonly accounts: number;
  readonly tariffs: number;
  readonly liveKeys: number;
  readonly waiting: number;
  readonly parked: number;
  readonly parkedFirst: readonly { kind: string; code: string | null }[];
}

function factsOf(sql: Sql, home: Home): StoreFacts {
  const counts = outboxCounts(sql);
  const sum = (state: string) =>
    counts.filter((row) => row.state === state).reduce((total, { rows }) => total + rows, 0);
  return {
    integrity:
      sql.get<{ found: string }>("SELECT quick_check AS found FROM pragma_quick_check(1)")?.found ??
      "no answer",
    accounts: accountsIn(sql, home),
    tariffs: configurationIds(sql, "tariff").length,
    liveKeys: apiKeys(sql, home).filter(({ revokedAtMs }) => revokedAtMs === null).length,
    waiting: sum("waiting"),
    parked: sum("parked"),
    parkedFirst: parkedRows(sql, PARKED_SHOWN),
  };
}

function accountsIn(sql: Sql, home: Home): number {
  const text = "SELECT count(*) AS accounts FROM enrolment WHERE home = ?1";
  return sql.get<{ accounts: number }>(text, [home])?.accounts ?? 0;
}

type Note = (subject: string, state: Finding["state"], words: string) => Finding;

function findingsOf(facts: StoreFacts, note: Note): Finding[] {
  const { integrity, accounts, tariffs, liveKeys, waiting, parked, parkedFirst } = facts;
  const held = `accounts ${String(accounts)}, tariffs ${String(tariffs)}, live API keys ${String(liveKeys)}`;
  const findings = [
    integrity === "ok"
      ? note("data", "on", `the file is whole: ${held}`)
      : note("data", "wrong", `the file is damaged: ${integrity}; restore a backup`),
  ];
  if (waiting > 0) findings.push(note("outbox", "on", `${String(waiting)} waiting to be sent`));
  if (parked > 0) {
    // Never the target: of a text it is somebody's number.
    const shown = parkedFirst.map(({ kind, code }) => `${kind} (${code ?? "?"})`);
    const words = `${String(parked)} set aside for staff after failing: ${shown.join(", ")}${parked > shown.length ? " ..." : ""}`;
    findings.push(note("outbox", "wrong", words));
  }
  return findings;
}
