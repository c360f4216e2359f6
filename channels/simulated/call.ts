import type { CallCommand, CallLine, CallParts, CallTold, Picker } from "./call-words.ts";
import { CardCapture } from "./card-capture.ts";
import { CallTranscript, speechMs } from "./call-transcript.ts";

interface Gather {
  readonly body: CallCommand["body"];
  readonly isSecret: boolean;
  keys: string;
  cancel: () => void;
}

/** How long it rings where nobody answers. */
const PERSON_RINGS_MS = 25_000;
/** How long the greeting of an answering machine is. */
const GREETING_MS = 4_000;

/** One call as the carrier has it: plays what it is told to, gathers keys, and tells what happened. */
export class SimulatedCall {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly #parts: CallParts;
  readonly #transcript: CallTranscript;
  readonly #done = new Set<string>();
  #state: "ringing" | "up" | "over" = "ringing";
  #gather: Gather | null = null;
  #clientState: string | null = null;
  #cancelSpeech: (() => void) | null = null;
  #endedBy: "caller" | "callee" | null = null;
  #putThroughTo: string | null = null;
  #capture: CardCapture | null = null;

  constructor(parts: CallParts) {
    this.id = parts.id;
    this.from = parts.from;
    this.to = parts.to;
    this.#parts = parts;
    this.#transcript = new CallTranscript(parts.nowMs);
  }

  get state(): "ringing" | "up" | "over" {
    return this.#state;
  }

  /** Whether the utility made it. */
  get isIncoming(): boolean {
    return this.#parts.placed !== undefined;
  }

  /** Who hung up; null while nobody did. */
  get endedBy(): "caller" | "callee" | null {
    return this.#endedBy;
  }

  /** The number that the call was put through to; null where the utility keeps it. */
  get putThroughTo(): string | null {
    return this.#putThroughTo;
  }

  lines(): readonly CallLine[] {
    return this.#transcript.lines();
  }

  listen(listener: () => void): () => void {
    return this.#transcript.listen(listener);
  }

  ring(): void {
    const { placed } = this.#parts;
    if (placed === undefined) {
      this.#tell("call.initiated", { direction: "incoming", state: "parked" });
      return;
    }
    this.#clientState = placed.clientState;
    this.#tell("call.initiated", { direction: "outgoing", state: "bridging" });
    this.#parts.after(placed.ringsMs, () => this.#unanswered("timeout"));
  }

  /** Whoever was called picks up a call of the utility's, or a machine does for them. */
  pickUp(by: Picker): void {
    if (this.#state !== "ringing" || this.#parts.placed === undefined) return;
    this.#state = "up";
    this.#tell("call.answered", { state: "answered" });
    const result = by === "human" ? "human_residence" : by;
    this.#tell("call.machine.premium.detection.ended", { result });
    if (by === "machine") {
      this.#parts.after(GREETING_MS, () =>
        this.#tell("call.machine.premium.greeting.ended", { result: "beep_detected" }),
      );
    }
    this.#transcript.changed();
  }

  /** Whoever was called is in another call, or does not want this one. */
  decline(cause: "user_busy" | "call_rejected" = "user_busy"): void {
    this.#unanswered(cause);
  }

  #unanswered(cause: "user_busy" | "call_rejected" | "timeout"): void {
    if (this.#state !== "ringing") return;
    this.#state = "over";
    this.#endedBy = cause === "timeout" ? "callee" : "caller";
    this.#transcript.event("carrier", cause === "timeout" ? "not answered" : "declined");
    this.#tell("call.hangup", { hangup_cause: cause, hangup_source: "callee" });
  }

