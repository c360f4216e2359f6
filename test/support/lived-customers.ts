/** The customers of a lived hub: what their meters count, and how they pay. */
import { must } from "../../core/assert.ts";
import { balancesAt } from "../../core/hub/post.ts";
import { startPayment } from "../../core/hub/start-payment.ts";
import { accountHome, keyOf, utilityHome } from "../../core/ids.ts";
import { HOUR_MS } from "../../core/instant.ts";
import type { Hub } from "../../core/ports.ts";
import { seeded } from "../../core/seeded.ts";
import { accountsOfLine, methodsOf } from "../../core/store/customers.ts";
import { type Calendar, hourAt, hourStartMs } from "../../hosts/backtest/calendar.ts";
import { type RealHome, useBy } from "../../hosts/backtest/home.ts";
import type { SimulatedMeters } from "../../meters/simulated/meter.ts";
import type { MeterMemory } from "../../meters/simulated/on-demand.ts";
import type { Interval } from "../../meters/simulated/profile.ts";

export interface Customer {
  readonly accountId: string;
  readonly meterId: string;
  readonly line: string;
  readonly paysWhenTold: boolean;
  /** Millionths of a kWh by hour of the calendar. */
  readonly use: Float64Array;
  payments: number;
  isPaying: boolean;
}

/** Four customers of five pay at $5, the fifth in the dark. */
const CUSTOMERS_A_HOME = 5;
export const UNITS_A_CENT = 10_000;
const TOP_UP_CENTS = { least: 1_000, most: 5_000 };

export function customersOf(home: RealHome, place: number, calendar: Calendar): Customer[] {
  const use = useBy(home, calendar, 0);
  return Array.from({ length: CUSTOMERS_A_HOME }, (_, at) => {
    const number = place * CUSTOMERS_A_HOME + at + 1;
    return {
      accountId: String(1_000 + number),
      meterId: `E-${String(number)}`,
      line: `+1555${String(1_000_000 + number)}`,
      paysWhenTold: at < CUSTOMERS_A_HOME - 1,
      use,
      payments: 0,
      isPaying: false,
    };
  });
}

export function customerOf(customers: readonly Customer[], meterId: string): Customer {
  return must(customers[Number(meterId.slice(2)) - 1], "a meter is of a customer, in their order");
}

/** Any amount of the range; the next one each time. */
export function topUpMinor(seed: number, customer: Customer): number {
  const { least, most } = TOP_UP_CENTS;
  const chance = seeded("top-up", seed, customer.accountId, customer.payments);
  customer.payments += 1;
  return least + chance.below(most - least + 1);
}

/** Charges the customer's card: no less than lifts the balance to where supply stays. */
export async function payByCard(
  hub: Hub,
  { accountId, line, payments }: Customer,
  by: { readonly number: string; readonly stayUnits: number; readonly topUpMinor: number },
): Promise<void> {
  const home = accountHome(accountId);
  const utility = utilityHome(hub.utilityId);
  const now = hub.clock.now();
  await hub.store.transact(home, (sql) => {
    const { balanceUnits } = balancesAt(sql, home);
    const shortMinor = Math.ceil((by.stayUnits - balanceUnits) / UNITS_A_CENT);
    const [owner] = accountsOfLine(sql, utility, line, now.serviceMs);
    const [method] = methodsOf(sql, utility, owner?.customerId ?? "", now.serviceMs);
    const paymentId = `p-${accountId}-${String(payments)}`;
    const { id: methodId, token: methodToken } = must(method, "a card");
    const at = { home, key: keyOf("start", paymentId) };
    const amountMinor = Math.max(by.topUpMinor, shortMinor);
    const from = { channel: "sms", line, numberUsed: by.number } as const;
    return startPayment(sql, now, at, {
      ...from,
      paymentId,
      accountId,
      methodId,
      methodToken,
      amountMinor,
    });
  });
  hub.wake();
}

/** What the meters have counted: each home's use while its switch was closed. */
export class CountedUse implements MeterMemory {
  readonly speed = 1;
  readonly #customers: readonly Customer[];
  readonly #calendar: Calendar;
  readonly #meters: Pick<SimulatedMeters, "closedMs">;

  constructor(
    customers: readonly Customer[],
    calendar: Calendar,
    meters: Pick<SimulatedMeters, "closedMs">,
  ) {
    this.#customers = customers;
    this.#calendar = calendar;
    this.#meters = meters;
  }

  readsBetween(meterId: string, fromMs: number, toMs: number): Interval[] {
    const reads: Interval[] = [];
    const last = hourAt(this.#calendar, toMs);
    for (let hour = Math.max(0, hourAt(this.#calendar, fromMs)); hour < last; hour += 1) {
      const startMs = hourStartMs(this.#calendar, hour);
      const quantityMicro = this.usedMicro(meterId, hour, startMs + HOUR_MS);
      reads.push({ startMs, durationMs: HOUR_MS, quantityMicro });
    }
    return reads;
  }

  /** What was counted between two instants that lie wherever they do. */
  sinceMicro(meterId: string, fromMs: number, untilMs: number): number {
    let micro = 0;
    for (
      let hour = hourAt(this.#calendar, fromMs);
      hourStartMs(this.#calendar, hour) < untilMs;
      hour += 1
    ) {
      micro += this.usedMicro(meterId, hour, untilMs);
    }
    return micro;
  }

  /** What ran through the switch in an hour, or in the part of it that is over. */
  usedMicro(meterId: string, hour: number, untilMs: number): number {
    const startMs = hourStartMs(this.#calendar, hour);
    const endMs = Math.min(untilMs, startMs + HOUR_MS);
    const onMs = this.#meters.closedMs(meterId, startMs, endMs);
    const used = customerOf(this.#customers, meterId).use[hour] ?? 0;
    return Math.round((used * onMs) / HOUR_MS);
  }
}
