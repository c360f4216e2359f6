import type { Prompt } from "../conversation/prompt.ts";
import type { TalkChannel } from "../conversation/talk-channel.ts";
import { idOfHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { addToOutbox } from "../store/outbox.ts";
import { addMessage } from "../store/talks.ts";

export interface OwedText {
  readonly id: string;
  /** The number of ours that it comes from. */
  readonly numberUsed: string;
  readonly language: string;
  readonly prompt: Prompt;
  readonly channel?: TalkChannel;
  readonly accountId?: string;
  readonly noticeId?: string;
}

/** Leaves a text in the outbox of its line, to be sent by whoever drains it. */
export function oweText(sql: Sql, now: Now, home: Home, text: OwedText): void {
  const { id: messageId, numberUsed, language, prompt } = text;
  addMessage(
    sql,
    home,
    {
      id: messageId,
      direction: "out",
      channel: text.channel ?? "sms",
      numberUsed,
      language,
      body: JSON.stringify(prompt),
      state: "owed",
      accountId: text.accountId ?? null,
      noticeId: text.noticeId ?? null,
    },
    now.wallMs,
  );
  addToOutbox(sql, {
    home,
    kind: "say",
    target: idOfHome(home),
    key: messageId,
    payload: JSON.stringify({ messageId }),
    nowMs: now.wallMs,
  });
}
