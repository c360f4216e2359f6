/**
 * The whole hub on real homes and a virtual clock: real stores, reviews, notices, charges and switch lanes; simulated are the
 * meters with their head-end, the processor, the carrier that takes every text, and customers who pay when told or in the dark.
 */
import { enrol } from "../../core/hub/enrol.ts";
import { balancesAt } from "../../core/hub/post.ts";
import { publishSettings } from "../../core/hub/publish-configuration.ts";
import { publishTariff } from "../../core/hub/publish-tariff.ts";
import { accountHome, utilityHome } from "../../core/ids.ts";
import { DAY_MS, instantOf, localDay, MINUTE_MS, nextDay } from "../../core/instant.ts";
import type { MeterSwitch, OutgoingMessage } from "../../core/ports.ts";
import { isRefusal } from "../../core/refusal.ts";
import { seeded } from "../../core/seeded.ts";
import { migrations } from "../../core/store/migrations/all.ts";
import { ratingOf } from "../../core/store/reads.ts";
import { readsAsked } from "../../core/store/reads-asked.ts";
import { type Calendar, calendarOf } from "../../hosts/backtest/calendar.ts";
import type { RealHome } from "../../hosts/backtest/home.ts";
import { confirmReport } from "../../hosts/confirm-report.ts";
import { openStore, type NodeStore } from "../../hosts/node/store.ts";
import { pushReads } from "../../hosts/push-reads.ts";
import { secretHash } from "../../hosts/secret-hash.ts";
import { runUtility, type RunningUtility } from "../../hosts/utility.ts";
import { SimulatedMeters } from "../../meters/simulated/meter.ts";
import { readLatencyMs, SimulatedReads } from "../../meters/simulated/on-demand.ts";
import type { Interval } from "../../meters/simulated/profile.ts";
import { SimulatedProcessor } from "../../payments/simulated/processor.ts";
import { settleEvent } from "../../payments/simulated/settle.ts";
import { ana, flat, usd } from "../town.ts";
import { FakeMemory } from "./fake-time.ts";
import {
  CountedUse,
  type Customer,
  customerOf,
  customersOf,
  payByCard,
  topUpMinor,
  UNITS_A_CENT,
} from "./lived-customers.ts";
import { nextOfHub, VirtualTime } from "./virtual-time.ts";

export interface LivedOptions {
  readonly homes: readonly RealHome[];
  readonly days: number;
  readonly seed: number;
  /** Of a thousand answers those that take up to six hours. */
  readonly lateReads: number;
}

export interface Lived {
  /** Asked of a meter in a month, with the one that every meter sends of itself. */
  readonly readsAMonth: number;
  readonly cuts: number;
  readonly withinOne: number;
  readonly cutsAMonth: number;
}

const PAYS_WITHIN_MS = 5 * MINUTE_MS;
const LOW_UNITS = 5_000_000;
/** Ledger units in a millionth of a kWh: $0.20 a kWh. */
const UNITS_A_MICRO = 0.2;
const READS_LOST = 30;
const READS_A_PUSH = 400;
const MONTH_DAYS = 365.25 / 12;
const zone = "America/Chicago";
const FIRST_DAY = "2026-01-01";
/** The same SQL and the same transactions; what a disk costs is measured by the benches. */
const IN_MEMORY = ":memory:";
const [NUMBER = ""] = usd.numbers;

export async function liveThroughHub(options: LivedOptions): Promise<Lived> {
  const hub = new LivedHub(options);
  await hub.begin();
  await hub.run();
  return hub.end();
}

class LivedHub {
  readonly #options: LivedOptions;
  readonly #calendar: Calendar;
  readonly #time: VirtualTime;
  readonly #store: NodeStore;
  readonly #running: RunningUtility;
  readonly #meters: SimulatedMeters;
  readonly #customers: readonly Customer[];
  readonly #counted: CountedUse;
  readonly #faults: unknown[] = [];
  readonly #cutErrors: number[] = [];
  #scheduled = 0;
  #askedBefore = 0;

