/** Decides, as the hub does after everything that happens: which notices are owed, and whether supply should be on. */
import { createHash } from "node:crypto";
import { DAY_MS } from "../../core/instant.ts";
import { minorToUnits } from "../../core/money.ts";
import { nothingTold, type Seen } from "../../core/notice/crossings.ts";
import { decideNotices, type SupplyChange } from "../../core/notice/decide.ts";
import { noticeStanding } from "../../core/notice/standing.ts";
import { warningSeen } from "../../core/notice/warning.ts";
import { allocate, type Dues, raisedUnits } from "../../core/payment/allocate.ts";
import { SHARE_MAX } from "../../core/rating/forecast/day-bands.ts";
import { type Futures, futuresOf, usedUpMs } from "../../core/rating/forecast/futures.ts";
import { RUN_OUT_DAYS_MAX, runOut } from "../../core/rating/forecast/run-out.ts";
import { isRefusal } from "../../core/refusal.ts";
import { decide, type Decision } from "../../core/supply/decide.ts";
import type { ChannelHealth, DecideInput, PendingPayment } from "../../core/supply/protect.ts";
import { decisionRecord, decisionText, sameDecision } from "../../core/supply/record.ts";
import { owedToSwitch } from "../../core/supply/state.ts";
import { moveSwitch } from "../../core/supply/transition.ts";
import { viewSwitch, wishOf } from "../../core/supply/view.ts";
import { level, type Life, now } from "./life.ts";

/** The one policy of a run. */
export const DECIDED_BY = { policyVersion: 1, pack: null } as const;

/** A command leaves within this time of the wish. */
const SEND_MS = 1_000;

export function review(life: Life, moved: readonly SupplyChange[] = []): void {
  oweNotices(life, moved);
  decideSupply(life);
}

function oweNotices(life: Life, supply: readonly SupplyChange[]): void {
  const decided = decideNotices({
    state: life.noticeState,
    policy: life.world.notice,
    prepaid: true,
    balanceUnits: life.books.balances.balanceUnits,
    supply,
    serviceNowMs: life.nowMs,
    zone: life.world.calendar.zone,
    ...(life.world.requiredRule === "warning" && { seen: seenOf(life) }),
  });
  life.noticeState = decided.state;
  for (const notice of decided.owed) {
    life.queue.set(`notice ${notice.key}`, notice.dueAtMs, { kind: "notice", notice, attempt: 0 });
  }
}

/** Of all that the hub looks at, the warning alone: by it a disconnection is decided, and it is given anew when it has lapsed. */
function seenOf(life: Life): Seen {
  const told = life.noticeState.told ?? nothingTold;
  return { ...told, daysLeft: null, warning: warningOf(life), newestDay: null };
}

/** As the hub has it; the exact early bound is worked out only where another one in its range would come out otherwise. */
function warningOf(life: Life): Seen["warning"] {
  const { world, nowMs, throughMs } = life;
  const at = {
    ...world.policy,
    levelUnits: level(life),
    rearmUnits: world.notice.rearmUnits,
    notifiedAtMs: notifiedAtMs(life),
    serviceNowMs: nowMs,
  };
  const by = (endMs: number | null): Seen["warning"] =>
    warningSeen({ ...at, leftMs: endMs === null ? null : endMs - nowMs });
  const aboveUnits = at.levelUnits - world.policy.disconnectLevelUnits;
  life.futures ??= futuresOf(life.past.view(throughMs));
  if (life.futures === null || aboveUnits < 0) return by(null);
  const [soonest, latest] = earlyRange(life, life.futures, aboveUnits);
  const seen = by(soonest);
  return seen === by(latest) ? seen : by(runOut(life.futures, aboveUnits).earlyMs);
}

/** Between which two instants the early bound of the run-out lies; kept, for a balance is reviewed many times. */
function earlyRange(life: Life, futures: Futures, aboveUnits: number): readonly [number, number] {
  const { throughMs } = life;
  if (life.early?.aboveUnits === aboveUnits && life.early.throughMs === throughMs) {
    return life.early.range;
  }
  const [soonest = 0, latest = 0] = usedUpMs(futures, aboveUnits, {
    shares: [0, SHARE_MAX],
    horizonMs: RUN_OUT_DAYS_MAX * DAY_MS,
  });
  const range = [throughMs + soonest, throughMs + latest] as const;
  life.early = { aboveUnits, throughMs, range };
  return range;
}

function notifiedAtMs({ noticesSent, noticeState, world }: Life): number | null {
  return noticeStanding(noticesSent, noticeState, world.requiredRule).notifiedAtMs;
}

