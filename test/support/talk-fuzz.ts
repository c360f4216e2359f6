/**
 * People as they are: texts and keys by chance, from wherever a talk may stand. Whatever they do they get an answer, and money is
 * asked for only by the key or digit of a read-back that they were shown, which an account of its own keeps here.
 */
import { converse, type Turn } from "../../core/conversation/converse.ts";
import { type Facts } from "../../core/conversation/facts.ts";
import type { Input, SavedTalk } from "../../core/conversation/input.ts";
import type { CallChoice, Prompt, Question } from "../../core/conversation/prompt.ts";
import { restore } from "../../core/conversation/restore.ts";
import { type Seeded, seeded } from "../../core/seeded.ts";
import { sentence } from "../../core/wording/sentence.ts";
import { scriptSpeech } from "../../core/wording/speech.ts";
import { amex, elm, oak, oakOff, visa } from "./stage-accounts.ts";
import { factsWith } from "./stages.ts";
import { type Found, walkTalk } from "./talk-walk.ts";

/** A digit may be answered for ten minutes after it was shown. */
const VALID_MS = 600_000;

const worlds: readonly Facts[] = [
  factsWith([oak], { proved: true }),
  factsWith([oakOff, elm], { proved: true }),
  factsWith([{ ...oak, methods: [visa, amex] }], { consent: "granted", proved: true }),
  factsWith([{ ...oak, methods: [] }]),
  factsWith([oak, elm], { language: "es", proved: true }),
  factsWith([]),
];

/** Words of the carrier's own, which it has answered already or which only it may answer. */
const answeredByCarrier =
  /^\W*(?:stop|stopall|stop all|unsubscribe|cancel|end|quit|start|unstop|help|info)\W*$/i;

const courteous =
  /^(?=.*(?:thanks|ok|\u{1F44D}|\u{1F600}))(?:thanks|ok|\p{Extended_Pictographic}|[\s!.,~])+$|^Liked /u;

const words: readonly string[] = [
  ..."BAL,MIN,PAY,PAY 20,PAY 10.23,pay twenty,PAGAR 20,20,$25,7,2,3,4,5,6,8,9,#4,four,yes,si,YES,ok,no,nope".split(
    ",",
  ),
  ..."STOP,cancel,END,quit,START,HELP,info,AGENT,help me,JOIN,CALLS,CALLS OFF,unirse,ESPANOL,ENGLISH,idioma,stop texting me".split(
    ",",
  ),
  ..."how much do i owe,i want to pay 20 dollars,cuanto debo,turn my lights on,hello,\u{1F44D},Liked \u201cReply 4 to pay\u201d".split(
    ",",
  ),
  ..."thanks,\u{1F4A1},gas leak,what,why am I off,elm,oak st,4242 4242 4242 4242,4000 1234 5678 9010 please".split(
    ",",
  ),
];

const junk = "aeiouy nrst0123456789 .,!?$#*\u00e9\u00f1\u{1F600}\0\ud83d'\"<>{}[]%&;:-_/\\|~\n\t";
const JUNK_CHARACTERS_MAX = 300;

function pick<One>(chance: Seeded, list: readonly One[]): One {
  const one = list[chance.below(list.length)];
  if (one === undefined) throw new Error("nothing to pick from");
  return one;
}

function noise(chance: Seeded): string {
  const signs = Array.from(junk);
  const length = chance.below(JUNK_CHARACTERS_MAX);
  return Array.from({ length }, () => pick(chance, signs)).join("");
}

function textBy(chance: Seeded): string {
  const kind = chance.below(10);
  if (kind < 6) return pick(chance, words);
  if (kind < 8) return `${pick(chance, words)} ${pick(chance, words)}`;
  return noise(chance);
}

function keysBy(chance: Seeded): string {
  const length = chance.chance(700) ? 1 : 1 + chance.below(20);
  return Array.from({ length }, () => pick(chance, Array.from("0123456789*#"))).join("");
}

