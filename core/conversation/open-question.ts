import { type AccountTask } from "./account-tasks.ts";
import { type Offer } from "./offered.ts";

export type OpenQuestion = Asked &
  (
    | {
        readonly kind: "account";
        readonly task: AccountTask;
        readonly amountMinor: number | null;
        /** The number to be told too, where that is what is asked for. */
        readonly line?: string;
        /** What was chosen of alerts, where that is what is asked for. */
        readonly choice?: string;
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
    /** To texts, or to calls of ours. */
    | { readonly kind: "consent"; readonly digit: number; readonly purpose?: "calls" }
    /** To be told of another's account. */
    | { readonly kind: "told"; readonly digit: number; readonly accountId: string }
    | { readonly kind: "emergency"; readonly digit: number; readonly accountId: string }
    | {
        readonly kind: "report";
        readonly digit: number;
        readonly what: Reported;
        readonly accountId: string;
      }
    /** Asked by call only: a text names the code, or the level, with its word. */
    | { readonly kind: "text_code" }
    | { readonly kind: "alert" | "autopay" | "pay_code" | "second"; readonly accountId: string }
    | ({ readonly kind: "offer"; readonly digit: number } & Offer)
    | { readonly kind: "account_number" }
    | { readonly kind: "card"; readonly accountId: string; readonly amountMinor: number }
    /** At the end of a call of ours: what its notice asks for, or no more calls. */
    | { readonly kind: "notice" }
    | ({ readonly kind: "pin" } & ProofOf)
  );

export interface Asked {
  readonly turn: number;
  /** Wall time. */
  readonly askedAtMs: number;
}

/** What goes on by itself once who is there has proved who they are. */
export const provedTasks = [
  "pay",
  "emergency",
  "plan",
  "autopay",
  "extension",
  "dispute",
  "convert",
  "pay_code",
  "second",
  "second_end",
] as const;
export type ProvedTask = (typeof provedTasks)[number];

/** Whose secret is asked for, and what goes on once it is right. */
export interface ProofOf {
  /** The account number as the caller keyed it; null where the line itself is known. */
  readonly number: string | null;
  readonly accountId: string | null;
  readonly next: ProvedTask | null;
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

/** What a digit may report: both are looked after by people. */
export type Reported = "outage" | "move";
