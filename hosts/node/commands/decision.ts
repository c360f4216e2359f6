/** `decision`: what was decided about a supply and why, recomputed, and handed out for a regulator. */
import { explainDecision } from "../../../core/supply/explain-decision.ts";
import { accountHome } from "../../../core/ids.ts";
import { replayDecisions } from "../../../core/hub/replay-decisions.ts";
import { isRefusal, refuse, type Refusal } from "../../../core/refusal.ts";
import { decisionOf, type DecisionRow, decisionsAfter } from "../../../core/store/supply.ts";
import type { DecisionRecord } from "../../../core/supply/record.ts";
import {
  type Command,
  type Given,
  type Outcome,
  refusedOutcome,
  type Terminal,
  UsageError,
} from "../command.ts";
import {
  configurationHelp,
  configurationOptions,
  configured,
  namedOrAll,
  utilityHelp,
} from "./configured.ts";
import { readStore } from "./reading.ts";

export const decisionCommand: Command = {
  name: "decision",
  summary: "Shows, recomputes or exports stored decisions about supply. Writes nothing.",
  usage: [
    "decision show ACCOUNT/SERVICE/NUMBER [--utility ID]",
    "decision replay [--utility ID]",
    "decision export [--utility ID] --json",
  ],
  help: [
    ...configurationHelp,
    utilityHelp,
    "",
    "replay recomputes every stored decision from its own inputs: bit for bit where this program's rules",
    "of deciding made it, else as a list of what would be decided otherwise now. Exit 1 when a decision",
    "is not reproduced or the chain of a service's decisions is broken.",
  ],
  options: configurationOptions,
  run: async (given, terminal) => {
    const [verb, id, ...more] = given.words;
    if (verb === "show" && id !== undefined && more.length === 0) return show(given, terminal, id);
    if (id !== undefined) throw new UsageError("say show ID, replay or export");
    if (verb === "replay") return replay(given, terminal);
    if (verb === "export") return exportAll(given, terminal);
    throw new UsageError("say show ID, replay or export");
  },
};

async function show(given: Given, terminal: Terminal, id: string): Promise<Outcome> {
  const [, account = "", service = "", number = ""] = /^(.+)\/([^/]+)\/(\d+)$/.exec(id) ?? [];
  if (account === "") throw new UsageError("an id is ACCOUNT/SERVICE/NUMBER");
  const found = configured(given, terminal);
  if (found.kind === "refused") return found.outcome;
  let refusal: Refusal = refuse("no_decision", `${id} is no stored decision`);
  for (const { utilityId } of namedOrAll(found.configuration, given)) {
    const row = await readStore<DecisionRow | null>(found.dataDirectory, utilityId, (sql) => {
      return decisionOf(sql, accountHome(account), service, Number(number)) ?? null;
    });
    if (isRefusal(row)) refusal = row;
    else if (row !== null) {
      const record = JSON.parse(row.record) as DecisionRecord;
      return { status: 0, lines: explainDecision(record), json: { utility: utilityId, record } };
    }
  }
  return refusedOutcome(refusal);
}

async function replay(given: Given, terminal: Terminal): Promise<Outcome> {
  const found = configured(given, terminal);
  if (found.kind === "refused") return found.outcome;
  const utilities: Record<string, object> = {};
  const lines: string[] = [];
  let status: 0 | 1 = 0;
  for (const { utilityId } of namedOrAll(found.configuration, given)) {
    const replayed = await readStore(found.dataDirectory, utilityId, (sql) => replayDecisions(sql));
    if (isRefusal(replayed)) return refusedOutcome(replayed);
    utilities[utilityId] = replayed;
    for (const { home, serviceId, sequence, code, was, now } of replayed.findings) {
      const change = was === null ? "" : `: was ${was}, is ${now ?? ""}`;
      lines.push(`${utilityId}: ${home}/${serviceId}/${String(sequence)} ${code}${change}`);
      if (code !== "decided_otherwise") status = 1;
    }
    const { decisions, same, stillSo } = replayed;
    lines.push(
      `${utilityId}: ${String(decisions)} decisions, ${String(same)} bit for bit, ${String(stillSo)} of older rules alike.`,
    );
  }
  return { status, lines, json: { utilities } };
}

/** Decisions read at once. */
const PAGE = 500;

async function exportAll(given: Given, terminal: Terminal): Promise<Outcome> {
  const found = configured(given, terminal);
  if (found.kind === "refused") return found.outcome;
  const decisions: object[] = [];
  for (const { utilityId } of namedOrAll(found.configuration, given)) {
    const rows = await readStore(found.dataDirectory, utilityId, (sql) => {
      const all: DecisionRow[] = [];
      for (let page = decisionsAfter(sql, null, PAGE); page.length > 0;) {
        all.push(...page);
        page = decisionsAfter(sql, page.at(-1) ?? null, PAGE);
      }
      return all;
    });
    if (isRefusal(rows)) return refusedOutcome(rows);
    for (const { record, ...row } of rows) {
      decisions.push({ utility: utilityId, ...row, record: JSON.parse(record) as DecisionRecord });
    }
  }
  return { status: 0, lines: decisions.map((one) => JSON.stringify(one)), json: { decisions } };
}
