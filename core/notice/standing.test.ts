import { describe, expect, it } from "vitest";
import type { NoticeState } from "./decide.ts";
import { type NoticeSent, isStillOwed, noticeStanding } from "./standing.ts";

const low: NoticeState = { count: 4, lowKey: "low-4", toldOff: [] };
const fine: NoticeState = { ...low, lowKey: null };

function at(state: NoticeSent["state"], atMs: number, key = "low-4"): NoticeSent {
  return { rule: key.startsWith("off") ? "off" : "low", key, state, atMs };
}

describe("a notice of a low balance", () => {
  it.each<[string, readonly NoticeSent[], NoticeState, string, number | null]>([
    ["is not owed while the balance is fine", [], fine, "none", null],
    [
      "of an earlier time counts for nothing when it is fine",
      [at("delivered", 5)],
      fine,
      "none",
      null,
    ],
    ["is owed until it is sent", [at("owed", 5)], low, "owed", null],
    ["has reached the customer when sent", [at("sent", 5)], low, "reached", 5],
    ["has reached the customer when delivered", [at("delivered", 6)], low, "reached", 6],
    [
      "has reached the customer from the earliest",
      [at("sent", 9), at("delivered", 7), at("failed", 1)],
      low,
      "reached",
      7,
    ],
    [
      "has reached the customer by one contact of two",
      [at("owed", 1), at("sent", 9)],
      low,
      "reached",
      9,
    ],
    [
      "is owed while one contact is left",
      [at("refused", 1), at("owed", 2), at("failed", 3)],
      low,
      "owed",
      null,
    ],
    ["reaches nobody without consent", [at("refused", 1)], low, "unreachable", null],
    [
      "reaches nobody when every contact fails",
      [at("refused", 1), at("failed", 2)],
      low,
      "unreachable",
      null,
    ],
    ["reaches nobody where there is no contact", [], low, "unreachable", null],
    [
      "of an earlier time is not this one's",
      [at("delivered", 5, "low-1")],
      low,
      "unreachable",
      null,
    ],
    ["is not a notice of something else", [at("delivered", 5, "off-4")], low, "unreachable", null],
    [
      "is not reached by an earlier one",
      [at("sent", 5, "low-1"), at("owed", 6)],
      low,
      "owed",
      null,
    ],
  ])("%s", (_, ...[notices, state, code, notifiedAtMs]) => {
    expect(noticeStanding(notices, state)).toEqual({ code, notifiedAtMs });
  });
});

describe("a notice that waited", () => {
  it.each<[NoticeSent["rule"], string, NoticeState, boolean]>([
    ["low", "low-4", low, true],
    ["low", "low-4", fine, false],
    ["low", "low-1", low, false],
    ["off", "off-2", fine, true],
    ["on", "on-3", low, true],
  ])("%s %s", (rule, key, state, expected) => {
    expect(isStillOwed({ rule, key }, state)).toBe(expected);
  });
});
