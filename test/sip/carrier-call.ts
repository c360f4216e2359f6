/** One call at the test carrier, between its voice and Call Control: what it is told to do, and what it tells. */
import { heardOf } from "../../channels/simulated/heard.ts";
import type { CallTold } from "../../channels/simulated/call-words.ts";
import { causeOf, type HangupCause } from "./cause.ts";
import { Gather, type GatherBody } from "./gather.ts";
import type { Dialled, Dialling } from "./calls-out.ts";
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
  readonly timeout_secs?: number;
}

/** What the carrier makes of whoever picked up. */
export type Detected = "human_residence" | "machine" | "not_sure";

export interface CarrierCallParts {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly stream: RtpStream;
  readonly voice: Voice;
  readonly tell: (call: CarrierCall, told: CallTold) => void;
  readonly note: (words: string) => void;
  /** What the hub gave with a call of its own; absent in one that came in. */
  readonly placed?: { readonly clientState: string; readonly finds: Detected | null };
  /** Calls whoever it is to be put through to, for so long at most. */
  readonly dial: (dialling: Omit<Dialling, "from">, ringsMs: number) => Promise<Dialled>;
  /** Answers and ends it at the phone. */
  readonly answer: () => void;
  readonly hangUp: () => void;
}

/** How long the carrier lets a phone ring where it is told nothing. */
export const RINGS_USUALLY_S = 30;

/** A short greeting of an answering machine, up to its beep. */
const GREETING_MS = 500;

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
  #person: Dialled | null = null;

  constructor(parts: CarrierCallParts) {
    this.id = parts.id;
    this.from = parts.from;
    this.to = parts.to;
    this.#parts = parts;
    parts.stream.listenDigits((key) => this.#press(key));
    if (parts.placed === undefined) {
      this.#tell("call.initiated", { direction: "incoming", state: "parked" });
      return;
    }
    this.#clientState = parts.placed.clientState;
    this.#tell("call.initiated", { direction: "outgoing", state: "bridging" });
  }

  /** Whoever the hub called picked up. */
  pickedUp(): void {
    if (this.#state !== "ringing" || this.#parts.placed === undefined) return;
    this.#state = "up";
    this.#tell("call.answered", { state: "answered" });
    const { finds } = this.#parts.placed;
    if (finds === null) return;
    this.#tell("call.machine.premium.detection.ended", { result: finds });
    if (finds !== "machine") return;
    after(GREETING_MS, () => {
      if (this.#state !== "up") return;
      this.#tell("call.machine.premium.greeting.ended", { result: "beep_detected" });
    });
  }

  get isOver(): boolean {
    return this.#state === "over";
  }

  /** Does a command; the carrier's code where it can not be done. One that was done is not done again. */
  do(action: string, body: CommandBody): string | null {
    if (this.#state === "over") return "90018";
    if (body.command_id !== undefined && this.#done.has(body.command_id)) return null;
    const isOwn = this.#parts.placed !== undefined;
    const mayRinging = isOwn ? ["hangup"] : ["answer", "hangup"];
    if (this.#state === "ringing" && !mayRinging.includes(action)) return "90034";
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
    transfer: (body) => void this.#transfer(body),
    hangup: () => {
      this.#parts.hangUp();
      this.over("callee", "normal_clearing");
    },
  };

  /** It is over: somebody hung up, or nobody answered. */
  over(source: "caller" | "callee", cause: HangupCause): void {
    if (this.#state === "over") return;
    this.#letGo();
    this.#gather?.end("call_hangup");
    this.#state = "over";
    this.#parts.stream.relay(null);
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

  /** A second leg to whoever it is put through to: once they pick up the two hear each other, and either ends both. */
  async #transfer(body: CommandBody): Promise<void> {
    const { to = "", target_leg_client_state: clientState = "" } = body;
    const { stream, dial, hangUp } = this.#parts;
    const leg = { id: `${this.id}-person`, to };
    const tell = (type: CallTold["type"], fields: CallTold["fields"]): void => {
      this.#parts.tell(this, { type, fields, clientState, leg });
    };
    const failed = (status: number): void => {
      this.#person?.stream.close();
      this.#person = null;
      tell("call.hangup", { hangup_cause: causeOf(status), hangup_source: "callee" });
    };
    const answered = (): void => {
      const person = this.#person;
      if (person === null) return;
      stream.hush();
      stream.relay(person.stream);
      person.stream.relay(stream);
      tell("call.answered", { state: "answered" });
      this.#tell("call.bridged", {});
      tell("call.bridged", {});
    };
    const over = (): void => {
      tell("call.hangup", { hangup_cause: "normal_clearing", hangup_source: "callee" });
      this.#person?.stream.close();
      this.#person = null;
      hangUp();
      this.over("callee", "normal_clearing");
    };
    tell("call.initiated", { direction: "outgoing", state: "bridging" });
    const ringsMs = (body.timeout_secs ?? RINGS_USUALLY_S) * 1_000;
    this.#person = await dial({ to, answered, failed, over }, ringsMs);
    // The caller hung up while the second leg was being made ready.
    if (this.isOver) this.#letGo();
  }

  /** The second leg is of no use any more. */
  #letGo(): void {
    const person = this.#person;
    this.#person = null;
    person?.hangUp();
    person?.stream.close();
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
