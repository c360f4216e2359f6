/** Keywords the carrier answers by itself, before any customer of its own is asked (Telnyx, advanced opt-in and opt-out). */
export type Keyword = "STOP" | "START" | "HELP";

const keywords: Readonly<Record<Keyword, readonly string[]>> = {
  STOP: ["STOP", "STOPALL", "STOP ALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"],
  START: ["START", "UNSTOP"],
  HELP: ["HELP", "INFO"],
};

const byWord = new Map<string, Keyword>(
  (["STOP", "START", "HELP"] as const).flatMap((keyword) =>
    keywords[keyword].map((word) => [word, keyword] as const),
  ),
);

/** The keyword a text is, whatever its case; a text that only holds one ("please stop") is not it. */
export function keywordOf(text: string): Keyword | null {
  return byWord.get(text.trim().toUpperCase()) ?? null;
}

/** What the carrier answers. The utility sees the keyword, never these. */
export const keywordReplies: Readonly<Record<Keyword, string>> = {
  STOP: "You are unsubscribed and will get no more messages from us. Reply START to get them again.",
  START: "You are subscribed again. Reply HELP for help, STOP to unsubscribe.",
  HELP: "Reply STOP to unsubscribe. Message and data rates may apply.",
};
