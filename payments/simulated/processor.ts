import type {
  ChargeOutcome,
  ChargeRequest,
  Processor,
  ProcessorBooks,
  RefundOutcome,
  RefundRequest,
} from "../../core/ports.ts";
import { seeded } from "../../core/seeded.ts";
import { type Remembered, simulatedBook } from "./books.ts";
import { type Fate, type ProcessorFaults, fateOf, noFaults } from "./fate.ts";
import { LaterFates, type LaterWord } from "./later.ts";
import { SimulatedRefunds } from "./refunds.ts";

/** The processor's last word on a charge. The same word again has the same id. */
export interface ProcessorEvent {
  readonly id: string;
  /** Whose processor account: the utility. */
  readonly merchant: string;
  readonly key: string;
  readonly paymentId: string;
  readonly accountId: string;
  readonly kind: "succeeded" | "declined" | LaterWord;
  readonly processorId: string;
  readonly code: string | null;
  /** How much is disputed; absent of what is about no dispute. */
  readonly amountMinor?: number;
}

/** A few lines that outlive the process: what a processor of the world would still know after our restart. */
export interface Memory {
  recall(name: string): string | undefined;
  remember(name: string, text: string): void;
  forget(name: string): void;
  /** Every remembered name that starts so. */
  names(start: string): readonly string[];
}

/** Calls `work` once after a while; the result calls it off. */
export type After = (delayMs: number, work: () => void) => () => void;

export interface SimulatedProcessorOptions {
  readonly merchant: string;
  /** Ids and faults follow from the seed, the charge's key, its amount and its method. */
  readonly seed: string;
  readonly nowMs: () => number;
  readonly after: After;
  readonly memory: Memory;
  /** Hands an event in; told again when it rejects. */
  readonly notify: (event: ProcessorEvent) => Promise<unknown>;
  readonly faults?: Partial<ProcessorFaults>;
}

/** What the processor knows of one key. */
interface Charge {
  readonly request: ChargeRequest;
  readonly processorId: string;
  readonly declineCode: string | null;
  readonly decidedAtMs: number;
  readonly webhook: Fate["webhook"];
  readonly webhookAtMs: number;
}

/** The pauses before an event is told again; the last one holds for all later tries. */
const RETRY_DELAYS_MS: readonly number[] = [1_000, 5_000, 30_000, 300_000];
/** About three days, as long as processors of the world try; a restart begins anew. */
const TRIES_MAX = 868;
/** The second telling of a doubled event. */
const AGAIN_MS = 250;

/** Names in the memory: what is known of a key, and that its event is not told yet. */
const CHARGE = "charge ";
const UNTOLD = "untold ";

/**
 * A card processor without cards: one charge a key, whatever comes between, an answer that may be lost, and webhooks. What it was
 * once asked it knows over a restart, in the memory it is given; `find` always tells the truth.
 */
export class SimulatedProcessor implements Processor {
  readonly name = "simulated";
  /** It is in this very process: what never arrived never will. */
  readonly underWayMs = 0;
  readonly #options: SimulatedProcessorOptions;
  readonly #demanded: Partial<Fate>[] = [];
  /** How often a key came while there was no charge: each try has draws of its own. */
  readonly #tries = new Map<string, number>();
  readonly #refunds: SimulatedRefunds;
  readonly #later: LaterFates;
  #faults: ProcessorFaults;

  constructor(options: SimulatedProcessorOptions) {
    this.#options = options;
    this.#refunds = new SimulatedRefunds(options.seed, options.memory);
    this.#later = new LaterFates(options.memory);
    this.#faults = { ...noFaults, ...options.faults };
  }

