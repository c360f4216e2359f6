import { randomInt } from "node:crypto";
import { isRefusal } from "../../../core/refusal.ts";
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

/** Six digits are keyed in a breath, and three guesses at a million leave little to hope for. */
const PIN_DIGITS = 6;

export const pin: Command = {
  name: "pin",
  summary: "Gives an account's customer a new PIN for calls.",
  usage: ["pin new ACCOUNT [--utility ID]"],
  help: [
    ...configurationHelp,
    utilityHelp,
    ...writerHelp,
    "",
    "The PIN is made here and shown once; only a slow, peppered hash of it is kept. The PIN before it is good no more, and",
    "a lock-out of it ends. It is the customer's: all accounts of one customer have the same.",
  ],
  options: { ...configurationOptions, ...writerOptions },
  run: runPin,
};

async function runPin(given: Given, terminal: Terminal): Promise<Outcome> {
  const [verb, accountId, ...more] = given.words;
  if (verb !== "new" || accountId === undefined || more.length > 0) {
    throw new UsageError("say new and one account");
  }
  return actAtUtility(given, terminal, async (commands, utilityId) => {
    const made = String(randomInt(10 ** PIN_DIGITS)).padStart(PIN_DIGITS, "0");
    const answer = await commands("set_pin", { utilityId, accountId, pin: made });
    if (isRefusal(answer)) return refusedOutcome(answer);
    return {
      status: 0,
      lines: [
        made,
        "",
        `This is the PIN of ${accountId}. It is shown only now; only its hash is kept.`,
      ],
      json: { utility: utilityId, account: accountId, pin: made },
    };
  });
}
