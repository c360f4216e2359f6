import type { Now } from "../instant.ts";
import type { SavedTalk } from "./input.ts";
import { MACHINE, tellings } from "./machine.ts";
import { migrate } from "./migrations.ts";
import { readChoices } from "./read-choices.ts";
import { type Standing, type TalkValue, freshStanding } from "./step.ts";

export interface Restored {
  readonly standing: Standing;
  /** Turns taken so far. */
  readonly turn: number;
  /** A talk was saved and could not be read back: its open question is gone, and the person is told so. */
  readonly lost: boolean;
}

/** Where a saved talk stands. Never throws: what can't be migrated or read goes to the safe state `apology`. */
export function restore(saved: SavedTalk | null, now: Now): Restored {
  if (saved === null) return { standing: freshStanding, turn: 0, lost: false };
  const turn = turnOf(saved, now);
  const standing = standingOf(saved);
  if (standing !== undefined) return { standing, turn, lost: false };
  const apology: Standing = { ...freshStanding, value: { talk: "apology", payment: "none" } };
  return { standing: apology, turn, lost: true };
}

/** An unreadable turn number goes on from the wall clock: intents are keyed by it and it must not be one already used. */
function turnOf(saved: SavedTalk, now: Now): number {
  return Number.isSafeInteger(saved.turn) && saved.turn >= 0 ? saved.turn : now.wallMs;
}

function standingOf(saved: SavedTalk): Standing | undefined {
  if (saved.machine !== MACHINE) return undefined;
  try {
    const migrated = migrate(saved);
    return migrated === undefined ? undefined : readStanding(migrated.snapshot);
  } catch {
    // A migration met a snapshot it was not written for: the same as none.
    return undefined;
  }
}

function readStanding(snapshot: unknown): Standing | undefined {
  if (typeof snapshot !== "object" || snapshot === null) return undefined;
  const { value, context } = snapshot as { value?: unknown; context?: unknown };
  const choices = readChoices(context);
  return isTalkValue(value) && choices !== undefined ? { value, context: choices } : undefined;
}

function isTalkValue(raw: unknown): raw is TalkValue {
  if (typeof raw !== "object" || raw === null) return false;
  const { talk, payment } = raw as { talk?: unknown; payment?: unknown };
  const isPayment = payment === "none" || payment === "requested" || payment === "slow";
  return typeof talk === "string" && Object.hasOwn(tellings, talk) && isPayment;
}
