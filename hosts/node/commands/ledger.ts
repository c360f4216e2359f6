import { brokenChain } from "../../../core/hub/journal.ts";
import { type LedgerVerdict, verifyLedger } from "../../../core/hub/verify-ledger.ts";
import type { Sql } from "../../../core/ports.ts";
import { isRefusal } from "../../../core/refusal.ts";
import { homesChangedAfter } from "../../../core/store/journal.ts";
import {
  type Command,
  type Given,
  type Outcome,
  refusedOutcome,
  type Terminal,
  UsageError,
} from "../command.ts";
import {
  chosenUtility,
  configurationHelp,
  configurationOptions,
  configured,
  utilityHelp,
} from "./configured.ts";
import { readStore } from "./reading.ts";

export const ledger: Command = {
  name: "ledger",
  summary: "Reads the whole ledger and journal and says whether they are whole. Writes nothing.",
  usage: ["ledger verify [--utility ID]"],
  help: [
    ...configurationHelp,
    utilityHelp,
    "",
    "Every posting must sum to zero, every balance must be the sum of its entries, and every row of the",
    "journal must carry the hash of the row before it. It may run beside the server. Exit 1 when",
    "anything is not as it must be.",
  ],
  options: configurationOptions,
  run: verify,
};

interface Verdict extends LedgerVerdict {
  readonly chains: number;
  /** The first row that does not fit, of each home whose chain is broken. */
  readonly broken: readonly { readonly home: string; readonly sequence: number }[];
}

async function verify(given: Given, terminal: Terminal): Promise<Outcome> {
  const [verb, ...more] = given.words;
  if (verb !== "verify" || more.length > 0) throw new UsageError("say verify");
  const found = configured(given, terminal);
  if (found.kind === "refused") return found.outcome;
  const { configuration, dataDirectory } = found;
  const utilities =
    given.text("utility") === undefined
      ? configuration.utilities
      : [chosenUtility(configuration, given)];
  const lines: string[] = [];
  const verdicts: Record<string, Verdict> = {};
  for (const { utilityId } of utilities) {
    const verdict = await readStore<Verdict>(dataDirectory, utilityId, verdictOf);
    if (isRefusal(verdict)) return refusedOutcome(verdict);
    verdicts[utilityId] = verdict;
    lines.push(...inWords(utilityId, verdict));
  }
  const isWhole = Object.values(verdicts).every(
    ({ problems, broken }) => problems.length === 0 && broken.length === 0,
  );
  return { status: isWhole ? 0 : 1, lines, json: { utilities: verdicts } };
}

function verdictOf(sql: Sql): Verdict {
  const homes = homesChangedAfter(sql, 0);
  const broken = homes.flatMap(({ home }) => {
    const sequence = brokenChain(sql, home);
    return sequence === null ? [] : [{ home, sequence }];
  });
  return { ...verifyLedger(sql), chains: homes.length, broken };
}

function inWords(utilityId: string, verdict: Verdict): string[] {
  const { transfers, entries, problems, chains, broken } = verdict;
  return [
    ...problems.map(
      ({ code, home, name, detail }) => `${utilityId}: ${code}: ${home} ${name}: ${detail}`,
    ),
    ...broken.map(
      ({ home, sequence }) =>
        `${utilityId}: the journal of ${home} is broken at row ${String(sequence)}`,
    ),
    `${utilityId}: ${String(transfers)} transfers of ${String(entries)} entries, ${String(problems.length)} wrong; ${String(chains)} journals, ${String(broken.length)} broken.`,
  ];
}
