/**
 * What a walk-up terminal and the hub say to one another over its socket. The hub sends what to show, in words and ready to be
 * spoken; the terminal sends what was pressed. Cash is never said here: it comes as signed events of the acceptor.
 */

/** A sentence as it is read, and as it is heard where that differs. */
export interface Words {
  readonly text: string;
  readonly speak?: string;
}

/** `primary` is the one thing most people want here; a screen has at most one. */
export type ActionTone = "primary" | "plain" | "quiet";

/** Something that can be pressed. */
export interface Action extends Words {
  /** An option of the talk: "other_account", "cash", or a digit. */
  readonly option: string;
  readonly tone: ActionTone;
  /** What comes of it, said beside it: "9 more days, to Sun, Nov 29". */
  readonly outcome?: Words;
  /** Why it can't be pressed now: "The cash box is full". */
  readonly why?: string;
}

/** How long the money lasts, in days that are paid for and days that this payment adds. */
export interface Runway extends Words {
  readonly level: "good" | "low" | "out";
  /** Whole days that are paid for without this payment; null where there are too few days of use to say. */
  readonly days: number | null;
  /** Days that what is being paid adds. */
  readonly addedDays: number;
  /** "$12.34". */
  readonly balance: Words;
}

export interface Tender {
  readonly kind: "cash" | "card";
  /** Null while it works. */
  readonly why: string | null;
}

/** What a number typed here is worth, worked out on the spot: placeholders are {amount}, {days} and {date}. */
export interface AmountPreview {
  readonly currency: string;
  readonly minorDigits: number;
  readonly minMinor: number;
  readonly maxMinor: number;
  /** What is there already; null where nobody has proved who they are, who learns nothing of the account. */
  readonly balanceMinor: number | null;
  /** What a day costs in minor units; null where there are too few days to say, or nobody has proved who they are. */
  readonly perDayMinor: number | null;
  readonly zone: string;
  readonly serviceMs: number;
  readonly buysOneDay: string;
  readonly buysDays: string;
  /** "From $5.00 to $500.00". */
  readonly range: string;
}

/** One true step of something under way; `done` only once it has happened. */
export interface Step extends Words {
  readonly state: "done" | "now" | "waiting" | "failed";
}

/** One line of a receipt: "Paid", "$20.00". */
export interface ReceiptLine {
  readonly label: string;
  readonly value: string;
}

interface Shown {
  /** What is asked or told, the screen's one heading. */
  readonly title: Words;
  /** Sentences under it. */
  readonly body: readonly Words[];
  readonly actions: readonly Action[];
}

/** What one screen shows. A screen the terminal does not know is shown by its title, body and actions. */
export type Screen = Shown &
  (
    | {
        readonly screen: "attract";
        readonly languages: readonly { readonly tag: string; readonly name: string }[];
        readonly tenders: readonly Tender[];
      }
    /** Account number or phone number, told apart by the hub. */
    | { readonly screen: "identify"; readonly digitsMin: number; readonly digitsMax: number }
    | { readonly screen: "confirm_who"; readonly who: readonly string[] }
    | {
        readonly screen: "choose";
        readonly what: "account" | "alerts" | "card" | "tender" | "task" | "language";
      }
    /** The digits are never shown, spoken or kept. */
    | { readonly screen: "pin"; readonly digitsMin: number; readonly digitsMax: number }
    | { readonly screen: "home"; readonly runway: Runway; readonly isOff: boolean }
    /** Here and on what follows `runway` is null where nobody has proved who they are. */
    | { readonly screen: "amount"; readonly runway: Runway | null; readonly preview: AmountPreview }
    | { readonly screen: "confirm_pay"; readonly amount: Words; readonly runway: Runway | null }
    | {
        readonly screen: "cash";
        readonly total: Words;
        readonly totalMinor: number;
        /** "$1", "$5", "$10", "$20". */
        readonly notes: readonly string[];
        readonly runway: Runway | null;
        readonly acceptor: "ready" | "reading" | "rejected" | "full" | "jammed" | "away";
      }
    | {
        readonly screen: "card";
        readonly amount: Words;
        readonly reader: "ready" | "reading" | "declined" | "away";
      }
    | { readonly screen: "processing"; readonly steps: readonly Step[] }
    | {
        readonly screen: "success";
        readonly runway: Runway | null;
        readonly amount: Words;
        /** Empty where the supply was on all along. */
        readonly steps: readonly Step[];
      }
    | { readonly screen: "receipt"; readonly lines: readonly ReceiptLine[] }
    | { readonly screen: "payments"; readonly lines: readonly ReceiptLine[] }
    /** A one-time code that goes on with this talk by text or call. */
    | { readonly screen: "hand_over"; readonly code: string; readonly number: string }
    | { readonly screen: "help"; readonly phone: string }
    /** Something did not go: what happened, what was kept, what to do. */
    | { readonly screen: "problem" }
    | { readonly screen: "ended" }
    | { readonly screen: "out_of_service"; readonly phone: string }
  );

