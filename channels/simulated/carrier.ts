import { isPhone } from "../../core/phone.ts";
import type { Carrier, MakeId, OutgoingMessage, SayOutcome } from "../../core/ports.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";
import { type Seeded, seeded } from "../../core/seeded.ts";
import { type CarrierEvent, type ReportStatus, receivedPayload, reportPayload } from "./event.ts";
import { type CarrierFaults, type SendFate, drawFate, noFaults } from "./faults.ts";
import { type Handset, Handsets } from "./handset.ts";
import { keywordOf, keywordReplies } from "./keywords.ts";
import { type WebhookOptions, Webhooks } from "./webhooks.ts";

export interface SimulatedCarrierOptions extends WebhookOptions {
  /** Which sends and events go wrong follows from this. */
  readonly seed: string;
  /** Fresh over restarts: an event id used again would be taken for the old event. */
  readonly makeId: MakeId;
  /** A message in words, as the real end would send it. */
  readonly render: (message: OutgoingMessage) => string;
  readonly faults?: Partial<CarrierFaults>;
  /** The messaging profile of a sending number: a STOP to one number of a profile blocks them all, and no other's. */
  readonly profileOf?: (number: string) => string;
}

/** Ten parts of a text, the most a phone sends. */
const TEXT_CHARS_MAX = 1_530;
/** A sandbox has few who opted out, a load test more; past this the first is let in again. */
const BLOCKED_MAX = 100_000;
/** How often each message was sent, so that each try has draws of its own; an old message comes no more. */
const TRIES_KEPT_MAX = 10_000;
/** The second telling of a doubled event, and how far a text out of order is behind. */
const AGAIN_MS = 300;

/**
 * The carrier of the sandbox: the messaging profiles of one Telnyx account, as far as anyone can see from outside. It answers STOP, START
 * and HELP by itself and blocks the number, tells everything by signed webhooks, has no idempotency (a message said twice is
 * shown twice), and goes wrong on demand or by seed. All of it is in memory and gone at a restart.
 */
export class SimulatedCarrier implements Carrier {
  readonly #options: SimulatedCarrierOptions;
  readonly #webhooks: Webhooks;
  readonly #handsets = new Handsets();
  readonly #blocked = new Set<string>();
  readonly #tries = new Map<string, number>();
  readonly #demanded: SendFate[] = [];
  #texts = 0;
  #faults: CarrierFaults;

  constructor(options: SimulatedCarrierOptions) {
    this.#options = options;
    this.#webhooks = new Webhooks(options);
    this.#faults = { ...noFaults, ...options.faults };
  }

