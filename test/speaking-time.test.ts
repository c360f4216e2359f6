/**
 * No menu of any call is spoken for longer than twelve seconds, in any language, wherever the talk may stand: timed by the paces of
 * test/support/speaking-time.ts, which are held to what espeak-ng took.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { CallRendering } from "../core/conversation/call-rendering.ts";
import { callRenderings } from "../core/conversation/call-renderings.ts";
import { callScript } from "../core/conversation/call-script.ts";
import type { Facts } from "../core/conversation/facts.ts";
import type { TalkState } from "../core/conversation/machine.ts";
import type { CallScript, Spoken } from "../core/conversation/prompt.ts";
import type { Misses } from "../core/conversation/talk.ts";
import { freshChoices } from "../core/conversation/talk.ts";
import { type Language, languages } from "../core/wording/language.ts";
import { speakingMs, spokenMs, type Utterance, utterancesOf } from "./support/speaking-time.ts";
import { elm, oak, oakOff, STAGE_MS } from "./support/stage-accounts.ts";
import { factsWith } from "./support/stages.ts";
import { type Found, walkTalk } from "./support/talk-walk.ts";

const MENU_MS_MAX = 12_000;
/** Who has several accounts hears which of them is off: the label is the utility's own, and as long as that. */
const LABEL_MS = 1_000;

/** Heard to their end on purpose, and as long as they must be: consent, terms, a read-back, a danger, and a call of ours by law. */
const mayBeLonger: ReadonlySet<TalkState> = new Set<TalkState>([
  "joinAsk",
  "callsAsk",
  "toldAsk",
  "offerAsk",
  "payConfirm",
  "emergencyAsk",
  "cardAsk",
  "dangerGas",
  "dangerWire",
  "dangerGasUnreached",
  "dangerWireUnreached",
  "noticeTold",
  "noticeHeard",
  "noticeLeft",
]);

/** A utility of two languages, as most are, and one of all that there are. */
const offers: readonly (readonly Language[])[] = [["en", "es"], languages];

type Missed = readonly [keyof Misses | null, number];
const misses: readonly Missed[] = [
  [null, 0],
  ["noInput", 1],
  ["noInput", 2],
  ["noMatch", 1],
  ["noMatch", 2],
];

/** One prompt of a call in its parts: what may not be interrupted, what is told, and what is asked with its menu. */
interface Parts {
  readonly state: TalkState;
  readonly language: Language;
  readonly first: readonly Spoken[];
  readonly told: readonly Spoken[];
  readonly asked: Pick<CallScript, "first" | "says" | "wait">;
}

function spokenTo(facts: Facts, language: Language, offered: readonly Language[]): Facts {
  return {
    ...facts,
    utility: { ...facts.utility, languages: offered },
    line: { ...facts.line, language },
  };
}

function partsOf(found: Found, facts: Facts, language: Language, [which, count]: Missed): Parts {
  const { talk: state } = found.standing.value;
  const choices = {
    ...found.standing.context,
    misses: { noInput: 0, noMatch: 0, ...(which !== null && { [which]: count }) },
  };
  const view = { choices, facts, now: { wallMs: found.nowMs, serviceMs: found.nowMs } };
  const { first, says, wait } = callScript(state, view, which);
  // The first prompt of a call is one menu from its first word on.
  const rendering: CallRendering = callRenderings[state];
  const { tells = [] } = rendering(view, state);
  const told = which === null && state !== "callBegun" ? tells : [];
  const asked = { first: [], says: says.slice(told.length), wait };
  return { state, language, first, told, asked };
}

const silent = { first: [], wait: { kind: "hold" } } as const;

function timeMs(script: Pick<CallScript, "first" | "says" | "wait">, language: Language): number {
  return utterancesOf(script, "rest", language).reduce((sum, one) => sum + speakingMs(one), 0);
}

const walked: Found[] = [];
const parts = new Map<string, Parts>();

beforeAll(() => {
  walked.push(...walkTalk("ivr", () => undefined).found);
  const heard = languages.flatMap((language) =>
    offers.flatMap((offered) => misses.map((missed) => ({ language, offered, missed }))),
  );
  for (const found of walked) {
    for (const { language, offered, missed } of heard) {
      const one = partsOf(found, spokenTo(found.facts, language, offered), language, missed);
      parts.set(JSON.stringify(one), one);
    }
  }
}, 300_000);

function tooLong(timed: (one: Parts) => number): string[] {
  const long = [...parts.values()].flatMap((one) => {
    const ms = timed(one);
    return ms > MENU_MS_MAX ? [`${one.language} ${one.state}: ${(ms / 1000).toFixed(1)} s`] : [];
  });
  return [...new Set(long)];
}

