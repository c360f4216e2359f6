import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type NoticePolicy,
  type NoticeState,
  type NoticedSupply,
  type SupplyChange,
  checkNotice,
  decideNotices,
  defaultNotice,
  emptyNoticeState,
} from "./decide.ts";

const policy: NoticePolicy = {
  lowUnits: 1_000,
  rearmUnits: 100,
  quietFromMinute: 21 * 60,
  quietToMinute: 8 * 60,
};
const zone = "America/New_York";
const noonMs = Date.parse("2026-06-02T16:00Z");
const nightMs = Date.parse("2026-06-03T03:00Z");
const morningMs = Date.parse("2026-06-03T12:00Z");
const plenty = 5_000;

interface Step {
  readonly balanceUnits?: number;
  readonly prepaid?: boolean;
  readonly supply?: readonly SupplyChange[];
  readonly atMs?: number;
}

/** The keys owed after each step. */
function told(steps: readonly Step[], from: NoticeState = emptyNoticeState): string[][] {
  let state = from;
  return steps.map(({ balanceUnits = plenty, prepaid = true, supply = [], atMs = noonMs }) => {
    const input = { state, policy, prepaid, balanceUnits, supply, serviceNowMs: atMs, zone };
    const decided = decideNotices(input);
    state = JSON.parse(JSON.stringify(decided.state)) as NoticeState;
    return decided.owed.map(({ key }) => key);
  });
}

function moves(...states: readonly NoticedSupply[]): Step[] {
  return states.slice(1).map((to, at) => ({
    supply: [{ serviceId: "s1", from: states[at] ?? "unknown", to }],
  }));
}

function balances(...units: readonly number[]): Step[] {
  return units.map((balanceUnits) => ({ balanceUnits }));
}

describe("low", () => {
  it.each<[string, Step[], string[][]]>([
    ["is told when the balance falls below the level", balances(1_001, 999), [[], ["low-1"]]],
    ["is not told at the level", balances(1_001, 1_000), [[], []]],
    [
      "is told once while it falls on, below zero too",
      balances(999, 500, 0, -1, -900),
      [["low-1"], [], [], [], []],
    ],
    ["is told when it is first seen below zero", balances(-900, -901), [["low-1"], []]],
    [
      "is told when one happening takes it from plenty to below zero",
      balances(5_000, -5_000),
      [[], ["low-1"]],
    ],
    [
      "is not told again about the level",
      balances(999, 1_000, 999, 1_099, 999),
      [["low-1"], [], [], [], []],
    ],
    [
      "is told again after the balance was clearly above",
      balances(999, 1_100, 999),
      [["low-1"], [], ["low-2"]],
    ],
    ["is not told where a happening ends above", balances(1_100, 1_000, 2_000), [[], [], []]],
    ["is not told to a post-pay customer", [{ prepaid: false, balanceUnits: -500 }], [[]]],
    [
      "is told anew to a customer who came back to prepaid",
      [{ balanceUnits: 0 }, { balanceUnits: 0, prepaid: false }, { balanceUnits: 0 }],
      [["low-1"], [], ["low-2"]],
    ],
  ])("%s", (_, steps, expected) => {
    expect(told(steps)).toEqual(expected);
  });

  it("waits for the end of quiet hours, but supply does not", () => {
    const supply = [{ serviceId: "s1", from: "on", to: "off" }] as const;
    const input = { state: emptyNoticeState, policy, prepaid: true, balanceUnits: 0, supply, zone };
    expect(decideNotices({ ...input, serviceNowMs: nightMs }).owed).toEqual([
      { rule: "off", key: "off-1", serviceId: "s1", dueAtMs: nightMs },
      { rule: "low", key: "low-2", serviceId: null, dueAtMs: morningMs },
    ]);
    expect(
      decideNotices({ ...input, serviceNowMs: noonMs }).owed.map((owed) => owed.dueAtMs),
    ).toEqual([noonMs, noonMs]);
  });

  it("is told at most once between two times clearly above, whatever the balance does", () => {
    const walk = fc.array(fc.integer({ min: -500, max: 2_500 }), { maxLength: 60 });
    fc.assert(
      fc.property(walk, (units) => {
        let armed = true;
        const expected = units.map((balanceUnits) => {
          const isTold = armed && balanceUnits < policy.lowUnits;
          if (isTold) armed = false;
          else if (balanceUnits >= policy.lowUnits + policy.rearmUnits) armed = true;
          return isTold ? 1 : 0;
        });
        const keys = told(balances(...units));
        expect(keys.map(({ length }) => length)).toEqual(expected);
        expect(new Set(keys.flat()).size).toBe(keys.flat().length);
      }),
    );
  });
});

