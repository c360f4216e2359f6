/** People, clerks and meters at a utility's server all at once, who come again with the same until they are answered. */
import { setTimeout } from "node:timers/promises";
import {
  dollars,
  type Household,
  type HourRead,
  type ServedUtility,
  wireRead,
} from "./served-utility.ts";

/** A request that was not answered is sent again after this, as a carrier and a head-end do. */
const AGAIN_MS = 50;
/** What one clerk and one meter's head-end wait between two requests: all together keep a server busy, not choked. */
const PAUSE_MS = 10;
const READ_MINUTES = 5;
const READS_A_PUSH = 10;
export const CASH_MINOR = 700;
/** The smallest payment; each next one of a customer is a cent more, so that no two are alike. */
const PAY_FIRST_MINOR = 501;

/** What the server has said yes to. */
export interface Acknowledged {
  readonly texts: { readonly phone: string; readonly id: string }[];
  readonly cash: { readonly account: string; readonly id: string }[];
  readonly reads: HourRead[];
  /** Charges that the customer's digit has agreed to. */
  readonly charges: { readonly account: string; readonly phone: string; readonly minor: number }[];
}

export class ServerLoad {
  readonly acknowledged: Acknowledged = { texts: [], cash: [], reads: [], charges: [] };
  /** Answers that a client can do nothing with: a test fails on them. */
  readonly wrong: string[] = [];
  /** Answers that ask to come again: a status from 500 on, and its code. */
  readonly faults: string[] = [];
  readonly #utility: ServedUtility;
  readonly #token: string;
  readonly #firstMs: number;
  readonly #working: Promise<void>[];
  #isEnding = false;
  #unanswered = 0;

  constructor(
    utility: ServedUtility,
    given: { token: string; firstMs: number; households: readonly Household[] },
  ) {
    this.#utility = utility;
    this.#token = given.token;
    this.#firstMs = given.firstMs;
    this.#working = given.households.flatMap((household) => [
      this.#textForever(household),
      this.#payCashForever(household),
      this.#readForever(household),
    ]);
  }

  /** How often no answer came and the same was sent again. */
  get unanswered(): number {
    return this.#unanswered;
  }

  /** What was acknowledged up to now, while more is coming. */
  soFar(): Acknowledged {
    const { texts, cash, reads, charges } = this.acknowledged;
    return { texts: [...texts], cash: [...cash], reads: [...reads], charges: [...charges] };
  }

  /** Lets everybody finish what they are about; all they sent is acknowledged then. */
  async end(): Promise<void> {
    this.#isEnding = true;
    await Promise.all(this.#working);
  }

  async #textForever(household: Household): Promise<void> {
    const { account, phone } = household;
    for (let turn = 0; !this.#isEnding; turn += 1) {
      await this.#text(phone, `${phone}-bal-${String(turn)}`, "BAL");
      const minor = PAY_FIRST_MINOR + turn;
      const asked = this.#hear(phone, new RegExp(`Reply (\\d) to pay ${escaped(minor)} with`));
      await this.#text(phone, `${phone}-pay-${String(turn)}`, `PAY ${typed(minor)}`);
      const digit = await asked;
      const paid = this.#hear(phone, new RegExp(`Paid (${escaped(minor)}) to`));
      await this.#text(phone, `${phone}-yes-${String(turn)}`, digit);
      this.acknowledged.charges.push({ account, phone, minor });
      await paid;
    }
  }

  async #payCashForever({ account }: Household): Promise<void> {
    for (let at = 0; !this.#isEnding; at += 1) {
      const id = `${account}-cash-${String(at)}`;
      const payment = { id, account, amount: typed(CASH_MINOR), currency: "USD", tender: "cash" };
      await this.#call("/v1/payments", { ...payment, drawer: "desk-1", clerk: "maria" });
      this.acknowledged.cash.push({ account, id });
      await setTimeout(PAUSE_MS);
    }
  }

  async #readForever({ meter }: Household): Promise<void> {
    const pushMs = READS_A_PUSH * READ_MINUTES * 60_000;
    for (
      let startMs = this.#firstMs;
      !this.#isEnding && startMs + pushMs < Date.now();
      startMs += pushMs
    ) {
      const reads = Array.from({ length: READS_A_PUSH }, (_, at) => ({
        meter,
        startMs: startMs + at * READ_MINUTES * 60_000,
        minutes: READ_MINUTES,
        quantityMicro: 1_003 + (startMs % 7_919),
      }));
      const body = await this.#call("/v1/reads", { reads: reads.map(wireRead) });
      this.#checkReads(body);
      this.acknowledged.reads.push(...reads);
      await setTimeout(PAUSE_MS);
    }
  }

  /** A push whose answer was lost may have been taken: then all of it is a duplicate, never a part. */
  #checkReads(body: Record<string, unknown>): void {
    const results = body["results"] as { outcome: string }[];
    const outcomes = new Set(results.map(({ outcome }) => outcome));
    const [outcome] = outcomes;
    if (outcomes.size !== 1 || (outcome !== "accepted" && outcome !== "duplicate")) {
      this.wrong.push(`reads: ${JSON.stringify(results)}`);
    }
  }

  async #text(phone: string, id: string, text: string): Promise<void> {
    await this.#untilAnswered(() => this.#utility.text(id, phone, text), `text ${text}`);
    this.acknowledged.texts.push({ phone, id });
  }

  #call(path: string, body: unknown): Promise<Record<string, unknown>> {
    const headers = { authorization: `Bearer ${this.#token}` };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    return this.#untilAnswered(() => fetch(`${this.#utility.url}${path}`, init), path);
  }

  async #untilAnswered(
    send: () => Promise<Response>,
    what: string,
  ): Promise<Record<string, unknown>> {
    for (;;) {
      const answer = await answerTo(send);
      if (answer?.status === 200 || answer?.status === 201) return answer.body;
      if (answer !== null && answer.status < 500) {
        this.wrong.push(`${what}: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
      } else if (answer !== null) {
        this.faults.push(`${String(answer.status)} ${String(answer.body["code"])}`);
      }
      this.#unanswered += 1;
      await setTimeout(AGAIN_MS);
    }
  }

  /** The first group of the next text to the phone that fits. */
  #hear(phone: string, pattern: RegExp): Promise<string> {
    return new Promise((resolve) => {
      const deafen = this.#utility.carrier.listen(({ to, text }) => {
        const said = to === phone ? pattern.exec(text)?.[1] : undefined;
        if (said === undefined) return;
        deafen();
        resolve(said);
      });
    });
  }
}

/** Null where the connection ended before the whole answer was there: whoever asked knows nothing then. */
async function answerTo(
  send: () => Promise<Response>,
): Promise<{ status: number; body: Record<string, unknown> } | null> {
  try {
    const response = await send();
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  } catch {
    return null;
  }
}

function typed(minor: number): string {
  return `${String(Math.floor(minor / 100))}.${String(minor % 100).padStart(2, "0")}`;
}

function escaped(minor: number): string {
  return dollars(minor * 10_000).replace(/[$.]/g, String.raw`\$&`);
}
