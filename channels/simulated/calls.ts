import { isPhone } from "../../core/phone.ts";
import type {
  Calls,
  MakeId,
  OutgoingCall,
  OutgoingCallStep,
  SayOutcome,
  StepOutcome,
} from "../../core/ports.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";
import { type Seeded, seeded } from "../../core/seeded.ts";
import type { CallCommand, CallLine, CallTold, Person, Picker } from "./call-words.ts";
import { SimulatedCall } from "./call.ts";
import { type WebhookOptions, Webhooks } from "./webhooks.ts";

export interface SimulatedCallsOptions extends WebhookOptions {
  /** Which events go wrong follows from this. */
  readonly seed: string;
  /** Fresh over restarts: an event id used again would be taken for the old event. */
  readonly makeId: MakeId;
  /** A step in the carrier's commands, as the real end would send them. */
  readonly commandsOf: (step: OutgoingCallStep) => readonly CallCommand[];
  /** A call of the utility's in the carrier's words, as the real end would send it. */
  readonly dialOf: (call: OutgoingCall) => {
    readonly client_state: string;
    readonly timeout_secs: number;
  };
  readonly faults?: Partial<CallFaults>;
}

/** What goes wrong with a share of everything (of a thousand, by the seed). */
export interface CallFaults {
  readonly down: boolean;
  /** An event is told twice. */
  readonly duplicatedPerMille: number;
  /** An event is told after the next one. */
  readonly reorderedPerMille: number;
  /** A step is done, and its answer is lost. */
  readonly answerLostPerMille: number;
  /** Cards are taken in calls; else a step that asks for one is refused. */
  readonly takesCards: boolean;
  /** Other commands that are refused. */
  readonly refuses: readonly CallCommand["action"][];
}

const noFaults: CallFaults = {
  down: false,
  duplicatedPerMille: 0,
  reorderedPerMille: 0,
  answerLostPerMille: 0,
  takesCards: true,
  refuses: [],
};

/** The carrier's code for what it does not have. */
const NOT_FOUND = "10005";

/** The second telling of a doubled event, and how far an event out of order is behind. */
const AGAIN_MS = 300;
/** A sandbox has few callers; past this the calls longest over are forgotten. */
const CALLS_KEPT_MAX = 1_000;

/** A phone in a call with the utility, as its owner holds it. */
export interface PlacedCall {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly state: "ringing" | "up" | "over";
  /** Who hung up; null while nobody did. */
  readonly endedBy: "caller" | "callee" | null;
  /** The number that the call was put through to; null where the utility keeps it. */
  readonly putThroughTo: string | null;
  /** What was heard and keyed, oldest first. */
  lines(): readonly CallLine[];
  press(keys: string): void;
  hangUp(): void;
  /** Whether the utility made it: it rings at its owner until they pick it up, or a machine does. */
  readonly isIncoming: boolean;
  pickUp(by: Picker): void;
  decline(cause?: "user_busy" | "call_rejected"): void;
  /** Calls back whenever something of it has changed; the result ends it. */
  listen(listener: () => void): () => void;
}

/**
 * The carrier of the sandbox, for calls: Telnyx Call Control, as far as anyone can see from outside. A command of a known id
 * is done once; every event is told by signed webhook, twice or out of order where the faults say so. In memory only.
 */
export class SimulatedCalls implements Calls {
  readonly #options: SimulatedCallsOptions;
  readonly #webhooks: Webhooks;
  readonly #calls = new Map<string, SimulatedCall>();
  #faults: CallFaults;
  #draws = 0;
  #person: Person = "answers";
  readonly #placedListeners = new Set<(call: PlacedCall) => void>();

  constructor(options: SimulatedCallsOptions) {
    this.#options = options;
    this.#webhooks = new Webhooks(options);
    this.#faults = { ...noFaults, ...options.faults };
  }