  constructor(options: LivedOptions) {
    const { homes, days, seed, lateReads } = options;
    this.#options = options;
    this.#calendar = calendarOf(zone, FIRST_DAY, days);
    this.#time = new VirtualTime(this.#calendar.beginsMs);
    const home = utilityHome("u");
    const store = openStore({ path: IN_MEMORY, home, migrations });
    if (isRefusal(store)) throw new Error(store.message);
    this.#store = store;
    this.#customers = homes.flatMap((one, at) => customersOf(one, at, this.#calendar));
    const { after } = this.#time;
    const now = () => ({ wallMs: this.#time.nowMs, serviceMs: this.#time.nowMs });
    const common = { seed: `lived/${String(seed)}`, now, after, memory: new FakeMemory() };
    this.#meters = new SimulatedMeters({
      ...common,
      report: (report) => {
        if (report.evidence === "open") this.#payLater(this.#byMeter(report.meterId));
        return confirmReport(this.#running.hub, report);
      },
    });
    const meterReads = new SimulatedReads({
      ...common,
      faults: { neverPerMille: READS_LOST, latePerMille: lateReads },
      push: (told) => this.#push(told),
    });
    this.#counted = new CountedUse(this.#customers, this.#calendar, this.#meters);
    meterReads.connect(this.#counted);
    const processor = new SimulatedProcessor({
      merchant: "u",
      seed: common.seed,
      nowMs: () => this.#time.nowMs,
      after,
      memory: new FakeMemory(),
      notify: (event) => settleEvent(this.#running.hub, event),
    });
    const carrier = { say: (message: OutgoingMessage) => this.#say(message) };
    const meterSwitch: MeterSwitch = {
      look: (meterId) => this.#meters.look(meterId),
      command: async (command) => {
        if (command.wanted === "off") await this.#noteCut(this.#byMeter(command.meterId));
        return this.#meters.command(command);
      },
    };
    this.#running = runUtility(
      { utilityId: "u", store, clock: { now }, secrets: secretHash("pepper") },
      { carrier, processor, meterSwitch, meterReads },
      (fault) => this.#faults.push(fault),
    );
  }

  /** The utility, and its customers with four weeks of reads behind them and a first top-up in hand. */
  async begin(): Promise<void> {
    const home = utilityHome("u");
    const { seed } = this.#options;
    const { hub } = this.#running;
    const reading = { toleranceUnits: 1_000_000 };
    const notice = { ...usd.notice, lowUnits: LOW_UNITS };
    const payment = { ...usd.payment, dailyByTextMinor: 1_000_000 };
    const settings = { ...usd, zone, reading, notice, payment };
    const tariff = { ...flat, fixedPerDay: 0 };
    await this.#store.transact(home, (sql) => {
      publishSettings(sql, hub.clock.now(), home, { settings, actor: "test" });
      return publishTariff(sql, hub.clock.now(), home, { tariff, actor: "test" });
    });
    const { firstDay, firstMs, beginsMs } = this.#calendar;
    for (const customer of this.#customers) {
      const { accountId, meterId, line } = customer;
      const lead = this.#counted.readsBetween(meterId, firstMs, beginsMs);
      const usedUnits = lead.reduce((sum, read) => sum + read.quantityMicro * UNITS_A_MICRO, 0);
      const openingUnits = Math.round(usedUnits) + topUpMinor(seed, customer) * UNITS_A_CENT;
      const services = ana.services.map((service) => {
        return { ...service, meterId, zone, movedInDay: firstDay };
      });
      const outcome = await this.#store.transact(home, (sql) =>
        enrol(sql, hub.clock.now(), home, {
          ...ana,
          zone,
          accountId,
          customerId: `c-${accountId}`,
          openingUnits,
          contacts: [{ line, agreed: "form" }],
          services,
          slice: this.#store.sliceOf(home),
        }),
      );
      if (isRefusal(outcome)) throw new Error(outcome.message);
    }
    await this.#settle();
    for (const { meterId } of this.#customers) {
      const lead = this.#counted.readsBetween(meterId, firstMs, beginsMs);
      await this.#push(lead.map((interval) => ({ ...interval, meterId })));
    }
    // Of meters that had told nothing yet; the year begins with four weeks known.
    this.#askedBefore = await this.#store.read(utilityHome("u"), readsAsked);
    this.#scheduleMonth();
  }

