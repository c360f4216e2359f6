import { MINUTE_MS } from "../instant.ts";
import type { PaymentResult } from "./input.ts";
import type { Choices } from "./talk.ts";
import type { Moment } from "./talk-event.ts";
import type { OpenQuestion } from "./open-question.ts";

/** Who calls again within a quarter of an hour (wall time) goes on where the call stood; later it is another matter. */
export const RESUME_MS = 15 * MINUTE_MS;

/** What a call left unfinished. */
export interface CallLeft {
  /** When it ended (wall time). */
  readonly atMs: number;
  readonly question: OpenQuestion | null;
  /** The payment that was on its way then, and what came of it since; no outcome while nothing did. */
  readonly paying: {
    readonly accountId: string;
    readonly amountMinor: number;
    readonly outcome: PaymentResult["outcome"] | null;
  } | null;
}

/** What a call leaves behind when it ends: its open question, and the payment that is still on its way. */
export function leaveCall(choices: Choices, { now }: Moment): Partial<Choices> {
  const { question, request } = choices;
  const paying =
    request === null
      ? null
      : { accountId: request.accountId, amountMinor: request.amountMinor, outcome: null };
  return { left: { atMs: now.wallMs, question: keepable(question), paying } };
}

/** The number of another's account is not read out again to whoever shows this caller's number. */
export function keepable(question: OpenQuestion | null): OpenQuestion | null {
  if (question?.kind !== "pin" || question.number === null) return question;
  const { turn, askedAtMs } = question;
  return { kind: "account_number", turn, askedAtMs };
}

/** What came of a payment whose caller had hung up, for their next call. */
export function leftPaid(
  { left = null }: Choices,
  { outcome }: PaymentResult,
): Partial<Pick<Choices, "left">> {
  const paying = left?.paying ?? null;
  return left === null || paying === null
    ? {}
    : { left: { ...left, paying: { ...paying, outcome } } };
}

/** The question is taken up once: what follows in this call is its own. */
export function withLeftTaken(choices: Choices): Choices {
  const { left = null } = choices;
  return left === null ? choices : { ...choices, left: { ...left, question: null } };
}