describe("off and on", () => {
  it.each<[string, NoticedSupply[], string[][]]>([
    [
      "are told once each",
      ["on", "turning_off", "off", "turning_on", "on"],
      [[], ["off-1"], [], ["on-2"]],
    ],
    ["are not told of a switch first seen on", ["unknown", "on"], [[]]],
    ["are not told of commands alone", ["on", "turning_off", "turning_on", "on"], [[], [], []]],
    ["are told of a switch first seen off", ["unknown", "off", "on"], [["off-1"], ["on-2"]]],
    ["are not told of what is not known", ["on", "turning_off", "unknown"], [[], []]],
    ["are told once it is known", ["turning_off", "unknown", "off"], [[], ["off-1"]]],
    ["are not told again after not knowing", ["on", "off", "unknown", "off"], [["off-1"], [], []]],
    ["are told through not knowing", ["on", "off", "unknown", "on"], [["off-1"], [], ["on-2"]]],
    [
      "wait for the button of an armed switch",
      ["on", "off", "armed", "on"],
      [["off-1"], [], ["on-2"]],
    ],
    ["are told of a limited load once", ["off", "load_limited", "on"], [[], []]],
    ["are not told where nothing changed", ["off", "off"], [[]]],
    ["end with a limited load", ["on", "off", "load_limited", "on"], [["off-1"], ["on-2"], []]],
    [
      "are told each time",
      ["on", "off", "on", "off", "on"],
      [["off-1"], ["on-2"], ["off-3"], ["on-4"]],
    ],
  ])("%s", (_, states, expected) => {
    expect(told(moves(...states))).toEqual(expected);
  });

  it("are told of each service of an account by itself", () => {
    const off = (serviceId: string): SupplyChange => ({ serviceId, from: "on", to: "off" });
    const on = (serviceId: string): SupplyChange => ({ serviceId, from: "turning_on", to: "on" });
    expect(
      told([
        { supply: [off("s1"), off("s2")] },
        { supply: [on("s2"), on("s3")] },
        { supply: [on("s1")] },
      ]),
    ).toEqual([["off-1", "off-2"], ["on-3"], ["on-4"]]);
  });

  it("are told of a switch that went off and on in one happening", () => {
    const supply = moves("on", "off", "on").flatMap((step) => step.supply ?? []);
    expect(told([{ supply }])).toEqual([["off-1", "on-2"]]);
  });
});

describe("a happening that changes nothing", () => {
  it.each<[string, NoticeState, number]>([
    ["with plenty", emptyNoticeState, plenty],
    ["below the level, told", { count: 1, lowKey: "low-1", toldOff: [] }, 0],
    ["with its supply off, told", { count: 2, lowKey: "low-1", toldOff: ["s1"] }, 0],
  ])("%s owes nothing and leaves the very state", (_, state, balanceUnits) => {
    const supply = [{ serviceId: "s1", from: "off", to: "turning_on" }] as const;
    const decided = decideNotices({
      state,
      policy,
      prepaid: true,
      balanceUnits,
      supply,
      serviceNowMs: noonMs,
      zone,
    });
    expect(decided.owed).toEqual([]);
    expect(decided.state).toBe(state);
  });
});

describe("a policy", () => {
  it.each<[number, number]>([
    [10_000_000, 1_000_000],
    [0, 1],
    [-5_000, 500],
  ])("of the low level %i alone has a margin of %i", (lowUnits, rearmUnits) => {
    const made = defaultNotice(lowUnits);
    expect(made).toEqual({ ...policy, lowUnits, rearmUnits });
    expect(checkNotice(made)).toBeNull();
  });

  it.each<[string, Partial<NoticePolicy>]>([
    ["low_not_units", { lowUnits: 0.5 }],
    ["low_not_units", { lowUnits: Number.NaN }],
    ["rearm_negative", { rearmUnits: -1 }],
    ["rearm_negative", { rearmUnits: 0.5 }],
    ["not_a_minute", { quietFromMinute: 1_440 }],
    ["not_a_minute", { quietToMinute: -1 }],
    ["not_a_minute", { quietToMinute: 30.5 }],
  ])("is refused: %s of %o", (code, change) => {
    expect(checkNotice({ ...policy, ...change })).toMatchObject({ code });
  });
});