  async act(step: OutgoingCallStep): Promise<StepOutcome> {
    if (this.#faults.down) return { kind: "retry", code: "ECONNREFUSED" };
    const call = this.#calls.get(step.callId);
    if (call === undefined) return { kind: "refused", code: "90015" };
    let hasStopped = step.hasStopped === true;
    for (const command of this.#options.commandsOf(step)) {
      hasStopped ||= command.action === "gather_stop";
      const { takesCards, refuses } = this.#faults;
      const isTaken = (takesCards || command.action !== "pay") && !refuses.includes(command.action);
      const code = isTaken ? call.do(command, asksForSecret(step)) : NOT_FOUND;
      if (code !== null && command.action !== "gather_stop") return { kind: "refused", code };
    }
    const isLost = this.#chance("answer").chance(this.#faults.answerLostPerMille);
    if (!isLost) return { kind: "sent", carrierId: step.callId };
    return { kind: "unknown", ...(hasStopped && { hasStopped }) };
  }

  /** The utility calls a phone, which rings until somebody picks it up. The same call is not made twice. */
  async place(call: OutgoingCall): Promise<SayOutcome> {
    if (this.#faults.down) return { kind: "retry", code: "ECONNREFUSED" };
    const { nowMs, after, dialOf } = this.#options;
    const { client_state: clientState, timeout_secs: ringsS } = dialOf(call);
    const id = `v3:${call.id}`;
    if (!this.#calls.has(id)) {
      const tell = (told: CallTold): void => this.#tell(placed, told);
      const person = (): Person => this.#person;
      const parts = { id, from: call.from, to: call.to, nowMs, after, tell, person };
      const ours = { clientState, ringsMs: ringsS * 1_000 };
      const placed = new SimulatedCall({ ...parts, placed: ours });
      this.#calls.set(id, placed);
      this.#forgetOver();
      placed.ring();
      for (const listener of this.#placedListeners) listener(placed);
    }
    const isLost = this.#chance("answer").chance(this.#faults.answerLostPerMille);
    return isLost ? { kind: "unknown" } : { kind: "sent", carrierId: id };
  }

  /** Calls back with every call that the utility makes. */
  listenPlaced(listener: (call: PlacedCall) => void): void {
    this.#placedListeners.add(listener);
  }

  /** A customer dials a number of the utility; it rings until the utility answers. */
  dial(from: string, to: string): PlacedCall | Refusal<"bad_number" | "no_service"> {
    if (!isPhone(to)) return refuse("bad_number", "not a phone number");
    if (this.#faults.down) return refuse("no_service", "no service: the carrier is down");
    const { makeId, nowMs, after } = this.#options;
    const id = `v3:${makeId()}`;
    const tell = (told: CallTold): void => this.#tell(call, told);
    const person = (): Person => this.#person;
    const call = new SimulatedCall({ id, from, to, nowMs, after, tell, person });
    this.#calls.set(id, call);
    this.#forgetOver();
    call.ring();
    return call;
  }

  /** Changes what goes wrong from now on. */
  setFaults(faults: Partial<CallFaults>): void {
    this.#faults = { ...this.#faults, ...faults };
  }

  /** How whoever a call is put through to takes it from now on. */
  setPerson(person: Person): void {
    this.#person = person;
  }

  /** Resolves when every event has been told, or given up. */
  idle(): Promise<void> {
    return this.#webhooks.idle();
  }

  #tell({ id, from, to }: SimulatedCall, { type, fields, clientState, leg }: CallTold): void {
    const { makeId, nowMs } = this.#options;
    const ownId = leg?.id ?? id;
    const payload = {
      // As they are described, these do not name the call.
      ...(!type.startsWith("call.machine.") && { call_control_id: ownId }),
      call_leg_id: ownId,
      call_session_id: id,
      connection_id: "simulated",
      client_state: clientState,
      from: leg === undefined ? from : to,
      to: leg?.to ?? to,
      ...fields,
    };
    const event = { id: makeId(), type, atMs: nowMs(), payload, messageId: null };
    const chance = this.#chance("event");
    const lateMs = chance.chance(this.#faults.reorderedPerMille) ? AGAIN_MS : 0;
    if (chance.chance(this.#faults.duplicatedPerMille)) {
      this.#webhooks.tellTwice(event, lateMs, AGAIN_MS);
    } else this.#webhooks.tell(event, lateMs);
  }

  #chance(what: string): Seeded {
    this.#draws += 1;
    return seeded(this.#options.seed, "call", what, this.#draws);
  }

  #forgetOver(): void {
    for (const [id, { state }] of this.#calls) {
      if (this.#calls.size <= CALLS_KEPT_MAX) return;
      if (state === "over") this.#calls.delete(id);
    }
  }
}

function asksForSecret({ act }: OutgoingCallStep): boolean {
  if (act.kind !== "play") return false;
  const { wait } = act.script;
  return wait.kind === "digits" && (wait.of === "pin" || wait.of === "proof_code");
}