  /** Charges once a key. Throws when a key comes back with another content: that is a mistake of the caller's program. */
  async charge(request: ChargeRequest): Promise<ChargeOutcome> {
    const known = this.#recall(request.key);
    if (known !== undefined) {
      if (contentOf(known.request) !== contentOf(request)) {
        throw new Error(`the key ${request.key} was used for another charge`);
      }
      await this.#wait(this.#faults.answerMs);
      return this.#truth(known);
    }
    const fate = this.#fateOf(request);
    if (fate.answer === "never_arrived") {
      await this.#wait(fate.answerAfterMs);
      return { kind: "unknown" };
    }
    const charge = this.#open(request, fate);
    await this.#wait(fate.answerAfterMs);
    return fate.answer === "lost" ? { kind: "unknown" } : this.#truth(charge);
  }

  async find({ key }: Pick<ChargeRequest, "key">): Promise<ChargeOutcome | { kind: "absent" }> {
    await this.#wait(this.#faults.answerMs);
    const charge = this.#recall(key);
    return charge === undefined ? { kind: "absent" } : this.#truth(charge);
  }

  async refund(request: RefundRequest): Promise<RefundOutcome> {
    await this.#wait(this.#faults.answerMs);
    const at = { faults: this.#faults, nowMs: this.#options.nowMs() };
    return this.#refunds.make(request, this.#arrived(request.chargeId), at);
  }

  async findRefund(request: RefundRequest): Promise<RefundOutcome | { kind: "absent" }> {
    await this.#wait(this.#faults.answerMs);
    return this.#refunds.find(request);
  }

  /** An outage of the simulated world loses every answer, that to this question too. */
  async isUp(): Promise<boolean> {
    await this.#wait(this.#faults.answerMs);
    return true;
  }

  /** Decides the next new charges, one each, over what their methods and the seed say. */
  demand(...fates: readonly Partial<Fate>[]): void {
    this.#demanded.push(...fates);
  }

  /** Changes what goes wrong from now on. */
  setFaults(faults: Partial<ProcessorFaults>): void {
    this.#faults = { ...this.#faults, ...faults };
  }

  /** Takes up after a restart what was still to be told. */
  resume(): void {
    for (const name of this.#options.memory.names(UNTOLD)) {
      const key = name.slice(UNTOLD.length);
      const charge = this.#recall(key);
      const text = this.#options.memory.recall(name) ?? "";
      if (charge !== undefined) this.#tellLater(charge);
      else if (text !== "") void this.#tell(JSON.parse(text) as ProcessorEvent, key, 0);
    }
  }

  /** Has the newest charge of an account that it can be said of come to this; false where there is none. */
  later(accountId: string, word: LaterWord): boolean {
    const charges = this.#charges().filter(({ request }) => request.accountId === accountId);
    const arrived = charges.filter(
      (charge) =>
        this.#truth(charge).kind === "succeeded" &&
        this.#refunds.goneMinor(charge.processorId) === 0,
    );
    const { merchant, nowMs } = this.#options;
    const event = this.#later.say(word, arrived, { merchant, nowMs: nowMs() });
    if (event === null) return false;
    this.#options.memory.remember(UNTOLD + event.id, JSON.stringify(event));
    void this.#tell(event, event.id, 0);
    return true;
  }

  /** Its own books, which know nothing of the hub's; the account is the merchant's alone. */
  books(): ProcessorBooks {
    return {
      name: this.name,
      isOwn: () => true,
      read: async ({ sinceMs, currency }) => {
        await this.#wait(this.#faults.answerMs);
        const remembered = this.#charges()
          .filter(({ declineCode }) => declineCode === null)
          .flatMap((charge): Remembered[] => {
            const { amountMinor, currency: of } = charge.request;
            const { processorId: source, decidedAtMs: atMs } = charge;
            const came = { kind: "charge", source, amountMinor, currency: of, atMs } as const;
            return [came, ...this.#later.remembered(charge)];
          });
        const all = [...remembered, ...this.#refunds.remembered()];
        return simulatedBook(all, { currency, sinceMs, nowMs: this.#options.nowMs() });
      },
    };
  }

  #fateOf(request: ChargeRequest): Fate {
    const { key, amountMinor, methodToken } = request;
    const tries = this.#tries.get(key) ?? 0;
    this.#tries.set(key, tries + 1);
    const chance = seeded(this.#options.seed, key, amountMinor, methodToken, tries);
    return { ...fateOf(methodToken, this.#faults, chance), ...this.#demanded.shift() };
  }

  #open(request: ChargeRequest, fate: Fate): Charge {
    this.#tries.delete(request.key);
    const { nowMs, seed, memory } = this.#options;
    const decidedAtMs = nowMs() + fate.decidedAfterMs;
    const charge: Charge = {
      request,
      processorId: `sim_${seeded(seed, "charge", request.key).hex(24)}`,
      declineCode: fate.declineCode,
      decidedAtMs,
      webhook: fate.webhook,
      webhookAtMs: decidedAtMs + fate.webhookAfterMs,
    };
    memory.remember(CHARGE + request.key, JSON.stringify(charge));
    if (fate.webhook !== "lost") {
      memory.remember(UNTOLD + request.key, "");
      this.#tellLater(charge);
    }
    return charge;
  }

  #truth({ request, processorId, declineCode, decidedAtMs }: Charge): ChargeOutcome {
    if (this.#options.nowMs() < decidedAtMs) return { kind: "pending", processorId };
    const isBack = this.#later.of(request.key) === "failed";
    const code = isBack ? "debit_not_authorized" : declineCode;
    return code === null
      ? { kind: "succeeded", processorId }
      : { kind: "declined", processorId, code };
  }

  #tellLater(charge: Charge): void {
    const { after, nowMs } = this.#options;
    const delayMs = Math.max(0, charge.webhookAtMs - nowMs());
    const { key } = charge.request;
    const event = eventOf(this.#options.merchant, charge);
    after(delayMs, () => void this.#tell(event, key, 0));
    if (charge.webhook === "twice") {
      after(delayMs + AGAIN_MS, () => void this.#tell(event, key, 0));
    }
  }

  /** `untold` is what the memory has it under until it is told. */
  async #tell(event: ProcessorEvent, untold: string, attempt: number): Promise<void> {
    try {
      await this.#options.notify(event);
      this.#options.memory.forget(UNTOLD + untold);
    } catch {
      if (attempt + 1 >= TRIES_MAX) return;
      const delayMs = RETRY_DELAYS_MS[Math.min(attempt, RETRY_DELAYS_MS.length - 1)] ?? 0;
      this.#options.after(delayMs, () => void this.#tell(event, untold, attempt + 1));
    }
  }

  /** The charge of that name, if it brought money that is still there. */
  #arrived(processorId: string): ChargeRequest | null {
    const charge = this.#charges().find((one) => one.processorId === processorId);
    if (charge === undefined || this.#truth(charge).kind !== "succeeded") return null;
    const later = this.#later.of(charge.request.key);
    return later === null || later === "dispute_won" ? charge.request : null;
  }

  #charges(): Charge[] {
    return this.#options.memory
      .names(CHARGE)
      .flatMap((name) => this.#recall(name.slice(CHARGE.length)) ?? []);
  }

  #recall(key: string): Charge | undefined {
    const text = this.#options.memory.recall(CHARGE + key);
    return text === undefined ? undefined : (JSON.parse(text) as Charge);
  }

  #wait(delayMs: number): Promise<void> {
    if (delayMs <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#options.after(delayMs, resolve);
    });
  }
}

function contentOf(request: ChargeRequest): string {
  const { paymentId, accountId, amountMinor, currency, methodToken } = request;
  return JSON.stringify([paymentId, accountId, amountMinor, currency, methodToken]);
}

function eventOf(merchant: string, { request, processorId, declineCode }: Charge): ProcessorEvent {
  const { key, paymentId, accountId } = request;
  const about = { merchant, key, paymentId, accountId, processorId, code: declineCode };
  const kind = declineCode === null ? "succeeded" : "declined";
  return { id: `${processorId}.${kind}`, kind, ...about };
}
