import { type CarrierEvent, eventBody } from "./event.ts";

/** Calls `work` once after a while; the result calls it off. */
export type After = (delayMs: number, work: () => void) => () => void;

export interface WebhookOptions {
  readonly nowMs: () => number;
  readonly after: After;
  /** Signs a body as of a moment: the headers it is sent with. */
  readonly sign: (body: string, atMs: number) => Record<string, string>;
  /**
   * Posts it where the utility's webhooks come in and resolves to the status of the answer. The id is the one the real
   * carrier gives back in the address; null for what the utility did not send.
   */
  readonly deliver: (
    body: string,
    headers: Record<string, string>,
    messageId: string | null,
  ) => Promise<number>;
}

/** The carrier takes an answer of over two seconds for none, and tells the event again. */
const ANSWER_DEADLINE_MS = 2_000;
/** The pauses before the second, third and fourth try; the real carrier does not publish its own. */
const RETRY_DELAYS_MS: readonly number[] = [500, 2_000, 8_000];

/** Tells events, again and again until one answer is a 2xx or the tries are used up. */
export class Webhooks {
  readonly #options: WebhookOptions;
  #underWay = 0;
  #idle: (() => void)[] = [];

  constructor(options: WebhookOptions) {
    this.#options = options;
  }

  tell(event: CarrierEvent, delayMs: number): void {
    this.#later(delayMs, () => this.#try(event, 1));
  }

  /** The same event twice, although the first was answered. */
  tellTwice(event: CarrierEvent, delayMs: number, againMs: number): void {
    this.tell(event, delayMs);
    this.#later(delayMs + againMs, () => this.#try(event, 2));
  }

  /** Resolves when nothing is left to be told. */
  idle(): Promise<void> {
    if (this.#underWay === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  #later(delayMs: number, work: () => Promise<void>): void {
    this.#underWay += 1;
    this.#options.after(delayMs, () => {
      void work().finally(() => this.#ended());
    });
  }

  #ended(): void {
    this.#underWay -= 1;
    if (this.#underWay > 0) return;
    const waiting = this.#idle;
    this.#idle = [];
    for (const resolve of waiting) resolve();
  }

  async #try(event: CarrierEvent, attempt: number): Promise<void> {
    const { nowMs, sign } = this.#options;
    const body = eventBody(event, attempt);
    const status = await this.#answer(body, sign(body, nowMs()), event.messageId);
    if (status >= 200 && status < 300) return;
    const delayMs = RETRY_DELAYS_MS[attempt - 1];
    if (delayMs !== undefined) this.#later(delayMs, () => this.#try(event, attempt + 1));
  }

  /** The status of the answer; 0 when there is none in time. */
  #answer(body: string, headers: Record<string, string>, messageId: string | null) {
    return new Promise<number>((resolve) => {
      const cancel = this.#options.after(ANSWER_DEADLINE_MS, () => resolve(0));
      const ended = (status: number) => {
        cancel();
        resolve(status);
      };
      this.#options.deliver(body, headers, messageId).then(ended, () => ended(0));
    });
  }
}
