import { must } from "../../../core/assert.ts";
import { minorToDecimal } from "../../../core/money.ts";
import { isRefusal, type Refusal } from "../../../core/refusal.ts";
import type { PayCodeMade } from "../../../channels/counter/suspense.ts";
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

export const payCode: Command = {
  name: "pay-code",
  summary: "Makes a code by which others pay for an account, or ends one.",
  usage: [
    "pay-code new ACCOUNT --cap X [--uses N] [--days N] [--utility ID]",
    "pay-code end CODE [--utility ID]",
  ],
  help: [
    "  --cap X                all that may be paid by it, such as 50.00",
    "  --uses N               how many payments it is good for (default: 1)",
    "  --days N               how long it is good (default: 7, at most 31)",
    ...configurationHelp,
    utilityHelp,
    ...writerHelp,
    "",
    "Who has the code pays at a counter, and is told nothing of the account.",
  ],
  options: {
    cap: { type: "string" },
    uses: { type: "string" },
    days: { type: "string" },
    ...configurationOptions,
    ...writerOptions,
  },
  run: runPayCode,
};

async function runPayCode(given: Given, terminal: Terminal): Promise<Outcome> {
  const [verb, subject, ...more] = given.words;
  if (subject === undefined || more.length > 0) throw new UsageError("say new or end, and of what");
  if (verb === "end") {
    return actAtUtility(given, terminal, async (commands, utilityId) => {
      const answer = await commands("revoke_pay_code", { utilityId, code: subject });
      if (isRefusal(answer)) return refusedOutcome(answer);
      return { status: 0, lines: ["The code is good no more."], json: { code: subject } };
    });
  }
  if (verb !== "new" || given.text("cap") === undefined)
    throw new UsageError("say new ACCOUNT --cap X");
  const found = configured(given, terminal);
  if (found.kind === "refused") return found.outcome;
  const { currency } = chosenUtility(found.configuration, given);
  const capMinor = must(amountGiven(given, "cap", currency), "a cap was given");
  if (isRefusal(capMinor)) return refusedOutcome(capMinor);
  const uses = wholeOf(given.text("uses") ?? "1");
  const days = wholeOf(given.text("days") ?? "7");
  return actAtUtility(given, terminal, async (commands, utilityId) => {
    const input = { utilityId, accountId: subject, capMinor, uses, days };
    const made = (await commands("make_pay_code", input)) as PayCodeMade | Refusal;
    if (isRefusal(made)) return refusedOutcome(made);
    const until = new Date(made.expiresAtMs).toISOString();
    const good = `Good for ${minorToDecimal(capMinor, currency)} ${currency.code} in ${String(uses)} payments until ${until}.`;
    return { status: 0, lines: [made.code, "", good], json: { code: made.code, expires: until } };
  });
}

function wholeOf(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new UsageError("--uses and --days are whole numbers");
  return Number(text);
}