function decideSupply(life: Life): void {
  const { world } = life;
  const input = decideInput(life);
  const decision = decide(input, world.policy);
  keepDecision(life, input, decision);
  const { again } = decision;
  if (again === null) life.queue.clear("review");
  else life.queue.set("review", Math.max(life.nowMs, again.atMs), { kind: "review" });
  // Whoever would be turned off but for old data is read first.
  const isBlind = decision.decidedBy === "data_age" && world.reading.kind === "on_demand";
  if (isBlind && !life.isAsked) life.queue.set("ask", life.nowMs, { kind: "ask" });
  const wanted = wishOf(decision.verdict, input.switch.stage);
  if (wanted === null || wanted === life.supply.wanted) return;
  const move = moveSwitch(life.supply, { kind: "wished", wanted }, now(life));
  if (isRefusal(move)) return;
  life.supply = move.supply;
  wakeSwitch(life);
}

/** Stored where it comes out otherwise than the one before it, else counted, as in the hub. */
function keepDecision(life: Life, input: DecideInput, decision: Decision): void {
  const { stored, outcome } = life;
  if (stored !== null && sameDecision(stored.decision, decision)) {
    outcome.decisionsCounted += 1;
    return;
  }
  const previousHash = stored?.hash ?? null;
  const text = decisionText(decisionRecord(input, DECIDED_BY, { decision, previousHash }));
  life.stored = { decision, atMs: life.nowMs, hash: sha256(text) };
  const { verdict, decidedBy } = decision;
  const isLapsed =
    verdict === "hold" && decidedBy === "notice" && input.noticeDeliveredAtMs !== null;
  outcome.stood.push({ atMs: life.nowMs, verdict, decidedBy, isLapsed });
  life.keep(text);
}

/** Leaves what the switch is owed for its time. */
export function wakeSwitch(life: Life): void {
  const owed = owedToSwitch(life.supply);
  if (owed === null) life.queue.clear("switch");
  else {
    const atMs = owed.kind === "look" ? Math.max(life.nowMs, owed.dueAtMs) : life.nowMs + SEND_MS;
    life.queue.set("switch", atMs, { kind: "switch" });
  }
  const { commandId, deadlineAtMs } = life.supply;
  if (commandId === null || deadlineAtMs === null) life.queue.clear("deadline");
  else life.queue.set("deadline", deadlineAtMs, { kind: "deadline", commandId });
}

function decideInput(life: Life): DecideInput {
  const { world, tenant } = life;
  const { balances } = life.books;
  const { withinMs } = world.policy.failedPayments;
  return {
    commodity: world.commodity,
    others: [],
    lastDecidedAtMs: life.stored?.atMs ?? null,
    protections: tenant.habits.protections.filter(({ fromMs }) => fromMs <= life.nowMs),
    household: tenant.habits.people,
    weather: world.weatherAt(life.nowMs),
    channels: channelsAt(life),
    lastPaymentAtMs: life.lastPaidAtMs,
    failedPaymentsAtWallMs: life.failedAtMs.filter((atMs) => atMs > life.nowMs - withinMs),
    serviceMs: life.nowMs,
    wallMs: life.nowMs,
    zone: world.calendar.zone,
    mode: "prepaid",
    switch: viewSwitch(life.supply, true),
    balanceUnits: balances.balanceUnits,
    estimatedUnits: 0,
    emergencyUsedUnits: 0,
    emergencyRemainingUnits: 0,
    newestActualAtMs: life.throughMs,
    pendings: pendingsOf(life),
    noticeDeliveredAtMs: notifiedAtMs(life),
    holds: [],
  };
}

/** The last that is known of cards: an outage is known when it begins. */
function channelsAt({ world, nowMs }: Life): ChannelHealth[] {
  const last = world.outages.findLast(({ fromMs }) => fromMs <= nowMs);
  if (last === undefined) return [];
  return last.untilMs > nowMs
    ? [{ channel: "card", state: "down", sinceMs: last.fromMs }]
    : [{ channel: "card", state: "up", sinceMs: last.untilMs }];
}

function pendingsOf(life: Life): PendingPayment[] {
  const { allocation, currency } = life.world;
  return life.charges.map(({ amountUnits, askedAtMs }) => ({
    tender: life.tenant.habits.tender,
    liftUnits: raisedUnits(allocate(amountUnits, duesOf(life), allocation, currency), "level"),
    askedAtWallMs: askedAtMs,
  }));
}

/** What a payment must go to before it is credit. */
export function duesOf(life: Life): Dues {
  const { balances } = life.books;
  return {
    returnedPaymentsUnits: balances.returnedPaymentsUnits,
    arrearsUnits: balances.arrearsUnits,
    accumulatedUnits: 0,
    arrearsTakenInPeriodUnits: 0,
    shortfallUnits: balances.shortfallUnits,
    emergencyUsedUnits: balances.emergencyUsedUnits,
    dayUnits: 0,
  };
}

/** Whether what the account has is less than it may be turned off at. */
export function isSpent(life: Life): boolean {
  return level(life) < life.world.policy.disconnectLevelUnits;
}

export function unitsOfMinor(life: Life, minor: number): number {
  return minorToUnits(minor, life.world.currency);
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
