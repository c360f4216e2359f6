import { setup } from "xstate";
import type { AccountTask, AskType } from "./account-tasks.ts";
import type { Amount } from "./amount.ts";
import type { Facts } from "./facts.ts";
import type { CallLeft } from "./call-left.ts";
import type { Handed, HandOverOffer } from "./hand-over.ts";
import type { Now } from "../instant.ts";
import type { AgentAsked, CallBackReason, Intent } from "./intent.ts";
import type { PaymentResult, PickedUpBy } from "./input.ts";
import type { Offer } from "./offered.ts";
import type { Prompt } from "./prompt.ts";

/** What the person chose so far: the machine's whole memory. Facts are never in it. */
export interface Choices {
  /** What a digit would answer now; null when nothing is asked. */
  readonly question: OpenQuestion | null;
  /** The digits of the question before: a confirmation never reuses one, so that a doubled text can't pay. */
  readonly spentDigits: readonly number[];
  /** The payment asked for and not yet answered by a result. */
  readonly request: PayRequest | null;
  /** The account last spoken of. */
  readonly accountId: string | null;
  readonly language: string | null;
  /** The turn whose decision the state stands for: its intent is owed in that turn and no other. */
  readonly decidedTurn: number;
  /** Silences and misses in a row at the open question; counted by understand.ts alone. */
  readonly misses: Misses;
  /** When the help line for an unknown text was last given (wall time). */
  readonly unknownAtMs: number | null;
  /** What was done at a walk-up terminal since somebody came; null everywhere else. */
  readonly kiosk: AtKiosk | null;
  /** The last code by which this talk may go on elsewhere; null before one was asked for. */
  readonly handOver: HandOverOffer | null;
  /** The level that was asked for last; null for the utility's own. Absent in talks from before it could be. */
  readonly alertMinor?: number | null;
  /** When the text that was asked about last was sent (wall time); null where it was none of ours. Absent in older talks. */
  readonly textAtMs?: number | null;
  /** For whom and for what a person was asked for last; null or absent where none was. */
  readonly agent?: AgentAsked | null;
  /** What the last call left unfinished; null or absent where none did. */
  readonly left?: CallLeft | null;
  /** The terms last asked about or agreed to. Absent in older talks. */
  readonly offer?: Offer | null;
}

export interface AtKiosk {
  /** The accounts of the number that was typed: one of them is chosen, or the only one. */
  readonly found: readonly string[];
  /** The account that was named, of which nothing is told before a PIN; null before that. */
  readonly accountId: string | null;
  /** Numbers typed in a row that no account has. */
  readonly notFound: number;
  readonly amountMinor: number | null;
  /** Notes that lie in the box for this account, and of them those that its home has not answered for. */
  readonly cashMinor: number;
  readonly owedNotes: readonly number[];
  readonly owedMinor: number;
  /** Notes that the account could not take: they wait at the utility for a person. */
  readonly heldMinor: number;
  /** Whether the supply was off when paying began. */
  readonly wasOff: boolean;
  /** What came of the last card; null before one. */
  readonly card: CardCame | null;
  /** The help sheet lies over the screen. */
  readonly isHelp: boolean;
}

export interface CardCame {
  readonly outcome: PaymentResult["outcome"];
  readonly amountMinor: number;
  readonly confirmation: string;
}

export const freshKiosk: AtKiosk = {
  found: [],
  accountId: null,
  notFound: 0,
  amountMinor: null,
  cashMinor: 0,
  owedNotes: [],
  owedMinor: 0,
  heldMinor: 0,
  wasOff: false,
  card: null,
  isHelp: false,
};

export interface Misses {
  readonly noInput: number;
  readonly noMatch: number;
}

export const noMisses: Misses = { noInput: 0, noMatch: 0 };

export const freshChoices: Choices = {
  question: null,
  spentDigits: [],
  request: null,
  accountId: null,
  language: null,
  decidedTurn: 0,
  misses: noMisses,
  unknownAtMs: null,
  kiosk: null,
  handOver: null,
};

/** What a digit may report: both are looked after by people. */
export type Reported = "outage" | "move";

