import type { CallLine } from "../conversation/call-prompt.ts";
import type { PromptKey } from "../conversation/prompt.ts";

export type SpeechKey = PromptKey | CallLine["key"];

/**
 * Everything a call says, as ICU MessageFormat text, one a line: whole sentences, what a key does before the key, amounts and
 * numbers already in words that a voice reads right. A line without its sentence does not compile.
 */
export type Speeches = Readonly<Record<SpeechKey, string>>;
