import { must } from "../assert.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import type { MeterLink, ServiceRow } from "../store/accounts.ts";
import { failedPaymentsSince, settledPayments } from "../store/payments.ts";
import type { SupplyRow } from "../store/supply.ts";
import type { SupplyPolicy } from "../supply/policy.ts";
import { type Surroundings, unprotected } from "../supply/protect.ts";
import type { DecisionRecord } from "../supply/record.ts";
import type { SwitchRecord } from "../supply/state.ts";
import { viewSwitch } from "../supply/view.ts";

/**
 * What this store knows around one of an account's services: its other switches, when it was last decided on, and which
 * payments came and failed. Nothing here keeps protections, ages, weather or channel health yet, so rules that ask for
 * weather hold every disconnection.
 */
export function surroundingsOf(
  sql: Sql,
  now: Now,
  home: Home,
  of: {
    readonly row: SupplyRow;
    readonly rows: readonly SupplyRow[];
    readonly services: readonly ServiceRow[];
    readonly meters: readonly MeterLink[];
    readonly policy: SupplyPolicy;
  },
): Surroundings {
  const { row, rows, services, meters, policy } = of;
  const commodityOf = (serviceId: string): ServiceRow["commodity"] =>
    must(
      services.find(({ id }) => id === serviceId),
      `service ${serviceId} exists`,
    ).commodity;
  const others = rows.flatMap((other) => {
    const link = meters.findLast((meter) => meter.serviceId === other.serviceId);
    const isOther = other.serviceId !== row.serviceId && link?.remoteSwitch === 1;
    if (!isOther) return [];
    const { stage } = viewSwitch(JSON.parse(other.record) as SwitchRecord, true);
    return [{ commodity: commodityOf(other.serviceId), stage }];
  });
  const before = row.decision === null ? null : (JSON.parse(row.decision) as DecisionRecord);
  const lastPayment = settledPayments(sql, home, 1)[0];
  const failed = failedPaymentsSince(sql, home, now.wallMs - policy.failedPayments.withinMs);
  return {
    ...unprotected(commodityOf(row.serviceId)),
    others,
    lastDecidedAtMs: before?.input.serviceMs ?? null,
    // A payment is of wall time. Where service time runs faster this holds for longer, never for less.
    lastPaymentAtMs:
      lastPayment === undefined ? null : now.serviceMs - (now.wallMs - lastPayment.atMs),
    failedPaymentsAtWallMs: failed.map(({ atMs }) => atMs),
  };
}
