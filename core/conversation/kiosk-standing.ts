import type { Now } from "../instant.ts";
import type { SavedTalk } from "./input.ts";
import { restore } from "./restore.ts";
import { entryOf } from "./understand-kiosk.ts";

/** What the shell must know of a terminal's talk before it takes a turn. */
export interface KioskStanding {
  readonly turn: number;
  /** What typed digits are now. */
  readonly entry: ReturnType<typeof entryOf>;
  readonly accountId: string | null;
  readonly found: readonly string[];
}

export function kioskStanding(saved: SavedTalk | null, now: Now): KioskStanding {
  const { standing, turn } = restore(saved, now);
  const { value, context } = standing;
  return {
    turn,
    entry: entryOf(value.talk, context, now),
    accountId: context.kiosk?.accountId ?? null,
    found: context.kiosk?.found ?? [],
  };
}