export type ScreenName = Screen["screen"];

export type View = Screen & {
  /** Goes up with every turn; what was pressed on an older screen is not taken. */
  readonly rev: number;
  /** BCP 47. */
  readonly language: string;
  /** Personal data is hidden while the terminal warns that it will end. */
  readonly privacy: "public" | "personal";
  /** Where this is in the way from touch to receipt; null off that way. */
  readonly progress: { readonly at: number; readonly of: number } | null;
  readonly idle: Idle | null;
  readonly can: { readonly back: boolean; readonly help: boolean; readonly startOver: boolean };
};

/** Null where the terminal waits as long as it takes: on the first screen, and while money is on its way. */
export interface Idle {
  readonly warnAfterMs: number;
  readonly graceMs: number;
}

/** The terminal's own words, which no screen's state changes, in the language of the talk. */
export interface Chrome {
  readonly back: string;
  readonly help: string;
  readonly startOver: string;
  readonly repeat: string;
  readonly clear: string;
  readonly erase: string;
  readonly enter: string;
  readonly idleTitle: string;
  /** "{seconds}" stands for the number. */
  readonly idleBody: string;
  readonly moreTime: string;
  readonly end: string;
  readonly otherAmount: string;
  readonly next: string;
  readonly access: string;
  readonly textSize: string;
  readonly contrast: string;
  readonly speech: string;
  readonly lowReach: string;
  readonly on: string;
  readonly off: string;
  readonly normal: string;
  readonly large: string;
  readonly done: string;
  /** "Simulated: cash, cards, meters". Empty where nothing is. */
  readonly simulated: string;
  readonly stillWorking: string;
  readonly digitsEntered: string;
}

export type HubSays =
  | { readonly kind: "view"; readonly view: View }
  | {
      readonly kind: "chrome";
      readonly language: string;
      readonly utility: string;
      readonly chrome: Chrome;
      /** What the terminal can be switched to from any screen; as the first screen said it, where this is left out. */
      readonly languages?: readonly { readonly tag: string; readonly name: string }[];
    }
  /** The terminal is not known here, or no more: it must be enrolled. */
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

/** How something was pressed; kept with the turn. */
export type Source = "touch" | "keypad" | "scanner";

export type KioskSays =
  /** The first thing said on a socket. */
  | { readonly kind: "hello"; readonly kioskId: string; readonly token: string }
  | {
      readonly kind: "press";
      /** Made once for the press, so that one sent twice counts once. */
      readonly id: string;
      readonly rev: number;
      /** An action's option, or "back", "help", "start_over", "language:es". */
      readonly option: string;
      readonly source: Source;
    }
  /** Digits of an account, phone, PIN or amount (an amount in minor units), by what the screen asks. */
  | {
      readonly kind: "enter";
      readonly id: string;
      readonly rev: number;
      readonly digits: string;
      readonly source: Source;
    }
  /** Nobody is there any more. */
  | { readonly kind: "idle"; readonly id: string; readonly rev: number };

/** POST /kiosk/enrol: the one-time code that staff made, and the public key of the terminal's devices where it has such. */
export interface EnrolAsks {
  readonly code: string;
  /** Base64 of the 32 bytes of an Ed25519 key. */
  readonly deviceKey?: string;
}

/** What a terminal keeps from then on. Wrong, used and expired codes get one answer: 403 with problem details. */
export interface EnrolAnswers {
  readonly kioskId: string;
  readonly token: string;
}

/** GET /kiosk/sandbox-code, in the sandbox alone: a code for the terminal of ?utility=ID, or of the first utility. */
export interface SandboxCode {
  readonly code: string;
}
