/** What the sandbox's page and its server say to one another: the town as it stands, and the screen of one handset. */
import type { CallLine } from "./call-words.ts";
import type { HandsetMessage } from "./handset.ts";

/** One message on the handset's screen. */
export type ShownMessage = HandsetMessage;

/** One line of a call on the handset's screen; a secret's keys are dots. */
export type ShownCallLine = CallLine;

/** The call a handset is in, or was in last. */
export interface CallView {
  readonly id: string;
  /** The utility's number on the far end. */
  readonly number: string;
  /** `incoming`: the utility calls, and nobody has picked it up. */
  readonly state:
    | "incoming"
    | "ringing"
    | "up"
    | "put_through"
    | "ended_by_customer"
    | "ended_by_utility";
  /** Who answers now where it was put through. */
  readonly putThroughTo: string | null;
  readonly lines: readonly ShownCallLine[];
}

/** How a house looks from the street. `low` is lit, with little left; `off` is every state in which no power is sure. */
export type Light = "on" | "low" | "off";

export interface HouseView {
  readonly accountId: string;
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly commodities: readonly ("electricity" | "gas" | "water")[];
  readonly light: Light;
  /** Where the switch stands, in words: "on", "turning off", "waits for a hand at the meter". */
  readonly supply: string;
  /** What is left, or what is owed: "$12.40". */
  readonly balance: string;
  readonly isOwing: boolean;
  /** Null where there are too few days to say. */
  readonly daysLeft: number | null;
  /** The smallest payment that turns it on; null when it is on. */
  readonly toRestore: string | null;
  /** True while its meter answers and does not move. */
  readonly isStuck: boolean;
  /** True while the customer's bank has a card payment of its in dispute. */
  readonly isDisputed: boolean;
  /** True when only a hand at the meter closes the switch now. */
  readonly canPress: boolean;
}

export interface DistrictView {
  readonly utilityId: string;
  readonly name: string;
  /** The number its texts come from and go to. */
  readonly number: string;
  readonly houses: readonly HouseView[];
}

/** One thing that happened, from the reporting database. */
export interface HappeningView {
  readonly id: string;
  /** The town's local time: "Tue 4:05 PM". */
  readonly at: string;
  readonly accountId: string;
  readonly tone: "money" | "on" | "off" | "told" | "wrong";
  readonly words: string;
}

/** Sums over the whole town since it was founded, from the reporting database. */
export interface TotalsView {
  readonly paid: string;
  readonly payments: number;
  /** Of the last hour by the wall clock. */
  readonly readings: number;
  readonly turnedOff: number;
  readonly turnedOn: number;
}

export interface TownView {
  readonly districts: readonly DistrictView[];
  readonly happenings: readonly HappeningView[];
  readonly totals: TotalsView;
  readonly faults: {
    readonly cardsDeclined: boolean;
    readonly cardsSlow: boolean;
    readonly carrierDown: boolean;
  };
  /** What every household proves itself with on a call: no secret, in a town where nothing is real. */
  readonly pin: string;
}

/** The town's clock when this was said; it runs `speed` times faster than the page's own. */
export interface ClockView {
  readonly serviceMs: number;
  /** The server's own clock at that moment, which a handset's messages go by. */
  readonly wallMs: number;
  readonly speed: number;
  readonly zone: string;
}

/** A terminal's devices as a hand in front of them finds them. */
export interface KioskView {
  readonly utilityId: string;
  readonly kioskId: string;
  readonly acceptor: "ready" | "reading" | "rejected" | "full" | "jammed" | "away";
  readonly reader: "ready" | "reading" | "away";
  /** The notes that a hand can put in, and how they are written: 2000, "$20". */
  readonly notes: readonly { readonly minor: number; readonly text: string }[];
  /**
   * What became of the last note: in the box for good, given back, or kept while the hub is asked whether it has counted it;
   * null before one.
   */
  readonly lastNote: "stacked" | "returned" | "asking" | null;
}

export type SandboxSays =
  | { readonly kind: "kiosks"; readonly kiosks: readonly KioskView[] }
  | { readonly kind: "town"; readonly town: TownView; readonly clock: ClockView }
  | {
      readonly kind: "phone";
      readonly accountId: string;
      readonly messages: readonly ShownMessage[];
    }
  /** The handset's call, whenever something of it has changed; null before its first. */
  | { readonly kind: "call"; readonly accountId: string; readonly call: CallView | null }
  | { readonly kind: "refused"; readonly message: string };

export type PageSays =
  /** Shows an account's handset from now on. */
  | { readonly kind: "pick"; readonly accountId: string }
  | { readonly kind: "text"; readonly accountId: string; readonly text: string }
  /** Calls the utility of an account from its phone, presses keys in that call, or hangs up. */
  | { readonly kind: "call_place" | "call_answer"; readonly accountId: string }
  | { readonly kind: "call_keys"; readonly accountId: string; readonly keys: string }
  | { readonly kind: "call_end"; readonly accountId: string }
  | { readonly kind: "stick"; readonly accountId: string; readonly on: boolean }
  | { readonly kind: "press"; readonly accountId: string }
  /** A hand puts a note into the acceptor of a utility's terminal. */
  | { readonly kind: "kiosk_note"; readonly utilityId: string; readonly minor: number }
  /** A hand holds a card to its reader: one that is good, one that will be declined, one whose answer is lost. */
  | {
      readonly kind: "kiosk_card";
      readonly utilityId: string;
      readonly outcome: "good" | "declined" | "unresolved";
    }
  | {
      readonly kind: "kiosk_acceptor";
      readonly utilityId: string;
      readonly state: "ready" | "full" | "jammed" | "away";
    }
  | {
      readonly kind: "kiosk_reader";
      readonly utilityId: string;
      readonly state: "ready" | "away";
    }
  | { readonly kind: "decline_cards"; readonly on: boolean }
  | { readonly kind: "slow_cards"; readonly on: boolean }
  /** What becomes of the household's newest card payment: it fails late, or is disputed, and how that ends. */
  | {
      readonly kind: "card_payment";
      readonly accountId: string;
      readonly word: "failed" | "dispute_open" | "dispute_won" | "dispute_lost";
    }
  | { readonly kind: "carrier_down"; readonly on: boolean };
