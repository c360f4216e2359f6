import type { PromptKey } from "../conversation/prompt.ts";

/**
 * Every sentence a customer is sent, as ICU MessageFormat text, one a prompt. The utility's name is put before it by
 * sentence.ts. Each must fit one SMS segment with the longest values, so its words are GSM-7: á í ó ú are not.
 */
export type Sentences = Readonly<Record<PromptKey, string>>;