export type Danger = "gas" | "wire";

/** Menus of a call behind "more choices". */
export type MenuGroup = "supply" | "money" | "use" | "account";

export interface Asked {
  readonly turn: number;
  /** Wall time. */
  readonly askedAtMs: number;
}

export type OpenQuestion = Asked &
  (
    | {
        readonly kind: "account";
        readonly task: AccountTask;
        readonly amountMinor: number | null;
        readonly options: readonly { readonly digit: number; readonly accountId: string }[];
      }
    | { readonly kind: "amount"; readonly accountId: string }
    | {
        readonly kind: "method";
        readonly accountId: string;
        readonly amountMinor: number;
        readonly options: readonly { readonly digit: number; readonly methodId: string }[];
      }
    | ({ readonly kind: "confirm"; readonly digit: number } & PayChoice)
    | { readonly kind: "consent"; readonly digit: number }
    | { readonly kind: "emergency"; readonly digit: number; readonly accountId: string }
    | {
        readonly kind: "report";
        readonly digit: number;
        readonly what: Reported;
        readonly accountId: string;
      }
    /** Asked by call only: a text names the code, or the level, with its word. */
    | { readonly kind: "text_code" }
    | { readonly kind: "alert" | "autopay"; readonly accountId: string }
    | ({ readonly kind: "offer"; readonly digit: number } & Offer)
    | { readonly kind: "account_number" }
    | { readonly kind: "card"; readonly accountId: string; readonly amountMinor: number }
    /** At the end of a call of ours: what its notice asks for, or no more calls. */
    | { readonly kind: "notice" }
    | ({ readonly kind: "pin" } & ProofOf)
  );

/** Whose secret is asked for, and what goes on once it is right. */
export interface ProofOf {
  /** The account number as the caller keyed it; null where the line itself is known. */
  readonly number: string | null;
  readonly accountId: string | null;
  readonly next: "pay" | "emergency" | "plan" | "autopay" | null;
  readonly amountMinor: number | null;
  /** The code of a text is waited for; absent where the PIN is. */
  readonly by?: "code";
}

export interface PayChoice {
  readonly accountId: string;
  readonly methodId: string;
  readonly amountMinor: number;
}

export type PayRequest = PayChoice & Asked & { readonly digit: number };

/** What a turn is taken in: guards read it from the event, so that the machine itself knows no facts and no clock. */
export interface Moment {
  readonly facts: Facts;
  readonly now: Now;
  readonly turn: number;
}

