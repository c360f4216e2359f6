import { DAY_MS } from "../instant.ts";

/** A warning is owed this much before it must have been delivered: for a second channel, and for people to carry it. */
const WARNING_LEAD_MS = DAY_MS;
/** How much more than that must be left before a warning is no longer needed. */
const WARNING_REARM_MS = DAY_MS;

/** What a warning is decided by: the level that counts against the disconnect level, in ledger units, and what was told. */
export interface WarningInput {
  readonly levelUnits: number;
  readonly disconnectLevelUnits: number;
  readonly rearmUnits: number;
  /** From the warning to the disconnection: at least, and at most where rules say so. */
  readonly noticeMs: number;
  readonly noticeMostMs: number | null;
  /** Until the early bound of the run-out; null where nobody can say. */
  readonly leftMs: number | null;
  /** When the present warning was delivered; null while it was not. */
  readonly notifiedAtMs: number | null;
  readonly serviceNowMs: number;
}

/**
 * Whether a disconnection must be warned of: `due` at or near the level at which it may come, `lapsed` where the last warning is
 * too old to serve, so that it is given anew; `clear` well above the level; null between.
 */
export function warningSeen(input: WarningInput): "due" | "lapsed" | "clear" | null {
  const { levelUnits, disconnectLevelUnits, leftMs, noticeMs, noticeMostMs } = input;
  const isDue =
    levelUnits < disconnectLevelUnits || (leftMs !== null && leftMs <= noticeMs + WARNING_LEAD_MS);
  if (isDue) {
    const { notifiedAtMs, serviceNowMs } = input;
    const isLapsed =
      notifiedAtMs !== null && noticeMostMs !== null && serviceNowMs > notifiedAtMs + noticeMostMs;
    return isLapsed ? "lapsed" : "due";
  }
  const isClear =
    levelUnits >= disconnectLevelUnits + input.rearmUnits &&
    (leftMs === null || leftMs > noticeMs + WARNING_LEAD_MS + WARNING_REARM_MS);
  return isClear ? "clear" : null;
}
