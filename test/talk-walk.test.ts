/**
 * The talk machine is walked whole, breadth first, on a text line, on a call, at a terminal and on a page: every state and every transition is
 * met, and whatever is said on the way fits its channel in every language.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { renderView } from "../channels/kiosk/render.ts";
import type { PageFrame } from "../channels/portal/page.ts";
import { screenPage } from "../channels/portal/screen-page.ts";
import { callScript } from "../core/conversation/call-script.ts";
import { kioskView } from "../core/conversation/kiosk-view.ts";
import { converse } from "../core/conversation/converse.ts";
import { type TalkState, tellings } from "../core/conversation/machine.ts";
import type { CallScript, Prompt } from "../core/conversation/prompt.ts";
import { freshChoices } from "../core/conversation/talk.ts";
import { gsmUnits } from "../core/wording/gsm.ts";
import { languages } from "../core/wording/language.ts";
import { portalPageWords } from "../core/wording/portal-page.ts";
import { sentence } from "../core/wording/sentence.ts";
import { scriptSpeech } from "../core/wording/speech.ts";
import { oak, STAGE_MS } from "./support/stage-accounts.ts";
import { factsWith } from "./support/stages.ts";
import { allTransitions, type Found, type Walked, walkTalk } from "./support/talk-walk.ts";

/** One SMS segment of GSM-7. */
const SEGMENT_UNITS = 160;
/** What the carrier reads aloud in one command. */
const SPEECH_CHARACTERS_MAX = 3_000;

const walkedChannels = ["sms", "ivr", "kiosk", "portal"] as const;

/** Guards that stand behind another one: no way of talking leads there, and they hold even so. */
const neverTaken = [
  // While a payment is under way no confirmation is asked for, and an older question is too old to be answered.
  "talk CONFIRM #0",
  // Nor is a card waited for then: the screen before it has said so.
  "talk.kioskCard CARD_PRESENTED #0",
];

/** Distinct ones by their JSON: a walk says the same thing thousands of times. */
const prompts = new Map<string, Prompt>();
const scripts = new Map<string, CallScript>();
const walks: Walked[] = [];

beforeAll(() => {
  for (const channel of walkedChannels) {
    walks.push(
      walkTalk(channel, ({ prompts: told, call }) => {
        for (const prompt of told) prompts.set(JSON.stringify(prompt), prompt);
        if (call !== null) scripts.set(JSON.stringify(call), call);
      }),
    );
  }
}, 300_000);

function found(): readonly Found[] {
  return walks.flatMap((walk) => walk.found);
}

describe("the walk", () => {
  it("comes to every state", () => {
    const met = new Set<string>(found().map(({ standing }) => standing.value.talk));
    // A state that is missing needs an input that leads to it, in test/support/talk-walk.ts.
    expect(Object.keys(tellings).filter((state) => !met.has(state))).toEqual([]);
  });

  it("takes every transition but those that guard a guard", () => {
    const taken = new Set(walks.flatMap(({ transitions }) => [...transitions]));
    expect([...allTransitions()].filter((name) => !taken.has(name))).toEqual(neverTaken);
  });

  it("moves a payment in every way there is, and in no other", () => {
    const moves = new Set(walks.flatMap(({ payments }) => [...payments]));
    expect([...moves].toSorted()).toEqual([
      "none none",
      "none requested",
      "requested none",
      "requested requested",
      "requested slow",
      "slow none",
      "slow requested",
      "slow slow",
    ]);
  });

  it("stands after each turn where XState's own transition() would", () => {
    expect(walks.flatMap(({ apart }) => apart)).toEqual([]);
  });

  it("is long enough to mean something", () => {
    for (const { found: talks, turns } of walks) {
      expect(talks.length).toBeGreaterThan(100);
      expect(turns).toBeGreaterThan(20_000);
    }
  });
});

