/** A processor's own books in ours: what it takes for its work, and what it pays out to the bank. */
import type { MoveKind } from "../ports.ts";
import { clearing, credit, debit, type Header, transferOf } from "./postings.ts";
import type { Transfer } from "./transfer.ts";

/** The amounts of a move, in ledger units. */
export interface MoveUnits {
  readonly kind: MoveKind;
  readonly amountUnits: number;
  readonly feeUnits: number;
}

/** What the processor took with a move: its fee, or all of a move that is a fee. Below zero: it gave some back. */
export function feeOfMove({ kind, amountUnits, feeUnits }: MoveUnits): number {
  return kind === "fee" ? feeUnits - amountUnits : feeUnits;
}

/** What a payout took to the bank; below zero: it came back. */
export function payoutOfMove({ kind, amountUnits }: MoveUnits): number {
  return kind === "payout" ? -amountUnits : 0;
}

export function feeTaken(header: Header, processor: string, units: number): Transfer {
  const entries = [debit("processor_fees", units), credit(clearing(processor), units)];
  return transferOf(header, "posted", "processor_fee", entries);
}

export function paidOut(header: Header, processor: string, units: number): Transfer {
  const entries = [debit("bank", units), credit(clearing(processor), units)];
  return transferOf(header, "posted", "payout", entries);
}

/** Where a move, and a transfer's code on the clearing account, stand when both books are compared. */
export type BookGroup =
  | "charges"
  | "returns"
  | "refunds"
  | "disputes"
  | "fees"
  | "payouts"
  | "other";

export const bookGroups: readonly BookGroup[] = [
  "charges",
  "returns",
  "refunds",
  "disputes",
  "fees",
  "payouts",
  "other",
];

const groupOfKind: Readonly<Record<MoveKind, BookGroup>> = {
  charge: "charges",
  charge_failure: "returns",
  refund: "refunds",
  dispute: "disputes",
  fee: "fees",
  payout: "payouts",
  other: "other",
};

const groupOfCode: Readonly<Record<string, BookGroup>> = {
  payment: "charges",
  payment_returned: "returns",
  refund: "refunds",
  dispute: "disputes",
  processor_fee: "fees",
  payout: "payouts",
};

/** What the moves did to what the processor holds, group by group. */
export function movedByGroup(moves: readonly MoveUnits[]): Map<BookGroup, number> {
  const sums = new Map<BookGroup, number>();
  const add = (group: BookGroup, units: number): void => {
    sums.set(group, (sums.get(group) ?? 0) + units);
  };
  for (const move of moves) {
    if (move.kind !== "fee") add(groupOfKind[move.kind], move.amountUnits);
    add("fees", -feeOfMove(move));
  }
  return sums;
}

export function groupOfTransfer(code: string): BookGroup {
  return Object.hasOwn(groupOfCode, code) ? (groupOfCode[code] ?? "other") : "other";
}