  /** A text on its way to a phone. */
  async say(message: OutgoingMessage): Promise<SayOutcome> {
    if (this.#faults.down) return { kind: "retry", code: "ECONNREFUSED" };
    const cause = [this.#options.seed, "send", message.id, this.#tryOf(message.id)];
    const chance = seeded(...cause);
    const fate = this.#demanded.shift() ?? drawFate(this.#faults, chance);
    // Out of order, the reports are on their way while the answer is not.
    const early = chance.chance(this.#faults.reorderedPerMille);
    if (!early) await this.#wait(this.#faults.answerMs);
    const outcome = this.#accept(message, fate, { cause, reordered: early });
    if (early) await this.#wait(this.#faults.answerMs);
    return outcome;
  }

  /** A customer's phone sends a text to a number; resolves at once, the webhook follows. */
  text(from: string, to: string, text: string): string | Refusal<"bad_number" | "too_long"> {
    if (!isPhone(from) || !isPhone(to)) return refuse("bad_number", "not a phone number");
    if (text.length > TEXT_CHARS_MAX) return refuse("too_long", "a phone does not send this much");
    const { makeId, nowMs } = this.#options;
    const carrierId = makeId();
    const atMs = nowMs();
    this.#handsets.show(from, { id: carrierId, atMs, by: "customer", number: to, text });
    const keyword = keywordOf(text);
    if (keyword === "STOP") this.#block(this.#talkOf(to, from));
    if (keyword === "START") this.#blocked.delete(this.#talkOf(to, from));
    if (keyword !== null) {
      const reply = { id: makeId(), atMs, by: "carrier", text: keywordReplies[keyword] } as const;
      this.#handsets.show(from, { ...reply, number: to });
    }
    const payload = receivedPayload({ carrierId, from, to, text, atMs }, keyword);
    this.#texts += 1;
    const chance = seeded(this.#options.seed, "text", this.#texts);
    const late = chance.chance(this.#faults.reorderedPerMille) ? AGAIN_MS : 0;
    const event = {
      id: makeId(),
      type: "message.received",
      atMs,
      payload,
      messageId: null,
    } as const;
    this.#tell(event, this.#faults.textMs + late, chance);
    return carrierId;
  }

  phoneOf(number: string): Handset {
    return this.#handsets.of(number);
  }

  /** The numbers that have sent or got a text, the busiest last. */
  phones(): readonly string[] {
    return this.#handsets.numbers();
  }

  /** Changes what goes wrong from now on. */
  setFaults(faults: Partial<CarrierFaults>): void {
    this.#faults = { ...this.#faults, ...faults };
  }

  /** Decides the next sends, one each, whatever the seed says. */
  demand(...fates: readonly SendFate[]): void {
    this.#demanded.push(...fates);
  }

  /** Resolves when every event has been told, or given up. */
  idle(): Promise<void> {
    return this.#webhooks.idle();
  }

  #accept(
    message: OutgoingMessage,
    fate: SendFate,
    { cause, reordered }: { cause: readonly (string | number)[]; reordered: boolean },
  ): SayOutcome {
    if (fate.kind === "later") return { kind: "retry", code: fate.code };
    if (fate.kind === "refused") return { kind: "refused", code: fate.code };
    if (fate.kind === "lost") return { kind: "unknown" };
    if (this.#blocked.has(this.#talkOf(message.from, message.to))) return { kind: "opted_out" };
    const { makeId, nowMs, render } = this.#options;
    const text = { carrierId: makeId(), atMs: nowMs(), text: render(message) };
    if (fate.kind !== "undelivered") {
      const shown = {
        id: text.carrierId,
        atMs: text.atMs,
        by: "utility",
        text: text.text,
      } as const;
      this.#handsets.show(message.to, { ...shown, number: message.from });
    }
    const event = (type: CarrierEvent["type"], status: ReportStatus, code: string | null) => ({
      id: makeId(),
      type,
      atMs: text.atMs,
      payload: reportPayload({ ...text, from: message.from, to: message.to }, status, code),
      messageId: message.id,
    });
    const reports = [
      event("message.sent", "sent", null),
      fate.kind === "undelivered"
        ? event("message.finalized", "delivery_failed", fate.code)
        : event("message.finalized", "delivered", null),
    ];
    for (const [at, report] of (reordered ? reports.toReversed() : reports).entries()) {
      this.#tell(report, this.#faults.reportMs * (at + 1), seeded(...cause, report.type));
    }
    if (fate.kind === "answer_lost") return { kind: "unknown" };
    return { kind: "sent", carrierId: text.carrierId };
  }

  #tell(event: CarrierEvent, delayMs: number, chance: Seeded): void {
    if (chance.chance(this.#faults.duplicatedPerMille)) {
      this.#webhooks.tellTwice(event, delayMs, AGAIN_MS);
    } else {
      this.#webhooks.tell(event, delayMs);
    }
  }

  /** What a STOP ends: a phone, as one messaging profile sees it. */
  #talkOf(number: string, phone: string): string {
    return `${this.#options.profileOf?.(number) ?? ""} ${phone}`;
  }

  #block(talk: string): void {
    this.#blocked.add(talk);
    for (const first of this.#blocked) {
      if (this.#blocked.size <= BLOCKED_MAX) break;
      this.#blocked.delete(first);
    }
  }

  /** Which try of a message this is, from 1. */
  #tryOf(messageId: string): number {
    const attempt = (this.#tries.get(messageId) ?? 0) + 1;
    this.#tries.delete(messageId);
    this.#tries.set(messageId, attempt);
    for (const first of this.#tries.keys()) {
      if (this.#tries.size <= TRIES_KEPT_MAX) break;
      this.#tries.delete(first);
    }
    return attempt;
  }

  #wait(delayMs: number): Promise<void> {
    if (delayMs === 0) return Promise.resolve();
    return new Promise((resolve) => this.#options.after(delayMs, resolve));
  }
}