describe.each(languages)("in %s", (language) => {
  it("every sentence of the walk is one segment of GSM-7", () => {
    const long = [...prompts.values()]
      .map((prompt) => sentence(prompt, language))
      .filter(
        (text) => (gsmUnits(text) ?? Number.NaN) > SEGMENT_UNITS || gsmUnits(text) === undefined,
      );
    expect(long).toEqual([]);
    expect(prompts.size).toBeGreaterThan(50);
  });

  it("every call of the walk says something and no more than a voice may read", () => {
    const wrong = [...scripts.values()].filter((script) => !speaks(script, language));
    expect(wrong).toEqual([]);
    expect(scripts.size).toBeGreaterThan(50);
  });

  it("every page of the walk is in words, and has nothing that a terminal alone has", () => {
    const stood = found().filter(({ channel }) => channel === "portal");
    expect(new Set(stood.map(({ standing }) => standing.value.talk)).size).toBeGreaterThan(60);
    const wrong = stood.filter(({ standing, facts, nowMs }) => {
      const now = { wallMs: nowMs, serviceMs: nowMs };
      const screen = kioskView(standing.value.talk, { choices: standing.context, facts, now });
      const view = renderView({ ...unshown, screen, language });
      const html = screenPage(frameIn(language), { view, back: "Back", account: null });
      return /[{}]|undefined|NaN|value="(?:cash|hand_over|see|this_is_me)"/.test(html);
    });
    expect(wrong.map(({ standing }) => standing.value.talk)).toEqual([]);
  });

  it.each(Object.keys(tellings) as TalkState[])("state %s is told by text and by call", (state) => {
    const stood = found().filter(({ standing }) => standing.value.talk === state);
    const views = stood.map(({ standing, facts, nowMs }) => ({
      choices: standing.context,
      facts,
      now: { wallMs: nowMs, serviceMs: nowMs },
    }));
    // Even with nothing remembered, as after a migration, a state has something to say.
    const bare = {
      choices: freshChoices,
      facts: factsWith([oak]),
      now: { wallMs: STAGE_MS, serviceMs: STAGE_MS },
    };
    for (const view of [...views, bare]) {
      const text = sentence(tellings[state].prompt(view), language);
      expect(gsmUnits(text)).toBeLessThanOrEqual(SEGMENT_UNITS);
      const facts = { ...view.facts, line: { ...view.facts.line, channel: "ivr" as const } };
      for (const missed of [null, "noInput", "noMatch"] as const) {
        expect(speaks(callScript(state, { ...view, facts }, missed), language)).toBe(true);
      }
    }
  });
});

const unshown = {
  rev: 1,
  languages,
  utility: "Northside Power",
  account: null,
  cardToken: null,
  pays: null,
};

function frameIn(language: string): PageFrame {
  const said = { name: "Northside Power", phone: "555-0199", emergencyPhone: "555-0911" };
  const utility = { utilityId: "u", ...said, sendsTexts: true, languages: [], simulated: [] };
  return { language, words: portalPageWords(language), utility, formId: "f", notice: null };
}

/** Something is said, it is not too long, and no part of a message is left unfilled. */
function speaks(script: CallScript, language: string): boolean {
  const said = [scriptSpeech(script, "first", language), scriptSpeech(script, "rest", language)];
  // Once a farewell was heard, all that is left is to end or to hand over.
  const isEnd = script.wait.kind === "hang_up" || script.wait.kind === "transfer";
  const isSilent = said.join("") === "" && !isEnd;
  return (
    !isSilent &&
    said.every((text) => text.length <= SPEECH_CHARACTERS_MAX && !/[{}]|undefined|NaN/.test(text))
  );
}

it("a saved talk of the walk reads back as it stands", () => {
  for (const { saved, facts, nowMs, channel } of found()) {
    const now = { wallMs: nowMs, serviceMs: nowMs };
    const json = JSON.parse(JSON.stringify(saved)) as typeof saved;
    const repeat = { kind: "chose", option: "repeat" } as const;
    const here = { ...facts, line: { ...facts.line, channel } };
    expect(converse(json, here, repeat, now)).toEqual(converse(saved, here, repeat, now));
  }
});
