/** Register reads (a meter's running count) as the intervals of use between them. */
import { type Refusal, refuse } from "../refusal.ts";

/** What a register showed at an instant, in 1e-6 of the unit. */
export interface RegisterRead {
  readonly meterId: string;
  readonly atMs: number;
  readonly registerMicro: number;
}

/** One meter taken out and another put in at the same instant, with what each showed then. */
export interface MeterExchange {
  readonly atMs: number;
  readonly removed: { readonly meterId: string; readonly registerMicro: number };
  readonly installed: { readonly meterId: string; readonly registerMicro: number };
}

export interface Register {
  readonly meterId: string;
  /** Digits before the point, where they are known: only then can a count have gone round. */
  readonly wholeDigits: number | null;
  /** The most that the connection can deliver in an hour, in 1e-6 of the unit. */
  readonly hourlyLimitMicro: number;
}

/** Use between two reads; the whole of it counts by its start. */
export interface RegisterUse {
  readonly startMs: number;
  readonly durationMs: number;
  readonly quantityMicro: number;
}

export type RegisterVerdict =
  | { readonly kind: "used"; readonly use: RegisterUse; readonly wentRound: boolean }
  /** The first read of a meter tells nothing but where it stands. */
  | { readonly kind: "begun" }
  | { readonly kind: "duplicate" }
  /** Billed nothing and shown to staff; the read before it stays the one to count from. */
  | {
      readonly kind: "held";
      readonly code: "backward_register" | "spike" | "conflicting_register";
      readonly message: string;
    }
  | Refusal<"bad_register" | "another_meter" | "out_of_order">;

const HOUR_MS = 3_600_000;
const MICRO = 1_000_000;

/**
 * What a register read adds to the one before it. A count that went down is held, unless the number of its digits is known and
 * what it would have gone round by is less than the connection can deliver in the time: then it went round.
 */
export function judgeRegister(
  before: RegisterRead | null,
  read: RegisterRead,
  register: Register,
): RegisterVerdict {
  const form = checkRegister(before, read, register);
  if (form !== null) return form;
  if (before === null) return { kind: "begun" };
  const durationMs = read.atMs - before.atMs;
  if (durationMs === 0) {
    if (read.registerMicro === before.registerMicro) return { kind: "duplicate" };
    const message = "the register is known to have shown something else at this instant";
    return { kind: "held", code: "conflicting_register", message };
  }
  const { wholeDigits, hourlyLimitMicro } = register;
  const mostMicro = (hourlyLimitMicro * durationMs) / HOUR_MS;
  const forward = read.registerMicro - before.registerMicro;
  const around = wholeDigits === null ? null : forward + 10 ** wholeDigits * MICRO;
  const quantityMicro = forward >= 0 ? forward : around;
  if (quantityMicro === null || (forward < 0 && quantityMicro > mostMicro)) {
    const message = `the register went back by ${String(-forward)}`;
    return { kind: "held", code: "backward_register", message };
  }
  if (quantityMicro > mostMicro) {
    const message = `${String(quantityMicro)} is more than the connection can deliver in that time`;
    return { kind: "held", code: "spike", message };
  }
  const use = { startMs: before.atMs, durationMs, quantityMicro };
  return { kind: "used", use, wentRound: forward < 0 };
}

function checkRegister(
  before: RegisterRead | null,
  read: RegisterRead,
  { meterId, wholeDigits }: Register,
): Refusal<"bad_register" | "another_meter" | "out_of_order"> | null {
  const { registerMicro, atMs } = read;
  if (!Number.isSafeInteger(registerMicro) || registerMicro < 0 || !Number.isSafeInteger(atMs)) {
    return refuse("bad_register", "a register is a whole number of millionths, not below 0");
  }
  if (wholeDigits !== null && registerMicro >= 10 ** wholeDigits * MICRO) {
    return refuse("bad_register", `the register has ${String(wholeDigits)} digits`);
  }
  if (read.meterId !== meterId || (before !== null && before.meterId !== meterId)) {
    return refuse("another_meter", `the reads are not both of ${meterId}`);
  }
  if (before !== null && atMs < before.atMs) {
    return refuse("out_of_order", "a later read is known; the use between them is rated already");
  }
  return null;
}

/**
 * A meter exchanged within a bill: the last use of the one taken out, and where the one put in begins to count. The exchange
 * links the two, so that nothing between them is lost or counted twice.
 */
export function exchange(
  before: RegisterRead | null,
  { atMs, removed, installed }: MeterExchange,
  register: Register,
): { last: RegisterVerdict; begins: RegisterRead } {
  const last = judgeRegister(before, { ...removed, atMs }, register);
  return { last, begins: { ...installed, atMs } };
}
