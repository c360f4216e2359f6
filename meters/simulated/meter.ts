import type { Now } from "../../core/instant.ts";
import type {
  CommandOutcome,
  MeterSwitch,
  SwitchCommand,
  SwitchEvidence,
} from "../../core/ports.ts";
import { seeded } from "../../core/seeded.ts";
import {
  type FateName,
  type MeterFaults,
  type SwitchFate,
  drawFate,
  namedFates,
  noFaults,
} from "./fate.ts";
import {
  type Position,
  type SwitchReport,
  type SwitchState,
  closedMsOf,
  commanded,
  moved,
  newSwitch,
  positionOf,
  reported,
} from "./position.ts";

/** A few lines that outlive the process, as the meters themselves would. */
export interface Memory {
  recall(name: string): string | undefined;
  remember(name: string, text: string): void;
  /** Every remembered name that starts so. */
  names(start: string): readonly string[];
}

/** Calls `work` once after a while; the result calls it off. */
export type After = (delayMs: number, work: () => void) => () => void;

export interface SimulatedMetersOptions {
  /** Which commands go wrong follows from the seed and the command. */
  readonly seed: string;
  readonly now: () => Now;
  readonly after: After;
  readonly memory: Memory;
  /** Hands a meter's report in; told again when it rejects. */
  readonly report: (report: SwitchReport) => Promise<unknown>;
  readonly faults?: Partial<MeterFaults>;
  /** Meters that on "on" only arm, and are closed by a hand at the meter (gas always is). */
  readonly armsFirst?: (meterId: string) => boolean;
}

/** The pauses before a report is told again; the last one holds for all later tries. */
const RETRY_DELAYS_MS: readonly number[] = [1_000, 5_000, 30_000, 300_000];
/** About a day of tries; a restart begins anew. */
const TRIES_MAX = 290;
/** The second telling of a doubled report. */
const AGAIN_MS = 250;
const SWITCH = "switch ";

/**
 * Meters with a switch, any number of them: one that is first heard of stands closed. An answer is not a movement; what a meter
 * reports, and what a look finds, is where its switch really stands.
 */
export class SimulatedMeters implements MeterSwitch {
  readonly #options: SimulatedMetersOptions;
  readonly #states = new Map<string, SwitchState>();
  readonly #standing = new Map<string, Partial<SwitchFate>>();
  readonly #demanded = new Map<string, Partial<SwitchFate>[]>();
  #faults: MeterFaults;
  #looks = 0;

  constructor(options: SimulatedMetersOptions) {
    this.#options = options;
    this.#faults = { ...noFaults, ...options.faults };
  }

  async command(command: SwitchCommand): Promise<CommandOutcome> {
    const { commandId, meterId } = command;
    const state = this.#stateOf(meterId);
    const known = state.answered.find((answer) => answer.commandId === commandId);
    if (known !== undefined) {
      await this.#wait(this.#faults.answerMs);
      return known.outcome;
    }
    const fate = this.#fateOf(command);
    // What never arrived leaves no trace: the same command may come again and be done.
    if (fate.answer !== "none" || fate.moves) this.#take(command, fate);
    await this.#wait(fate.answerAfterMs);
    switch (fate.answer) {
      case "accepted":
        return { kind: "accepted" };
      case "refused":
        return { kind: "refused", code: fate.refusedCode };
      case "none":
        return { kind: "unknown" };
    }
  }

