/** What the simulated processor gives back: once a key, and never more than a charge brought. */
import type { RefundOutcome, RefundRequest } from "../../core/ports.ts";
import { seeded } from "../../core/seeded.ts";
import type { Remembered } from "./books.ts";
import type { ProcessorFaults } from "./fate.ts";
import type { Memory } from "./processor.ts";

interface Refund {
  readonly request: RefundRequest;
  readonly processorId: string;
  readonly madeAtMs: number;
}

/** The charge as the processor has it. */
export interface Refundable {
  readonly amountMinor: number;
  readonly currency: string;
}

/** Names in the memory: all of a charge's refunds begin alike. */
const REFUND = "refund ";

export class SimulatedRefunds {
  readonly #seed: string;
  readonly #memory: Memory;
  /** How often a key came while there was no refund: each try has draws of its own. */
  readonly #tries = new Map<string, number>();

  constructor(seed: string, memory: Memory) {
    this.#seed = seed;
    this.#memory = memory;
  }

  /** Makes it, or not, and says what the caller hears of that. Throws when a key comes back with another content. */
  make(
    request: RefundRequest,
    charge: Refundable | null,
    at: { readonly faults: ProcessorFaults; readonly nowMs: number },
  ): RefundOutcome {
    const { faults, nowMs } = at;
    const known = this.#recall(request);
    if (known !== undefined) {
      if (JSON.stringify(known.request) !== JSON.stringify(request)) {
        throw new Error(`the key ${request.key} was used for another refund`);
      }
      return made(known);
    }
    const tries = this.#tries.get(request.key) ?? 0;
    this.#tries.set(request.key, tries + 1);
    const chance = seeded(this.#seed, "refund", request.key, tries);
    const neverArrives = chance.chance(faults.neverArrivedPerMille);
    const isLost = chance.chance(faults.answerLostPerMille);
    if (neverArrives) return { kind: "unknown" };
    const code = this.#whyNot(request, charge);
    if (code !== null) return isLost ? { kind: "unknown" } : { kind: "refused", code };
    const processorId = `simr_${seeded(this.#seed, "refund", request.key).hex(24)}`;
    const refund = { request, processorId, madeAtMs: nowMs };
    this.#memory.remember(nameOf(request), JSON.stringify(refund));
    this.#tries.delete(request.key);
    return isLost ? { kind: "unknown" } : made(refund);
  }

  find(request: RefundRequest): RefundOutcome | { kind: "absent" } {
    const known = this.#recall(request);
    return known === undefined ? { kind: "absent" } : made(known);
  }

  /** What was given back of a charge. */
  goneMinor(chargeId: string): number {
    return this.#memory
      .names(`${REFUND}${chargeId} `)
      .map((name) => JSON.parse(this.#memory.recall(name) ?? "null") as Refund)
      .reduce((sum, refund) => sum + refund.request.amountMinor, 0);
  }

  /** All that was given back, for the books. */
  remembered(): Remembered[] {
    return this.#memory.names(REFUND).flatMap((name): Remembered[] => {
      const refund = JSON.parse(this.#memory.recall(name) ?? "null") as Refund | null;
      if (refund === null) return [];
      const { processorId: source, madeAtMs: atMs } = refund;
      const { amountMinor, currency } = refund.request;
      return [{ kind: "refund", source, amountMinor, currency, atMs }];
    });
  }

  #whyNot(request: RefundRequest, charge: Refundable | null): string | null {
    if (charge === null) return "no_such_charge";
    if (charge.currency !== request.currency) return "wrong_currency";
    const leftMinor = charge.amountMinor - this.goneMinor(request.chargeId);
    return request.amountMinor > leftMinor ? "over_refunded" : null;
  }

  #recall(request: RefundRequest): Refund | undefined {
    const text = this.#memory.recall(nameOf(request));
    return text === undefined ? undefined : (JSON.parse(text) as Refund);
  }
}

function nameOf({ chargeId, key }: RefundRequest): string {
  return `${REFUND}${chargeId} ${key}`;
}

function made({ request, processorId }: Refund): RefundOutcome {
  return { kind: "made", processorId, state: "succeeded", amountMinor: request.amountMinor };
}
