/** What core needs of the world. Hosts and ends implement these; nothing in core knows who does. */
import type { CallScript, Prompt } from "./conversation/prompt.ts";
import type { Now } from "./instant.ts";

/** What may be bound to a statement. A boolean, a Date or undefined is refused by the adapters (libsql would abort the process). */
export type SqlValue = number | bigint | string | null | Uint8Array;

/** One transaction in one store, synchronous on every engine. Integers come back as numbers, blobs as Uint8Array. */
export interface Sql {
  /** Runs one statement and returns how many rows it changed. */
  run(text: string, values?: readonly SqlValue[]): number;
  /** The first row, or undefined. */
  get<Row extends object>(text: string, values?: readonly SqlValue[]): Row | undefined;
  all<Row extends object>(text: string, values?: readonly SqlValue[]): Row[];
  /** Lower-case hex SHA-256 of the text's UTF-8 bytes; here because every happening writes a hashed journal row. */
  sha256(text: string): string;
}

/** Where a row lives: a phone line or terminal, an account, or the utility itself. No transaction crosses a home. */
export type Home = `line:${string}` | `account:${string}` | `utility:${string}`;

/** A transaction's work must be synchronous: a promise as its result is a type error. */
export type Synchronous<Result> = Result extends PromiseLike<unknown> ? never : Result;

/** The stores of one utility. */
export interface Store {
  /**
   * Runs `work` in one transaction at `home` and resolves when it is durable. A `Refusal` result rolls back what the
   * work wrote and is returned; a throw rolls back and rejects.
   */
  transact<Result>(home: Home, work: (sql: Sql) => Synchronous<Result>): Promise<Result>;
  /** Reads committed state at `home`; `work` must not write. */
  read<Result>(home: Home, work: (sql: Sql) => Synchronous<Result>): Promise<Result>;
  /** Names the store that holds `home`, so that what is published once a store is not sent once a home. */
  sliceOf(home: Home): string;
  /** One home in each store that is open, for what works through whole stores: the outbox drain, timers, shipping. */
  slices(): readonly Home[];
}

export interface Clock {
  now(): Now;
}

/** A fresh id with at least 128 bits of chance, for what has no deterministic key (see ids.ts). */
export type MakeId = () => string;

/** What came of handing the world a message, a charge or a command. `unknown` means it may have happened. */
export type SayOutcome =
  | { kind: "sent"; carrierId: string }
  /** The carrier says this number may not be texted (Telnyx 40300): treated as a revocation. */
  | { kind: "opted_out" }
  | { kind: "refused"; code: string }
  | { kind: "retry"; code: string }
  | { kind: "unknown" };

export interface OutgoingMessage {
  /** Stable over retries; unique in the utility. */
  readonly id: string;
  readonly channel: "sms";
  readonly from: string;
  readonly to: string;
  readonly language: string;
  readonly prompt: Prompt;
}

export interface Carrier {
  say(message: OutgoingMessage): Promise<SayOutcome>;
}

/** What a call is to do next: be answered, or play a part of its script and wait for what follows it. */
export type CallAct =
  | { readonly kind: "answer" }
  /** Hung up without a word: a newer call of the same number goes on. */
  | { readonly kind: "end" }
  | { readonly kind: "play"; readonly part: "first" | "rest"; readonly script: CallScript };

export interface OutgoingCallStep {
  /** Stable over retries; unique in the utility. */
  readonly id: string;
  /** The carrier's name for the call. */
  readonly callId: string;
  /** The turn that what is keyed now belongs to. */
  readonly turn: number;
  /** Our number, and the caller's. */
  readonly from: string;
  readonly to: string;
  readonly language: string;
  readonly act: CallAct;
  /** An attempt before had what was gathered then stopped, and may have begun this step: to stop again would end the step itself. */
  readonly hasStopped?: boolean;
}

/** What came of a step, and of one to be sent again, whether what was gathered before it has been stopped. */
export type StepOutcome = SayOutcome & { readonly hasStopped?: boolean };

/** A call that we make. */
export interface OutgoingCall {
  /** Stable over retries; unique in the utility; comes back with the call's events. */
  readonly id: string;
  /** Our number, and whom it calls. */
  readonly from: string;
  readonly to: string;
}

export interface Calls {
  act(step: OutgoingCallStep): Promise<StepOutcome>;
  /** Dials, and says how the carrier names the call; absent where calls only come in. */
  place?(call: OutgoingCall): Promise<SayOutcome>;
}

/** Hashes secrets of a few digits: slowly, with a salt, and with a pepper that no store holds. */
export interface SecretHash {
  digest(secret: string): Promise<string>;
  /** False for a null digest too, and no sooner. */
  matches(secret: string, digest: string | null): Promise<boolean>;
}

export interface ChargeRequest {
  /** Idempotency key, stored before the first send. */
  readonly key: string;
  readonly paymentId: string;
  readonly accountId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly methodToken: string;
  /** When the customer asked for it, by wall time: no charge for it is older. */
  readonly askedAtMs: number;
}

/**
 * A decline is a final answer, without an id where no charge was even made; `pending` means the webhook will tell; `unknown`
 * means look it up before resending, its code says to staff why.
 */
