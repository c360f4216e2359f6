/** One file, four channels: what a person does in words of the task, played by text, by call, at a terminal and on a page. */
import { must } from "../../core/assert.ts";
import { converse, type Turn } from "../../core/conversation/converse.ts";
import type { Facts } from "../../core/conversation/facts.ts";
import { isScreen } from "../../core/conversation/talk-channel.ts";
import type { Input, SavedTalk } from "../../core/conversation/input.ts";
import type { KioskScreen } from "../../core/conversation/kiosk-prompt.ts";
import { kioskView } from "../../core/conversation/kiosk-view.ts";
import { restore } from "../../core/conversation/restore.ts";
import { kioskWords } from "../../core/wording/kiosk-words.ts";
import { languageOf } from "../../core/wording/language.ts";
import { moneySpeech } from "../../core/wording/say-values.ts";
import { sentence } from "../../core/wording/sentence.ts";
import { scriptSpeech } from "../../core/wording/speech.ts";
import { moneyText } from "../../core/wording/money-text.ts";
import { intentText, resultOf } from "./rehearsal.ts";
import { oak, oakOff, STAGE_MS } from "./stage-accounts.ts";
import { factsWith } from "./stages.ts";

export const taskChannels = ["sms", "ivr", "kiosk", "portal"] as const;
export type TaskChannel = (typeof taskChannels)[number];

const BEAT_MS = 2_000;
const screens = {
  kiosk: { kiosk: { acceptor: "ready", reader: "ready", takesCards: true } },
  portal: { kiosk: { acceptor: "away", reader: "away", takesCards: true, isPage: true } },
} as const satisfies Partial<Record<TaskChannel, Partial<Facts["line"]>>>;

/** What is true in a file, by the name in its header; who calls or stands at a terminal has proved who they are. */
const taskStages: Readonly<Record<string, Facts["accounts"]>> = {
  on: [oak],
  off: [oakOff],
  "no card": [{ ...oak, methods: [] }],
};

type Step = (arg: string) => readonly (Input | "digit")[];

function chose(option: string): Input {
  return { kind: "chose", option };
}

function said(text: string): Input {
  return { kind: "said", text };
}

/** How each thing is done on each channel; "digit" answers the open question by its own. A channel left out does not compile. */
const steps = {
  come: {
    sms: () => [],
    ivr: () => [{ kind: "start" }],
    kiosk: () => [chose("begin"), { kind: "found", accountIds: ["oak"] }],
    portal: () => [
      chose("begin"),
      { kind: "named", number: "1001" },
      { kind: "proof", verdict: "proved" },
    ],
  },
  balance: {
    sms: () => [said("BAL")],
    ivr: () => [chose("balance")],
    kiosk: () => [chose("home")],
    portal: () => [chose("home")],
  },
  pay: {
    sms: (arg) => [said(`PAY ${arg}`)],
    ivr: (arg) => [chose("pay"), chose(`amount:${minorOf(arg)}`)],
    kiosk: (arg) => [chose("pay"), chose(`amount:${minorOf(arg)}`), chose("saved:0")],
    portal: (arg) => [chose("pay"), chose(`amount:${minorOf(arg)}`), chose("saved:0")],
  },
  agree: {
    sms: () => ["digit"],
    ivr: () => ["digit"],
    kiosk: () => ["digit"],
    portal: () => ["digit"],
  },
  "go back": {
    sms: () => [said("NO")],
    ivr: () => [chose("menu")],
    kiosk: () => [chose("back")],
    portal: () => [chose("back")],
  },
  spanish: {
    sms: () => [said("ESPANOL")],
    ivr: () => [chose("language:es")],
    kiosk: () => [chose("language:es")],
    portal: () => [chose("language:es")],
  },
  leave: {
    sms: () => [],
    ivr: () => [{ kind: "hang_up" }],
    kiosk: () => [{ kind: "left" }],
    portal: () => [{ kind: "left" }],
  },
} as const satisfies Record<string, Record<TaskChannel, Step>>;

function minorOf(major: string): string {
  return String(Math.round(Number(major) * 100));
}

/** Plays the lines of a file and gives back, for every expectation of it that does not hold, what was there instead. */
export function playTask(text: string, channel: TaskChannel): readonly string[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const stage = must(lines.find((line) => line.startsWith("stage: "))?.slice(7), "a stage");
  const player = new Player(channel, must(taskStages[stage], `no stage is called ${stage}`));
  for (const line of lines) player.line(line);
  return player.wrong;
}

