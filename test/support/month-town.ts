/** A utility that lives a month: prepaid and post-pay households that pay by every tender, and a processor with books of its own. */
import { must } from "../../core/assert.ts";
import { hearProcessor } from "../../core/hub/hear-processor.ts";
import { holdMoney } from "../../core/hub/hold-money.ts";
import { importBill } from "../../core/hub/import-bill.ts";
import { noteDispute } from "../../core/hub/note-dispute.ts";
import { noteRefund } from "../../core/hub/note-refund.ts";
import { startPayment } from "../../core/hub/start-payment.ts";
import { accountHome, keyOf, utilityHome } from "../../core/ids.ts";
import { currencyOf } from "../../core/money.ts";
import type { ChargeOutcome, ChargeRequest, Sql, Synchronous } from "../../core/ports.ts";
import { isRefusal, type Refusal } from "../../core/refusal.ts";
import { type Seeded, seeded } from "../../core/seeded.ts";
import { takeCounterCash } from "../../hosts/take-counter-cash.ts";
import { bill } from "./postpay-town.ts";
import { ana, type Town, usd } from "../town.ts";

const currency = must(currencyOf("USD"), "USD");

/** What one day was at one who holds money, in cents, by that holder's own count. */
export interface Book {
  gross: number;
  refunds: number;
  disputes: number;
  returns: number;
}

export const emptyBook = (): Book => ({ gross: 0, refunds: 0, disputes: 0, returns: 0 });

interface Paid {
  readonly key: string;
  readonly accountId: string;
  readonly paymentId: string;
  readonly amountMinor: number;
  /** What is told of it on a later day; null for nothing more. */
  later: "refund" | "refund_part" | "dispute_won" | "dispute_lost" | "return" | "closing" | null;
}

/** Drawn once for a payment, of a hundred: most customers never hear of theirs again. */
const fates: readonly (readonly [below: number, later: Paid["later"]])[] = [
  [3, "refund"],
  [6, "refund_part"],
  [9, "dispute_won"],
  [12, "dispute_lost"],
  [16, "return"],
];

export class MonthTown {
  readonly town: Town;
  readonly count: number;
  /** The processor's own books of the day at hand, and the money that it holds, in cents. */
  processor = emptyBook();
  processorHolds = 0;
  /** What the drawers and the agents counted on the day at hand, by their names. */
  counted = new Map<string, number>();
  /** How often each thing happened in all. */
  readonly happened = new Map<string, number>();
  readonly #chance: Seeded;
  /** What the processor knows of each charge, by its key: the same again is no other. */
  readonly #charges = new Map<string, ChargeOutcome>();
  #paid: Paid[] = [];
  #made = 0;

  constructor(town: Town, count: number, seed: string) {
    this.town = town;
    this.count = count;
    this.#chance = seeded(seed);
    town.world.chargeOutcome = (request) => {
      const known = this.#charges.get(request.key) ?? this.#decide(request);
      this.#charges.set(request.key, known);
      return Promise.resolve(known);
    };
    town.world.findOutcome = (key) =>
      Promise.resolve(this.#charges.get(key) ?? ({ kind: "absent" } as const));
  }

  /** A bank debit is pending for a day; a card is answered at once, and one in ten is declined. */
  #decide(request: ChargeRequest): ChargeOutcome {
    const { key, amountMinor, methodToken, accountId, paymentId } = request;
    const processorId = `ch-${key}`;
    if (methodToken === "bank") {
      this.#paid.push({ key, accountId, paymentId, amountMinor, later: "closing" });
      return { kind: "pending", processorId };
    }
    if (this.#chance.below(10) === 0) {
      this.#count("declined");
      return { kind: "declined", processorId, code: "card_declined" };
    }
    this.#took({ key, accountId, paymentId, amountMinor });
    return { kind: "succeeded", processorId };
  }

