/** A customer who leaves, and what the tests of closing an account do to them. */
import { must } from "../../core/assert.ts";
import { type CloseAccount, closeAccount } from "../../core/hub/close-account.ts";
import { closingTold } from "../../core/hub/closing-told.ts";
import { balancesAt } from "../../core/hub/post.ts";
import { accountHome } from "../../core/ids.ts";
import type { ReadResult } from "../../core/hub/judge-batch.ts";
import { LATE_READS_DAYS } from "../../core/hub/late-reads.ts";
import { payOut } from "../../core/hub/pay-out.ts";
import { payoutsOf } from "../../core/store/payouts.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import { isRefusal } from "../../core/refusal.ts";
import { currencyOf } from "../../core/money.ts";
import { takeCounterCash } from "../../hosts/take-counter-cash.ts";
import { ana, type Town } from "../town.ts";

export const home = accountHome("1001");
export const CENT = 10_000;

/** Another account of the same customer. */
export const cabin = {
  ...ana,
  accountId: "1002",
  label: "Cabin",
  openingUnits: 0,
  services: ana.services.map((service) => ({ ...service, meterId: "E-2", label: "Cabin" })),
};

/** The next household at the same meter, moved in on the day after the last. */
export const ben = {
  ...ana,
  accountId: "2001",
  customerId: "c9",
  name: "Ben Ito",
  openingUnits: 0,
  contacts: [],
  methods: [],
  services: ana.services.map((service) => ({ ...service, movedInDay: "2026-11-26" })),
};

export async function close(
  town: Town,
  change: Partial<CloseAccount> = {},
  at = home,
): Promise<string> {
  const input = {
    closingId: "out-1",
    day: null,
    moveTo: null,
    channel: "counter",
    actor: "maria",
    ...change,
  };
  const came = await town.hub.store.transact<ReturnType<typeof closeAccount>>(at, (sql) =>
    closeAccount(sql, town.hub.clock.now(), at, input),
  );
  town.hub.wake();
  await town.settle();
  return isRefusal(came) ? came.code : came.kind;
}

/** How the closing stands, amounts in cents. */
export async function told(town: Town, at = home) {
  const found = await town.hub.store.read<ReturnType<typeof closingTold>>(at, (sql) =>
    closingTold(sql, town.hub.clock.now(), at),
  );
  if (isRefusal(found)) return found.code;
  const { closing, billedUnits, owedMinor, refunds, payouts, moved, waitingUnits } = found;
  return {
    state: closing.state,
    billed: billedUnits / CENT,
    owed: owedMinor,
    refunds: refunds.map(({ amountMinor }) => amountMinor),
    payouts: payouts.map(({ amountMinor }) => amountMinor).toSorted((a, b) => a - b),
    moved: moved.map(({ amountUnits }) => amountUnits / CENT),
    waiting: waitingUnits / CENT,
  };
}

export async function money(town: Town, at = home) {
  const balances = await town.hub.store.read(at, (sql) => balancesAt(sql, at));
  return must(balances, "an account has balances");
}

/** Closes an account, waits for the reads that never come, and pays out what is left: nothing of it is open then. */
export async function leaveForGood(town: Town, at = home): Promise<void> {
  await close(town, {}, at);
  town.serviceMs += LATE_READS_DAYS * DAY_MS;
  await town.pass(0);
  const by = { drawer: null, reference: "transfer", channel: "counter", actor: "maria" };
  await town.hub.store.transact(at, (sql) => {
    for (const { id: payoutId } of payoutsOf(sql, at)) {
      payOut(sql, town.hub.clock.now(), at, { payoutId, ...by });
    }
    return null;
  });
  await town.settle();
}

let payments = 0;

/** Cash for an account, at the counter. */
export async function payAtCounter(
  town: Town,
  amountMinor: number,
  accountId = "1001",
): Promise<string> {
  payments += 1;
  const came = await takeCounterCash(town.hub, {
    paymentId: `desk-${String(payments)}`,
    accountId,
    amountMinor,
    currency: must(currencyOf("USD"), "USD"),
    drawer: "desk-1",
    clerk: "maria",
    billKey: null,
    away: [],
  });
  await town.pass(0);
  return isRefusal(came) ? came.code : came.kind;
}

/** Hours' reads of so much each, from an instant on. */
export function useFrom(
  town: Town,
  {
    fromMs,
    hours,
    quantityMicro = 1_000_000,
    meterId = "E-1",
  }: {
    readonly fromMs: number;
    readonly hours: number;
    readonly quantityMicro?: number;
    readonly meterId?: string;
  },
): Promise<ReadResult[]> {
  return town.push(
    Array.from({ length: hours }, (_, hour) => ({
      meterId,
      startMs: fromMs + hour * HOUR_MS,
      durationMs: 60 * MINUTE_MS,
      quantityMicro,
      revision: 0,
      estimated: false,
    })),
  );
}