/** The account is null where the person did not say which. */
export type TalkEvent = { readonly moment: Moment } & (
  | { [Type in AskType]: { readonly type: Type; readonly accountId: string | null } }[AskType]
  /** The level, or what is paid each time, in minor units: 0 for none any more, null where none was said. */
  | {
      readonly type: "ALERT";
      readonly accountId: string | null;
      readonly amountMinor: number | null;
    }
  | {
      readonly type: "AUTOPAY";
      readonly accountId: string | null;
      readonly amountMinor: number | null;
    }
  | { readonly type: "REPORT" }
  | { readonly type: "DANGER"; readonly what: Danger | null }
  | { readonly type: "PLACES" | "CALL_ME" }
  | { readonly type: "VERIFY"; readonly code: string | null }
  | { readonly type: "GROUP"; readonly group: MenuGroup }
  | {
      readonly type: "PAY";
      readonly accountId: string | null;
      readonly amount: Amount;
      readonly methodId: string | null;
      /** The carrier was asked already. */
      readonly isCaptured?: true;
    }
  | { readonly type: "CONFIRM" }
  | { readonly type: "EMERGENCY_AGREED" }
  | { readonly type: "AGREED" }
  | { readonly type: "JOIN" }
  | { readonly type: "CONSENT" }
  | { readonly type: "OPT_OUT"; readonly by: "customer" | "carrier" }
  | { readonly type: "HELP" }
  | { readonly type: "LANGUAGE"; readonly language: string | null }
  | { readonly type: "UNKNOWN" }
  | { readonly type: "CARD_SEEN" }
  | { readonly type: "NOT_ALLOWED"; readonly need: "number" | "proved" }
  | { readonly type: "MISS"; readonly which: keyof Misses; readonly misses: Misses }
  | { readonly type: "CALL_STARTED" }
  | { readonly type: "HANG_UP" }
  | { readonly type: "MENU" }
  | { readonly type: "MORE" }
  | { readonly type: "OTHER_ACCOUNT" }
  | { readonly type: "ACCOUNT_NUMBER"; readonly number: string }
  | ({ readonly type: "PROOF_NEEDED" } & Omit<ProofOf, "number" | "by">)
  /** A code by text, in place of the PIN that is asked for. */
  | { readonly type: "CODE_WANTED" }
  | { readonly type: "PROVED" }
  | { readonly type: "NOT_PROVED" }
  | { readonly type: "LOCKED" }
  | { readonly type: "AGENT"; readonly reason: CallBackReason }
  | { readonly type: "TRANSFER_FAILED" }
  | { readonly type: "NOTICE_ASKED" }
  | { readonly type: "NOTICE_HEARD" }
  | { readonly type: "CALLS_ENDED" }
  | { readonly type: "PICKED_UP"; readonly by: PickedUpBy }
  | { readonly type: "GOODBYE" }
  | { readonly type: "GIVE_UP" }
  | { readonly type: "DECLINE" }
  | { readonly type: "LATE" }
  | { readonly type: "EXPIRED" }
  | { readonly type: "SLOW" }
  | { readonly type: "KIOSK_BEGIN" }
  | { readonly type: "KIOSK_FOUND"; readonly accountIds: readonly string[] }
  | { readonly type: "KIOSK_TOO_MANY" }
  | { readonly type: "KIOSK_CHOSEN"; readonly accountId: string }
  | { readonly type: "KIOSK_WHO" }
  | { readonly type: "KIOSK_PAY" }
  | { readonly type: "KIOSK_AMOUNT"; readonly amountMinor: number }
  | { readonly type: "KIOSK_TENDER" }
  | { readonly type: "KIOSK_CASH" }
  | { readonly type: "KIOSK_CARD" }
  | { readonly type: "CARD_PRESENTED" }
  | { readonly type: "NOTE"; readonly note: number; readonly amountMinor: number }
  | { readonly type: "KIOSK_FINISH" }
  | { readonly type: "KIOSK_RECEIPT" }
  | { readonly type: "KIOSK_HELP"; readonly on: boolean }
  | { readonly type: "KIOSK_LANGUAGE"; readonly language: string }
  | { readonly type: "KIOSK_END" }
  | { readonly type: "HAND_OVER" }
  | { readonly type: "HANDED"; readonly handed: Handed | null }
  | { readonly type: "HANDED_OFF"; readonly offeredAtMs: number }
  | { readonly type: "RESULT"; readonly result: PaymentResult }
);

export type EventOf<Type extends TalkEvent["type"]> = TalkEvent & { readonly type: Type };

/** What a guard or an assignment is handed. */
export interface Seen<Type extends TalkEvent["type"]> {
  readonly context: Choices;
  readonly event: EventOf<Type>;
}

export const talk = setup({ types: { context: {} as Choices, events: {} as TalkEvent } });

type StateConfig = Parameters<typeof talk.createStateConfig>[0];

/** A task's transitions, taken from wherever the talk stands: their targets are states of the talk region. */
export type TalkOn = NonNullable<StateConfig["on"]>;

/** A task's states; all leaves, since what a state means is in its telling. */
export type TalkStates = Readonly<Record<string, StateConfig>>;

/** What a state is told from: choices made, facts of this moment. */
export interface View {
  readonly choices: Choices;
  readonly facts: Facts;
  readonly now: Now;
}

/** What one state says and asks for. */
export interface Telling {
  readonly prompt: (view: View) => Prompt;
  readonly intent?: (choices: Choices) => Intent | undefined;
  /** By text nothing is sent on entering it; screens and calls still show its prompt. */
  readonly quietByText?: true;
}
