/** Modelled payments: asked for, settled or failed, and allocated by the real waterfall. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import {
  paymentPending,
  paymentSettled,
  paymentVoided,
  tenderTaken,
} from "../../core/ledger/postings.ts";
import { allocate } from "../../core/payment/allocate.ts";
import { smallestToReach } from "../../core/payment/smallest.ts";
import { type Charge, drawn, headerOf, level, type Life } from "./life.ts";
import type { Paid } from "./outcome.ts";
import { planRead } from "./read.ts";
import { duesOf, isSpent, review, unitsOfMinor } from "./review.ts";

const PROCESSOR = "simulated";
const CARD_SETTLES_MS = 20_000;
/** A bank debit is certain after one to three days. */
const BANK_SETTLES_DAYS_MAX = 3;
const TRY_AGAIN_MS = 2 * HOUR_MS;
const AFTER_OUTAGE_MS = 10 * MINUTE_MS;
const PAYDAY_EVERY_DAYS = 14;

/** The customer pays, unless a payment of theirs is on its way. While cards can't be charged they wait. */
export function pay(life: Life, why: Paid["why"]): void {
  if (life.charges.length > 0) return;
  const { tender } = life.tenant.habits;
  const outage = life.world.outages.find(
    ({ fromMs, untilMs }) => fromMs <= life.nowMs && life.nowMs < untilMs,
  );
  if (tender === "card" && outage !== undefined && why !== "opening") {
    life.queue.set("pay", outage.untilMs + AFTER_OUTAGE_MS, { kind: "pay", why });
    return;
  }
  life.payments += 1;
  const amountUnits = unitsOfMinor(life, amountMinor(life));
  if (tender === "cash" || why === "opening") {
    const parts = allocate(amountUnits, duesOf(life), life.world.allocation, life.world.currency);
    const header = headerOf(life, "cash", life.nowMs);
    const cash = { account: "drawer.simulated", amountUnits, targets: parts };
    credit(life, { amountUnits, why }, () => life.books.post(tenderTaken(header, cash)));
    return;
  }
  const header = headerOf(life, "payment", life.nowMs);
  life.books.post([paymentPending(header, { processor: PROCESSOR, amountUnits })]);
  const charge = { id: header.id, amountUnits, why, askedAtMs: life.nowMs };
  life.charges.push(charge);
  const days = 1 + drawn(life, "bank", life.payments).below(BANK_SETTLES_DAYS_MAX);
  const inMs = tender === "card" ? CARD_SETTLES_MS : days * DAY_MS;
  life.queue.set("settle", life.nowMs + inMs, { kind: "settle", charge });
  review(life);
}

/** Any amount of the range, and no less than keeps supply on, or turns it on again where it is off. */
function amountMinor(life: Life): number {
  const { policy, notice, allocation, currency, topUp } = life.world;
  const chance = drawn(life, "top-up", life.payments);
  const anyMinor = topUp.leastMinor + chance.below(topUp.mostMinor - topUp.leastMinor + 1);
  const stayUnits = notice.lowUnits + notice.rearmUnits;
  const isCut = life.supply.wanted === "off";
  const isOpening = life.payments === 1;
  const targetUnits =
    isCut || isOpening
      ? Math.max(policy.reconnectLevelUnits, isOpening ? stayUnits : 0)
      : stayUnits;
  const reach = { balanceUnits: level(life), targetUnits, currency };
  return Math.max(anyMinor, smallestToReach(duesOf(life), allocation, reach) ?? 0);
}

export function settle(life: Life, charge: Charge): void {
  life.charges = life.charges.filter(({ id }) => id !== charge.id);
  const header = headerOf(life, "settle", life.nowMs);
  if (drawn(life, "charge", life.payments).chance(life.world.faults.charges)) {
    life.books.post([paymentVoided(header, charge.id)]);
    life.failedAtMs.push(charge.askedAtMs);
    life.outcome.chargesFailed += 1;
    life.queue.set("pay", life.nowMs + TRY_AGAIN_MS, { kind: "pay", why: charge.why });
    review(life);
    return;
  }
  const { amountUnits } = charge;
  const targets = allocate(amountUnits, duesOf(life), life.world.allocation, life.world.currency);
  const settled = { pendingId: charge.id, processor: PROCESSOR, amountUnits, targets };
  credit(life, charge, () => life.books.post(paymentSettled(header, settled)));
}

/** Money is there: what it makes good is decided at once, as in the hub. */
function credit(
  life: Life,
  { amountUnits, why }: Pick<Charge, "amountUnits" | "why">,
  post: () => void,
): void {
  const wasShort = isSpent(life);
  post();
  life.outcome.paid.push({ atMs: life.nowMs, amountUnits, why, wasShort });
  life.lastPaidAtMs = life.nowMs;
  if (!isSpent(life)) life.runOut = null;
  const isCut = life.supply.wanted === "off";
  if (isCut && level(life) >= life.world.policy.reconnectLevelUnits) {
    life.restoredByMs ??= life.nowMs;
  }
  review(life);
  planRead(life);
  // Who is still in the dark after paying pays again.
  if (life.supply.wanted === "off" && !life.queue.has("pay")) {
    life.queue.set("pay", life.nowMs + TRY_AGAIN_MS, { kind: "pay", why: "dark" });
  }
}

/** Some pay on some of their paydays, whatever they were told. */
export function payday(life: Life): void {
  const number = Math.round((life.nowMs - life.world.calendar.beginsMs) / DAY_MS);
  const isPaid = drawn(life, "payday", number).chance(life.tenant.habits.paydayPerMille);
  life.queue.set("payday", life.nowMs + PAYDAY_EVERY_DAYS * DAY_MS, { kind: "payday" });
  if (isPaid && !life.queue.has("pay")) pay(life, "payday");
}