  async found(): Promise<void> {
    const dunning = { graceDays: 3, overdueDays: 7, remindedDays: 10, finalDays: 10 };
    const allocation = { ...usd.allocation, returnedFeeUnits: 25_000_000 };
    await this.town.found({
      ...usd,
      allocation,
      billing: { bills: "imported", dueDays: 21, dunning },
    });
    for (let at = 0; at < this.count; at += 1) {
      const accountId = this.accountAt(at);
      const isPrepaid = at % 2 === 0;
      await this.town.enrol({
        ...ana,
        accountId,
        customerId: `c-${accountId}`,
        mode: isPrepaid ? "prepaid" : "postpay",
        openingUnits: isPrepaid ? 20_000_000 : 0,
        contacts: [],
        services: ana.services.map((service) => ({ ...service, meterId: `E-${accountId}` })),
      });
      if (!isPrepaid) await this.#bill(accountId, 3_000 + this.#chance.below(9_000));
    }
  }

  accountAt(at: number): string {
    return String(100_001 + at);
  }

  /** The day's hours: reads come, people pay, and what was paid on other days comes back in part. */
  async day(): Promise<void> {
    this.processor = emptyBook();
    this.counted = new Map();
    const before = this.#paid;
    this.#paid = [];
    for (const paid of before) await this.#hearAgain(paid);
    await this.#use();
    for (let at = 0; at < this.count; at += 1) {
      // Somebody pays once in some ten days.
      if (this.#chance.below(10) === 0) await this.#pay(this.accountAt(at));
    }
    await this.town.settle();
  }

  #took(charge: Omit<Paid, "later">): void {
    this.processor.gross += charge.amountMinor;
    this.processorHolds += charge.amountMinor;
    const drawn = this.#chance.below(100);
    const later = fates.find(([below]) => drawn < below)?.[1] ?? null;
    this.#count("charged");
    if (later !== null) this.#paid.push({ ...charge, later });
  }

