import { timersOf } from "./talk-timers.ts";
import { languageOf } from "../wording/language.ts";
import { writtenIn } from "./written-language.ts";
import { afterLoss } from "./lost-talk.ts";
import { type Now } from "../instant.ts";
import { CALLS_OFF_KEY, keysRead } from "./call-keys.ts";
import { resumedLines } from "./call-begin.ts";
import { callScript } from "./call-script.ts";
import { forDanger, isOfDanger } from "./danger.ts";
import { emergencyResultPrompt } from "./emergency.ts";
import { type Facts } from "./facts.ts";
import type { Input, SavedTalk, TalkTimer, TaskResult } from "./input.ts";
import type { Intent } from "./intent.ts";
import { MACHINE, tellings } from "./machine.ts";
import { VERSION } from "./migrations.ts";
import { resultPrompt } from "./pending-payment.ts";
import { offerResultPrompt } from "./offer-result.ts";
import { stillWorkingPrompt } from "./pay.ts";
import { isPayee } from "./payee.ts";
import type { CallScript, CallWait, Prompt, Spoken } from "./prompt.ts";
import { closeQuestion } from "./question.ts";
import { questionPrompt } from "./asking-prompt.ts";
import { withLeftTaken } from "./call-left.ts";
import { type Restored, restore } from "./restore.ts";
import { type Standing, step } from "./step.ts";
import { noMisses, type View } from "./talk.ts";
import { type Moment, type TalkEvent } from "./talk-event.ts";
import { type Understood } from "./allowed.ts";
import { type ReadInput, understand } from "./understand.ts";
import { fromPress } from "./understand-kiosk.ts";

/** What one turn comes to. The shell keeps `saved` and the timers, sends the prompts and delivers the intents, all at once. */
export interface Turn {
  readonly saved: SavedTalk;
  readonly prompts: readonly Prompt[];
  /** What a call plays in place of the prompts, and waits for; null on other channels and where nothing is to be said. */
  readonly call: CallScript | null;
  readonly intents: readonly Intent[];
  /** The language the prompts are for. */
  readonly language: string;
  readonly timers: readonly TalkTimer[];
}

/**
 * One turn of a talk: what was saved, what is true now and what came in make what is saved, said and asked for next. Pure, and
 * total: no input and no saved talk makes it throw, only facts with a currency unknown to money.ts.
 */
export function converse(saved: SavedTalk | null, known: Facts, input: Input, now: Now): Turn {
  const facts = inLanguageOf(input, known);
  const restored = restore(saved, now);
  const turn = restored.turn + 1;
  const before = restored.standing;
  const moment: Moment = { facts: paysByCode(before) ? withPayee(facts) : facts, now, turn };
  const read = readInput(before, input, moment);
  const understood = afterLoss(restored, heardIn(before, read, moment));
  const stepped = withoutGone(stepOn(before, understood.event, moment), moment);
  const after = input.kind === "start" ? takenUp(stepped) : stepped;
  const { value, context } = after;
  const prompts = promptsOf({ restored, understood, after }, input, moment);
  return {
    saved: { machine: MACHINE, version: VERSION, turn, snapshot: { value, context } },
    prompts,
    call: callOf({ understood, after }, prompts, { input, moment }),
    intents: intentsOf(after, turn),
    language: languageOfTurn(after, moment),
    timers: timersOf(after, moment),
  };
}

/** What is asked, or shown, is of a payment by somebody's code. */
function paysByCode({ context: { question, kiosk } }: Standing): boolean {
  const asked = question !== null && "accountId" in question ? question.accountId : null;
  return isPayee(asked) || isPayee(kiosk?.accountId ?? null);
}

function withPayee(facts: Facts): Facts {
  return { ...facts, line: { ...facts.line, payee: true } };
}

/** What of an input shows the language that its writer has. */
function writtenOf(input: Input): string {
  if (input.kind === "said") return input.text;
  return input.kind === "payee" ? (input.word ?? "") : "";
}

/**
 * Who writes Spanish reads Spanish: a text's own language is what it is answered in, and from then on the talk's, as if it had been
 * chosen. English keywords show none (written-language.ts), so that PAGAR 20 and then BAL stay in Spanish.
 */
function inLanguageOf(input: Input, facts: Facts): Facts {
  const language = facts.line.channel === "sms" ? writtenIn(writtenOf(input)) : null;
  const spoken = languageOf(facts.line.language ?? facts.utility.language);
  if (language === null || language === spoken) return facts;
  return { ...facts, line: { ...facts.line, language } };
}

function viewOf({ context }: Standing, facts: Facts, now: Now): View {
  return { choices: context, facts, now };
}

/** Keys mean what the call waited for when they were pressed. */
function readInput(before: Standing, input: Input, { facts, now }: Moment): ReadInput {
  if (facts.line.channel !== "ivr" || (input.kind !== "digits" && input.kind !== "no_input")) {
    return input.kind === "digits" ? { kind: "no_match" } : input;
  }
  const { wait } = callScript(before.value.talk, viewOf(before, facts, now));
  if (input.kind === "digits" && endsCalls(input.keys, wait, facts)) {
    return { kind: "chose", option: "calls_off" };
  }
  if (input.kind === "digits") return keysRead(input.keys, wait, facts.utility.currency);
  // Who waits for a result is not silent: they hear that it is still on its way.
  return wait.kind === "hold" ? { kind: "chose", option: "repeat" } : input;
}

