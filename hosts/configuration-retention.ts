/** What of a utility's file says how long texts, and what tells one event from its repetition, are kept. */
import { z } from "zod";
import type { RetentionPolicy } from "../core/hub/expire-lines.ts";
import type { Note } from "./configuration-amount.ts";

/** Ten years: longer than any claim about a text. */
const DAYS_MAX = 3_653;

const days = (least: number) =>
  z.int({ error: "must be a whole number of days" }).min(least).max(DAYS_MAX);

export const retentionSchema = z.strictObject({
  /** A month at least: disputes about what was said come with the bill. */
  messages_days: days(30),
  notices_days: days(30).default(730),
  codes_days: days(1).default(1),
  /** As long as texts where nothing is said. */
  talks_days: days(30).optional(),
  call_backs_days: days(30).optional(),
  /** A week at least: no carrier tells of an event again after that. */
  events_days: days(7).default(30),
});

/** Null where the file says nothing of it: then all is kept. */
export function retentionOf(
  written: z.infer<typeof retentionSchema> | undefined,
  note: Note,
): RetentionPolicy | null {
  if (written === undefined) return null;
  const { messages_days: messageDays, notices_days: noticeDays } = written;
  if (noticeDays < messageDays) {
    note("retention.notices_days", "too_short", "must not be shorter than messages_days");
  }
  const { talks_days: talkDays = messageDays, call_backs_days: callBackDays = messageDays } =
    written;
  const { codes_days: codeDays, events_days: eventDays } = written;
  return { messageDays, noticeDays, codeDays, eventDays, talkDays, callBackDays };
}
