/** A meter is asked, answers or does not; what it tells is charged, and when to ask next follows from the forecast. */
import {
  DAY_MS,
  HOUR_MS,
  instantOf,
  addDays,
  localDay,
  nextMidnightMs,
} from "../../core/instant.ts";
import { askForRead, type ReadLevel } from "../../core/rating/forecast/ask-for-read.ts";
import { futuresOf } from "../../core/rating/forecast/futures.ts";
import { billEndMs, closeBill, oldestOpenBill } from "../../core/rating/close-bill.ts";
import { isRefusal } from "../../core/refusal.ts";
import { hourAt, hourStartMs } from "./calendar.ts";
import { postUse, ratedUse, trueLevelUnits, unread } from "./charge.ts";
import { drawn, level, type Life } from "./life.ts";
import { review } from "./review.ts";
import { readLatencyMs } from "../../meters/simulated/on-demand.ts";
import { ASK_AGAIN_MS } from "./world.ts";

/** Days after its end that a bill waits for late reads, as in the hub. */
const LATE_READS_DAYS = 3;

export function ask(life: Life): void {
  if (life.isAsked) return;
  const { reads } = life.outcome;
  reads.asked += 1;
  const chance = drawn(life, "read", reads.asked);
  if (chance.chance(life.world.faults.reads)) {
    reads.failed += 1;
    life.queue.set("ask", life.nowMs + ASK_AGAIN_MS, { kind: "ask" });
    return;
  }
  life.isAsked = true;
  answerIn(life, readLatencyMs(chance, life.world.faults.lateReads), false);
}

/** The one read a month that every meter sends of itself. */
export function month(life: Life): void {
  const { reads } = life.outcome;
  reads.scheduled += 1;
  const chance = drawn(life, "scheduled", reads.scheduled);
  answerIn(life, readLatencyMs(chance, life.world.faults.lateReads), true);
  setMonth(life);
}

export function setMonth(life: Life): void {
  const { zone } = life.world.calendar;
  const day = localDay(zone, life.nowMs);
  const next = `${addDays(`${day.slice(0, 7)}-01`, 31).slice(0, 7)}-01`;
  life.queue.set("month", instantOf(zone, next), { kind: "month" });
}

function answerIn(life: Life, latencyMs: number, isScheduled: boolean): void {
  const { calendar } = life.world;
  // It tells the whole hours that were over when it was asked.
  const throughMs = hourStartMs(calendar, hourAt(calendar, life.nowMs));
  const name = isScheduled ? "read of the month" : "read";
  life.queue.set(name, life.nowMs + latencyMs, { kind: "read", throughMs, isScheduled });
}

export function takeRead(life: Life, throughMs: number, isScheduled: boolean): void {
  if (!isScheduled) life.isAsked = false;
  life.outcome.reads.arrived += 1;
  if (throughMs > life.throughMs) {
    const beforeUnits = level(life);
    const fromMs = life.throughMs;
    const intervals = unread(life, throughMs, false);
    const { charges, settled = [], state } = ratedUse(life, intervals);
    postUse(life, [...charges, ...settled], throughMs);
    for (const { quantityMicro } of intervals) life.past.add(quantityMicro);
    life.rating = state;
    life.throughMs = throughMs;
    life.futures = null;
    noteRunOut(life, { beforeUnits, fromMs });
  }
  review(life);
  planRead(life);
}

/** A balance that is newly below the level: since when it was, and how far it is by now. */
function noteRunOut(
  life: Life,
  { beforeUnits, fromMs }: { readonly beforeUnits: number; readonly fromMs: number },
): void {
  const { calendar, policy } = life.world;
  if (life.runOut !== null || level(life) >= policy.disconnectLevelUnits) return;
  let passedAtMs = life.throughMs;
  let leftUnits = beforeUnits - policy.disconnectLevelUnits;
  for (let hour = hourAt(calendar, fromMs); hour < hourAt(calendar, life.throughMs); hour += 1) {
    const cost = life.past.costUnits(hour);
    if (cost > leftUnits) {
      const share = cost === 0 ? 0 : Math.max(0, leftUnits / cost);
      passedAtMs = hourStartMs(calendar, hour) + Math.round(share * HOUR_MS);
      break;
    }
    leftUnits -= cost;
  }
  found(life, passedAtMs);
}

function found(life: Life, passedAtMs: number): void {
  const belowUnits = life.world.policy.disconnectLevelUnits - trueLevelUnits(life);
  const lateMs = life.nowMs - passedAtMs;
  life.runOut = { passedAtMs, belowUnits, lateMs };
  life.outcome.runOuts.push({ atMs: life.nowMs, belowUnits, lateMs });
}

/** When to ask for the next read; asked again whenever reads or money have come in. */
export function planRead(life: Life): void {
  if (life.isAsked) return;
  const { reading, calendar } = life.world;
  if (reading.kind === "polled") {
    if (life.queue.has("ask")) return;
    let atMs = nextMidnightMs(calendar.zone, life.nowMs);
    for (let day = 1; day < reading.everyDays; day += 1) atMs = nextMidnightMs(calendar.zone, atMs);
    life.queue.set("ask", atMs, { kind: "ask" });
    return;
  }
  life.futures ??= futuresOf(life.past.view(life.throughMs));
  const standing = {
    balanceUnits: level(life),
    throughMs: life.throughMs,
    levels: readLevels(life),
  };
  const wish = askForRead(life.futures, standing, life.nowMs, reading.rule);
  // Meters tell whole hours: one that is due within an hour is asked as the hour begins, when it tells as much.
  const dueMs =
    wish.kind === "ask" ? life.nowMs : hourStartMs(calendar, hourAt(calendar, wish.untilMs));
  const atMs = Math.max(dueMs, life.nowMs, life.throughMs + HOUR_MS);
  life.queue.set("ask", atMs, { kind: "ask" });
}

/** A balance below the disconnect level is to be found within one of the currency; a low one before it is below. */
function readLevels({ world }: Life): ReadLevel[] {
  const { disconnectLevelUnits } = world.policy;
  const { lowUnits } = world.notice;
  const oneUnits = 10 ** world.currency.ledgerDigits;
  return [
    { atUnits: disconnectLevelUnits, toleranceUnits: oneUnits },
    { atUnits: lowUnits, toleranceUnits: Math.max(oneUnits, lowUnits - disconnectLevelUnits) },
  ];
}

/** Closes the oldest bill that ended some days ago, and says when to look again. */
export function closeBills(life: Life): void {
  const { calendar, currency, tariff } = life.world;
  const bill = oldestOpenBill(life.rating);
  const endMs = bill === null ? null : billEndMs(tariff, calendar.zone, bill);
  if (endMs !== null && life.nowMs >= endMs + LATE_READS_DAYS * DAY_MS) {
    const closed = closeBill(tariff, life.rating, {
      zone: calendar.zone,
      currency,
      movedInDay: localDay(calendar.zone, calendar.beginsMs),
      nowMs: life.nowMs,
    });
    if (!isRefusal(closed)) {
      life.rating = closed.state;
      postUse(life, closed.charges, endMs - 1);
      const isNew = life.runOut === null && level(life) < life.world.policy.disconnectLevelUnits;
      if (isNew) found(life, life.nowMs);
      review(life);
    }
  }
  life.queue.set("bill", nextMidnightMs(calendar.zone, life.nowMs), { kind: "bill" });
}
