/** What becomes of a charge that had succeeded, on demand: a failure days later, or a dispute and how it ends. */
import type { ChargeRequest } from "../../core/ports.ts";
import type { Remembered } from "./books.ts";
import type { Memory, ProcessorEvent } from "./processor.ts";

export type LaterWord = "failed" | "dispute_open" | "dispute_won" | "dispute_lost";

export const laterWords: readonly LaterWord[] = [
  "failed",
  "dispute_open",
  "dispute_won",
  "dispute_lost",
];

/** What a charge must have come to before each word; null: it has only succeeded. */
const after: Readonly<Record<LaterWord, LaterWord | null>> = {
  failed: null,
  dispute_open: null,
  dispute_won: "dispute_open",
  dispute_lost: "dispute_open",
};

/** The bank's words for it. */
const codes: Readonly<Record<LaterWord, string>> = {
  failed: "debit_not_authorized",
  dispute_open: "fraudulent",
  dispute_won: "fraudulent",
  dispute_lost: "fraudulent",
};

/** What each word moves in the processor's books. */
const moved: Readonly<Record<LaterWord, Remembered["kind"] | null>> = {
  failed: "charge_failure",
  dispute_open: "dispute",
  dispute_won: "dispute_won",
  dispute_lost: null,
};

const LATER = "fate ";

/** A charge that has arrived. */
export interface Arrived {
  readonly request: ChargeRequest;
  readonly processorId: string;
  readonly decidedAtMs: number;
}

export class LaterFates {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  of(key: string): LaterWord | null {
    return this.#said(key).at(-1)?.word ?? null;
  }

  /** What that did to a charge's money, for the books; a dispute that is lost has taken it already. */
  remembered({ request, processorId }: Arrived): Remembered[] {
    const { amountMinor, currency } = request;
    return this.#said(request.key).flatMap(({ word, atMs }): Remembered[] => {
      const kind = moved[word];
      const source = word === "failed" ? processorId : `${processorId}.dispute`;
      return kind === null ? [] : [{ kind, source, amountMinor, currency, atMs }];
    });
  }

  #said(key: string): readonly { readonly word: LaterWord; readonly atMs: number }[] {
    const text = this.#memory.recall(LATER + key);
    return text === undefined ? [] : (JSON.parse(text) as { word: LaterWord; atMs: number }[]);
  }

  /** The newest of the charges that the word can be said of has come to it; null where there is none. */
  say(
    word: LaterWord,
    charges: readonly Arrived[],
    at: { readonly merchant: string; readonly nowMs: number },
  ): ProcessorEvent | null {
    const fit = charges.filter(({ request }) => this.of(request.key) === after[word]);
    const newest = fit.toSorted((one, other) => other.decidedAtMs - one.decidedAtMs)[0];
    if (newest === undefined) return null;
    const { request, processorId } = newest;
    const said = [...this.#said(request.key), { word, atMs: at.nowMs }];
    this.#memory.remember(LATER + request.key, JSON.stringify(said));
    const { key, paymentId, accountId, amountMinor } = request;
    const about = { merchant: at.merchant, key, paymentId, accountId, processorId, amountMinor };
    return { id: `${processorId}.${word}`, kind: word, code: codes[word], ...about };
  }
}