class Player {
  readonly wrong: string[] = [];
  readonly #channel: TaskChannel;
  readonly #facts: Facts;
  #saved: SavedTalk | null = null;
  #nowMs = STAGE_MS;
  #shown = "";
  #intents: readonly string[] = [];

  constructor(channel: TaskChannel, accounts: Facts["accounts"]) {
    this.#channel = channel;
    this.#facts = factsWith(accounts, {
      channel,
      proved: true,
      ...(isScreen(channel) && screens[channel]),
    });
  }

  line(line: string): void {
    const [mark, rest] = [line.slice(0, 2), line.slice(2)];
    if (mark === "> ") this.#step(rest);
    else if (mark === "= ") this.#expect(line, rest);
    else if (mark === "* ") this.#result(rest);
    else if (!/^(?:title|stage|kind): /.test(line)) throw new Error(`the file says "${line}"`);
  }

  #step(rest: string): void {
    const name = must(
      Object.keys(steps).find((one) => rest === one || rest.startsWith(`${one} `)),
      `nobody can "${rest}"`,
    ) as keyof typeof steps;
    const step: Step = steps[name][this.#channel];
    this.#shown = "";
    this.#intents = [];
    for (const input of step(rest.slice(name.length + 1))) {
      if (input === "digit") this.#take(this.#digit());
      else if (this.#isOffered(input)) this.#take(input);
    }
  }

  /** A card that no screen shows is not pressed. */
  #isOffered(input: Input): boolean {
    if (input.kind !== "chose" || !input.option.startsWith("saved:")) return true;
    return this.#screen().actions.some(({ option }) => option === input.option);
  }

  #screen(): KioskScreen {
    const now = { wallMs: this.#nowMs, serviceMs: this.#nowMs };
    const { value, context } = restore(this.#saved, now).standing;
    return kioskView(value.talk, { choices: context, facts: this.#facts, now });
  }

  #result(rest: string): void {
    this.#shown = "";
    this.#take({ kind: "result", result: resultOf(rest.split(" "), this.#facts) });
  }

  #digit(): Input {
    const now = { wallMs: this.#nowMs, serviceMs: this.#nowMs };
    const { question } = restore(this.#saved, now).standing.context;
    const digit = question?.kind === "confirm" ? String(question.digit) : "7";
    return this.#channel === "sms" ? said(digit) : chose(digit);
  }

  #take(input: Input): void {
    this.#nowMs += BEAT_MS;
    const now = { wallMs: this.#nowMs, serviceMs: this.#nowMs };
    const turn = converse(this.#saved, this.#facts, input, now);
    this.#saved = turn.saved;
    this.#shown = this.#textOf(turn);
    this.#intents = [...this.#intents, ...turn.intents.map(intentText)];
  }

  #textOf({ prompts, call, language }: Turn): string {
    if (this.#channel === "sms") {
      return prompts.map((prompt) => sentence(prompt, language)).join(" ");
    }
    if (this.#channel === "ivr") {
      if (call === null) return "";
      return `${scriptSpeech(call, "first", language)} ${scriptSpeech(call, "rest", language)}`;
    }
    const screen = this.#screen();
    const words = [screen.title, ...screen.body, ...screen.actions.map(({ line }) => line)];
    return words.map((line) => kioskWords(line, languageOf(language)).text).join(" ");
  }

  /** "says 20.00", "asks for: pay 2000 oak visa", "asks for nothing". */
  #expect(line: string, rest: string): void {
    const [word = "", ...more] = rest.split(" ");
    const is = word === "says" ? this.#shown : this.#intents.join(", ");
    const wanted =
      word === "says" ? this.#money(more.join(" ")) : more.join(" ").replace("for: ", "");
    const holds =
      word === "says" ? is.includes(wanted) : is === (wanted === "for nothing" ? "" : wanted);
    if (!holds) this.wrong.push(`${line}: "${is}"`);
  }

  /** An amount as this channel says it. */
  #money(amount: string): string {
    const minor = Number(minorOf(amount));
    return this.#channel === "ivr"
      ? moneySpeech(minor, "USD", "en")
      : moneyText(minor, "USD", "en");
  }
}
