/** `erase`: what may be erased of a person goes on their request, and what must stay is said. */
import { isRefusal, type Refusal } from "../../../core/refusal.ts";
import type { ErasedHere } from "../../erase.ts";
import {
  type Command,
  type Given,
  type Outcome,
  refusedOutcome,
  type Terminal,
  UsageError,
} from "../command.ts";
import { configurationHelp, configurationOptions, utilityHelp } from "./configured.ts";
import { actAtUtility, writerHelp, writerOptions } from "./writing.ts";

/** What is never erased, and what it is needed for. */
const kept: readonly (readonly [string, string])[] = [
  ["consents and their proof", "that texts and calls were agreed to, or ended, has to be shown"],
  ["ledger, payments and bills", "the books, with the number that a payment was made from"],
  [
    "notices, protections and decisions",
    "what a disconnection, or none, rested on, with the number that was told",
  ],
  [
    "attempts and lock-outs",
    "guesses at PINs and codes stay counted, by the number they came from",
  ],
  ["journal", "the audit trail: ids and amounts, no name, number or text"],
  ["copies", "backups as they were made, and what the processor and the carrier keep themselves"],
];

export const eraseCommand: Command = {
  name: "erase",
  summary: "Erases what was said with a person, at their request.",
  usage: ["erase (--number PHONE | --account ACCOUNT) [--dry-run] [--utility ID] [--json]"],
  help: [
    "  --number PHONE         texts, talks, calls, call-backs, reports, links and codes of it, as +12025550123",
    "  --account ACCOUNT      an account that is closed: the same of its customer's numbers, and their name, numbers, PIN",
    "                         and saved cards, unless another account of theirs, or at the number, is open",
    "  --dry-run              only says what would go",
    ...configurationHelp,
    utilityHelp,
    ...writerHelp,
    "",
    "Refused while an account is open, a payment is on its way, or the number is still to be told or called. Asked for again it",
    "finds nothing. It prints what went, what was kept, and why.",
  ],
  options: {
    number: { type: "string" },
    account: { type: "string" },
    "dry-run": { type: "boolean" },
    ...configurationOptions,
    ...writerOptions,
  },
  run: runErase,
};

async function runErase(given: Given, terminal: Terminal): Promise<Outcome> {
  const number = given.text("number");
  const accountId = given.text("account");
  if (given.words.length > 0 || (number === undefined) === (accountId === undefined)) {
    throw new UsageError("say --number or --account, and one of them");
  }
  const isDry = given.has("dry-run");
  const of = number === undefined ? { accountId } : { number };
  return actAtUtility(given, terminal, async (commands, utilityId) => {
    const input = { utilityId, isDry, ...of };
    const came = (await commands("erase_person", input)) as ErasedHere | Refusal;
    if (isRefusal(came)) return refusedOutcome(came);
    const { erased, left } = came;
    const went = Object.entries(erased).filter(([, rows]) => rows > 0);
    const said = isDry ? "would be erased" : "erased";
    const lines = [
      ...(went.length === 0 ? [`nothing ${said}`] : []),
      ...went.map(([table, rows]) => `${said}: ${String(rows)} of ${table}`),
      ...left.map((why) => `kept: ${why}`),
      ...kept.map(([what, why]) => `kept: ${what} (${why})`),
    ];
    const json = { utility: utilityId, dry_run: isDry, erased: Object.fromEntries(went), left };
    return {
      status: 0,
      lines,
      json: { ...json, kept: kept.map(([what, why]) => ({ what, why })) },
    };
  });
}