  async run(): Promise<void> {
    const { endsMs } = this.#calendar;
    for (;;) {
      await this.#settle();
      const nextMs = Math.min(this.#time.nextMs(), await nextOfHub(this.#store));
      // What is due and was not done yet is looked at again a second later, as a host would.
      const atMs = nextMs <= this.#time.nowMs ? this.#time.nowMs + 1_000 : nextMs;
      if (atMs >= endsMs) return;
      this.#time.nowMs = atMs;
      await this.#running.tick();
    }
  }

  async end(): Promise<Lived> {
    const all = await this.#store.read(utilityHome("u"), readsAsked);
    const asked = all - this.#askedBefore;
    await this.#store.close();
    const months = (this.#customers.length * this.#options.days) / MONTH_DAYS;
    const within = this.#cutErrors.filter((belowUnits) => belowUnits <= 1_000_000).length;
    return {
      readsAMonth: (asked + this.#scheduled) / months,
      cuts: this.#cutErrors.length,
      withinOne: within / this.#cutErrors.length,
      cutsAMonth: this.#cutErrors.length / months,
    };
  }

  /** Lets all that is due by now be done: what simulated ends begin, and what the hub makes of it. */
  async #settle(): Promise<void> {
    do {
      // An end reads the store and writes to it: what it began is through when the store has answered us after it.
      for (let turn = 0; turn < 4; turn += 1) {
        await this.#store.transact(utilityHome("u"), () => null);
      }
      await this.#running.drain.idle();
    } while (this.#time.begin());
    if (this.#faults.length > 0) throw this.#faults[0];
  }

  async #push(told: readonly (Interval & { readonly meterId: string })[]): Promise<void> {
    const cause = { actor: "meter", channel: null, cause: "asked" };
    const reads = told.map((read) => ({ ...read, revision: 0, estimated: false }));
    for (let at = 0; at < reads.length; at += READS_A_PUSH) {
      const part = reads.slice(at, at + READS_A_PUSH);
      const results = await pushReads(this.#running.hub, part, { cause, mode: "write" });
      const wrong = results.find(({ outcome }) => outcome === "refused" || outcome === "held");
      if (wrong !== undefined) this.#faults.push(new Error(`a read was ${wrong.outcome}`));
    }
  }

  /** Every meter sends what it has at the first of a month, asked or not. */
  #scheduleMonth(): void {
    let day = nextDay(localDay(zone, this.#time.nowMs));
    while (!day.endsWith("-01")) day = nextDay(day);
    const monthMs = instantOf(zone, day);
    this.#time.after(monthMs - this.#time.nowMs, () => {
      for (const { meterId } of this.#customers) {
        this.#scheduled += 1;
        const chance = seeded("scheduled", this.#options.seed, meterId, day);
        const reads = this.#counted.readsBetween(meterId, monthMs - 35 * DAY_MS, monthMs);
        const told = reads.map((interval) => ({ ...interval, meterId }));
        this.#time.after(readLatencyMs(chance, 0), () => this.#push(told));
      }
      this.#scheduleMonth();
    });
  }

  #say(message: OutgoingMessage): Promise<{ kind: "sent"; carrierId: string }> {
    if (message.prompt.key === "notice_low") {
      const customer = this.#customers.find(({ line }) => line === message.to);
      if (customer?.paysWhenTold === true) this.#payLater(customer);
    }
    return Promise.resolve({ kind: "sent", carrierId: `carrier-${message.id}` });
  }

  #payLater(customer: Customer): void {
    if (customer.isPaying) return;
    customer.isPaying = true;
    const { seed } = this.#options;
    const chance = seeded("pays", seed, customer.accountId, customer.payments);
    this.#time.after(1 + chance.below(PAYS_WITHIN_MS), () => this.#pay(customer));
  }

  async #pay(customer: Customer): Promise<void> {
    await payByCard(this.#running.hub, customer, {
      number: NUMBER,
      stayUnits: LOW_UNITS * 1.2,
      topUpMinor: topUpMinor(this.#options.seed, customer),
    });
    customer.isPaying = false;
  }

  /** How far below nothing the account is as its command leaves, with all that the meter has counted by then. */
  async #noteCut({ accountId, meterId }: Customer): Promise<void> {
    const home = accountHome(accountId);
    const [balanceUnits, throughMs] = await this.#store.read(home, (sql) => [
      balancesAt(sql, home).balanceUnits,
      ratingOf(sql, home)[0]?.throughMs ?? this.#calendar.beginsMs,
    ]);
    const { nowMs } = this.#time;
    const unreadUnits =
      this.#counted.sinceMicro(meterId, throughMs ?? nowMs, nowMs) * UNITS_A_MICRO;
    this.#cutErrors.push(unreadUnits - (balanceUnits ?? 0));
  }

  #byMeter(meterId: string): Customer {
    return customerOf(this.#customers, meterId);
  }
}
