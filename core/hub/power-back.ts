import { idOfHome, keyOf } from "../ids.ts";
import { HOUR_MS, type Now } from "../instant.ts";
import type { Home, Hub, Sql } from "../ports.ts";
import { settledNow } from "../store/payments.ts";
import {
  openPowerBack,
  openPowerBacks,
  powerBackOf,
  type PowerBackRow,
  powerBackSpans,
  savePowerBack,
} from "../store/power-back.ts";
import { clearTimer, setTimer } from "../store/timers.ts";
import type { SwitchRecord } from "../supply/state.ts";
import type { SwitchEvent } from "../supply/transition.ts";
import { beginHappening, recordHappening } from "./journal.ts";

/** Where no rule says how soon supply must be back: the hour that the strictest rule we know gives. */
const LIMIT_MS = HOUR_MS;

/** How far a case has come: what a customer, a clerk and a terminal are shown alike. */
export type PowerBackStep = "credited" | "sent" | "acknowledged" | "verified" | "ended";

export function stepOf(row: PowerBackRow): PowerBackStep {
  if (row.verifiedAtMs !== null) return "verified";
  if (row.endedAtMs !== null) return "ended";
  if (row.acknowledgedAtMs !== null) return "acknowledged";
  return row.sentAtMs === null ? "credited" : "sent";
}

function timerKey(serviceId: string): string {
  return keyOf("power-back", serviceId);
}

/** Opens the case of a supply that is wished on, in the very transaction that credits the money for it. */
export function openCase(
  sql: Sql,
  now: Now,
  home: Home,
  of: { readonly serviceId: string; readonly restoreMs: number | null },
): void {
  const { serviceId, restoreMs } = of;
  const payment = settledNow(sql, home, now.wallMs);
  const limitMs = restoreMs ?? LIMIT_MS;
  const paidAtMs = payment?.createdAtMs ?? now.wallMs;
  const paymentId = payment?.id ?? "";
  openPowerBack(sql, home, { serviceId, paymentId, paidAtMs, creditedAtMs: now.wallMs, limitMs });
  setTimer(sql, {
    home,
    key: timerKey(serviceId),
    clock: "wall",
    dueAtMs: Math.max(now.wallMs, paidAtMs + limitMs),
    kind: "power_back",
    payload: JSON.stringify({ serviceId }),
  });
}

/** Moves a service's open case on by a step that its switch took. */
export function followCase(
  sql: Sql,
  now: Now,
  home: Home,
  step: { readonly serviceId: string; readonly event: SwitchEvent; readonly after: SwitchRecord },
): void {
  const { serviceId, event, after } = step;
  const row = powerBackOf(sql, home, serviceId);
  if (row === undefined || row.endedAtMs !== null) return;
  const next = { ...row, ...stepped(now.wallMs, { row, event, after }) };
  if (JSON.stringify(next) === JSON.stringify(row)) return;
  savePowerBack(sql, home, next);
  if (next.endedAtMs !== null) clearTimer(sql, home, timerKey(serviceId));
}

function stepped(
  nowMs: number,
  { row, event, after }: { row: PowerBackRow; event: SwitchEvent; after: SwitchRecord },
): Partial<PowerBackRow> {
  if (after.wanted === "off") return { endedAtMs: nowMs };
  const isOn = after.state === "on" || after.state === "load_limited";
  // A switch that never left, because the cut was withdrawn, was proved on before it was paid for.
  if (isOn && after.commandId === null) return { verifiedAtMs: nowMs, endedAtMs: nowMs };
  if (event.kind === "command_sent" && event.wanted === "on" && row.sentAtMs === null) {
    return { sentAtMs: nowMs };
  }
  const isTaken = event.kind === "command_accepted" && after.commandWanted === "on";
  return isTaken && row.acknowledgedAtMs === null ? { acknowledgedAtMs: nowMs } : {};
}

/** Supply is not back within its limit: the case is for staff now, and stays open until the meter shows it. */
export function escalateCase(sql: Sql, now: Now, home: Home, serviceId: string): void {
  const row = powerBackOf(sql, home, serviceId);
  if (row === undefined || row.endedAtMs !== null || row.escalatedAtMs !== null) return;
  const happening = beginHappening(sql, home);
  savePowerBack(sql, home, { ...row, escalatedAtMs: now.wallMs });
  recordHappening(sql, now, happening, {
    kind: "power-back-late",
    actor: "hub",
    channel: null,
    cause: row.paymentId === "" ? serviceId : row.paymentId,
    facts: { serviceId, paymentId: row.paymentId, step: stepOf(row), limitMs: row.limitMs },
  });
}

/** More open cases than staff can look at in a day. */
const LISTED_MAX = 500;
/** Quantiles are of so many of the last cases a store. */
const SPANS_MAX = 1_000;

export interface PowerBackFigures {
  readonly open: readonly (PowerBackRow & { readonly accountId: string })[];
  /** How many of the open ones are past the rules' limit. */
  readonly late: number;
  readonly verified: number;
  /** From paid to verified; null where none was verified yet. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

/** The open cases of all open stores, and how long the last verified ones took. */
export async function powerBackFigures(hub: Pick<Hub, "store">): Promise<PowerBackFigures> {
  const stores = await Promise.all(
    hub.store.slices().map((slice) => hub.store.read(slice, figuresHere)),
  );
  const open = stores
    .flatMap((one) => one.open)
    .toSorted((one, other) => one.paidAtMs - other.paidAtMs);
  const spans = stores.flatMap((one) => one.spans);
  return {
    open,
    late: open.filter(({ escalatedAtMs }) => escalatedAtMs !== null).length,
    verified: spans.length,
    p50Ms: quantile(spans, 0.5),
    p95Ms: quantile(spans, 0.95),
  };
}

function figuresHere(sql: Sql) {
  return {
    open: openPowerBacks(sql, LISTED_MAX).map(({ home, ...row }) => ({
      ...row,
      accountId: idOfHome(home),
    })),
    spans: powerBackSpans(sql, SPANS_MAX).map(({ spanMs }) => spanMs),
  };
}

/** The smallest span that at least this share of them is no longer than. */
function quantile(spans: readonly number[], share: number): number | null {
  const ordered = spans.toSorted((one, other) => one - other);
  return ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)] ?? null;
}