/** At any time of a call of ours, but where the digit is an amount of its own. */
function endsCalls(keys: string, wait: CallWait, { line }: Facts): boolean {
  const isOurs = (line.notice ?? null) !== null;
  const isAmount = wait.kind === "digits" && wait.of === "amount";
  return isOurs && keys === CALLS_OFF_KEY && !isAmount;
}

/** A press at a terminal means what its screen offers; options that every channel has mean the same there. */
export function heardIn({ value, context }: Standing, read: ReadInput, moment: Moment): Understood {
  const isPress = moment.facts.line.kiosk !== undefined && read.kind === "chose";
  const pressed = isPress ? fromPress(value.talk, context, read.option, moment) : null;
  const understood = pressed ?? understand(context, read, moment);
  return value.talk === "dangerAsk" ? forDanger(understood) : understood;
}

/** On a call whatever was understood ends the misses in a row, at whichever menu they were. */
function stepOn(before: Standing, event: TalkEvent | null, { facts }: Moment): Standing {
  const after = event === null ? before : step(before, event);
  if (facts.line.channel !== "ivr" || event?.type === "MISS") return after;
  return { ...after, context: { ...after.context, misses: noMisses } };
}

/**
 * A caller who is told that what they were to confirm is gone hears another menu: should it come back meanwhile, a key of that
 * menu must not confirm it.
 */
function withoutGone(after: Standing, { facts, now }: Moment): Standing {
  const { question } = after.context;
  const kind = question?.kind;
  const isAsked = kind === "confirm" || kind === "emergency" || kind === "offer";
  const isConfirm = facts.line.channel === "ivr" && isAsked;
  if (!isConfirm || questionPrompt(viewOf(after, facts, now)) !== undefined) return after;
  return { ...after, context: { ...after.context, ...closeQuestion(after.context) } };
}

function takenUp({ value, context }: Standing): Standing {
  return { value, context: withLeftTaken(context) };
}

function callOf(
  { understood, after }: Pick<Taken, "understood" | "after">,
  prompts: readonly Prompt[],
  { input, moment }: { readonly input: Input; readonly moment: Moment },
): CallScript | null {
  const { line } = moment.facts;
  if (line.channel !== "ivr" || understood.tells === "nothing") return null;
  // A language chosen in this turn is what its menu is in.
  const facts = { ...moment.facts, line: { ...line, language: languageOfTurn(after, moment) } };
  const { event } = understood;
  const missed = event?.type === "MISS" ? event.which : null;
  const script = callScript(after.value.talk, viewOf(after, facts, moment.now), missed);
  if (understood.tells === "state") {
    const resumed =
      understood.isResumed === true ? resumedLines(viewOf(after, facts, moment.now), script) : [];
    return answering(script, input, resumed);
  }
  // News of a payment: it comes unasked, is told first, and leaves the caller where they were.
  if (prompts.length === 0 || script.wait.kind === "transfer") return null;
  const { first, says, wait } = script;
  if (first.length > 0) {
    // What to do in danger is not kept waiting by a receipt.
    const inOrder = isOfDanger(after.value.talk) ? [...first, ...prompts] : [...prompts, ...first];
    return { ...script, first: inOrder, interrupts: true };
  }
  const asks = wait.kind === "digits" ? says : [];
  return { ...script, says: [...prompts, ...asks], interrupts: true };
}

/** A script that answers its caller, with what goes before it. */
function answering(script: CallScript, input: Input, before: readonly Spoken[]): CallScript {
  if (input.kind === "spoken") return afterFirst(script);
  // The star is heard as it is pressed, while the carrier still gathers the number that it leads back from.
  const interrupts = script.interrupts || (input.kind === "digits" && input.keys === "*");
  const { first, says } = script;
  if (first.length > 0) return { ...script, first: [...before, ...first], interrupts };
  return { ...script, says: [...before, ...says], interrupts };
}

/** The rest of a script of which the first part was heard. */
function afterFirst(script: CallScript): CallScript {
  return { ...script, first: [] };
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
      return input.kind === "result" ? [resultTold(input.result, facts)] : [];
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

function resultTold(result: TaskResult, facts: Facts): Prompt {
  if (result.task === "offer") return offerResultPrompt(result, facts);
  return result.task === "pay" ? resultPrompt(result, facts) : emergencyResultPrompt(result, facts);
}

/** A state's intent is owed in the turn that decided it, and never again. */
function intentsOf({ value, context }: Standing, turn: number): readonly Intent[] {
  if (context.decidedTurn !== turn) return [];
  const intent = tellings[value.talk].intent?.(context);
  return intent === undefined ? [] : [intent];
}

/** A language chosen in this turn is spoken at once; from the next turn on the line's own facts say it. */
function languageOfTurn({ value, context }: Standing, { facts, turn }: Moment): string {
  // At a terminal the language is of the visit, and the next visitor begins in the utility's.
  if (facts.line.kiosk !== undefined) return context.language ?? facts.utility.language;
  const chosen = value.talk === "languageSet" && context.decidedTurn === turn;
  return (chosen ? context.language : null) ?? facts.line.language ?? facts.utility.language;
}
