/** `consent`: the proof of who agreed to be told what, in which words, when and from where. */
import { lineHome } from "../../../core/ids.ts";
import { isRefusal } from "../../../core/refusal.ts";
import { consentEvents, consentEventsAfter, type KeptProof } from "../../../core/store/talks.ts";
import { type Proof, proofOf } from "../../consent-proof.ts";
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

/** Rows read at a time: a page is a few hundred kilobytes. */
const PAGE_ROWS = 1_000;

export const consentCommand: Command = {
  name: "consent",
  summary: "Hands out the proof of every consent and revocation. Writes nothing.",
  usage: ["consent export [PHONE] [--utility ID] [--json]"],
  help: [
    ...configurationHelp,
    utilityHelp,
    "",
    "Each line is one event: the number, for what, granted, revoked or asked, by which way, when it happened,",
    "the words that were shown before it, what was done in answer, and the channel and number it came by.",
    "Without --json fields are parted by tabs. PHONE is one number, as +12025550123.",
  ],
  options: configurationOptions,
  run: async (given, terminal) => {
    const [verb, phone, ...more] = given.words;
    if (verb !== "export" || more.length > 0) throw new UsageError("say export, or export PHONE");
    return exportProofs(given, terminal, phone);
  },
};

async function exportProofs(
  given: Given,
  terminal: Terminal,
  phone: string | undefined,
): Promise<Outcome> {
  const found = configured(given, terminal);
  if (found.kind === "refused") return found.outcome;
  const utilities: Record<string, readonly Proof[]> = {};
  for (const { utilityId } of namedOrAll(found.configuration, given)) {
    const proofs = await readStore(found.dataDirectory, utilityId, (sql): Proof[] => {
      if (phone !== undefined) {
        return consentEvents(sql, lineHome(phone)).map((event) => proofOf(sql, event));
      }
      const all: Proof[] = [];
      let last: KeptProof | null = null;
      for (;;) {
        const page: readonly KeptProof[] = consentEventsAfter(sql, last, PAGE_ROWS);
        all.push(...page.map((event) => proofOf(sql, event)));
        last = page.at(-1) ?? null;
        if (page.length < PAGE_ROWS) return all;
      }
    });
    if (isRefusal(proofs)) return refusedOutcome(proofs);
    utilities[utilityId] = proofs;
  }
  const lines = Object.values(utilities).flatMap((proofs) => proofs.map(lineOf));
  return { status: 0, lines, json: { utilities } };
}

function lineOf(proof: Proof): string {
  const fields = [
    proof.line,
    proof.purpose,
    proof.state,
    proof.source,
    proof.at,
    proof.came_from ?? "",
    proof.wording_version ?? "",
    proof.wording ?? "",
    proof.evidence,
  ];
  return fields.map((field) => field.replaceAll(/[\t\r\n]+/g, " ")).join("\t");
}