/** Anything the world may tell between two things that a person does. */
function otherBy(chance: Seeded): Input {
  const outcome = pick(chance, ["settled", "declined", "refused", "unresolved"] as const);
  const amountMinor = pick(chance, [2000, 1023, 500]);
  const accountId = pick(chance, ["oak", "elm"]);
  const result = { task: "pay", paymentId: "p", accountId, label: "Oak St" } as const;
  return pick<Input>(chance, [
    { kind: "timer", timer: pick(chance, ["payment_slow", "question_expired", "nonsense"]) },
    { kind: "result", result: { ...result, outcome, amountMinor } },
    { kind: "no_match" },
    { kind: "proof", verdict: pick(chance, ["proved", "not_proved", "locked"] as const) },
    { kind: "spoken" },
    { kind: "no_input" },
    { kind: "start" },
    { kind: "hang_up" },
  ]);
}

/** What a person was last asked to confirm, as it was shown to them. */
interface Shown {
  readonly key: string;
  readonly amountMinor: number;
  readonly last4: string;
  readonly atMs: number;
}

interface Fuzzed {
  /** The first thing that must not be; null where there was none. */
  readonly fault: { readonly why: string; readonly trail: readonly string[] } | null;
  /** How often money was asked for, as it may be. */
  readonly paid: number;
}

/**
 * The open confirmation in what was just told. By text, where each has a digit of its own, a repetition keeps the time of the first
 * telling; a read-back by voice is heard anew.
 */
function shownIn({ prompts, timers }: Turn, nowMs: number, before: Shown | null): Shown | null {
  // A question asked anew, of whatever digit, has a time of its own.
  const isNew = timers.some(({ kind }) => kind === "question_expired");
  let shown = before;
  for (const prompt of prompts) {
    const question: Question | Prompt = prompt.key === "wrong_answer" ? prompt.question : prompt;
    if (question.key !== "confirm_pay") continue;
    const { digit, amountMinor, last4 } = question;
    const isSame =
      !isNew && digit !== 1 && shown?.key === String(digit) && shown.amountMinor === amountMinor;
    shown = {
      key: String(digit),
      amountMinor,
      last4,
      atMs: isSame ? (shown?.atMs ?? nowMs) : nowMs,
    };
  }
  return shown;
}

function isDigitOf(text: string, key: string): boolean {
  const named = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
  const plain = text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  const alone = plain.replace(/^(?:please|pls|ok)|(?:please|thanks)$/g, "");
  return alone === key || alone === named[Number(key)];
}

/** A caller who does something hears something, or the call is ended or handed over. */
function isSpokenTo(input: Input, { call, language }: Turn): boolean {
  if (input.kind !== "digits" && input.kind !== "no_input" && input.kind !== "start") return true;
  if (call === null) return false;
  const said = (["first", "rest"] as const).map((part) => scriptSpeech(call, part, language));
  return said.join("") !== "" || call.wait.kind === "hang_up" || call.wait.kind === "transfer";
}

/** Whether a person who did this was told something, or had been by the carrier, or is owed it by a payment or by what was agreed to. */
function isAnswered(input: Input, turn: Turn, { facts, atMs, unknownAtMs }: Answering): boolean {
  if (facts.line.channel === "ivr") return isSpokenTo(input, turn);
  if (input.kind !== "said") return true;
  if (turn.prompts.some((prompt) => sentence(prompt, turn.language) !== "")) return true;
  if (answeredByCarrier.test(input.text)) return true;
  // Thanks alone ask for nothing, unless something was asked: then they are no answer to it.
  if (courteous.test(input.text)) return true;
  // What came of it is told by whoever owns it, in a turn of its own; who ends texts that were ended already was told so then.
  if (turn.intents.some(({ kind }) => ["pay", "agree", "revoke_consent"].includes(kind)))
    return true;
  // One help line a minute for what nobody understands, so that two machines fall silent.
  return unknownAtMs !== null && atMs - unknownAtMs < 60_000;
}

interface Answering {
  readonly facts: Facts;
  readonly atMs: number;
  readonly unknownAtMs: number | null;
}

/** The keys that were waited for, as they were heard. */
function choicesOf(turn: Turn): readonly CallChoice[] {
  return turn.call?.wait.kind === "menu" ? turn.call.wait.choices : [];
}

/** What a person does next; one in a few answers what was asked, so that there is something to get wrong. */
function inputBy(chance: Seeded, channel: "sms" | "ivr", shown: Shown | null): Input {
  if (!chance.chance(750)) return otherBy(chance);
  const answer = shown !== null && chance.chance(250) ? shown.key : null;
  return channel === "sms"
    ? { kind: "said", text: answer ?? textBy(chance) }
    : { kind: "digits", keys: answer ?? keysBy(chance) };
}

