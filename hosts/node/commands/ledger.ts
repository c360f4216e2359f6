import { isRefusal } from "../../../core/refusal.ts";
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
import { isWhole, type Verdict, verdictOf, wrongInWords } from "../verdict.ts";
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
    "journal must carry the hash of the row before it. Every payment must stand in the ledger as its state says,",
    "every transfer must name a row of the journal, a quote that was honoured must be used up, and nothing that",
    "keeps rows from being changed may be gone. It may run beside the server. Exit 1 when anything is not as it must be.",
  ],
  options: configurationOptions,
  run: verify,
};

async function verify(given: Given, terminal: Terminal): Promise<Outcome> {
  const [verb, ...more] = given.words;
  if (verb !== "verify" || more.length > 0) throw new UsageError("say verify");
  const found = configured(given, terminal);
  if (found.kind === "refused") return found.outcome;
  const { configuration, dataDirectory } = found;
  const lines: string[] = [];
  const verdicts: Record<string, Verdict> = {};
  for (const { utilityId } of namedOrAll(configuration, given)) {
    const verdict = await readStore<Verdict>(dataDirectory, utilityId, verdictOf);
    if (isRefusal(verdict)) return refusedOutcome(verdict);
    verdicts[utilityId] = verdict;
    lines.push(...inWords(utilityId, verdict));
  }
  const status = Object.values(verdicts).every(isWhole) ? 0 : 1;
  return { status, lines, json: { utilities: verdicts } };
}

function inWords(utilityId: string, verdict: Verdict): string[] {
  const { transfers, entries, problems, chains, broken } = verdict;
  return [
    ...wrongInWords(verdict).map((words) => `${utilityId}: ${words}`),
    `${utilityId}: ${String(transfers)} transfers of ${String(entries)} entries, ${String(problems.length)} wrong; ${String(chains)} journals, ${String(broken.length)} broken.`,
  ];
}
