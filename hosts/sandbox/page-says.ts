import { z } from "zod";
import type { PageSays } from "../../channels/simulated/protocol.ts";
import { laterWords } from "../../payments/simulated/later.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";

/** Longer than any id or text of the town; what a phone can send is the simulated carrier's to judge. */
const TEXT_CHARS_MAX = 4_000;

/** What a keypad has; nobody presses more at once. */
const KEYS = /^[0-9*#]{1,32}$/;
/** No note of any currency of the town is worth more, in minor units. */
const NOTE_MINOR_MAX = 1_000_000;

const accountId = z.string().min(1).max(64);

const pageSays = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("pick"), accountId }),
  z.strictObject({
    kind: z.literal("text"),
    accountId,
    text: z.string().trim().min(1).max(TEXT_CHARS_MAX),
  }),
  z.strictObject({ kind: z.literal("call_place"), accountId }),
  z.strictObject({ kind: z.literal("call_answer"), accountId }),
  z.strictObject({ kind: z.literal("call_keys"), accountId, keys: z.string().regex(KEYS) }),
  z.strictObject({ kind: z.literal("call_end"), accountId }),
  z.strictObject({ kind: z.literal("stick"), accountId, on: z.boolean() }),
  z.strictObject({ kind: z.literal("press"), accountId }),
  z.strictObject({
    kind: z.literal("kiosk_note"),
    utilityId: z.string().max(64),
    minor: z.number().int().positive().max(NOTE_MINOR_MAX),
  }),
  z.strictObject({
    kind: z.literal("kiosk_card"),
    utilityId: z.string().max(64),
    outcome: z.enum(["good", "declined", "unresolved"]),
  }),
  z.strictObject({
    kind: z.literal("kiosk_acceptor"),
    utilityId: z.string().max(64),
    state: z.enum(["ready", "full", "jammed", "away"]),
  }),
  z.strictObject({
    kind: z.literal("kiosk_reader"),
    utilityId: z.string().max(64),
    state: z.enum(["ready", "away"]),
  }),
  z.strictObject({ kind: z.literal("decline_cards"), on: z.boolean() }),
  z.strictObject({ kind: z.literal("slow_cards"), on: z.boolean() }),
  z.strictObject({ kind: z.literal("card_payment"), accountId, word: z.enum(laterWords) }),
  z.strictObject({ kind: z.literal("carrier_down"), on: z.boolean() }),
]) satisfies z.ZodType<PageSays>;

/** One message of the sandbox's page. */
export function readPageSays(data: unknown): PageSays | Refusal<"bad_message"> {
  let value: unknown;
  try {
    value = typeof data === "string" ? JSON.parse(data) : undefined;
  } catch {
    value = undefined;
  }
  const read = pageSays.safeParse(value);
  return read.success ? read.data : refuse("bad_message", "the page said what no page says");
}
