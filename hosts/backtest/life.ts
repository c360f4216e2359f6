/** What is true of one household at one moment of the virtual clock. */
import { localMonth, type Now } from "../../core/instant.ts";
import type { Header } from "../../core/ledger/postings.ts";
import { emptyNoticeState, type NoticeState, type OwedNotice } from "../../core/notice/decide.ts";
import type { NoticeSent } from "../../core/notice/standing.ts";
import type { Futures } from "../../core/rating/forecast/futures.ts";
import { plannedVersions } from "../../core/rating/rate-planned.ts";
import { emptyState, type RatingState } from "../../core/rating/rate.ts";
import { type Seeded, seeded } from "../../core/seeded.ts";
import type { Decision } from "../../core/supply/decide.ts";
import { type SwitchRecord, unseenSwitch } from "../../core/supply/state.ts";
import { Books } from "./books.ts";
import type { Tenant } from "./habits.ts";
import { useBy } from "./home.ts";
import { Meter } from "./meter.ts";
import { newOutcome, type Outcome, type Paid } from "./outcome.ts";
import { Past } from "./past.ts";
import { Queue } from "./queue.ts";
import type { World } from "./world.ts";

/** Everything that can happen to a household. */
export type Happening =
  | { readonly kind: "ask" }
  | { readonly kind: "read"; readonly throughMs: number; readonly isScheduled: boolean }
  | { readonly kind: "month" }
  | { readonly kind: "bill" }
  | { readonly kind: "pay"; readonly why: Paid["why"] }
  | { readonly kind: "payday" }
  | { readonly kind: "settle"; readonly charge: Charge }
  | { readonly kind: "notice"; readonly notice: OwedNotice; readonly attempt: number }
  | { readonly kind: "review" }
  | { readonly kind: "switch" }
  | { readonly kind: "moved"; readonly position: "closed" | "open" | "armed" }
  | {
      readonly kind: "answered";
      readonly commandId: string;
      readonly answer: "accepted" | "refused" | "unknown";
    }
  | { readonly kind: "deadline"; readonly commandId: string }
  /** Staff have seen to a parked switch. */
  | { readonly kind: "resumed" };

/** Money on its way. */
export interface Charge {
  readonly id: string;
  readonly amountUnits: number;
  readonly why: Paid["why"];
  readonly askedAtMs: number;
}

export interface StoredDecision {
  readonly decision: Decision;
  readonly atMs: number;
  readonly hash: string;
}

export interface Life {
  readonly world: World;
  readonly tenant: Tenant;
  readonly queue: Queue<Happening>;
  readonly books: Books;
  readonly meter: Meter;
  readonly past: Past;
  readonly outcome: Outcome;
  /** Takes the text of each decision that is stored. */
  readonly keep: (text: string) => void;
  nowMs: number;
  rating: RatingState;
  /** The end of what is charged. */
  throughMs: number;
  isAsked: boolean;
  futures: Futures | null;
  /** Between which instants the early bound of the run-out lies, and for which balance and reads that was worked out. */
  early: {
    readonly aboveUnits: number;
    readonly throughMs: number;
    readonly range: readonly [number, number];
  } | null;
  noticeState: NoticeState;
  noticesSent: NoticeSent[];
  supply: SwitchRecord;
  stored: StoredDecision | null;
  charges: Charge[];
  failedAtMs: number[];
  lastPaidAtMs: number | null;
  /** The run-out that is not made good: how it was found. */
  runOut: {
    readonly passedAtMs: number;
    readonly belowUnits: number;
    readonly lateMs: number;
  } | null;
  /** When the money came that is to restore supply. */
  restoredByMs: number | null;
  commands: number;
  payments: number;
  transfers: number;
}

export function newLife(world: World, tenant: Tenant, keep: (text: string) => void): Life {
  const { calendar, currency } = world;
  const versions = plannedVersions(world.tariff, calendar.zone);
  return {
    world,
    tenant,
    queue: new Queue(),
    books: new Books(tenant.id.replaceAll("/", "_"), currency),
    meter: new Meter(calendar, useBy(tenant.home, calendar, tenant.shiftWeeks)),
    past: new Past(world, versions),
    outcome: newOutcome(tenant.id, tenant.home.id),
    keep,
    nowMs: calendar.beginsMs,
    rating: emptyState,
    throughMs: calendar.beginsMs,
    isAsked: false,
    futures: null,
    early: null,
    noticeState: emptyNoticeState,
    noticesSent: [],
    supply: unseenSwitch("on", calendar.beginsMs),
    stored: null,
    charges: [],
    failedAtMs: [],
    lastPaidAtMs: null,
    runOut: null,
    restoredByMs: null,
    commands: 0,
    payments: 0,
    transfers: 0,
  };
}

/** In a back-test the wall's clock and the service's are one. */
export function now({ nowMs }: Life): Now {
  return { wallMs: nowMs, serviceMs: nowMs };
}

/** What the levels are compared with: no emergency credit is granted here. */
export function level({ books }: Life): number {
  return books.balances.balanceUnits;
}

/** The draws of one cause in this household's time; the same under every pack and whatever else was drawn. */
export function drawn(life: Life, cause: string, number: number): Seeded {
  return seeded(cause, life.world.seed, life.tenant.id, number);
}

export function headerOf(life: Life, code: string, effectiveAtMs: number): Header {
  life.transfers += 1;
  const id = `${code}/${String(life.transfers)}`;
  return {
    id,
    cause: id,
    corrects: null,
    actor: "back-test",
    channel: "simulated",
    effectiveAtMs,
    month: localMonth(life.world.calendar.zone, effectiveAtMs),
  };
}
