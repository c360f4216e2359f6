/** A terminal offers the languages that its utility speaks: all of them where a visit begins, and the next one on a key of its own from then on. */
import { describe, expect, it } from "vitest";
import { renderChrome, renderView } from "../channels/kiosk/render.ts";
import { kioskView } from "../core/conversation/kiosk-view.ts";
import { freshChoices } from "../core/conversation/talk.ts";
import { type Language, offeredBy } from "../core/wording/language.ts";
import { answers, fixedAnswers } from "../kiosk-ui/answers-of.ts";
import { hearChrome, languages, view } from "../kiosk-ui/state.ts";
import { oak, STAGE_MS } from "./support/stage-accounts.ts";
import { factsWith } from "./support/stages.ts";

const kiosk = { acceptor: "ready", reader: "ready", takesCards: true } as const;

/** The first screen of a terminal, and what it says of itself, in one of the languages of its utility. */
function firstScreen(spoken: Language, offered: readonly Language[]) {
  const facts = factsWith([oak], { channel: "kiosk", kiosk }, { languages: offered });
  const now = { wallMs: STAGE_MS, serviceMs: STAGE_MS };
  const screen = kioskView("idle", { choices: freshChoices, facts, now });
  const utility = facts.utility.name;
  return {
    screen,
    rev: 1,
    language: spoken,
    languages: offered,
    utility,
    account: null,
    cardToken: null,
    pays: null,
  };
}

function standAt(spoken: Language, offered: readonly Language[], isFirst: boolean): void {
  const first = firstScreen(spoken, offered);
  const shown = renderView(first);
  if (shown.screen !== "attract") throw new Error("a visit begins at the first screen");
  hearChrome(renderChrome(first, []));
  languages.value = shown.languages;
  view.value = isFirst ? shown : { ...shown, screen: "ended" };
}

const three = ["en", "es", "fr"] as const;

describe("at a terminal", () => {
  it.each<[readonly Language[], readonly string[]]>([
    [three, ["English", "Español", "Français"]],
    [
      ["fr", "en"],
      ["Français", "English"],
    ],
    [["en"], ["English"]],
  ])("of a utility that speaks %s the first screen has a button for each", (offered, names) => {
    standAt("en", offered, true);
    expect(
      answers.value.filter(({ lang }) => lang !== undefined).map(({ label }) => label.text),
    ).toEqual(names);
    expect(fixedAnswers.value.filter(({ key }) => key === "7")).toEqual([]);
  });

  it.each<[Language, readonly Language[], string | undefined]>([
    ["en", three, "Español"],
    ["es", three, "Français"],
    ["fr", three, "English"],
    ["en", ["en", "es"], "Español"],
    ["es", ["en", "es"], "English"],
    // A visit in a language that is offered no more, and a utility of one.
    ["fr", ["en", "es"], "English"],
    ["en", ["en"], undefined],
  ])("in %s of %s key 7 offers %s", (spoken, offered, name) => {
    standAt(spoken, offered, false);
    expect(fixedAnswers.value.find(({ key }) => key === "7")?.label.text).toBe(name);
  });
});

describe("a utility's languages", () => {
  it.each<[string, readonly string[] | undefined, readonly string[]]>([
    ["en", undefined, ["en"]],
    ["es-MX", undefined, ["es"]],
    ["en", ["en", "es-US", "fr-CA"], ["en", "es", "fr"]],
    // One that there are no words for is offered to nobody, and none is offered twice.
    ["en", ["en", "vi", "es", "es-US"], ["en", "es"]],
  ])("in %s, of %s, are %s", (language, listed, offered) => {
    expect(offeredBy({ language, ...(listed && { languages: listed }) })).toEqual(offered);
  });
});
