import type { Seeded } from "../../core/seeded.ts";

/** What becomes of one switch command. */
export interface SwitchFate {
  readonly answer: "accepted" | "refused" | "none";
  readonly refusedCode: string;
  /** Whether the switch then moves; it may after a refusal, when the voltage that stood against it is gone. */
  readonly moves: boolean;
  readonly answerAfterMs: number;
  readonly movesAfterMs: number;
  /** How often the meter tells that it moved. */
  readonly reports: "once" | "twice" | "never";
}

/** The faults of meters by name, for a person or a test to ask for. */
export const namedFates = {
  /** Answers accepted and does not move. */
  stuck: { moves: false, reports: "never" },
  refuse: { answer: "refused", moves: false },
  /** Sees voltage behind its open switch, and does not close it onto that. */
  live_load: { answer: "refused", refusedCode: "live_load", moves: false },
  /** Out of reach: no answer, and nothing was done. */
  silent: { answer: "none", moves: false },
  lost_answer: { answer: "none" },
  lost_report: { reports: "never" },
  late: { movesAfterMs: 60_000 },
  late_after_refusal: { answer: "refused", movesAfterMs: 60_000 },
  duplicate: { reports: "twice" },
} as const satisfies Readonly<Record<string, Partial<SwitchFate>>>;

export type FateName = keyof typeof namedFates;

/** What goes wrong with a share of all commands (of a thousand, by the seed), and how slow it all is. */
export interface MeterFaults {
  readonly perMille: Readonly<Partial<Record<FateName, number>>>;
  /** Looks that are not answered. */
  readonly lookLostPerMille: number;
  readonly answerMs: number;
  readonly moveMs: number;
}

export const noFaults: MeterFaults = {
  perMille: {},
  lookLostPerMille: 0,
  answerMs: 0,
  moveMs: 2_000,
};

/** One draw decides, so that shares add up and none hides another. */
export function drawFate(faults: MeterFaults, chance: Seeded): SwitchFate {
  const plain: SwitchFate = {
    answer: "accepted",
    refusedCode: "switch_refused",
    moves: true,
    answerAfterMs: faults.answerMs,
    movesAfterMs: faults.moveMs,
    reports: "once",
  };
  let left = chance.below(1000);
  for (const name of Object.keys(namedFates) as FateName[]) {
    left -= faults.perMille[name] ?? 0;
    if (left < 0) return { ...plain, ...namedFates[name] };
  }
  return plain;
}
