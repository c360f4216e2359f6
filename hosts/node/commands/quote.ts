import { randomUUID } from "node:crypto";
import type { z } from "zod";
import {
  offerAnswer,
  type offerSchema,
  type quoteSchema,
} from "../../../channels/counter/quote-protocol.ts";
import { serviceMsAt } from "../../../core/hub/anchor-clock.ts";
import { type AccountOffer, offerAt, type OfferRefusal } from "../../../core/hub/offer.ts";
import { accountHome } from "../../../core/ids.ts";
import type { Home, Sql } from "../../../core/ports.ts";
import { isRefusal, type Refusal } from "../../../core/refusal.ts";
import { serviceClockOf } from "../../../core/store/clock.ts";
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
import { readStore } from "./reading.ts";
import { actAtUtility, writerHelp, writerOptions } from "./writing.ts";

export const quote: Command = {
  name: "quote",
  summary: "Says what a payment buys, and the smallest that turns supply on.",
  usage: ["quote --account ID [--amount X] [--hold] [--utility ID]"],
  help: [
    "  --account ID           whose",
    "  --amount X             what is paid, such as 20.00; without it, the smallest that turns supply on",
    "  --hold                 hold it, as long as the configuration says: paid in time it turns supply on,",
    "                         whatever is used meanwhile",
    ...configurationHelp,
    utilityHelp,
    ...writerHelp,
    "",
    "Without --hold and --url nothing is written, and it may run beside the server.",
  ],
  options: {
    account: { type: "string" },
    amount: { type: "string" },
    hold: { type: "boolean" },
    ...configurationOptions,
    ...writerOptions,
  },
  run: runQuote,
};

type OfferTold = z.input<typeof offerSchema>;
type QuoteTold = z.input<typeof quoteSchema>;

async function runQuote(given: Given, terminal: Terminal): Promise<Outcome> {
  const accountId = given.text("account");
  if (accountId === undefined || given.words.length > 0) {
    throw new UsageError("say which account: --account ID");
  }
  const found = configured(given, terminal);
  if (found.kind === "refused") return found.outcome;
  const { utilityId, currency } = chosenUtility(found.configuration, given);
  const amountMinor = amountGiven(given, "amount", currency);
  if (isRefusal(amountMinor)) return refusedOutcome(amountMinor);
  if (given.has("hold") || given.text("url") !== undefined) {
    return actAtUtility(given, terminal, async (commands) => {
      const input = { utilityId, accountId, amountMinor, quoteId: randomUUID() };
      const held = (await commands("hold_quote", input)) as QuoteTold | Refusal;
      if (isRefusal(held)) return refusedOutcome(held);
      const until = `Held as ${held.id} until ${held.held_until}.`;
      return { status: 0, lines: [...inWords(held), until], json: held };
    });
  }
  const offer = await readStore<AccountOffer | Refusal>(
    found.dataDirectory,
    utilityId,
    (sql, home) => offerHere(sql, home, { accountId, amountMinor }),
  );
  if (isRefusal(offer)) return refusedOutcome(offer);
  const told = offerAnswer(offer);
  return { status: 0, lines: inWords(told), json: told };
}

/** All homes of a utility are in the one file. */
function offerHere(
  sql: Sql,
  home: Home,
  asked: { readonly accountId: string; readonly amountMinor: number | null },
): AccountOffer | Refusal<OfferRefusal> {
  const wallMs = Date.now();
  const anchor = serviceClockOf(sql, home);
  const serviceMs = anchor === undefined ? wallMs : serviceMsAt(anchor, wallMs);
  return offerAt(sql, { wallMs, serviceMs }, accountHome(asked.accountId), asked.amountMinor);
}

function inWords(told: OfferTold): string[] {
  const { account, amount, currency, split, lasts_until: until } = told;
  const smallest =
    told.smallest === null
      ? "Nothing need be paid for supply to be on."
      : `The smallest payment after which supply is on: ${told.smallest} ${currency}.`;
  return [
    `${amount} ${currency} for ${account}:`,
    ...split.map((part) => `  ${part.amount.padStart(16)}  ${part.for}`),
    `Balance ${told.balance_before} -> ${told.balance_after}; supply ${told.supply_on ? "on" : "not on"} after it.`,
    ...(until === null ? [] : [`Lasts ${String(told.days_left)} days, until ${until}.`]),
    smallest,
  ];
}
