import { expect, it } from "vitest";
import { must } from "../core/assert.ts";
import { readConfiguration } from "./configuration.ts";
import { retentionOf, retentionSchema } from "./configuration-retention.ts";
import { configurationFile } from "./node/commands/init-files.ts";
import { settingsOf } from "./settings.ts";

function read(written: unknown): { notes: string[]; policy: unknown } {
  const parsed = retentionSchema.safeParse(written);
  if (!parsed.success) {
    return {
      notes: parsed.error.issues.map(({ path, code }) => path.join(".") || code),
      policy: null,
    };
  }
  const notes: string[] = [];
  const policy = retentionOf(parsed.data, (at, code) => notes.push(`${at} ${code}`));
  return { notes, policy };
}

it("keeps all where nothing is said of it", () => {
  expect(retentionOf(undefined, () => undefined)).toBeNull();
});

it("is a matter of days, of which all but one have a usual number", () => {
  expect(read({ messages_days: 400 })).toEqual({
    notes: [],
    policy: {
      messageDays: 400,
      noticeDays: 730,
      codeDays: 1,
      eventDays: 30,
      talkDays: 400,
      callBackDays: 400,
    },
  });
  const own = read({ messages_days: 400, talks_days: 30, call_backs_days: 90 }).policy;
  expect(own).toMatchObject({ talkDays: 30, callBackDays: 90 });
});

it.each([
  ["no number of days for texts", {}, "messages_days"],
  ["texts gone before the bill", { messages_days: 29 }, "messages_days"],
  ["texts for longer than ten years", { messages_days: 3_654 }, "messages_days"],
  ["half a day", { messages_days: 30.5 }, "messages_days"],
  ["words", { messages_days: "400" }, "messages_days"],
  ["notices gone before other texts", { messages_days: 400, notices_days: 399 }, "too_short"],
  ["codes kept for no day", { messages_days: 400, codes_days: 0 }, "codes_days"],
  [
    "events forgotten while they may come again",
    { messages_days: 400, events_days: 6 },
    "events_days",
  ],
  ["talks gone before the bill", { messages_days: 400, talks_days: 29 }, "talks_days"],
  ["call-backs gone as they are done", { messages_days: 400, call_backs_days: 0 }, "call_backs"],
  ["what it does not know", { messages_days: 400, consents_days: 30 }, "unrecognized_keys"],
])("refuses %s", (_what, written, about) => {
  expect(read(written).notes.join(" ")).toContain(about);
});

it("is in the file of init, as a table to take up by taking its signs away", () => {
  const taken = configurationFile.replaceAll(
    /^# (?=\[utility\.(?:texting|retention)\]|\w+ = .* # )/gm,
    "",
  );
  const came = readConfiguration(taken);
  if (came.kind === "refused") throw new Error(JSON.stringify(came.problems));
  const [utility] = came.configuration.utilities;
  const { retention } = settingsOf(must(utility, "one utility"), "none");
  const days = { messageDays: 400, noticeDays: 730, codeDays: 1, eventDays: 30 };
  expect(retention).toEqual({ ...days, talkDays: 60, callBackDays: 400 });
});
