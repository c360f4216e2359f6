import type { CallWait } from "../../core/conversation/prompt.ts";
import type { OutgoingCall, OutgoingCallStep } from "../../core/ports.ts";
import { scriptSsml } from "../../core/wording/speech.ts";
import { type Language, languageOf } from "../../core/wording/language.ts";
import { type ClientState, writeClientState } from "../telnyx/call-event.ts";

/** One command of Call Control: what it is called in the address, and its body in the carrier's words. */
export type CallCommand =
  | { readonly action: "answer" | "gather_stop" | "hangup"; readonly body: CommandBody }
  | {
      readonly action: "speak";
      readonly body: CommandBody & SpeechBody & { readonly stop?: "current" };
    }
  | { readonly action: "gather_using_speak"; readonly body: CommandBody & SpeechBody & GatherBody }
  | { readonly action: "pay"; readonly body: CommandBody & PayBody }
  | {
      readonly action: "transfer";
      readonly body: CommandBody & TransferBody;
    };

interface TransferBody {
  readonly to: string;
  readonly from: string;
  readonly timeout_secs: number;
  /** Comes back with what becomes of the leg to the person. */
  readonly target_leg_client_state: string;
  /** Kept by SIP phones and switchboards; a plain telephone shows none of it. */
  readonly custom_headers: readonly { readonly name: string; readonly value: string }[];
}

interface CommandBody {
  /** The same command twice is done once. */
  readonly command_id: string;
  readonly client_state: string;
}

/** The carrier asks for the card by its own voice, keeps its digits to itself and gives back the processor's name for it. */
interface PayBody {
  readonly transaction_type: "tokenize";
  readonly payment_method: "credit-card";
  readonly currency: "USD";
  readonly connector_name: string;
  readonly max_attempts: number;
  readonly timeout_millis: number;
  readonly inter_digit_timeout_millis: number;
  readonly voice: string;
  readonly language: string;
}

interface SpeechBody {
  readonly payload: string;
  readonly payload_type: "ssml";
  readonly voice: string;
  readonly language: "en-US" | "es-US" | "fr-CA";
}

interface GatherBody {
  readonly minimum_digits: number;
  readonly maximum_digits: number;
  readonly maximum_tries: 1;
  readonly timeout_millis: number;
  readonly inter_digit_timeout_millis: number;
  readonly terminating_digit: string;
  readonly valid_digits: string;
}

/** Voices that read marks; a language without one does not compile. */
const voices = {
  en: { voice: "AWS.Polly.Joanna-Neural", language: "en-US" },
  es: { voice: "AWS.Polly.Lupe-Neural", language: "es-US" },
  fr: { voice: "AWS.Polly.Gabrielle-Neural", language: "fr-CA" },
} as const satisfies Record<Language, object>;

/** How long a caller may think before the first key of a menu, and of a number they must look up. */
const MENU_TIMEOUT_MS = 6_000;
const DIGITS_TIMEOUT_MS = 12_000;
/** Until a text has come and was found on the same phone, with the call on its speaker. */
const TEXT_TIMEOUT_MS = 25_000;
/** How often a caller who waits for a payment hears that it is still on its way. */
const HOLD_TIMEOUT_MS = 8_000;
/** Between two digits: long enough to look at a letter again. */
const INTER_DIGIT_TIMEOUT_MS = 5_000;
/** Tries of each number of a card: the number itself, its month, its code, and where its bills go. */
const CARD_ATTEMPTS = 3;
/** About six rings: longer, and a caller takes it for a fault. */
const TRANSFER_TIMEOUT_S = 25;
const KEYS = "0123456789#*";

