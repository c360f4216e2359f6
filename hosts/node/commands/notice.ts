/** `notice`: the notices that staff have to give, and what came of them. */
import type { StaffNotice } from "../../../core/hub/note-staff-notice.ts";
import { isRefusal } from "../../../core/refusal.ts";
import { type Command, refusedOutcome, UsageError } from "../command.ts";
import { configurationHelp, configurationOptions, utilityHelp } from "./configured.ts";
import { actAtUtility, writerHelp, writerOptions } from "./writing.ts";

export const noticeCommand: Command = {
  name: "notice",
  summary: "Lists the notices that people have to give, and takes what came of them.",
  usage: [
    "notice list [--utility ID]",
    "notice called|emailed|mailed|handed_over|failed NOTICE --account ID [--utility ID]",
  ],
  help: [
    ...configurationHelp,
    utilityHelp,
    ...writerHelp,
    "  --account ID           whose notice it is",
    "",
    "A notice that a disconnection rests on, and that reached nobody by text, is here until somebody has",
    "given it; the disconnection is held for as long. failed moves it on to the next way of giving it.",
  ],
  options: { ...configurationOptions, ...writerOptions, account: { type: "string" } },
  run: async (given, terminal) => {
    const [verb, noticeId, ...more] = given.words;
    if (verb === "list" && noticeId === undefined) {
      return actAtUtility(given, terminal, async (commands, utilityId) => {
        const listed = await commands("list_notices", { utilityId });
        if (isRefusal(listed)) return refusedOutcome(listed);
        const notices = listed as StaffNotice[];
        const lines = notices.map(
          (one) =>
            `${one.accountId} ${one.noticeId}: ${one.rule}, to be given by ${one.channel}, since ${new Date(one.sinceMs).toISOString()}`,
        );
        return { status: 0, lines, json: { notices } };
      });
    }
    const accountId = given.text("account");
    const outcomes = ["called", "emailed", "mailed", "handed_over", "failed"];
    if (verb === undefined || !outcomes.includes(verb) || noticeId === undefined) {
      throw new UsageError("say list, or what came of which notice");
    }
    if (accountId === undefined || more.length > 0) throw new UsageError("name the --account");
    return actAtUtility(given, terminal, async (commands, utilityId) => {
      const input = { utilityId, accountId, noticeId, outcome: verb };
      const noted = await commands("note_notice", input);
      if (isRefusal(noted)) return refusedOutcome(noted);
      return { status: 0, lines: [`${noticeId}: ${verb}`], json: { noticeId, outcome: verb } };
    });
  },
};
