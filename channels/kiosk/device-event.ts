import { z } from "zod";
import { type Refusal, refuse } from "../../core/refusal.ts";

/** No note that an acceptor takes is worth more, in minor units. */
const NOTE_MINOR_MAX = 100_000_000;

const sequence = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);

/** What the devices of a terminal tell: notes, cards, and how they stand. `sequence` goes up with each, and never back. */
const deviceEvent = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("note_stacked"),
    sequence,
    minor: z.number().int().positive().max(NOTE_MINOR_MAX),
    currency: z.string().length(3),
  }),
  z.strictObject({ kind: z.literal("note_rejected"), sequence }),
  z.strictObject({ kind: z.literal("box_full"), sequence }),
  z.strictObject({
    kind: z.literal("acceptor"),
    sequence,
    state: z.enum(["ready", "reading", "rejected", "full", "jammed", "away"]),
  }),
  z.strictObject({
    kind: z.literal("card_presented"),
    sequence,
    token: z.string().min(1).max(200),
  }),
  z.strictObject({ kind: z.literal("card_removed"), sequence }),
  z.strictObject({
    kind: z.literal("reader"),
    sequence,
    state: z.enum(["ready", "reading", "away"]),
  }),
]);

export type DeviceEvent = z.infer<typeof deviceEvent>;

export function readDeviceEvent(body: Uint8Array): DeviceEvent | Refusal<"bad_json" | "bad_event"> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(body));
  } catch {
    return refuse("bad_json", "the body is not JSON");
  }
  const read = deviceEvent.safeParse(value);
  return read.success ? read.data : refuse("bad_event", "the body is no event of a device");
}