/** The commands of one step, in order. Keys that come back carry the step's turn, so that an older answer is known as one. */
export function commandsOf(step: OutgoingCallStep): readonly CallCommand[] {
  const { act, turn, to: line, from: number } = step;
  const named = (part: string, atOnce: ClientState["atOnce"] = ""): CommandBody => ({
    command_id: `${step.id}:${part}`,
    client_state: writeClientState({ turn, line, number, atOnce }),
  });
  if (act.kind === "answer") return [{ action: "answer", body: named("answer") }];
  if (act.kind === "end") return [{ action: "hangup", body: named("hangup") }];
  const { script, part } = act;
  const payload = `<speak>${scriptSsml(script, part, step.language)}</speak>`;
  const speech = { payload, payload_type: "ssml", ...voices[languageOf(step.language)] } as const;
  const stop: readonly CallCommand[] =
    script.interrupts && step.hasStopped !== true
      ? [{ action: "gather_stop", body: named("stop") }]
      : [];
  if (part === "first") {
    // What is being said ends with what is newer.
    const over = script.interrupts ? ({ stop: "current" } as const) : {};
    return [
      ...stop,
      { action: "speak", body: { ...named("speak", script.atOnce), ...speech, ...over } },
    ];
  }
  const { wait } = script;
  switch (wait.kind) {
    case "hang_up":
      return [{ action: "hangup", body: named("hangup") }];
    case "card":
      return [{ action: "pay", body: { ...named("pay"), ...payOf(wait, step.language) } }];
    case "transfer":
      return [{ action: "transfer", body: { ...named("transfer"), ...transferOf(step, wait) } }];
    case "menu":
    case "digits":
    case "hold": {
      const body = { ...named("gather", atOnceOf(wait)), ...speech, ...gatherOf(wait) };
      return [...stop, { action: "gather_using_speak", body }];
    }
  }
}

function payOf({ connector }: CallWait & { readonly kind: "card" }, language: string): PayBody {
  return {
    // Nothing is charged before the amount was read back with the card.
    transaction_type: "tokenize",
    payment_method: "credit-card",
    // The only word that its interface knows; a card that is only named is charged in the currency of the utility.
    currency: "USD",
    connector_name: connector,
    max_attempts: CARD_ATTEMPTS,
    timeout_millis: DIGITS_TIMEOUT_MS,
    inter_digit_timeout_millis: INTER_DIGIT_TIMEOUT_MS,
    ...voices[languageOf(language)],
  };
}

function transferOf(
  { turn, to: line, from: number, callId }: OutgoingCallStep,
  { to, asked }: CallWait & { readonly kind: "transfer" },
): TransferBody {
  const context = { Account: asked?.accountId, Reason: asked?.reason, Task: asked?.task };
  return {
    to,
    from: number,
    timeout_secs: TRANSFER_TIMEOUT_S,
    target_leg_client_state: writeClientState({
      turn,
      line,
      number,
      atOnce: "",
      transferOf: callId,
    }),
    custom_headers: Object.entries(context).flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [{ name: `X-Switchboard-${name}`, value }],
    ),
  };
}

/** In a menu pound ends the call; of a number, star leads back, but where it is the point of an amount. */
function atOnceOf(wait: CallWait): ClientState["atOnce"] {
  if (wait.kind !== "digits") return "#";
  return wait.of === "amount" ? "" : "*";
}

function gatherOf(
  wait: Extract<CallWait, { readonly kind: "menu" | "digits" | "hold" }>,
): GatherBody {
  const isEntry = wait.kind === "digits";
  return {
    // Even where a number must be longer: what is too short is ours to answer.
    minimum_digits: 1,
    maximum_digits: isEntry ? wait.max : 1,
    maximum_tries: 1,
    timeout_millis: timeoutOf(wait),
    inter_digit_timeout_millis: INTER_DIGIT_TIMEOUT_MS,
    terminating_digit: "#",
    valid_digits: KEYS,
  };
}

function timeoutOf(wait: Extract<CallWait, { readonly kind: "menu" | "digits" | "hold" }>): number {
  switch (wait.kind) {
    case "menu":
      return MENU_TIMEOUT_MS;
    case "digits":
      return wait.of === "proof_code" ? TEXT_TIMEOUT_MS : DIGITS_TIMEOUT_MS;
    case "hold":
      return HOLD_TIMEOUT_MS;
  }
}

/** How long it rings at whom we call, about six times, and how long a call of ours lasts at most. */
const RINGS_S = 30;
const CALL_S_MAX = 600;

/** A call that we make, in the carrier's words: it says who picked up before anything is said. */
export function dialOf(
  { id, from, to }: OutgoingCall,
  connectionId: string,
): {
  readonly connection_id: string;
  readonly to: string;
  readonly from: string;
  readonly command_id: string;
  readonly client_state: string;
  readonly answering_machine_detection: "premium";
  readonly timeout_secs: number;
  readonly time_limit_secs: number;
} {
  return {
    connection_id: connectionId,
    to,
    from,
    // The same call is not dialled twice.
    command_id: id,
    client_state: writeClientState({ turn: 0, line: to, number: from, atOnce: "", notice: id }),
    answering_machine_detection: "premium",
    timeout_secs: RINGS_S,
    time_limit_secs: CALL_S_MAX,
  };
}
