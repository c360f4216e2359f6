import { describe, expect, it } from "vitest";
import { type SwitchRecord, unseenSwitch } from "./state.ts";
import { viewSwitch, wishOf } from "./view.ts";

const on: SwitchRecord = { ...unseenSwitch("on", 0), state: "on", lookAtMs: null, seen: "closed" };
const openOff = { commandId: "c1", commandWanted: "off" } as const;
const openOn = { commandId: "c1", commandWanted: "on" } as const;

describe("what decide knows of a switch", () => {
  it.each<[string, Partial<SwitchRecord>, string]>([
    ["on", {}, "supplied ready"],
    ["limited", { state: "load_limited" }, "supplied ready"],
    ["armed", { state: "armed" }, "supplied ready"],
    ["unknown", { state: "unknown" }, "supplied unknown"],
    ["turning on, not sent", { state: "turning_on" }, "supplied command_under_way"],
    ["turning on, sent", { state: "turning_on", ...openOn }, "supplied command_under_way"],
    ["opened by itself", { state: "off", parkedCode: "moved" }, "supplied parked"],
    ["seen open, on owed", { state: "off" }, "supplied command_under_way"],
    ["off asked, not sent", { state: "turning_off", wanted: "off" }, "cut_asked ready"],
    [
      "off asked past an on under way",
      { state: "turning_off", wanted: "off", ...openOn },
      "cut_asked command_under_way",
    ],
    ["off to be tried again", { wanted: "off", attempts: 1 }, "cut_asked ready"],
    ["off refused", { state: "turning_off", wanted: "off", lookAtMs: 5 }, "cut_asked ready"],
    ["closed by itself", { wanted: "off", parkedCode: "moved" }, "cut_asked ready"],
    ["off sent", { state: "turning_off", wanted: "off", ...openOff }, "cut ready"],
    ["off, and stuck", { wanted: "off", parkedCode: "stuck" }, "cut ready"],
    ["off", { state: "off", wanted: "off" }, "cut ready"],
    ["off, and unknown", { state: "unknown", wanted: "off" }, "cut ready"],
  ])("%s", (_, change, expected) => {
    const { stage, readiness } = viewSwitch({ ...on, ...change }, true);
    expect(`${stage} ${readiness}`).toBe(expected);
    expect(viewSwitch({ ...on, ...change }, false)).toEqual({
      stage,
      readiness: "no_remote_switch",
    });
  });
});

describe("the wish of a verdict", () => {
  it.each([
    ["cut", "supplied", "off"],
    ["cut", "cut_asked", "off"],
    ["restore", "cut", "on"],
    ["hold", "supplied", null],
    ["wait_until", "supplied", null],
    ["leave", "supplied", null],
    ["hold", "cut_asked", "on"],
    ["wait_until", "cut_asked", "on"],
    ["leave", "cut_asked", "on"],
    ["hold", "cut", null],
    ["leave", "cut", null],
  ] as const)("%s when %s is %s", (verdict, stage, wish) => {
    expect(wishOf(verdict, stage)).toBe(wish);
  });
});
