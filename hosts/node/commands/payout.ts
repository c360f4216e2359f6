/** `payout`: what customers who left had is paid out by people, and ticked off. */
import type { PayoutsAnswer } from "../../../channels/counter/closing-protocol.ts";
import { type Command, type Given, type Outcome, type Terminal, UsageError } from "../command.ts";
import { act, byOf } from "./closing.ts";
import { configurationHelp, configurationOptions, utilityHelp } from "./configured.ts";
import { actAtUtility, writerHelp, writerOptions } from "./writing.ts";

export const payout: Command = {
  name: "payout",
  summary: "Shows what customers who left are to be paid out, and takes that it was.",
  usage: [
    "payout list",
    "payout paid ACCOUNT PAYOUT --reference WORDS --by NAME [--drawer DRAWER]",
  ],
  help: [
    "  --reference WORDS      how the bank or the receipt has it: a check's number",
    "  --drawer DRAWER        out of which drawer cash was taken; without it, the bank paid",
    "  --by NAME              who paid it: stands in the journal",
    ...configurationHelp,
    utilityHelp,
    ...writerHelp,
  ],
  options: {
    reference: { type: "string" },
    drawer: { type: "string" },
    by: { type: "string" },
    ...configurationOptions,
    ...writerOptions,
  },
  run: runPayout,
};

const DRAWER = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

async function runPayout(given: Given, terminal: Terminal): Promise<Outcome> {
  const [verb, accountId, payoutId, ...more] = given.words;
  if (verb === "list" && accountId === undefined) return list(given, terminal);
  if (verb !== "paid" || accountId === undefined || payoutId === undefined || more.length > 0) {
    throw new UsageError("say list, or paid with an account and a payout");
  }
  const paid = { ...paidOf(given), actor: byOf(given) };
  const input = { command: "pay_out", accountId, payoutId, ...paid };
  return act(given, terminal, input, ({ kind }) => [
    `${payoutId} is ${kind === "repeated" ? "already " : ""}paid out.`,
  ]);
}

function paidOf(given: Given): { reference: string; drawer: string | null } {
  const reference = given.text("reference")?.trim() ?? "";
  const drawer = given.text("drawer") ?? null;
  if (reference === "" || (drawer !== null && !DRAWER.test(drawer))) {
    throw new UsageError("say --reference, and --drawer by its id where it was cash");
  }
  return { reference, drawer };
}

function list(given: Given, terminal: Terminal): Promise<Outcome> {
  return actAtUtility(given, terminal, async (commands, utilityId) => {
    const { payouts } = (await commands("list_payouts", { utilityId })) as PayoutsAnswer;
    const lines = payouts.map(
      (one) => `${one.payout}  ${one.amount} ${one.currency}  ${one.account}  ${one.name}`,
    );
    const shown = lines.length === 0 ? ["Nothing is to be paid out."] : lines;
    return { status: 0, lines: shown, json: { payouts } };
  });
}
