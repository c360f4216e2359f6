import { assert } from "../assert.ts";
import type { AccountBalances } from "./balances.ts";
import type { AccountName } from "./chart.ts";
import type { Entry, Transfer, TransferKind } from "./transfer.ts";

/**
 * Every happening that moves money, as the transfers it posts. Balances come in as arguments and were read in the same
 * transaction, so that what is computed here is still true when it is written.
 */
export type Header = Pick<
  Transfer,
  "id" | "cause" | "corrects" | "actor" | "channel" | "effectiveAtMs" | "month"
>;

/** A part of a charge or of an allocation, named by the account that it is for. */
export interface Share {
  readonly account: AccountName;
  readonly amountUnits: number;
}

/** What a charge is taken from. */
export type Funds =
  | {
      readonly billing: "prepaid";
      readonly balances: AccountBalances;
      /** The limit of the invoked grant of emergency credit; 0 while none is. */
      readonly emergencyCapUnits: number;
    }
  | { readonly billing: "postpay"; readonly balances: AccountBalances };

/**
 * A batch's charges in one transfer: `lines` are what revenue, tax and fee accounts earn (negative where a corrected read
 * gives back). Null when nothing is left to post.
 */
export function charged(
  header: Header,
  code: string,
  lines: readonly Share[],
  funds: Funds,
): Transfer | null {
  const earned = merged(lines);
  const sumUnits = earned.reduce((sum, line) => sum + line.amountUnits, 0);
  const paid = sumUnits >= 0 ? taken(sumUnits, funds) : givenBack(-sumUnits, funds);
  const entries = [...paid, ...earned.map((line) => credit(line.account, line.amountUnits))].filter(
    (entry) => entry.amountUnits !== 0,
  );
  return entries.length === 0 ? null : transferOf(header, "posted", code, entries);
}

/** Metered use, or with a negative amount the correction of it. */
export function usageCharged(
  header: Header,
  use: { readonly commodity: string; readonly amountUnits: number },
  funds: Funds,
): Transfer | null {
  const line = { account: `revenue.${use.commodity}`, amountUnits: use.amountUnits };
  return charged(header, "usage", [line], funds);
}

/** The charge for a day of service, used or not. */
export function fixedCharged(header: Header, amountUnits: number, funds: Funds): Transfer | null {
  return charged(header, "fixed", [{ account: "revenue.fixed", amountUnits }], funds);
}

/** Prepaid money first, then what is left of an invoked grant, and the rest is a visible shortfall. */
function taken(amountUnits: number, funds: Funds): Entry[] {
  if (funds.billing === "postpay") return [debit("receivable", amountUnits)];
  const { balances, emergencyCapUnits } = funds;
  const prepaidUnits = Math.min(amountUnits, balances.prepaidFreeUnits);
  const emergencyLeftUnits = Math.max(0, emergencyCapUnits - balances.emergencyUsedUnits);
  const emergencyUnits = Math.min(amountUnits - prepaidUnits, emergencyLeftUnits);
  return [
    debit("prepaid", prepaidUnits),
    { ...debit("emergency_credit", emergencyUnits), capUnits: emergencyCapUnits },
    debit("shortfall", amountUnits - prepaidUnits - emergencyUnits),
  ];
}

/** The way back: shortfall, then emergency credit used, and the rest is credit again. */
function givenBack(amountUnits: number, funds: Funds): Entry[] {
  const { balances } = funds;
  if (funds.billing === "postpay") {
    const billedUnits = Math.min(amountUnits, balances.receivableUnits);
    return [credit("receivable", billedUnits), credit("unapplied", amountUnits - billedUnits)];
  }
  const shortfallUnits = Math.min(amountUnits, balances.shortfallUnits);
  const emergencyUnits = Math.min(amountUnits - shortfallUnits, balances.emergencyUsedUnits);
  return [
    credit("shortfall", shortfallUnits),
    credit("emergency_credit", emergencyUnits),
    credit("prepaid", amountUnits - shortfallUnits - emergencyUnits),
  ];
}

/** A charge asked of a processor: the money is reserved on its way, and is nobody's balance yet. */
export function paymentPending(
  header: Header,
  payment: { readonly processor: string; readonly amountUnits: number },
): Transfer {
  return transferOf(header, "pending", "payment", received(clearing(payment.processor), payment));
}

/** The charge succeeded: posts the pending transfer (all of it, or less), then allocates. */
export function paymentSettled(
  header: Header,
  payment: {
    readonly pendingId: string;
    readonly processor: string;
    readonly amountUnits: number;
    readonly targets: readonly Share[];
  },
): Transfer[] {
  const entries = received(clearing(payment.processor), payment);
  const post = { ...transferOf(header, "post", "payment", entries), pendingId: payment.pendingId };
  return [post, ...allocated(header, payment.amountUnits, payment.targets)];
}

/** The charge came to nothing: what was reserved is released. */
export function paymentVoided(header: Header, pendingId: string): Transfer {
  return { ...transferOf(header, "void", "payment", []), pendingId };
}

