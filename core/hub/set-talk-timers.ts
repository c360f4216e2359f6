import type { SavedTalk, TalkTimer } from "../conversation/input.ts";
import type { Standing } from "../conversation/step.ts";
import { keyOf } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { setTimer, timerOf } from "../store/timers.ts";
import { forgetVisit } from "../store/visits.ts";
import type { IncomingTurn } from "./take-turn.ts";

interface Asked {
  readonly turn: IncomingTurn;
  readonly timers: readonly TalkTimer[];
  /** Whether a person took the turn, and not the hub's own side. */
  readonly isByCustomer: boolean;
}

/** What a talk waits for from now on, in wall time; each in place of the one of its kind before. */
export function setTalkTimers(sql: Sql, now: Now, home: Home, asked: Asked): void {
  const { turn, timers } = asked;
  for (const timer of timers) {
    const key = keyOf("talk", turn.channel, timer.kind);
    const setMs = keptMs(sql, home, key, { ...asked, timer });
    if (setMs > now.wallMs && setMs <= timer.dueAtMs) continue;
    setTimer(sql, {
      home,
      key,
      clock: "wall",
      dueAtMs: timer.dueAtMs,
      kind: "talk",
      payload: JSON.stringify({ channel: turn.channel, to: turn.to, timer: timer.kind }),
    });
  }
}

/** What the hub tells a page keeps nobody there: its visit ends when its visitor's last press said. 0 where no timer is kept. */
function keptMs(
  sql: Sql,
  home: Home,
  key: string,
  { turn, timer, isByCustomer }: Omit<Asked, "timers"> & { readonly timer: TalkTimer },
): number {
  const isKept = turn.channel === "portal" && !isByCustomer && timer.kind === "kiosk_left";
  return isKept ? (timerOf(sql, home, key)?.dueAtMs ?? 0) : 0;
}

/** Of a visit to a page that the hub has ended, with nothing of it waited for, nothing is kept: its browser has no way back to it. */
export function forgetLeft(
  sql: Sql,
  home: Home,
  { turn, talk: saved, isByCustomer }: Omit<Asked, "timers"> & { readonly talk: SavedTalk },
): void {
  if (turn.channel !== "portal" || isByCustomer) return;
  const { talk, payment } = (saved.snapshot as Pick<Standing, "value">).value;
  if (talk === "idle" && payment === "none") forgetVisit(sql, home);
}
