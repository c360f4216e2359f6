/** `closing`: an account is closed by an operator as a clerk would. */
import { randomUUID } from "node:crypto";
import type { ClosingAnswer } from "../../../channels/counter/closing-protocol.ts";
import { parseDecimal } from "../../../core/money.ts";
import { isRefusal, type Refusal } from "../../../core/refusal.ts";
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

export const closing: Command = {
  name: "closing",
  summary: "Closes an account: its last bill, and where what is left goes.",
  usage: [
    "closing show ACCOUNT [--day DAY] [--move-to ACCOUNT]",
    "closing ask ACCOUNT --by NAME [--day DAY] [--move-to ACCOUNT] [--read METER=REGISTER] [--id ID]",
    "closing withdraw ACCOUNT ID --by NAME",
  ],
  help: [
    "  --day DAY              the last day that is the customer's, as 2026-11-30; without it, at once",
    "  --move-to ACCOUNT      another account of the same customer, which takes what is left",
    "  --read METER=REGISTER  what a meter's register shows as they leave; for several meters with commas",
    "  --id ID                the closing's own name: the same again closes nothing again; without it, one is made up",
    "  --by NAME              who does it: stands in the journal",
    ...configurationHelp,
    utilityHelp,
    ...writerHelp,
    "",
    "show says how it stands, and of an account that nobody has closed what it would come to; nothing is done by it.",
  ],
  options: {
    day: { type: "string" },
    "move-to": { type: "string" },
    read: { type: "string" },
    id: { type: "string" },
    by: { type: "string" },
    ...configurationOptions,
    ...writerOptions,
  },
  run: runClosing,
};

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Registers count in 1e-6 of the unit. */
const MICRO_DIGITS = 6;

/** Who does it, as the journal has it. */
export function byOf(given: Given): string {
  const by = given.text("by")?.trim() ?? "";
  if (by === "") throw new UsageError("say who does it: --by NAME");
  return by;
}

async function runClosing(given: Given, terminal: Terminal): Promise<Outcome> {
  const [verb, accountId, closingId, ...more] = given.words;
  if (accountId === undefined || more.length > 0) throw new UsageError("name an account");
  if (verb === "withdraw" && closingId !== undefined) {
    const command = "withdraw_closing";
    const input = { command, accountId, closingId, clerk: byOf(given) };
    return act(given, terminal, input, ({ kind }) => [
      `${closingId} is ${kind === "repeated" ? "already " : ""}withdrawn: ${accountId} goes on.`,
    ]);
  }
  if ((verb !== "show" && verb !== "ask") || closingId !== undefined) {
    throw new UsageError("say show or ask with an account, or withdraw with an account and an id");
  }
  const wanted = { accountId, day: dayOf(given), moveTo: given.text("move-to") ?? null };
  if (verb === "show") return told(given, terminal, "see_closing", wanted);
  const id = given.text("id") ?? randomUUID();
  if (!NAME.test(id)) throw new UsageError("--id is one word of letters, digits and ._-");
  const asked = { closingId: id, finalReads: readsOf(given), clerk: byOf(given) };
  return told(given, terminal, "close_account", { ...wanted, ...asked });
}

function dayOf(given: Given): string | null {
  const day = given.text("day") ?? null;
  if (day !== null && (!DAY.test(day) || Number.isNaN(Date.parse(day)))) {
    throw new UsageError("--day is a date, as 2026-11-30");
  }
  return day;
}

function readsOf(given: Given): { meterId: string; registerMicro: number }[] {
  const text = given.text("read");
  if (text === undefined) return [];
  return text.split(",").map((one) => {
    const [meterId = "", register = ""] = one.split("=");
    const registerMicro = parseDecimal(register, MICRO_DIGITS);
    if (!NAME.test(meterId) || isRefusal(registerMicro)) {
      throw new UsageError("--read is a meter and its register, as E-1=10342.5");
    }
    return { meterId, registerMicro };
  });
}

function told(given: Given, terminal: Terminal, command: string, input: object): Promise<Outcome> {
  return actAtUtility(given, terminal, async (commands, utilityId) => {
    const came = (await commands(command, { utilityId, ...input })) as ClosingAnswer | Refusal;
    if (isRefusal(came)) return refusedOutcome(came);
    return { status: 0, lines: inWords(came), json: came };
  });
}

function inWords(came: ClosingAnswer): string[] {
  const { account, closing: id, state, currency, refunds, payouts, moved, services } = came;
  const head = id === null ? `${account} would be closed` : `${account}: ${id} is ${state}`;
  const unread = services.filter(({ is_read: isRead }) => !isRead);
  return [
    `${head}, and left on ${came.leaves}.`,
    ...unread.map(({ label, commodity }) => `${label}, ${commodity}: not read to the end.`),
    `billed: ${came.billed} ${currency}`,
    `owed: ${came.owed} ${currency}${came.due === null ? "" : `, due ${came.due}`}`,
    ...refunds.map(
      ({ payment, amount, state: at }) => `to the card of ${payment}: ${amount} (${at})`,
    ),
    ...payouts.map(
      ({ payout: one, amount, state: at }) => `to be paid out, ${one}: ${amount} (${at})`,
    ),
    ...moved.map(({ account: to, amount }) => `to account ${to}: ${amount}`),
    `waiting: ${came.waiting} ${currency}`,
  ];
}

/** What was done, as a word that the lines tell of. */
export function act(
  given: Given,
  terminal: Terminal,
  { command, ...input }: { readonly command: string },
  words: (done: { readonly kind: string }) => string[],
): Promise<Outcome> {
  return actAtUtility(given, terminal, async (commands, utilityId) => {
    const done = (await commands(command, { utilityId, ...input })) as
      | { readonly kind: string }
      | Refusal;
    if (isRefusal(done)) return refusedOutcome(done);
    return { status: 0, lines: words(done), json: { outcome: done.kind } };
  });
}