  /** An hour of use of a tenth of the prepaid households, so that revenue and tax are in the journal too. */
  async #use(): Promise<void> {
    const startMs = Math.floor(this.town.serviceMs / 3_600_000) * 3_600_000 - 3_600_000;
    const reads = Array.from({ length: Math.ceil(this.count / 20) }, () => {
      const at = this.#chance.below(this.count / 2) * 2;
      return {
        meterId: `E-${this.accountAt(at)}`,
        startMs,
        durationMs: 3_600_000,
        quantityMicro: 500_000 + this.#chance.below(3_000_000),
        revision: 0,
        estimated: false,
      };
    });
    await this.town.push([...new Map(reads.map((read) => [read.meterId, read])).values()]);
  }

  async #pay(accountId: string): Promise<void> {
    const amountMinor = 500 + this.#chance.below(9_500);
    switch (this.#chance.below(5)) {
      case 0:
        return this.#cash(accountId, amountMinor);
      case 1:
        return this.#bring(accountId, "bank", amountMinor);
      case 2:
        return this.#bring(accountId, "check", amountMinor);
      case 3:
        return this.#charge(accountId, "bank", amountMinor);
      default:
        return this.#charge(accountId, "sim_visa_4242", amountMinor);
    }
  }

  async #cash(accountId: string, amountMinor: number): Promise<void> {
    const drawer = `desk-${String(this.#chance.below(3))}`;
    const paymentId = this.#id("cash");
    const payment = { paymentId, accountId, amountMinor, currency, drawer, clerk: "maria" };
    accepted(await takeCounterCash(this.town.hub, { ...payment, billKey: null, away: [] }));
    this.#receives(drawer, amountMinor);
  }

  /** What an agent brings; one in ten names an account that nobody has. */
  async #bring(accountId: string, tender: "bank" | "check", amountMinor: number): Promise<void> {
    const reference = this.#chance.below(10) === 0 ? `lost ${accountId}` : accountId;
    const input = { itemId: this.#id(tender), source: `agent-${tender}`, tender, amountMinor };
    const { kind } = await this.#at(utilityHome(this.town.hub.utilityId), (sql, home) =>
      holdMoney(sql, this.#now(), home, { ...input, currency: "USD", reference, actor: "agent" }),
    );
    this.#count(kind);
    // An agent pays it into the bank, which is no holder by name.
    this.#receives("", amountMinor);
  }

  async #charge(accountId: string, methodToken: string, amountMinor: number): Promise<void> {
    const paymentId = this.#id("charge");
    const input = { paymentId, accountId, methodId: "m", methodToken, amountMinor } as const;
    const from = { channel: "pay_link", line: null, numberUsed: "" } as const;
    const { kind } = await this.#at(accountHome(accountId), (sql, home) => {
      const at = { home, key: keyOf("start", paymentId) };
      return startPayment(sql, this.#now(), at, { ...input, ...from });
    });
    if (kind !== "started") throw new Error(`a charge was ${kind}`);
    this.town.hub.wake();
    await this.town.settle();
  }

  async #hearAgain(paid: Paid): Promise<void> {
    const { accountId, paymentId, amountMinor, later } = paid;
    const home = accountHome(accountId);
    const told = { paymentId, key: this.#id("event"), actor: "simulated" };
    this.#count(String(later));
    if (later === "closing") {
      const outcome = { kind: "succeeded", processorId: `ch-${paid.key}` } as const;
      this.#charges.set(paid.key, outcome);
      await this.#at(home, (sql) => hearProcessor(sql, this.#now(), home, { ...told, outcome }));
      this.#took(paid);
    } else if (later === "return") {
      const outcome = { kind: "declined", processorId: null, code: "R01" } as const;
      await this.#at(home, (sql) => hearProcessor(sql, this.#now(), home, { ...told, outcome }));
      this.processor.returns += amountMinor;
      this.processorHolds -= amountMinor;
    } else if (later === "refund" || later === "refund_part") {
      const minor = later === "refund" ? amountMinor : Math.floor(amountMinor / 3);
      const refund = {
        refundId: `re-${paymentId}`,
        state: "succeeded",
        amountMinor: minor,
      } as const;
      await this.#at(home, (sql) => noteRefund(sql, this.#now(), home, { ...told, ...refund }));
      this.processor.refunds += minor;
      this.processorHolds -= minor;
    } else if (later !== null) {
      await this.#dispute(paid, later);
    }
  }

  /** Opened and ended on one day, in two words of the processor's. */
  async #dispute(paid: Paid, later: "dispute_won" | "dispute_lost"): Promise<void> {
    const { accountId, paymentId, amountMinor } = paid;
    const home = accountHome(accountId);
    const states =
      later === "dispute_won" ? (["open", "won"] as const) : (["open", "lost"] as const);
    for (const state of states) {
      const dispute = { disputeId: `dp-${paymentId}`, state, amountMinor, reason: "fraudulent" };
      const told = { paymentId, key: this.#id("event"), actor: "simulated" };
      await this.#at(home, (sql) => noteDispute(sql, this.#now(), home, { ...told, ...dispute }));
    }
    // Held when it opens, and given back where it is won.
    if (later === "dispute_lost") {
      this.processor.disputes += amountMinor;
      this.processorHolds -= amountMinor;
    }
  }

  async #bill(accountId: string, amountMinor: number): Promise<void> {
    await this.#at(accountHome(accountId), (sql, home) =>
      importBill(sql, this.#now(), home, { ...bill, accountId, amountMinor }),
    );
  }

  #receives(holder: string, amountMinor: number): void {
    this.#count(holder === "" ? "brought" : "cash");
    this.counted.set(holder, (this.counted.get(holder) ?? 0) + amountMinor);
  }

  #now() {
    return this.town.hub.clock.now();
  }

  #id(of: string): string {
    this.#made += 1;
    return `${of}-${String(this.#made)}`;
  }

  #count(what: string): void {
    this.happened.set(what, (this.happened.get(what) ?? 0) + 1);
  }

  async #at<Result>(
    home: ReturnType<typeof accountHome>,
    work: (sql: Sql, at: typeof home) => Synchronous<Result>,
  ): Promise<Exclude<Result, Refusal>> {
    return accepted(await this.town.hub.store.transact<Result>(home, (sql) => work(sql, home)));
  }
}

/** What a month does is meant to be done: a refusal is a mistake of the test. */
function accepted<Result>(result: Result): Exclude<Result, Refusal> {
  if (isRefusal(result)) throw new Error(`${result.code}: ${result.message}`);
  return result as Exclude<Result, Refusal>;
}