/** One person's talk of `turns` turns from where another was found. */
function fuzzFrom(found: Found, chance: Seeded, turns: number): Fuzzed {
  const channel = found.channel === "ivr" ? "ivr" : "sms";
  let { saved, nowMs: atMs } = found;
  let world = pick(chance, worlds);
  let shown = openAt(found);
  let heard: readonly CallChoice[] | null = null;
  let paid = 0;
  const trail: string[] = [`${found.standing.value.talk} by ${channel}`];
  for (let left = turns; left > 0; left -= 1) {
    const input = inputBy(chance, channel, shown);
    if (chance.chance(100)) world = pick(chance, worlds);
    atMs += chance.chance(50) ? chance.below(2 * VALID_MS) : chance.below(20_000);
    const facts = { ...world, line: { ...world.line, channel } } as const;
    const { unknownAtMs } = restore(saved, { wallMs: atMs, serviceMs: atMs }).standing.context;
    trail.push(JSON.stringify(input));
    const turn = converse(saved, facts, input, { wallMs: atMs, serviceMs: atMs });
    const isAnsweredNow = isAnswered(input, turn, { facts, atMs, unknownAtMs });
    if (!isAnsweredNow) return { fault: { why: "no answer", trail }, paid };
    const pay = turn.intents.find(({ kind }) => kind === "pay");
    if (pay?.kind === "pay") {
      const why = wrongPay(pay, { input, atMs, shown, heard });
      if (why !== null) return { fault: { why, trail }, paid };
      shown = null;
      paid += 1;
    }
    shown = shownIn(turn, atMs, shown);
    if (turn.call !== null) heard = choicesOf(turn);
    saved = JSON.parse(JSON.stringify(turn.saved)) as SavedTalk;
  }
  return { fault: null, paid };
}

/** Where a talk was found may be a read-back that its person has been shown. */
function openAt({ standing }: Found): Shown | null {
  const { question } = standing.context;
  if (question?.kind !== "confirm") return null;
  const last4 = [visa, amex].find(({ methodId }) => methodId === question.methodId)?.last4 ?? "";
  const { digit, amountMinor, askedAtMs } = question;
  return { key: String(digit), amountMinor, last4, atMs: askedAtMs };
}

function wrongPay(
  intent: { readonly amountMinor: number; readonly methodId: string },
  at: {
    readonly input: Input;
    readonly atMs: number;
    readonly shown: Shown | null;
    readonly heard: readonly CallChoice[] | null;
  },
): string | null {
  const { input, atMs, shown, heard } = at;
  if (shown === null) return "paid, and nothing was asked";
  if (atMs - shown.atMs >= VALID_MS) return "paid after ten minutes";
  if (intent.amountMinor !== shown.amountMinor) return "paid another amount than was shown";
  const last4 = [visa, amex].find(({ methodId }) => methodId === intent.methodId)?.last4;
  if (last4 !== shown.last4) return "paid with another card than was shown";
  if (input.kind === "said") {
    return isDigitOf(input.text, shown.key) ? null : "paid by words that are not its digit";
  }
  if (input.kind !== "digits" || input.keys !== shown.key) return "paid without its key";
  // Where the talk was found this call's last menu is not known.
  const isHeard = heard === null || heard.some(({ line }) => line?.key === "choice_confirm");
  return isHeard ? null : "paid by a key of another menu";
}

/** `people` from every talk that the walk of a channel finds, which is one or more in every state it has. */
export function fuzzAll(
  channel: "sms" | "ivr",
  {
    seed,
    people,
    turns,
  }: { readonly seed: string; readonly people: number; readonly turns: number },
): { readonly faults: readonly Fuzzed["fault"][]; readonly paid: number } {
  const faults: Fuzzed["fault"][] = [];
  let paid = 0;
  for (const [at, talk] of walkTalk(channel, () => undefined).found.entries()) {
    for (let person = 0; person < people; person += 1) {
      const fuzzed = fuzzFrom(talk, seeded("talk fuzz", seed, channel, at, person), turns);
      if (fuzzed.fault !== null) faults.push(fuzzed.fault);
      paid += fuzzed.paid;
    }
  }
  return { faults, paid };
}
