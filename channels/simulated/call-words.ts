/** One line of what a call was: what was played, keyed, or done to it. */
export interface CallLine {
  readonly atMs: number;
  readonly kind: "speech" | "keys" | "event";
  readonly by: "customer" | "utility" | "carrier";
  readonly text: string;
  /** The tag a voice would read it in; empty for what is not spoken. */
  readonly language: string;
  /** How long a voice takes to say it; 0 for what is not spoken. */
  readonly voiceMs: number;
  /** When a key, or what was more urgent, broke into it; null where it was, or will be, said to its end. */
  readonly cutAtMs: number | null;
  /** True for keys that were asked for as a secret: nobody may show them. */
  readonly isSecret: boolean;
}

/** A command in the real carrier's words; whatever else its body holds is not looked at here. */
export interface CallCommand {
  readonly action:
    | "answer"
    | "speak"
    | "gather_using_speak"
    | "gather_stop"
    | "pay"
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
    readonly target_leg_client_state?: string;
    readonly stop?: "current";
    readonly max_attempts?: number;
  };
}

/** Who picks up a call of the utility's. */
export type Picker = "human" | "machine" | "not_sure";

/** How whoever a call is put through to takes it. */
export type Person = "answers" | "busy" | "no_answer";

/** What a call tells the utility. */
export interface CallTold {
  readonly type:
    | "call.initiated"
    | "call.answered"
    | "call.dtmf.received"
    | "call.gather.ended"
    | "call.speak.ended"
    | "call.bridged"
    | "call.payment.progress"
    | "call.payment.completed"
    | "call.machine.premium.detection.ended"
    | "call.machine.premium.greeting.ended"
    | "call.hangup";
  readonly fields: Readonly<Record<string, unknown>>;
  readonly clientState: string | null;
  /** Of the leg to whom the call is put through; absent where it is of the caller's own. */
  readonly leg?: { readonly id: string; readonly to: string };
}

export interface CallParts {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly nowMs: () => number;
  readonly after: (delayMs: number, work: () => void) => () => void;
  readonly tell: (told: CallTold) => void;
  /** Absent where everybody answers. */
  readonly person?: () => Person;
  /** What the utility gave with a call of its own; absent in one that comes to it. */
  readonly placed?: { readonly clientState: string; readonly ringsMs: number };
}
