/** What a visitor's form says, and the token that shows a visit to be theirs. */
import { z } from "zod";
import type { IncomingTurn } from "../../core/hub/take-turn.ts";
import type { View } from "../kiosk/protocol.ts";

/** The longest thing typed is a phone number with blanks; an option is shorter. */
const TYPED_MAX = 32;
const LANGUAGE = /^language:([a-z]{2})$/;

const option = z.string().regex(/^[a-z0-9_:]{1,40}$/);
const typed = z.string().max(TYPED_MAX);
/** Made once for the page that the form is on, so that one that is sent twice counts once. */
const id = z.uuid();
/** The turn that its page shows; none on the page of whoever is not signed in. */
const rev = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  .optional();
const form = z.union([
  z.object({ id, rev, option, typed: z.undefined().optional() }),
  z.object({ id, rev, typed, option: z.undefined().optional() }),
]);

export type Form = z.infer<typeof form>;

/** Null for what no form of ours sends. */
export function readForm(fields: Readonly<Record<string, unknown>>): Form | null {
  const { data } = form.safeParse(fields);
  return data ?? null;
}

export function languageIn(said: Form): string | null {
  return LANGUAGE.exec(said.option ?? "")?.[1] ?? null;
}

/** A form as an input of the talk, by the screen that it was on; null where an amount or digits were asked for and none can be read. */
export function inputOf(said: Form, view: View): IncomingTurn["input"] | null {
  if (said.option !== undefined) return { kind: "chose", option: said.option };
  const keys = view.screen === "amount" ? minorOf(said.typed, view) : digitsIn(said.typed);
  return keys === null || keys === "" ? null : { kind: "digits", keys };
}

/** Blanks, dots and the plus of a phone number are left out, as nobody can say whether they were meant. */
export function digitsIn(text: string): string {
  return text.replaceAll(/\D/g, "").slice(0, TYPED_MAX);
}

/** A currency's sign may stand on either side; a minus never. */
const AMOUNT = /^[^\d-]{0,4}(\d{1,8})(?:[.,](\d{1,4}))?[^\d-]{0,4}$/;

/** "20", "$20.50" or "20,5" in minor units; null where it is nothing, or no amount. */
function minorOf(text: string, view: Extract<View, { screen: "amount" }>): string | null {
  const { minorDigits } = view.preview;
  const [, whole, part = ""] = AMOUNT.exec(text.trim()) ?? [];
  if (whole === undefined || part.length > minorDigits) return null;
  const minor = Number(`${whole}${part.padEnd(minorDigits, "0")}`);
  return minor === 0 ? null : String(minor);
}