export type ChargeOutcome =
  | { kind: "succeeded"; processorId: string }
  | { kind: "pending"; processorId: string }
  | { kind: "declined"; processorId: string | null; code: string }
  | { kind: "unknown"; code?: string };

/** Money to be given back of a charge that has arrived. */
export interface RefundRequest {
  /** Idempotency key, stored before the first send. */
  readonly key: string;
  /** Our own name for it: the processor keeps it beside the refund, and it is found again by it. */
  readonly refundId: string;
  readonly paymentId: string;
  readonly accountId: string;
  /** The processor's name for the charge. */
  readonly chargeId: string;
  readonly amountMinor: number;
  readonly currency: string;
}

/** `made` names the processor's refund and how it stands; a refusal is final, and gave nothing back. */
export type RefundOutcome =
  | {
      kind: "made";
      processorId: string;
      state: "pending" | "succeeded" | "failed";
      amountMinor: number;
    }
  | { kind: "refused"; code: string }
  | { kind: "unknown"; code?: string };

export interface Processor {
  readonly name: string;
  /**
   * How long what was sent may yet arrive, in milliseconds: longer than a call waits for its answer. Some that stand in for a
   * processor take no notice of keys, and what is sent to them twice is done twice.
   */
  readonly underWayMs: number;
  charge(request: ChargeRequest): Promise<ChargeOutcome>;
  /** What the processor knows of a charge; `absent` only when it is sure that none exists. */
  find(request: ChargeRequest): Promise<ChargeOutcome | { kind: "absent" }>;
  refund(request: RefundRequest): Promise<RefundOutcome>;
  /** What the processor knows of a refund that we asked for; `absent` only when it is sure that none exists. */
  findRefund(request: RefundRequest): Promise<RefundOutcome | { kind: "absent" }>;
  /** Whether it answers at all, without moving money; absent where only charges can tell. */
  isUp?(): Promise<boolean>;
}

/** What a processor's own books call a move of its money; `other` is for people to look at. */
export type MoveKind =
  | "charge"
  | "charge_failure"
  | "refund"
  | "dispute"
  | "fee"
  | "payout"
  | "other";

/** One line of a processor's own books: what came (or, below zero, went), and what the processor took for it. */
export interface ProcessorMove {
  /** The processor's name for the line. */
  readonly id: string;
  readonly kind: MoveKind;
  readonly amountMinor: number;
  readonly feeMinor: number;
  /** The processor's name for what moved it; null where it says nothing. */
  readonly source: string | null;
  readonly movedAtMs: number;
}

/** What a processor says that it holds, and its moves since an instant, as of one moment. */
export interface ProcessorBook {
  readonly pendingMinor: number;
  readonly availableMinor: number;
  readonly moves: readonly ProcessorMove[];
}

export interface ProcessorBooks {
  /** The processor's name, as the ledger's clearing account has it. */
  readonly name: string;
  /** False where others charge through the same account: whose a fee or a payout is, nobody could say. */
  isOwn(): boolean;
  /** Of one currency alone. */
  read(asked: { readonly sinceMs: number; readonly currency: string }): Promise<ProcessorBook>;
}

export interface SwitchCommand {
  readonly commandId: string;
  readonly meterId: string;
  readonly wanted: "on" | "off";
}

/**
 * `accepted` is not evidence that the switch moved: the meter's own report is (confirm-switch). An `on` is done only where the
 * meter sees no voltage behind its open switch; else it is refused as `live_load`, and staff hear of it at once.
 */
export type CommandOutcome =
  | { kind: "accepted" }
  | { kind: "refused"; code: string }
  | { kind: "unknown" };

export type SwitchEvidence =
  | { kind: "closed" }
  | { kind: "open" }
  | { kind: "armed" }
  | { kind: "no_answer" };

export interface MeterSwitch {
  command(command: SwitchCommand): Promise<CommandOutcome>;
  /** Asks the meter where its switch stands now. `closed` means supply is on. */
  look(meterId: string): Promise<SwitchEvidence>;
}

/** Asks a meter for the reads it has and we have not. They come as all reads do; the answer says only that it was asked. */
export interface MeterReads {
  ask(meterId: string): Promise<"asked" | "no_answer">;
}

/** What an end needs to hand a happening in: one utility's stores, its clock, and the outbox drain to wake. */
/** Where a page is, and the hash of its token, which is all of it that is kept. */
export interface PayAddress {
  readonly url: string;
  readonly hash: string;
}

export interface PayAddresses {
  /** Whether customers can open such a page, and a text can hold its address. */
  areReachable(): boolean;
  make(): Promise<PayAddress>;
}

export interface Hub {
  readonly utilityId: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly secrets: SecretHash;
  readonly makeId: MakeId;
  /** Of pages that take a first card; absent where there are none. */
  readonly payAddresses?: PayAddresses;
  /** Says that the outbox may hold something due. */
  wake(): void;
}

/** Counts for /metrics: snake_case names that end in _total, labels few and bounded. */
export interface Metrics {
  count(name: string, labels?: Readonly<Record<string, string>>): void;
}
