/** What came of one household's time: counts, and each event that a report shows. */
import type { NoticeRule } from "../../core/notice/decide.ts";
import type { Decision } from "../../core/supply/decide.ts";
import type { Guard } from "../../core/supply/protect.ts";

/** A balance that was found below the disconnect level, and how wrong that was by then. */
export interface RunOut {
  readonly atMs: number;
  /** How far below the level the balance was, with all that the meter had counted by then. */
  readonly belowUnits: number;
  /** How long it had been below. */
  readonly lateMs: number;
}

/** A command to turn off, in the same measures; by then the rules may have waited too. */
export interface Cut extends RunOut {
  readonly foundBelowUnits: number;
  readonly foundLateMs: number;
  /** When supply was seen to be off, and on again; null while that is not so. */
  offAtMs: number | null;
  onAtMs: number | null;
}

export interface Paid {
  readonly atMs: number;
  readonly amountUnits: number;
  readonly why: "opening" | "told" | "dark" | "payday";
  /** Whether the balance was below the disconnect level. */
  readonly wasShort: boolean;
}

/** The decision that stood from an instant on. */
export interface Stood extends Pick<Decision, "verdict" | "decidedBy"> {
  readonly atMs: number;
  /** Whether it was held by a notice that had been delivered too long ago. */
  readonly isLapsed: boolean;
}

/** What the modelled lives are told; the hub tells more, and nothing is decided by the rest. */
export type ModelledRule = "low" | "warning" | "off" | "on";

export function isModelled(rule: NoticeRule): rule is ModelledRule {
  return rule === "low" || rule === "warning" || rule === "off" || rule === "on";
}

export interface Outcome {
  readonly tenantId: string;
  readonly homeId: string;
  readonly reads: { asked: number; failed: number; scheduled: number; arrived: number };
  readonly runOuts: RunOut[];
  readonly cuts: Cut[];
  readonly paid: Paid[];
  readonly notices: Record<ModelledRule, number>;
  noticesFailed: number;
  noticesOvertaken: number;
  chargesFailed: number;
  readonly commands: { sent: number; refused: number; silent: number };
  /** What a switch was parked for staff with. */
  readonly parked: string[];
  /** From a payment's credit to supply seen on, of each that restored it. */
  readonly powerBackMs: number[];
  /** How long each guard was what stood between a spent balance and its disconnection. */
  readonly heldMs: Map<Guard, number>;
  /** Of what the notice held: how long a delivered one had lapsed and the next was not delivered yet. */
  lapsedMs: number;
  readonly stood: Stood[];
  decisionsCounted: number;
  offMs: number;
  usedUnits: number;
  /** What the customer owes beyond nothing at the end. */
  owedUnits: number;
}

export function newOutcome(tenantId: string, homeId: string): Outcome {
  return {
    tenantId,
    homeId,
    reads: { asked: 0, failed: 0, scheduled: 0, arrived: 0 },
    runOuts: [],
    cuts: [],
    paid: [],
    notices: { low: 0, warning: 0, off: 0, on: 0 },
    noticesFailed: 0,
    noticesOvertaken: 0,
    chargesFailed: 0,
    commands: { sent: 0, refused: 0, silent: 0 },
    parked: [],
    powerBackMs: [],
    heldMs: new Map(),
    lapsedMs: 0,
    stood: [],
    decisionsCounted: 0,
    offMs: 0,
    usedUnits: 0,
    owedUnits: 0,
  };
}
