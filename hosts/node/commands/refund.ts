import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { refundSchema } from "../../../channels/counter/refunds.ts";
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
  amountGiven,
  chosenUtility,
  configurationHelp,
  configurationOptions,
  configured,
  utilityHelp,
} from "./configured.ts";
import { actAtUtility, writerHelp, writerOptions } from "./writing.ts";

export const refund: Command = {
  name: "refund",
  summary: "Has the card processor give a payment back, whole or in part.",
  usage: ["refund PAYMENT --account ID --reason WORD [--amount X] [--id ID] [--utility ID]"],
  help: [
    "  --account ID           whose payment it was",
    "  --amount X             how much, such as 7.50; without it, all that is left of the payment",
    "  --reason WORD          why; kept for the books, and told to nobody",
    "  --id ID                the refund's own name: the same again gives nothing back again, and tells how it",
    "                         stands; without it, one is made up and told",
    ...configurationHelp,
    utilityHelp,
    ...writerHelp,
    "",
    "It is kept at once and made by the server that runs: ask again with --id to hear what came of it.",
  ],
  options: {
    account: { type: "string" },
    amount: { type: "string" },
    reason: { type: "string" },
    id: { type: "string" },
    ...configurationOptions,
    ...writerOptions,
  },
  run: runRefund,
};

type Told = z.input<typeof refundSchema>;

/** What names a refund, and the word for why. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

async function runRefund(given: Given, terminal: Terminal): Promise<Outcome> {
  const [paymentId, ...more] = given.words;
  const accountId = given.text("account");
  const reason = given.text("reason") ?? "";
  if (paymentId === undefined || accountId === undefined || more.length > 0) {
    throw new UsageError("say which payment, and whose: refund PAYMENT --account ID");
  }
  const refundId = given.text("id") ?? randomUUID();
  if (!NAME.test(reason) || !NAME.test(refundId)) {
    throw new UsageError("--reason and --id are one word of letters, digits and ._-");
  }
  const found = configured(given, terminal);
  if (found.kind === "refused") return found.outcome;
  const { currency } = chosenUtility(found.configuration, given);
  const amountMinor = amountGiven(given, "amount", currency);
  if (isRefusal(amountMinor)) return refusedOutcome(amountMinor);
  return actAtUtility(given, terminal, async (commands, utilityId) => {
    const wanted = { refundId, accountId, paymentId, amountMinor, reason };
    const input = { utilityId, ...wanted, currency: currency.code };
    const told = (await commands("ask_refund", input)) as Told | Refusal;
    if (isRefusal(told)) return refusedOutcome(told);
    return { status: 0, lines: inWords(told), json: told };
  });
}

function inWords({ id, payment, amount, currency, state, refund: name, code }: Told): string[] {
  const of = `${id}: ${amount} ${currency} of ${payment}`;
  switch (state) {
    case "asked":
      return [`${of} is asked for.`];
    case "made":
      return [`${of} is given back (${name ?? ""}).`];
    case "refused":
      return [`${of} was refused: ${code ?? ""}. Nothing was given back.`];
    case "unresolved":
      return [`${of}: nobody can say (${code ?? ""}); look it up in the processor's own pages.`];
  }
}
