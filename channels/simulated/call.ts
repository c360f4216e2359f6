import type { CallCommand, CallLine, CallParts, CallTold, Picker } from "./call-words.ts";
import { CardCapture } from "./card-capture.ts";
import { heardOf } from "./heard.ts";

interface Gather {
  readonly body: CallCommand["body"];
  readonly isSecret: boolean;
  keys: string;
  cancel: () => void;
}

type Shown = Pick<CallLine, "kind" | "by" | "text"> & {
  readonly [Field in "language" | "voiceMs" | "isSecret"]?: CallLine[Field] | undefined;
};

/** A voice reads about this fast. */
const SPEECH_MS_A_CHARACTER = 60;
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
  readonly #lines: CallLine[] = [];
  readonly #listeners = new Set<() => void>();
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
    return [...this.#lines];
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
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
    this.#changed();
  }

  /** Whoever was called is in another call, or does not want this one. */
  decline(cause: "user_busy" | "call_rejected" = "user_busy"): void {
    this.#unanswered(cause);
  }

  #unanswered(cause: "user_busy" | "call_rejected" | "timeout"): void {
    if (this.#state !== "ringing") return;
    this.#state = "over";
    this.#endedBy = cause === "timeout" ? "callee" : "caller";
    this.#event("carrier", cause === "timeout" ? "not answered" : "declined");
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
        this.#changed();
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
    this.#show({ kind: "keys", by: "customer", text: keys, isSecret });
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
    this.#cut();
    this.#state = "over";
    this.#endedBy = source;
    this.#event(source === "caller" ? "customer" : "carrier", "hung up");
    this.#tell("call.hangup", { hangup_cause: "normal_clearing", hangup_source: source });
  }

  #putThrough({ to = "", target_leg_client_state: clientState = "" }: CallCommand["body"]): void {
    const leg = { id: `${this.id}-person`, to };
    const person = this.#parts.person?.() ?? "answers";
    if (person === "answers") {
      this.#putThroughTo = to;
      this.#event("carrier", `put through to ${to}`);
      this.#parts.tell({ type: "call.answered", fields: {}, clientState, leg });
      this.#tell("call.bridged", {});
      return;
    }
    this.#event("carrier", `${to} ${person === "busy" ? "is busy" : "does not answer"}`);
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
      this.#cut();
    }
    this.#say(body);
    this.#cancelSpeech = this.#parts.after(speechMs(body), () => {
      this.#cancelSpeech = null;
      this.#tell("call.speak.ended", { status: "completed" }, body.client_state);
    });
  }

  #begin(body: CallCommand["body"], isSecret: boolean): void {
    this.#end("cancelled");
    this.#say(body);
    const waitMs = speechMs(body) + (body.timeout_millis ?? 0);
    const cancel = this.#parts.after(waitMs, () => this.#end("timeout"));
    this.#gather = { body, isSecret, keys: "", cancel };
  }

  #takeCard(body: CallCommand["body"]): void {
    this.#capture = new CardCapture({
      attemptsMax: body.max_attempts ?? 1,
      timeoutMs: body.timeout_millis ?? 0,
      after: this.#parts.after,
      ask: (step) => this.#event("carrier", `asks for the ${step}`),
      tell: (type, fields) => this.#tell(type, fields, body.client_state),
      over: () => (this.#capture = null),
    });
  }

  #take(key: string): void {
    const gather = this.#gather;
    if (gather === null) return;
    gather.cancel();
    this.#cut();
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
    this.#cut();
    this.#gather = null;
    const { client_state: clientState } = gather.body;
    this.#tell("call.gather.ended", { digits: gather.keys, status }, clientState);
  }

  #say(body: CallCommand["body"]): void {
    const { payload = "", language = "" } = body;
    const text = heardOf(payload, language);
    this.#show({ kind: "speech", by: "utility", text, language, voiceMs: speechMs(body) });
  }

  #event(by: CallLine["by"], text: string): void {
    this.#show({ kind: "event", by, text });
  }

  #show({ kind, by, text, language = "", voiceMs = 0, isSecret = false }: Shown): void {
    const line = { kind, by, text, language, voiceMs, isSecret };
    this.#lines.push({ ...line, atMs: this.#parts.nowMs(), cutAtMs: null });
    this.#changed();
  }

  /** Breaks into what is being said. */
  #cut(): void {
    const at = this.#lines.findLastIndex(({ kind }) => kind === "speech");
    const line = this.#lines[at];
    const cutAtMs = this.#parts.nowMs();
    if (line === undefined || line.cutAtMs !== null || line.atMs + line.voiceMs <= cutAtMs) return;
    this.#lines[at] = { ...line, cutAtMs };
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }

  #tell(
    type: CallTold["type"],
    fields: CallTold["fields"],
    clientState: string | null = this.#clientState,
  ): void {
    this.#parts.tell({ type, fields, clientState });
  }
}

function speechMs({ payload = "", language = "" }: CallCommand["body"]): number {
  return heardOf(payload, language).length * SPEECH_MS_A_CHARACTER;
}
