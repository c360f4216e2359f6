import type { Now } from "../instant.ts";
import { type Facts } from "./facts.ts";
import type { Input, SavedTalk, TalkTimer } from "./input.ts";
import type { Intent } from "./intent.ts";
import { MACHINE, tellings } from "./machine.ts";
import { VERSION } from "./migrations.ts";
import { PAYMENT_SLOW_MS, resultPrompt } from "./pending-payment.ts";
import { stillWorkingPrompt } from "./pay.ts";
import type { Prompt } from "./prompt.ts";
import { QUESTION_VALID_MS } from "./question.ts";
import { type Restored, restore } from "./restore.ts";
import { type Standing, step } from "./step.ts";
import type { Moment, TalkEvent, View } from "./talk.ts";
import { type Understood, understand } from "./understand.ts";

/** What one turn comes to. The shell keeps `saved` and the timers, sends the prompts and delivers the intents, all at once. */
export interface Turn {
  readonly saved: SavedTalk;
  readonly prompts: readonly Prompt[];
  readonly intents: readonly Intent[];
  /** The language the prompts are for. */
  readonly language: string;
  readonly timers: readonly TalkTimer[];
}

/**
 * One turn of a talk: what was saved, what is true now and what came in make what is saved, said and asked for next. Pure, and
 * total: no input and no saved talk makes it throw, only facts with a currency unknown to money.ts.
 */
export function converse(saved: SavedTalk | null, facts: Facts, input: Input, now: Now): Turn {
  const restored = restore(saved, now);
  const turn = restored.turn + 1;
  const moment: Moment = { facts, now, turn };
  const before = restored.standing;
  const understood = afterLoss(restored, understand(before.context, input, moment));
  const after = understood.event === null ? before : step(before, understood.event);
  const { value, context } = after;
  return {
    saved: { machine: MACHINE, version: VERSION, turn, snapshot: { value, context } },
    prompts: promptsOf({ restored, understood, after }, input, moment),
    intents: intentsOf(after, turn),
    language: languageOf(after, moment),
    timers: timersOf(after, turn),
  };
}

function viewOf({ context }: Standing, facts: Facts, now: Now): View {
  return { choices: context, facts, now };
}

/** Events that mean the same with nothing remembered. */
const standAlone: ReadonlySet<TalkEvent["type"]> = new Set([
  "BALANCE",
  "MINIMUM",
  "PAY",
  "JOIN",
  "OPT_OUT",
  "HELP",
  "LANGUAGE",
  "CARD_SEEN",
  "NOT_ALLOWED",
  "RESULT",
]);

/** An answer to a question that was lost is not guessed at: the apology stands. */
function afterLoss({ lost }: Restored, understood: Understood): Understood {
  const { event, tells } = understood;
  if (!lost || event === null || standAlone.has(event.type)) return understood;
  return { event: null, tells: tells === "state" ? "state" : "nothing" };
}

interface Taken {
  readonly restored: Restored;
  readonly understood: Understood;
  readonly after: Standing;
}

function promptsOf(taken: Taken, input: Input, moment: Moment): readonly Prompt[] {
  const { restored, understood, after } = taken;
  const { facts, now } = moment;
  const view = viewOf(after, facts, now);
  switch (understood.tells) {
    case "nothing":
      return [];
    case "result":
      return input.kind === "result" ? [resultPrompt(input.result, facts)] : [];
    case "slow": {
      const wentSlow =
        restored.standing.value.payment === "requested" && after.value.payment === "slow";
      return wentSlow ? [stillWorkingPrompt(view)] : [];
    }
    case "state": {
      const telling = tellings[after.value.talk];
      const quiet = telling.quietByText === true && facts.line.channel === "sms";
      const told = quiet ? [] : [telling.prompt(view)];
      const owed =
        restored.lost && understood.event !== null && understood.event.type !== "OPT_OUT";
      return owed ? [tellings.apology.prompt(view), ...told] : told;
    }
  }
}

/** A state's intent is owed in the turn that decided it, and never again. */
function intentsOf({ value, context }: Standing, turn: number): readonly Intent[] {
  if (context.decidedTurn !== turn) return [];
  const intent = tellings[value.talk].intent?.(context);
  return intent === undefined ? [] : [intent];
}

/** A language chosen in this turn is spoken at once; from the next turn on the line's own facts say it. */
function languageOf({ value, context }: Standing, { facts, turn }: Moment): string {
  const chosen = value.talk === "languageSet" && context.decidedTurn === turn;
  return (chosen ? context.language : null) ?? facts.line.language ?? facts.utility.language;
}

function timersOf({ context }: Standing, turn: number): readonly TalkTimer[] {
  const { question, request } = context;
  const timers: TalkTimer[] = [];
  if (question?.turn === turn) {
    timers.push({ kind: "question_expired", dueAtMs: question.askedAtMs + QUESTION_VALID_MS });
  }
  if (request?.turn === turn) {
    timers.push({ kind: "payment_slow", dueAtMs: request.askedAtMs + PAYMENT_SLOW_MS });
  }
  return timers;
}
