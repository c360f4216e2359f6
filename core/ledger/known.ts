import { type Refusal, refuse } from "../refusal.ts";
import type { Entry, Transfer, TransferKind, TransferRefusal } from "./transfer.ts";

/** What the ledger already knows about what a transfer names. */
export interface Known {
  /** The transfer that has its id. */
  readonly existing: KnownTransfer | null;
  /** The code with which its id was refused. */
  readonly refusedCode: string | null;
  /** Whether the transfer it corrects is there. */
  readonly correctedFound: boolean;
  /** The pending transfer it resolves, and what has resolved that one already. */
  readonly pending: {
    readonly kind: TransferKind;
    readonly entries: readonly Entry[];
    readonly resolvedBy: TransferKind | null;
  } | null;
}

export type KnownTransfer = Pick<
  Transfer,
  "kind" | "code" | "pendingId" | "cause" | "corrects" | "entries"
>;

/** Whether a transfer that is well formed by itself may stand beside what is known; "exists" when it already does. */
export function checkKnown(
  transfer: Transfer,
  known: Known,
): "exists" | Refusal<TransferRefusal> | null {
  const { id, corrects, pendingId } = transfer;
  if (known.refusedCode !== null) {
    return refuse("id_was_refused", `${id} was refused before: ${known.refusedCode}`);
  }
  if (known.existing !== null) {
    return sameContent(transfer, known.existing)
      ? "exists"
      : refuse("exists_with_different_content", `${id} exists and says something else`);
  }
  if (corrects !== null && !known.correctedFound) {
    return refuse("corrected_not_found", `there is no transfer ${corrects} to correct`);
  }
  return pendingId === null ? null : checkPending(transfer, pendingId, known.pending);
}

/**
 * When and by whom is not content: a retry may come later and by another way, and is the same transfer while its cause, its
 * reason and its amounts are.
 */
function sameContent(transfer: Transfer, existing: KnownTransfer): boolean {
  return contentOf(transfer) === contentOf(existing);
}

function contentOf({ kind, code, pendingId, cause, corrects, entries }: KnownTransfer): string {
  const amounts = entries.map((entry) => `${entry.account} ${String(entry.amountUnits)}`);
  return JSON.stringify([kind, code, pendingId, cause, corrects, amounts.toSorted()]);
}

function checkPending(
  transfer: Transfer,
  pendingId: string,
  pending: Known["pending"],
): Refusal<TransferRefusal> | null {
  if (pending?.kind !== "pending") {
    return refuse("pending_not_found", `there is no pending transfer ${pendingId}`);
  }
  if (pending.resolvedBy === "post") {
    return refuse("pending_already_posted", `${pendingId} is posted`);
  }
  if (pending.resolvedBy !== null) {
    return refuse("pending_already_voided", `${pendingId} is voided`);
  }
  for (const { account, amountUnits } of transfer.entries) {
    const reserved = pending.entries.find((entry) => entry.account === account)?.amountUnits ?? 0;
    const within = Math.sign(reserved) === Math.sign(amountUnits);
    if (!within || Math.abs(amountUnits) > Math.abs(reserved)) {
      return refuse(
        "exceeds_pending",
        `${account} has ${String(reserved)} pending in ${pendingId}`,
      );
    }
  }
  return null;
}