/** Money in hand, with nothing pending before it: a drawer's cash, a bank credit. */
export function tenderTaken(
  header: Header,
  tender: {
    readonly account: AccountName;
    readonly amountUnits: number;
    readonly targets: readonly Share[];
  },
  code = "payment",
): Transfer[] {
  const taking = transferOf(header, "posted", code, received(tender.account, tender));
  return [taking, ...allocated(header, tender.amountUnits, tender.targets)];
}

/** Cash over a counter or into a kiosk; `drawer` is the kiosk's or the shift's id. */
export function cashTaken(
  header: Header,
  cash: {
    readonly drawer: string;
    readonly amountUnits: number;
    readonly targets: readonly Share[];
  },
): Transfer[] {
  return tenderTaken(header, { ...cash, account: `drawer.${cash.drawer}` });
}

/** Cash in a terminal's box that no account took: the utility owes it to whoever put it in. */
export function cashHeld(
  header: Header,
  cash: { readonly drawer: string; readonly amountUnits: number },
): Transfer {
  return transferOf(header, "posted", "cash_held", [
    debit(`drawer.${cash.drawer}`, cash.amountUnits),
    credit("suspense", cash.amountUnits),
  ]);
}

/** Money that leaves this home for another: from what is unapplied, or straight from the tender that took it. */
export function betweenHomesOut(
  header: Header,
  out: { readonly from: AccountName; readonly amountUnits: number },
): Transfer {
  return transferOf(header, "posted", "between_homes", [
    debit(out.from, out.amountUnits),
    credit("between_homes", out.amountUnits),
  ]);
}

/** The same money where it arrives, then allocated. */
export function betweenHomesIn(
  header: Header,
  into: { readonly amountUnits: number; readonly targets: readonly Share[] },
): Transfer[] {
  const entries = received("between_homes", into);
  const arriving = transferOf(header, "posted", "between_homes", entries);
  return [arriving, ...allocated(header, into.amountUnits, into.targets)];
}

/** A grant of emergency credit takes over a shortfall that was already there. */
export function emergencyDrawn(
  header: Header,
  draw: { readonly amountUnits: number; readonly capUnits: number },
): Transfer {
  return transferOf(header, "posted", "emergency_credit", [
    { ...debit("emergency_credit", draw.amountUnits), capUnits: draw.capUnits },
    credit("shortfall", draw.amountUnits),
  ]);
}

/** What the utility gives up of what an account owes it. */
export function writtenOff(header: Header, owed: Share): Transfer {
  return transferOf(header, "posted", "write_off", [
    debit("write_off", owed.amountUnits),
    credit(owed.account, owed.amountUnits),
  ]);
}

/** What the utility gives so that a quote holds: a shortfall first, the rest is credit; never emergency credit, which would turn nothing on. */
export function quoteHonoured(
  header: Header,
  given: { readonly amountUnits: number; readonly shortfallUnits: number },
): Transfer {
  const shortfallUnits = Math.min(given.amountUnits, given.shortfallUnits);
  const entries = [
    debit("quotes_honoured", given.amountUnits),
    credit("shortfall", shortfallUnits),
    credit("prepaid", given.amountUnits - shortfallUnits),
  ];
  return transferOf(
    header,
    "posted",
    "quote_honoured",
    entries.filter((entry) => entry.amountUnits !== 0),
  );
}

/**
 * The waterfall's targets, taken from what was just received. It may leave a part unapplied, never take more than came:
 * that would be the waterfall's own mistake.
 */
export function allocated(
  header: Header,
  amountUnits: number,
  targets: readonly Share[],
): Transfer[] {
  const shares = merged(targets);
  const sumUnits = shares.reduce((sum, share) => sum + share.amountUnits, 0);
  assert(
    shares.every((share) => share.amountUnits > 0) && sumUnits <= amountUnits,
    `an allocation of ${String(sumUnits)} units out of ${String(amountUnits)}`,
  );
  if (shares.length === 0) return [];
  const entries = [
    debit("unapplied", sumUnits),
    ...shares.map((share) => credit(share.account, share.amountUnits)),
  ];
  const own = { ...header, id: allocationId(header.id), corrects: null };
  return [transferOf(own, "posted", "allocation", entries)];
}

/** The id of the allocation that follows a payment's transfer. */
function allocationId(transferId: string): string {
  return `${transferId}/allocation`;
}

export function received(account: AccountName, { amountUnits }: { amountUnits: number }): Entry[] {
  return [debit(account, amountUnits), credit("unapplied", amountUnits)];
}

export function clearing(processor: string): AccountName {
  return `clearing.${processor}`;
}

/** One share an account, and none that is zero. */
export function merged(shares: readonly Share[]): Share[] {
  const sums = new Map<AccountName, number>();
  for (const { account, amountUnits } of shares) {
    sums.set(account, (sums.get(account) ?? 0) + amountUnits);
  }
  return [...sums]
    .map(([account, amountUnits]) => ({ account, amountUnits }))
    .filter(({ amountUnits }) => amountUnits !== 0);
}

export function debit(account: AccountName, amountUnits: number): Entry {
  return { account, amountUnits };
}

export function credit(account: AccountName, amountUnits: number): Entry {
  return { account, amountUnits: -amountUnits };
}

export function transferOf(
  header: Header,
  kind: TransferKind,
  code: string,
  entries: readonly Entry[],
): Transfer {
  return { ...header, kind, code, pendingId: null, entries };
}
