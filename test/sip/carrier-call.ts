/** One call at the test carrier, between its voice and Call Control: what it is told to do, and what it tells. */
import { heardOf } from "../../channels/simulated/heard.ts";
import type { CallTold } from "../../channels/simulated/call-words.ts";
import { Gather, type GatherBody } from "./gather.ts";
import type { RtpStream } from "./rtp-stream.ts";
import type { Voice } from "./voice.ts";

export interface CommandBody extends GatherBody {
  readonly command_id?: string;
  readonly client_state?: string;
  readonly payload?: string;
  readonly language?: string;
  readonly stop?: string;
  readonly to?: string;
  readonly target_leg_client_state?: string;
}

export interface CarrierCallParts {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly stream: RtpStream;
  readonly voice: Voice;
  readonly tell: (call: CarrierCall, told: CallTold) => void;
  readonly note: (words: string) => void;
  /** Answers and ends it at the phone. */
  readonly answer: () => void;
  readonly hangUp: () => void;
}

type Cause = "normal_clearing" | "originator_cancel" | "timeout";

const after = (delayMs: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, delayMs);
  return () => clearTimeout(timer);
};

export class CarrierCall {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly #parts: CarrierCallParts;
  readonly #done = new Set<string>();
  #state: "ringing" | "up" | "over" = "ringing";
  #clientState: string | null = null;
  #gather: Gather | null = null;

  constructor(parts: CarrierCallParts) {
    this.id = parts.id;
    this.from = parts.from;
    this.to = parts.to;
    this.#parts = parts;
    parts.stream.listenDigits((key) => this.#press(key));
    this.#tell("call.initiated", { direction: "incoming", state: "parked" });
  }

  get isOver(): boolean {
    return this.#state === "over";
  }

  /** Does a command; the carrier's code where it can not be done. One that was done is not done again. */
  do(action: string, body: CommandBody): string | null {
    if (this.#state === "over") return "90018";
    if (body.command_id !== undefined && this.#done.has(body.command_id)) return null;
    if (this.#state === "ringing" && !["answer", "hangup"].includes(action)) return "90034";
    if (action === "gather_stop" && this.#gather === null) return "90061";
    const command = this.#commands[action];
    if (command === undefined) return "10005";
    if (body.command_id !== undefined) this.#done.add(body.command_id);
    this.#clientState = body.client_state ?? this.#clientState;
    command(body);
    return null;
  }

  readonly #commands: Readonly<Record<string, (body: CommandBody) => void>> = {
    answer: () => {
      if (this.#state === "up") return;
      this.#state = "up";
      this.#parts.answer();
      this.#tell("call.answered", { state: "answered" });
    },
    speak: (body) => void this.#speak(body),
    gather_using_speak: (body) => this.#begin(body),
    gather_stop: () => this.#gather?.end("cancelled"),
    transfer: (body) => this.#transfer(body),
    hangup: () => {
      this.#parts.hangUp();
      this.over("callee", "normal_clearing");
    },
  };

  /** It is over: somebody hung up, or nobody answered. */
  over(source: "caller" | "callee", cause: Cause): void {
    if (this.#state === "over") return;
    this.#gather?.end("call_hangup");
    this.#state = "over";
    this.#parts.stream.close();
    this.#tell("call.hangup", { hangup_cause: cause, hangup_source: source });
  }

  #press(key: string): void {
    if (this.#state !== "up") return;
    this.#tell("call.dtmf.received", { digit: key });
    this.#gather?.press(key);
  }

  async #speak(body: CommandBody): Promise<void> {
    const clientState = this.#clientState;
    const isWhole = await this.#parts.stream.say(this.#sound(body));
    const status = isWhole ? "completed" : "cancelled";
    if (this.#state === "up") this.#tell("call.speak.ended", { status }, clientState);
  }

  #begin(body: CommandBody): void {
    this.#gather?.end("cancelled");
    const { stream } = this.#parts;
    const clientState = this.#clientState;
    const sound = this.#sound(body);
    const gather: Gather = new Gather(body, {
      after,
      say: (said) => {
        void stream.say(sound).then((isWhole) => isWhole && said());
      },
      hush: () => stream.hush(),
      ended: (status, digits) => {
        if (this.#gather === gather) this.#gather = null;
        this.#tell("call.gather.ended", { digits, status }, clientState);
      },
    });
    this.#gather = gather;
  }

  /** Nobody else has a phone here, so that whoever it is put through to is not found. */
  #transfer({ to = "", target_leg_client_state: clientState = "" }: CommandBody): void {
    const leg = { id: `${this.id}-person`, to };
    const fields = { hangup_cause: "not_found", hangup_source: "callee" };
    this.#parts.tell(this, { type: "call.hangup", fields, clientState, leg });
  }

  #sound({ payload = "", language = "en-US" }: CommandBody): Int16Array {
    const text = heardOf(payload, language);
    this.#parts.note(`says: ${text}`);
    return this.#parts.voice.speak(text, language);
  }

  #tell(
    type: CallTold["type"],
    fields: CallTold["fields"],
    clientState: string | null = this.#clientState,
  ): void {
    this.#parts.tell(this, { type, fields, clientState });
  }
}