  /**
   * The carrier's code where it can not be done; the same command again is not done again. Keys that a gather asks for as a
   * secret are marked as one.
   */
  do({ action, body }: CallCommand, isSecret = false): string | null {
    if (this.#state === "over") return "90018";
    if (this.#done.has(body.command_id)) return null;
    if (this.#state === "ringing" && action !== "answer") return "90034";
    if (action === "gather_stop" && this.#gather === null) return "90061";
    this.#done.add(body.command_id);
    this.#clientState = body.client_state;
    switch (action) {
      case "answer":
        this.#state = "up";
        this.#tell("call.answered", { state: "answered" });
        this.#transcript.changed();
        break;
      case "speak":
        this.#speak(body);
        break;
      case "gather_using_speak":
        this.#begin(body, isSecret);
        break;
      case "gather_stop":
        this.#end("cancelled");
        break;
      case "pay":
        this.#takeCard(body);
        break;
      case "transfer":
        this.#putThrough(body);
        break;
      case "hangup":
        this.hangUp("callee");
        break;
    }
    return null;
  }

  /** Keys of the handset, one after the other; what comes while nothing is gathered is only told as pressed. */
  press(keys: string): void {
    if (this.#state !== "up") return;
    const isSecret = this.#capture !== null || this.#gather?.isSecret === true;
    this.#transcript.show({ kind: "keys", by: "customer", text: keys, isSecret });
    for (const key of keys) {
      this.#tell("call.dtmf.received", { digit: key });
      if (this.#capture === null) this.#take(key);
      else this.#capture.take(key);
    }
  }

  /** The caller hangs up, or the utility does. */
  hangUp(source: "caller" | "callee" = "caller"): void {
    if (this.#state === "over") return;
    this.#end("call_hangup");
    this.#cancelSpeech?.();
    this.#capture?.stop();
    this.#capture = null;
    this.#transcript.cut();
    this.#state = "over";
    this.#endedBy = source;
    this.#transcript.event(source === "caller" ? "customer" : "carrier", "hung up");
    this.#tell("call.hangup", { hangup_cause: "normal_clearing", hangup_source: source });
  }

  #putThrough({ to = "", target_leg_client_state: clientState = "" }: CallCommand["body"]): void {
    const leg = { id: `${this.id}-person`, to };
    const person = this.#parts.person?.() ?? "answers";
    if (person === "answers") {
      this.#putThroughTo = to;
      this.#transcript.event("carrier", `put through to ${to}`);
      this.#parts.tell({ type: "call.answered", fields: {}, clientState, leg });
      this.#tell("call.bridged", {});
      return;
    }
    this.#transcript.event("carrier", `${to} ${person === "busy" ? "is busy" : "does not answer"}`);
    const fields = {
      hangup_cause: person === "busy" ? "user_busy" : "timeout",
      hangup_source: "callee",
    };
    this.#parts.after(person === "busy" ? 0 : PERSON_RINGS_MS, () => {
      this.#parts.tell({ type: "call.hangup", fields, clientState, leg });
    });
  }

  #speak(body: CallCommand["body"]): void {
    if (body.stop !== undefined) {
      this.#cancelSpeech?.();
      this.#transcript.cut();
    }
    this.#transcript.say(body);
    this.#cancelSpeech = this.#parts.after(speechMs(body), () => {
      this.#cancelSpeech = null;
      this.#tell("call.speak.ended", { status: "completed" }, body.client_state);
    });
  }

  #begin(body: CallCommand["body"], isSecret: boolean): void {
    this.#end("cancelled");
    this.#transcript.say(body);
    const waitMs = speechMs(body) + (body.timeout_millis ?? 0);
    const cancel = this.#parts.after(waitMs, () => this.#end("timeout"));
    this.#gather = { body, isSecret, keys: "", cancel };
  }

  #takeCard(body: CallCommand["body"]): void {
    this.#capture = new CardCapture({
      attemptsMax: body.max_attempts ?? 1,
      timeoutMs: body.timeout_millis ?? 0,
      after: this.#parts.after,
      ask: (step) => this.#transcript.event("carrier", `asks for the ${step}`),
      tell: (type, fields) => this.#tell(type, fields, body.client_state),
      over: () => (this.#capture = null),
    });
  }

  #take(key: string): void {
    const gather = this.#gather;
    if (gather === null) return;
    gather.cancel();
    this.#transcript.cut();
    const { terminating_digit: last, maximum_digits: most = 1 } = gather.body;
    if (key !== last) gather.keys += key;
    if (key === last || gather.keys.length >= most) {
      this.#end("valid");
      return;
    }
    const pauseMs = gather.body.inter_digit_timeout_millis ?? 0;
    gather.cancel = this.#parts.after(pauseMs, () => this.#end("valid"));
  }

  #end(status: "valid" | "timeout" | "cancelled" | "call_hangup"): void {
    const gather = this.#gather;
    if (gather === null) return;
    gather.cancel();
    this.#transcript.cut();
    this.#gather = null;
    const { client_state: clientState } = gather.body;
    this.#tell("call.gather.ended", { digits: gather.keys, status }, clientState);
  }

  #tell(
    type: CallTold["type"],
    fields: CallTold["fields"],
    clientState: string | null = this.#clientState,
  ): void {
    this.#parts.tell({ type, fields, clientState });
  }
}
