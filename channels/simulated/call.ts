/** One line of what a call was: what was played, keyed, or done to it. */
export interface CallLine {
  readonly atMs: number;
  readonly by: "customer" | "utility" | "carrier";
  readonly text: string;
  /** The tag a voice would read it in; empty for what is not spoken. */
  readonly language: string;
}

/** A command in the real carrier's words; whatever else its body holds is not looked at here. */
export interface CallCommand {
  readonly action:
    | "answer"
    | "speak"
    | "gather_using_speak"
    | "gather_stop"
    | "transfer"
    | "hangup";
  readonly body: {
    readonly command_id: string;
    readonly client_state: string;
    readonly payload?: string;
    readonly language?: string;
    readonly maximum_digits?: number;
    readonly timeout_millis?: number;
    readonly inter_digit_timeout_millis?: number;
    readonly terminating_digit?: string;
    readonly to?: string;
  };
}

/** What a call tells the utility. */
export interface CallTold {
  readonly type:
    | "call.initiated"
    | "call.answered"
    | "call.dtmf.received"
    | "call.gather.ended"
    | "call.speak.ended"
    | "call.bridged"
    | "call.hangup";
  readonly fields: Readonly<Record<string, unknown>>;
  readonly clientState: string | null;
}

export interface CallParts {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly nowMs: () => number;
  readonly after: (delayMs: number, work: () => void) => () => void;
  readonly tell: (told: CallTold) => void;
}

interface Gather {
  readonly body: CallCommand["body"];
  keys: string;
  cancel: () => void;
}

/** A voice reads about this fast. */
const SPEECH_MS_A_CHARACTER = 60;

/** One call as the carrier has it: plays what it is told to, gathers keys, and tells what happened. */
export class SimulatedCall {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly #parts: CallParts;
  readonly #lines: CallLine[] = [];
  readonly #listeners = new Set<(line: CallLine) => void>();
  readonly #done = new Set<string>();
  #state: "ringing" | "up" | "over" = "ringing";
  #gather: Gather | null = null;
  #clientState: string | null = null;
  #cancelSpeech: (() => void) | null = null;

  constructor(parts: CallParts) {
    this.id = parts.id;
    this.from = parts.from;
    this.to = parts.to;
    this.#parts = parts;
  }

  get state(): "ringing" | "up" | "over" {
    return this.#state;
  }

  lines(): readonly CallLine[] {
    return [...this.#lines];
  }

  listen(listener: (line: CallLine) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  ring(): void {
    this.#tell("call.initiated", { direction: "incoming", state: "parked" });
  }

  /** The carrier's code where it can not be done; the same command again is not done again. */
  do({ action, body }: CallCommand): string | null {
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
        break;
      case "speak":
        this.#speak(body);
        break;
      case "gather_using_speak":
        this.#begin(body);
        break;
      case "gather_stop":
        this.#end("cancelled");
        break;
      case "transfer":
        this.#show("carrier", `put through to ${body.to ?? ""}`);
        this.#tell("call.bridged", {});
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
    this.#show("customer", keys);
    for (const key of keys) {
      this.#tell("call.dtmf.received", { digit: key });
      this.#take(key);
    }
  }

  /** The caller hangs up, or the utility does. */
  hangUp(source: "caller" | "callee" = "caller"): void {
    if (this.#state === "over") return;
    this.#end("call_hangup");
    this.#cancelSpeech?.();
    this.#state = "over";
    this.#show(source === "caller" ? "customer" : "carrier", "hung up");
    this.#tell("call.hangup", { hangup_cause: "normal_clearing", hangup_source: source });
  }

  #speak(body: CallCommand["body"]): void {
    this.#show("utility", body.payload ?? "", body.language);
    this.#cancelSpeech = this.#parts.after(speechMs(body), () => {
      this.#cancelSpeech = null;
      this.#tell("call.speak.ended", { status: "completed" }, body.client_state);
    });
  }

  #begin(body: CallCommand["body"]): void {
    this.#end("cancelled");
    this.#show("utility", body.payload ?? "", body.language);
    const waitMs = speechMs(body) + (body.timeout_millis ?? 0);
    const cancel = this.#parts.after(waitMs, () => this.#end("timeout"));
    this.#gather = { body, keys: "", cancel };
  }

  #take(key: string): void {
    const gather = this.#gather;
    if (gather === null) return;
    gather.cancel();
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
    this.#gather = null;
    const { client_state: clientState } = gather.body;
    this.#tell("call.gather.ended", { digits: gather.keys, status }, clientState);
  }

  #show(by: CallLine["by"], text: string, language = ""): void {
    const line = { atMs: this.#parts.nowMs(), by, text, language };
    this.#lines.push(line);
    for (const listener of this.#listeners) listener(line);
  }

  #tell(
    type: CallTold["type"],
    fields: CallTold["fields"],
    clientState: string | null = this.#clientState,
  ): void {
    this.#parts.tell({ type, fields, clientState });
  }
}

function speechMs({ payload = "" }: CallCommand["body"]): number {
  return payload.length * SPEECH_MS_A_CHARACTER;
}
