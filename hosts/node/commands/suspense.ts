import type { Waiting } from "../../../core/hub/list-suspense.ts";
import { minorToDecimal } from "../../../core/money.ts";
import { isRefusal, type Refusal } from "../../../core/refusal.ts";
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
import { actAtUtility, writerHelp, writerOptions } from "./writing.ts";

export const suspense: Command = {
  name: "suspense",
  summary: "Shows money that no account is known for, and says whose it is.",
  usage: ["suspense list [--utility ID]", "suspense assign ITEM ACCOUNT --by NAME [--utility ID]"],
  help: [
    "  --by NAME              who decided it: stands in the journal",
    ...configurationHelp,
    utilityHelp,
    ...writerHelp,
  ],
  options: { by: { type: "string" }, ...configurationOptions, ...writerOptions },
  run: runSuspense,
};

async function runSuspense(given: Given, terminal: Terminal): Promise<Outcome> {
  const [verb, itemId, accountId, ...more] = given.words;
  if (verb === "list" && itemId === undefined) return list(given, terminal);
  const by = given.text("by")?.trim() ?? "";
  const isWhole = itemId !== undefined && accountId !== undefined && more.length === 0;
  if (verb !== "assign" || !isWhole || by === "") {
    throw new UsageError("say list, or assign with an item, an account and --by");
  }
  return actAtUtility(given, terminal, async (commands, utilityId) => {
    const answer = await commands("assign_suspense", { utilityId, itemId, accountId, by });
    if (isRefusal(answer)) return refusedOutcome(answer);
    const { kind } = answer as { readonly kind: string };
    const lines = [
      `${itemId} is ${kind === "repeated" ? "already " : ""}assigned to ${accountId}.`,
    ];
    return { status: 0, lines, json: { item: itemId, account: accountId, by, outcome: kind } };
  });
}

async function list(given: Given, terminal: Terminal): Promise<Outcome> {
  const found = configured(given, terminal);
  if (found.kind === "refused") return found.outcome;
  const { currency } = chosenUtility(found.configuration, given);
  return actAtUtility(given, terminal, async (commands, utilityId) => {
    const answer = (await commands("list_suspense", { utilityId })) as
      | { readonly waiting: readonly Waiting[] }
      | Refusal;
    if (isRefusal(answer)) return refusedOutcome(answer);
    const lines = answer.waiting.flatMap((item) => [
      `${item.id}  ${minorToDecimal(item.amountMinor, currency)} ${currency.code}  ${item.tender} from ${item.source}: ${item.code}`,
      ...item.suggestions.map(({ accountId, because }) => `    ${accountId} (${because})`),
    ]);
    const told = lines.length === 0 ? ["Nothing waits."] : lines;
    return { status: 0, lines: told, json: { waiting: answer.waiting } };
  });
}
