import type { TalkEvent, EventOf } from "./talk-event.ts";
import type { OpenQuestion, PayRequest } from "./open-question.ts";
import type { AtKiosk } from "./at-kiosk.ts";
import { setup } from "xstate";
import type { Facts, TextAbout } from "./facts.ts";
import type { CallLeft } from "./call-left.ts";
import type { HandOverOffer } from "./hand-over.ts";
import type { Now } from "../instant.ts";
import type { EndedKind } from "./stop-kinds.ts";
import type { AgentAsked, Intent } from "./intent.ts";
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
  /** What it was about. Absent in older talks. */
  readonly textAbout?: TextAbout;
  /** For whom and for what a person was asked for last; null or absent where none was. */
  readonly agent?: AgentAsked | null;
  /** The kind of texts that was ended last by its own name. Absent in older talks. */
  readonly endedKind?: EndedKind;
  /** What the last call left unfinished; null or absent where none did. */
  readonly left?: CallLeft | null;
  /** The account for which its number agreed last to be told. Absent in older talks. */
  readonly toldFor?: string | null;
  /** The terms last asked about or agreed to. Absent in older talks. */
  readonly offer?: Offer | null;
}

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

/** What a guard or an assignment is handed. */
export interface Seen<Type extends TalkEvent["type"]> {
  readonly context: Choices;
  readonly event: EventOf<Type>;
}

export const talk = setup({ types: { context: {} as Choices, events: {} as TalkEvent } });

type StateConfig = Parameters<typeof talk.createStateConfig>[0];

/** A task's transitions, taken from wherever the talk stands: their targets are states of the talk machine. */
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