describe("wherever a call stands, in every language, of a utility of two languages or of all", () => {
  it("nothing that waits for a key is said for longer than twelve seconds, also after a silence or a wrong key", () => {
    expect(tooLong(({ asked, language }) => timeMs(asked, language))).toEqual([]);
    expect(parts.size).toBeGreaterThan(1_000);
  });

  it("nothing that is told before it is either", () => {
    expect(tooLong(({ told, language }) => timeMs({ ...silent, says: told }, language))).toEqual(
      [],
    );
  });

  it("only consent, terms, read-backs, dangers and calls of ours keep a caller longer who may not break in", () => {
    const long = [...parts.values()].filter(
      ({ first, language }) => timeMs({ ...silent, says: first }, language) > MENU_MS_MAX,
    );
    expect(
      [...new Set(long.map(({ state }) => state))].filter((one) => !mayBeLonger.has(one)),
    ).toEqual([]);
  });
});

describe("who is off", () => {
  const stages = [
    { name: "one account", maxMs: MENU_MS_MAX, facts: factsWith([oakOff], { channel: "ivr" }) },
    {
      name: "one off of two",
      maxMs: MENU_MS_MAX + LABEL_MS,
      facts: factsWith([elm, oakOff], { channel: "ivr" }),
    },
  ];
  const callers = stages.flatMap((stage) =>
    languages.flatMap((language) => offers.map((offered) => ({ ...stage, language, offered }))),
  );

  it.each(callers)(
    "hears so, and the key that turns it on, before anything else: $name, in $language, of $offered",
    ({ maxMs, facts, language, offered }) => {
      const view = {
        choices: freshChoices,
        facts: spokenTo(facts, language, offered),
        now: { wallMs: STAGE_MS, serviceMs: STAGE_MS },
      };
      const { says, wait } = callScript("callBegun", view);
      expect(says.map(({ key }) => key)).toEqual(["greeting", "urgent_off", "danger_key"]);
      expect(timeMs({ first: [], says, wait }, language)).toBeLessThanOrEqual(maxMs);
    },
  );

  it("is told nothing of being off where no payment turns it on", () => {
    for (const account of [oak, { ...oakOff, restoreMinor: null }]) {
      const view = {
        choices: freshChoices,
        facts: factsWith([account], { channel: "ivr" }),
        now: { wallMs: STAGE_MS, serviceMs: STAGE_MS },
      };
      const { says } = callScript("callBegun", view);
      expect(says.map(({ key }) => key)).toEqual(["greeting", "danger_key"]);
    }
  });
});

/** What espeak-ng took for a sample of it, measured where it is installed: `UPDATE_SPOKEN_TIMES=1` measures and writes them anew. */
const samplesPath = join(import.meta.dirname, "fixtures/spoken-times.json");
const isUpdate = process.env["UPDATE_SPOKEN_TIMES"] === "1";
const SAMPLES_EACH = 60;

interface Sample extends Utterance {
  readonly ms: number;
}

function sampled(language: Language): readonly Sample[] {
  const all = [...parts.values()]
    .filter((one) => one.language === language)
    .flatMap(({ asked }) => utterancesOf(asked, "rest", language))
    .filter((one) => one.language === language);
  const texts = [...new Set(all.map(({ text }) => text))];
  const step = Math.ceil(texts.length / SAMPLES_EACH);
  return texts
    .filter((_text, at) => at % step === 0)
    .map((text) => ({ language, text, ms: Math.round(spokenMs({ language, text })) }));
}

function measured(): readonly Sample[] {
  if (isUpdate) writeFileSync(samplesPath, JSON.stringify(languages.flatMap(sampled), null, 1));
  return JSON.parse(readFileSync(samplesPath, "utf8")) as readonly Sample[];
}

describe("the paces, beside what espeak-ng took", () => {
  /** How far one prompt of some length may be off, and all of them together. */
  const ONE_OFF_MAX = 0.12;
  const ALL_OFF_MAX = 0.03;
  const SOME_LENGTH_MS = 5_000;

  it.each(languages)("are its own in %s", (language) => {
    const samples = measured().filter((one) => one.language === language);
    const off = (thoughtMs: number, realMs: number): number => Math.abs(thoughtMs / realMs - 1);
    const long = samples.filter(({ ms }) => ms > SOME_LENGTH_MS);
    expect(long.filter((one) => off(speakingMs(one), one.ms) > ONE_OFF_MAX)).toEqual([]);
    const thoughtMs = samples.reduce((sum, one) => sum + speakingMs(one), 0);
    const realMs = samples.reduce((sum, { ms }) => sum + ms, 0);
    expect(off(thoughtMs, realMs)).toBeLessThan(ALL_OFF_MAX);
    expect(long.length).toBeGreaterThan(20);
  });
});
