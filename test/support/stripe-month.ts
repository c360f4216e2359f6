/** A household that pays, is given back, disputes and fails at Stripe for a month, and days that are settled beside Stripe's books. */
import { must } from "../../core/assert.ts";
import { HOUR_MS, instantOf, localDay, nextDay } from "../../core/instant.ts";
import { isRefusal, type Refusal } from "../../core/refusal.ts";
import { type Seeded, seeded } from "../../core/seeded.ts";
import type { ClearingReport } from "../../hosts/clearing.ts";
import { type BooksRead, readBooks } from "../../hosts/read-books.ts";
import { type SettledUtility, settleUtility } from "../../hosts/settle.ts";
import { usd } from "../town.ts";
import { StripeTown } from "./stripe-town.ts";

export class StripeMonth {
  readonly stripe: StripeTown;
  /** How often each thing happened. */
  readonly happened = new Map<string, number>();
  readonly #chance: Seeded;
  readonly #cards: string[] = [];
  readonly #banks: string[] = [];
  readonly #disputes: string[] = [];
  #refunds = 0;

  private constructor(stripe: StripeTown, seed: string) {
    this.stripe = stripe;
    this.#chance = seeded(seed);
  }

  static async open(seed: string): Promise<StripeMonth> {
    return new StripeMonth(await StripeTown.alone(), seed);
  }

  get today(): string {
    return localDay(usd.zone, this.stripe.town.wallMs);
  }

  /** Some payments, and some of what becomes of earlier ones; all of it is told the same day. */
  async day(): Promise<void> {
    for (let at = 0; at < 3; at += 1) await this.#pay();
    for (let at = 0; at < 3; at += 1) await this.#change();
    const paid = this.stripe.server.books.money.payOut();
    if (paid !== null) this.#count("payout");
    if (paid !== null && this.#chance.below(5) === 0) {
      this.stripe.server.books.money.failPayout(paid.id);
      this.#count("payout failed");
    }
    await this.#settleDown();
  }

  /** Goes on until an hour after midnight. */
  async night(): Promise<void> {
    const { town } = this.stripe;
    await town.pass(instantOf(usd.zone, nextDay(this.today)) + HOUR_MS - town.wallMs);
  }

  read(): Promise<BooksRead | Refusal> {
    return readBooks(this.stripe.town.hub, this.stripe.books);
  }

  async settled(day: string): Promise<SettledUtility> {
    const came = await settleUtility(this.stripe.town.hub, { day, format: "json" });
    if (isRefusal(came)) throw new Error(`${came.code}: ${came.message}`);
    return came;
  }

  async clearing(day: string): Promise<ClearingReport> {
    return must((await this.settled(day)).clearing[0], "Stripe's books were read");
  }

  /** What Stripe held before an instant, by its own lines, in cents. */
  heldCents(beforeMs: number): number {
    return this.stripe.server.books
      .all("balance_transaction")
      .filter(({ created }) => Number(created) * 1000 < beforeMs)
      .reduce((sum, { net }) => sum + Number(net), 0);
  }

  async #settleDown(): Promise<void> {
    await this.stripe.town.settle();
    await this.stripe.tell();
    await this.stripe.town.pass(HOUR_MS);
  }

  async #pay(): Promise<void> {
    const { stripe } = this;
    const dollars = 5 + this.#chance.below(40);
    const isBank = this.#chance.below(4) === 0;
    const token = isBank ? "btok_us_verified" : "tok_visa";
    const paymentId = await stripe.pay(dollars, stripe.saved(token));
    if (isBank) {
      stripe.server.books.succeed(stripe.intentOf(paymentId));
      this.#banks.push(paymentId);
    } else this.#cards.push(paymentId);
    this.#count("paid");
    await this.#settleDown();
  }

  async #change(): Promise<void> {
    const { books } = this.stripe.server;
    const kind = ["refund", "their refund", "failed refund", "dispute", "return", "fee"][
      this.#chance.below(6)
    ];
    if (kind === "fee") books.money.takeFee(1 + this.#chance.below(300));
    else if (kind === "return") await this.#comeBack();
    else if (kind === "dispute") await this.#dispute();
    else await this.#giveBack(kind ?? "refund");
    await this.#settleDown();
    this.#count(kind ?? "refund");
  }

  async #comeBack(): Promise<void> {
    const paymentId = this.#banks.shift();
    if (paymentId === undefined) return;
    this.stripe.server.books.fail(this.stripe.intentOf(paymentId), "debit_not_authorized");
    this.#count("came back");
  }

  /** Opened on one day, ended on another. */
  async #dispute(): Promise<void> {
    const { books } = this.stripe.server;
    const open = this.#disputes.shift();
    if (open !== undefined) {
      books.closeDispute(open, this.#chance.below(2) === 0 ? "won" : "lost");
      this.#count("dispute ended");
      return;
    }
    const paymentId = this.#cards.pop();
    if (paymentId === undefined) return;
    this.#disputes.push(books.dispute(this.stripe.intentOf(paymentId), "fraudulent").id);
  }

  async #giveBack(kind: string): Promise<void> {
    const { books } = this.stripe.server;
    const paymentId = this.#cards.shift();
    if (paymentId === undefined) return;
    const cents = 100 + this.#chance.below(300);
    if (kind === "their refund") {
      const given = { payment_intent: this.stripe.intentOf(paymentId), amount: String(cents) };
      books.refund(given);
      return;
    }
    this.#refunds += 1;
    await this.stripe.askRefund(`r${String(this.#refunds)}`, paymentId, cents);
    await this.stripe.town.settle();
    const made = books.all("refund").at(-1);
    if (kind === "failed refund" && made !== undefined) books.failRefund(made.id);
  }

  #count(what: string): void {
    this.happened.set(what, (this.happened.get(what) ?? 0) + 1);
  }
}