  async look(meterId: string): Promise<SwitchEvidence> {
    await this.#wait(this.#faults.answerMs);
    this.#looks += 1;
    const { seed } = this.#options;
    const lost = seeded(seed, "look", meterId, this.#looks).chance(this.#faults.lookLostPerMille);
    const outOfReach = this.#standing.get(meterId)?.answer === "none";
    return lost || outOfReach
      ? { kind: "no_answer" }
      : { kind: positionOf(this.#stateOf(meterId)) };
  }

  /** A hand at the meter closes what is armed; nothing else can be closed by hand. */
  press(meterId: string): boolean {
    if (positionOf(this.#stateOf(meterId)) !== "armed") return false;
    const { serviceMs, wallMs } = this.#options.now();
    this.#move(meterId, { to: "closed", commandId: null, atMs: wallMs, serviceMs });
    return true;
  }

  /** For how long of a stretch of service time a meter's switch was closed. */
  closedMs(meterId: string, fromMs: number, toMs: number): number {
    return closedMsOf(this.#stateOf(meterId), fromMs, toMs);
  }

  /** Decides the next commands to a meter, one each, over what the seed says. */
  demand(meterId: string, ...fates: readonly (FateName | Partial<SwitchFate>)[]): void {
    const demanded = this.#demanded.get(meterId) ?? [];
    this.#demanded.set(meterId, [...demanded, ...fates.map(named)]);
  }

  /** Holds a meter in a fault until it is given null; a silent one answers no look either. */
  hold(meterId: string, fate: FateName | Partial<SwitchFate> | null): void {
    if (fate === null) this.#standing.delete(meterId);
    else this.#standing.set(meterId, named(fate));
  }

  /** Changes what goes wrong from now on. */
  setFaults(faults: Partial<MeterFaults>): void {
    this.#faults = { ...this.#faults, ...faults };
  }

  /** Takes up after a restart what was moving and what was still to be told. */
  resume(): void {
    for (const name of this.#options.memory.names(SWITCH)) {
      const meterId = name.slice(SWITCH.length);
      const { moving, untold } = this.#stateOf(meterId);
      for (const { atMs } of moving) this.#wake(meterId, atMs);
      for (const report of untold) void this.#tell(report, 0);
    }
  }

  #fateOf({ meterId, commandId, wanted }: SwitchCommand): SwitchFate {
    const chance = seeded(this.#options.seed, meterId, commandId, wanted);
    const demanded = this.#demanded.get(meterId)?.shift();
    return { ...drawFate(this.#faults, chance), ...this.#standing.get(meterId), ...demanded };
  }

  #take(command: SwitchCommand, fate: SwitchFate): void {
    const { meterId, commandId } = command;
    const { now, armsFirst } = this.#options;
    const nowMs = now().wallMs;
    const terms = { fate, nowMs, armsFirst: armsFirst?.(meterId) ?? false };
    const state = commanded(this.#stateOf(meterId), command, terms);
    this.#keep(meterId, state);
    const movement = state.moving.find((move) => move.commandId === commandId);
    if (movement !== undefined) this.#wake(meterId, movement.atMs);
  }

  #wake(meterId: string, atMs: number): void {
    const { after, now } = this.#options;
    after(Math.max(0, atMs - now().wallMs), () => this.#stateOf(meterId));
  }

  /** The state as of now: what is due to move has moved. */
  #stateOf(meterId: string): SwitchState {
    const { now } = this.#options;
    for (;;) {
      const state = this.#recall(meterId);
      const [next] = state.moving;
      const { wallMs, serviceMs } = now();
      if (next === undefined || next.atMs > wallMs) return state;
      this.#keep(meterId, { ...state, moving: state.moving.slice(1) });
      this.#move(meterId, { ...next, serviceMs });
    }
  }

  #move(
    meterId: string,
    move: {
      readonly to: Position;
      readonly commandId: string | null;
      readonly atMs: number;
      readonly serviceMs: number;
      readonly reports?: SwitchFate["reports"];
    },
  ): void {
    const { to, commandId, atMs, serviceMs } = move;
    const state = moved(this.#recall(meterId), to, serviceMs);
    const id = [meterId, commandId ?? "hand", to, String(atMs)].join("/");
    const report: SwitchReport = { id, meterId, commandId, evidence: to, atMs };
    const isTold = move.reports !== "never";
    this.#keep(meterId, isTold ? reported(state, report) : state);
    if (!isTold) return;
    this.#options.after(0, () => void this.#tell(report, 0));
    if (move.reports === "twice") {
      this.#options.after(AGAIN_MS, () => void this.#tell(report, 0));
    }
  }

  async #tell(report: SwitchReport, attempt: number): Promise<void> {
    const { meterId, id } = report;
    try {
      await this.#options.report(report);
      const state = this.#recall(meterId);
      const untold = state.untold.filter((other) => other.id !== id);
      this.#keep(meterId, { ...state, untold });
    } catch {
      if (attempt + 1 >= TRIES_MAX) return;
      const delayMs = RETRY_DELAYS_MS[Math.min(attempt, RETRY_DELAYS_MS.length - 1)] ?? 0;
      this.#options.after(delayMs, () => void this.#tell(report, attempt + 1));
    }
  }

  #recall(meterId: string): SwitchState {
    let state = this.#states.get(meterId);
    if (state === undefined) {
      const text = this.#options.memory.recall(SWITCH + meterId);
      state = text === undefined ? newSwitch("closed") : (JSON.parse(text) as SwitchState);
      this.#states.set(meterId, state);
    }
    return state;
  }

  #keep(meterId: string, state: SwitchState): void {
    this.#states.set(meterId, state);
    this.#options.memory.remember(SWITCH + meterId, JSON.stringify(state));
  }

  #wait(delayMs: number): Promise<void> {
    if (delayMs <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#options.after(delayMs, resolve);
    });
  }
}

function named(fate: FateName | Partial<SwitchFate>): Partial<SwitchFate> {
  return typeof fate === "string" ? namedFates[fate] : fate;
}
