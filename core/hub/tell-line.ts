import type { TaskResult } from "../conversation/input.ts";
import { lineHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { sendHappening } from "./delivery.ts";
import type { TalkChannel } from "../conversation/talk-channel.ts";

/** Where somebody waits to be told what came of what they asked. */
export interface Asker {
  readonly channel: TalkChannel;
  readonly line: string;
  /** The number of ours that it was asked at, and is answered from; a terminal's id. */
  readonly numberUsed: string;
}

/** Tells the line that asked what came of it, once for each `part` of what is named by `from.id`: a happening, or what arrived. */
export function tellLine(
  sql: Sql,
  now: Now,
  from: { readonly home: Home; readonly id: string },
  { asker, result, part }: { readonly asker: Asker; readonly result: TaskResult; part: string },
): void {
  const { channel, line, numberUsed } = asker;
  const delivery = {
    kind: "tell-result",
    input: { channel, from: line, to: numberUsed, input: { kind: "result", result } },
  } as const;
  sendHappening(sql, now, from, { to: lineHome(line), delivery, part });
}
