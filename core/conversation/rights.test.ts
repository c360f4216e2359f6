import { describe, expect, it } from "vitest";
import type { Channel } from "./facts.ts";
import { oak } from "../../test/support/stage-accounts.ts";
import { factsWith } from "../../test/support/stages.ts";
import { lackingFor, type Task } from "./rights.ts";

type Lack = "number" | "proved" | undefined;

describe("what a line lacks for a task", () => {
  it.each<[Task, Channel, Lack, Lack, Lack]>([
    // task, channel: for an unknown line, a known one, a proved one
    ["balance", "sms", "number", undefined, undefined],
    ["minimum", "sms", "number", undefined, undefined],
    ["pay", "sms", "number", undefined, undefined],
    ["opt_in", "sms", "number", undefined, undefined],
    ["opt_out", "sms", undefined, undefined, undefined],
    ["help", "sms", undefined, undefined, undefined],
    ["language", "sms", undefined, undefined, undefined],
    ["balance", "ivr", "number", undefined, undefined],
    ["pay", "ivr", "number", "proved", undefined],
    ["minimum", "ivr", "number", undefined, undefined],
    ["payments", "ivr", "number", undefined, undefined],
    ["opt_in", "ivr", "number", undefined, undefined],
    ["opt_out", "ivr", undefined, undefined, undefined],
    ["language", "ivr", undefined, undefined, undefined],
    ["identify", "ivr", undefined, undefined, undefined],
    ["agent", "ivr", undefined, undefined, undefined],
    ["balance", "kiosk", "number", "proved", undefined],
    ["minimum", "kiosk", "number", "proved", undefined],
    ["pay", "kiosk", "number", "proved", undefined],
    ["pay", "portal", "number", "proved", undefined],
    ["pay", "counter", "number", "proved", undefined],
    ["opt_out", "kiosk", undefined, undefined, undefined],
    ["help", "ivr", undefined, undefined, undefined],
  ])("%s by %s", (...row) => {
    const [task, channel, unknown, known, proved] = row;
    expect(lackingFor(task, factsWith([], { channel, proved: true }))).toBe(unknown);
    expect(lackingFor(task, factsWith([oak], { channel }))).toBe(known);
    expect(lackingFor(task, factsWith([oak], { channel, proved: true }))).toBe(proved);
  });
});
