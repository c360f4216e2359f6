import type { OutgoingMessage } from "../../core/ports.ts";
import { sentence } from "../../core/wording/sentence.ts";
import { plainGsm, segmentsOf } from "./segments.ts";

/**
 * A message as its text; wording has the digits to reply with in its sentences. What comes unasked ends with the code by which its
 * reader may ask whether it is ours, where that makes it no longer in segments.
 */
export function renderText({
  prompt,
  language,
  code = null,
}: Pick<OutgoingMessage, "prompt" | "language" | "code">): string {
  const text = plainGsm(sentence(prompt, language));
  if (code === null) return text;
  const coded = `${text} #${code}`;
  return segmentsOf(coded).segments > segmentsOf(text).segments ? text : coded;
}
