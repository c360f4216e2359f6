/** What a hurried caller may count on wherever a call stands: found in every turn of every transcript, by keys that nobody wrote into it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { must } from "../core/assert.ts";
import { converse, type Turn } from "../core/conversation/converse.ts";
import type { Facts } from "../core/conversation/facts.ts";
import type { Input } from "../core/conversation/input.ts";
import type { CallScript } from "../core/conversation/prompt.ts";
import { restore } from "../core/conversation/restore.ts";
import { languages } from "../core/wording/language.ts";
import { rehearseCall } from "./support/call-rehearsal.ts";
import { speakingMs, utterancesOf } from "./support/speaking-time.ts";
import { callStages } from "./support/call-stages.ts";

interface Standing {
  readonly turn: Turn;
  readonly script: CallScript;
  readonly state: string;
  readonly facts: Facts;
  readonly nowMs: number;
}

const folder = join(import.meta.dirname, "scenarios");
const stands: readonly Standing[] = readdirSync(folder)
  .filter((name) => name.startsWith("ivr-"))
  .flatMap((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const stage = /^stage: (.*)$/m.exec(text)?.[1] ?? "";
    const { turns, at } = rehearseCall(
      text.slice(text.indexOf("\n\n")),
      must(callStages[stage], stage),
    );
    return turns.flatMap((turn, index) => {
      const { facts, nowMs } = must(at[index], "every turn was taken in some facts");
      const { wallMs, serviceMs } = { wallMs: nowMs, serviceMs: nowMs };
      const { talk } = restore(turn.saved, { wallMs, serviceMs }).standing.value;
      return turn.call === null ? [] : [{ turn, script: turn.call, state: talk, facts, nowMs }];
    });
  });

/** Takes one thing more than the transcript has. */
function then({ turn, facts, nowMs }: Standing, input: Input): Standing {
  const laterMs = nowMs + 2_000;
  const now = { wallMs: laterMs, serviceMs: laterMs };
  const next = converse(turn.saved, facts, input, now);
  const { talk } = restore(next.saved, now).standing.value;
  const script = must(next.call, "a caller hears something");
  return { turn: next, script, state: talk, facts, nowMs: laterMs };
}

function missesOf({ turn, nowMs }: Standing) {
  return restore(turn.saved, { wallMs: nowMs, serviceMs: nowMs }).standing.context.misses;
}

/** How long the part that a key breaks off is. */
function lengthMs(script: CallScript): number {
  return utterancesOf(script, "rest", "en").reduce((sum, one) => sum + speakingMs(one), 0);
}

const menus = stands.filter(({ script }) => script.wait.kind === "menu");
const heard = stands.filter(({ script: { first } }) => first.length === 0);

const MENU_MS_MAX = 12_000;

/** "That is no key here." */
const MISS_MS_MAX = 2_000;

/** What is told before a menu or an entry is not told again. */
const toldBefore = new Set(["balanceTold", "paymentsTold", "useTold", "owedTold", "howMuch"]);

/** Money, terms, an end and a danger: nothing else keeps a caller from going on by a key. */
const toldWhole = new Set([
  "payConfirm",
  "cardAsk",
  "emergencyAsk",
  "joinAsk",
  "callsAsk",
  "offerAsk",
  "goodbye",
  "agentTransfer",
  "callBackUnreached",
  "callBackTaken",
  "callBackOwed",
  "dangerGas",
  "dangerWire",
  "dangerGasUnreached",
  "dangerWireUnreached",
  "noticeTold",
  "noticeHeard",
  "noticeLeft",
  "callsEnded",
]);

describe("a caller", () => {
  it.each(languages)("hears no menu for longer than twelve seconds in %s", (language) => {
    const long = menus.flatMap(({ script: { wait }, state }) => {
      const ms = utterancesOf({ first: [], says: [], wait }, "rest", language).reduce(
        (sum, one) => sum + speakingMs(one),
        0,
      );
      return ms > MENU_MS_MAX ? [`${state}: ${(ms / 1000).toFixed(1)} s`] : [];
    });
    expect([...new Set(long)]).toEqual([]);
    expect(menus.length).toBeGreaterThan(100);
  });

  it("may break in everywhere but at money, terms, a danger and an end", () => {
    const whole = stands.filter(({ script }) => script.first.length > 0 && !script.interrupts);
    expect(
      [...new Set(whole.map(({ state }) => state))].filter((one) => !toldWhole.has(one)),
    ).toEqual([]);
    expect(whole.length).toBeGreaterThan(20);
  });

  it.each<[string, Input]>([
    ["says nothing", { kind: "no_input" }],
    ["presses a key that fits nowhere", { kind: "digits", keys: "*6" }],
  ])("who %s is asked twice more, in less time, and not a third time", (_what, input) => {
    const waits = heard.filter(
      ({ script: { wait } }) => wait.kind === "menu" || wait.kind === "digits",
    );
    for (const from of waits) {
      const { noInput, noMatch } = missesOf(from);
      if (noInput + noMatch > 0) continue;
      const once = then(from, input);
      const twice = then(once, input);
      expect([once.state, twice.state]).toEqual([from.state, from.state]);
      const [wholeMs, againMs, lastMs] = [from, once, twice].map(({ script }) => lengthMs(script));
      // What went wrong is said beside it, in as many words as this.
      const maxMs = must(wholeMs, "the whole of it") + MISS_MS_MAX;
      expect(againMs).toBeLessThan(toldBefore.has(from.state) ? maxMs - MISS_MS_MAX : maxMs);
      expect(lastMs).toBeLessThanOrEqual(must(againMs, "all but what was told"));
      const third = then(twice, input);
      const end = [third.script, then(third, { kind: "spoken" }).script];
      expect(["transfer", "hang_up"]).toContain(end.at(-1)?.wait.kind);
    }
    expect(waits.length).toBeGreaterThan(100);
  });

  it("goes back by star, hears it again by nine, and ends by pound, in every menu", () => {
    for (const from of menus) {
      const isEmpty = from.script.first.length > 0;
      const here = isEmpty ? then(from, { kind: "spoken" }) : from;
      expect(then(here, { kind: "digits", keys: "*" }).state).toBe("callMenu");
      const again = then(here, { kind: "digits", keys: "9" });
      expect(again.state).toBe(here.state);
      expect(then(here, { kind: "digits", keys: "#" }).script.wait.kind).toBe("hang_up");
    }
  });
});
