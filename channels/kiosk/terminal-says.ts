import { z } from "zod";
import { type Refusal, refuse } from "../../core/refusal.ts";
import type { KioskSays } from "./protocol.ts";

const id = z.string().min(1).max(64);
const rev = z.number().int().nonnegative();
const source = z.enum(["touch", "keypad", "scanner"]);

const kioskSays = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("hello"),
    kioskId: z.string().max(64),
    token: z.string().max(128),
  }),
  z.strictObject({ kind: z.literal("press"), id, rev, option: z.string().min(1).max(40), source }),
  z.strictObject({
    kind: z.literal("enter"),
    id,
    rev,
    digits: z.string().regex(/^\d{1,20}$/),
    source,
  }),
  z.strictObject({ kind: z.literal("idle"), id, rev }),
]) satisfies z.ZodType<KioskSays>;

/** One message of a terminal. */
export function readKioskSays(data: unknown): KioskSays | Refusal<"bad_message"> {
  let value: unknown;
  try {
    value = typeof data === "string" ? JSON.parse(data) : undefined;
  } catch {
    value = undefined;
  }
  const read = kioskSays.safeParse(value);
  return read.success
    ? read.data
    : refuse("bad_message", "the terminal said what no terminal says");
}
