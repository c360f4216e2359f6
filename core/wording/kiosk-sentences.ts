import type { KioskLine } from "../conversation/kiosk-prompt.ts";

export type KioskKey = Exclude<KioskLine["key"], "told">;

/**
 * Everything a terminal shows of a talk, as ICU MessageFormat text, one a line, in words of a sixth grade; the same sentence is
 * read and spoken, with its amounts and dates as each needs them. A line without its sentence does not compile.
 */
export type KioskSentences = Readonly<Record<KioskKey, string>>;
