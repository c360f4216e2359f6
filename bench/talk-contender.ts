/**
 * The conversation core as one of the contenders of a bench of chat frameworks: the same five-turn talk (balance, pay, twenty,
 * the card, yes) in process, each person's talk kept between turns as JSON in a Map, as the others keep theirs. The module
 * is named to that bench by its variable HUB; see README.md.
 */
import { renderText } from "../channels/sms/render.ts";
import { converse } from "../core/conversation/converse.ts";
import type { Facts } from "../core/conversation/facts.ts";
import type { Input, SavedTalk } from "../core/conversation/input.ts";
import { must } from "../core/assert.ts";
import { currencyOf, minorToUnits } from "../core/money.ts";
import { amex, oak, visa } from "../test/support/stage-accounts.ts";
import { factsWith } from "../test/support/stages.ts";

const currency = must(currencyOf("USD"), "dollars are known");
const facts: Facts = factsWith([{ ...oak, methods: [visa, amex] }]);
/** Another instant a turn, as in life; the bench holds the clock so that nothing asked goes stale. */
const now = { wallMs: Date.UTC(2026, 10, 22, 20, 15), serviceMs: Date.UTC(2026, 10, 22, 20, 15) };

const talks = new Map<string, string>();

function takeTurn(person: string, input: Input): string[] {
  const kept = talks.get(person);
  const saved = kept === undefined ? null : (JSON.parse(kept) as SavedTalk);
  const turn = converse(saved, facts, input, now);
  talks.set(person, JSON.stringify(turn.saved));
  const said = turn.prompts.map((prompt) => renderText({ prompt, language: turn.language }));
  // What the processor would answer is answered at once, as by the bank of the other contenders.
  const paid = turn.intents.flatMap((intent) =>
    intent.kind === "pay" ? takeTurn(person, settled(intent)) : [],
  );
  return [...said, ...paid];
}

function settled({ accountId, amountMinor }: { accountId: string; amountMinor: number }): Input {
  return {
    kind: "result",
    result: {
      task: "pay",
      paymentId: "p-1",
      accountId,
      label: oak.label,
      outcome: "settled",
      amountMinor,
      balanceUnits: oak.balanceUnits + minorToUnits(amountMinor, currency),
      confirmation: "K7Q2M4XZ",
      supply: "on",
      restoreMinor: null,
    },
  };
}

const NAME = "switchboard";

export const contenders = {
  [NAME]: (person: string, text: string) =>
    Promise.resolve(takeTurn(person, { kind: "said", text })),
};

/** The digits that the texts before show: those of the card and, for a yes, of the read-back. YES confirms nothing here. */
export const texts = {
  [NAME]: (step: number, last: string) => ["BAL", "PAY", "20", shown(last), shown(last)][step],
};

function shown(text: string): string {
  return /(\d)\) Visa/.exec(text)?.[1] ?? /Reply (\d)/.exec(text)?.[1] ?? "none";
}
