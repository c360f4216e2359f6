import type { OutgoingMessage } from "../../core/ports.ts";
import { sentence } from "../../core/wording/sentence.ts";
import { plainGsm } from "./segments.ts";

/** A message as its text; wording has the digits to reply with in its sentences. */
export function renderText({
  prompt,
  language,
}: Pick<OutgoingMessage, "prompt" | "language">): string {
  return plainGsm(sentence(prompt, language));
}
