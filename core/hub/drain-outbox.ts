import { never } from "../assert.ts";
import type { Calls, Carrier, Home, Hub, MeterSwitch, Processor } from "../ports.ts";
import {
  countAttempt,
  dueHeads,
  nextDueMs,
  type OutboxKind,
  type OutboxRow,
  park,
  removeFromOutbox,
  retryLater,
} from "../store/outbox.ts";
import { backOffMs } from "./back-off.ts";
import { deliver } from "./deliver.ts";
import type { Delivery } from "./delivery.ts";
import { sendCallStep } from "./send-call-step.ts";
import { sendCharge } from "./send-charge.ts";
import { sendMessage } from "./send-message.ts";
import { sendSwitch } from "./send-switch.ts";

/** The world outside, as one utility reaches it; null where it was started without (its rows wait). */
export interface World {
  readonly carrier: Carrier | null;
  /** How calls are played to; absent where none come in. */
  readonly calls?: Calls | null;
  readonly processor: Processor | null;
  readonly meterSwitch: MeterSwitch | null;
}

/**
 * How many lanes of a kind may be under way at once. Each kind has its own places, so that a carrier that hangs holds up no
 * switch and no charge.
 */
const PLACES: Readonly<Record<OutboxKind, number>> = {
  switch: 64,
  charge: 32,
  happening: 64,
  say: 32,
};

/** Switch lanes are looked at first: a person in the dark waits for nothing else. */
const ORDER: readonly OutboxKind[] = ["switch", "charge", "happening", "say"];

/** Tries of a delivery between homes before it is set aside for staff: with back-off, about three hours. */
const DELIVERY_ATTEMPTS_MAX = 40;

/** Until a message is looked at again whose own way out was not started. */
const NO_END_WAIT_MS = 60_000;

export interface Drain {
  /** Looks for due rows soon; may be called at any time, as often as one likes. */
  wake(): void;
  /** Resolves when nothing is under way and nothing is due. */
  idle(): Promise<void>;
  /** When the next row is due by wall time, null when none waits. */
  nextDueMs(): Promise<number | null>;
}

/** Tells the world what the outbox holds, lane by lane. `report` hears of faults; none of them stops the drain. */
export function openDrain(
  hub: Hub,
  world: World,
  report: (fault: unknown, row: OutboxRow | null) => void,
): Drain {
  return new OutboxDrain(hub, world, report);
}

class OutboxDrain implements Drain {
  readonly #hub: Hub;
  readonly #world: World;
  readonly #report: (fault: unknown, row: OutboxRow | null) => void;
  readonly #underWay = new Map<OutboxKind, Map<string, Promise<void>>>(
    ORDER.map((kind) => [kind, new Map()]),
  );
  #looking: Promise<void> | null = null;
  #lookAgain = false;

  constructor(hub: Hub, world: World, report: (fault: unknown, row: OutboxRow | null) => void) {
    this.#hub = hub;
    this.#world = world;
    this.#report = report;
  }

  wake(): void {
    if (this.#looking !== null) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = this.#look()
      .catch((fault: unknown) => this.#report(fault, null))
      .finally(() => {
        this.#looking = null;
        if (this.#lookAgain) {
          this.#lookAgain = false;
          this.wake();
        }
      });
  }

  async idle(): Promise<void> {
    this.wake();
    for (;;) {
      const waits = [...this.#underWay.values()].flatMap((lanes) => [...lanes.values()]);
      if (this.#looking !== null) waits.push(this.#looking);
      if (waits.length === 0) return;
      await Promise.race(waits);
    }
  }

  async nextDueMs(): Promise<number | null> {
    const all = await Promise.all(
      this.#hub.store.slices().map((home) => this.#hub.store.read(home, nextDueMs)),
    );
    const due = all.filter((ms) => ms !== null);
    return due.length === 0 ? null : Math.min(...due);
  }

  async #look(): Promise<void> {
    const nowMs = this.#hub.clock.now().wallMs;
    for (const kind of ORDER) {
      if (!this.#canSend(kind)) continue;
      for (const slice of this.#hub.store.slices()) {
        const underWay = this.#underWay.get(kind);
        const busy = underWay?.size ?? 0;
        if (busy >= PLACES[kind]) break;
        const heads = await this.#hub.store.read(slice, (sql) =>
          dueHeads(sql, kind, nowMs, PLACES[kind] + busy),
        );
        for (const row of heads) this.#start(row);
      }
    }
  }

  #canSend(kind: OutboxKind): boolean {
    switch (kind) {
      case "happening":
        return true;
      case "say":
        return this.#world.carrier !== null || (this.#world.calls ?? null) !== null;
      case "charge":
        return this.#world.processor !== null;
      case "switch":
        return this.#world.meterSwitch !== null;
      default:
        return never(kind);
    }
  }

  #start(row: OutboxRow): void {
    const lanes = this.#underWay.get(row.kind);
    const lane = `${row.home} ${row.target}`;
    if (lanes === undefined || lanes.has(lane) || lanes.size >= PLACES[row.kind]) return;
    const sending = this.#send(row)
      .catch((fault: unknown) => this.#report(fault, row))
      .finally(() => {
        lanes.delete(lane);
        this.wake();
      });
    lanes.set(lane, sending);
  }

  async #send(row: OutboxRow): Promise<void> {
    const { processor, meterSwitch } = this.#world;
    switch (row.kind) {
      case "say":
        await this.#say(row);
        return;
      case "charge":
        if (processor !== null) await sendCharge(this.#hub, processor, row);
        return;
      case "switch":
        if (meterSwitch !== null) await sendSwitch(this.#hub, meterSwitch, row);
        return;
      case "happening":
        await this.#sendHappening(row);
        return;
      default:
        never(row.kind);
    }
  }

  /** A text, or a step of a call: each waits where its own way out is not there. */
  async #say(row: OutboxRow): Promise<void> {
    const { carrier, calls } = this.#world;
    const isCall = "callId" in (JSON.parse(row.payload) as object);
    if (isCall && calls) return sendCallStep(this.#hub, calls, row);
    if (!isCall && carrier !== null) return sendMessage(this.#hub, carrier, row);
    const { store, clock } = this.#hub;
    await store.transact(row.home, (sql) =>
      retryLater(sql, row, clock.now().wallMs + NO_END_WAIT_MS, "no_end"),
    );
  }

  async #sendHappening(row: OutboxRow): Promise<void> {
    const { store, clock } = this.#hub;
    try {
      const delivery = JSON.parse(row.payload) as Delivery;
      const refusal = await deliver(this.#hub, row.target as Home, row.key, delivery);
      await store.transact(row.home, (sql) => {
        if (refusal === null) removeFromOutbox(sql, row);
        else park(sql, row, refusal.code);
      });
    } catch (fault) {
      this.#report(fault, row);
      await store.transact(row.home, (sql) => {
        countAttempt(sql, row);
        if (row.attempts + 1 >= DELIVERY_ATTEMPTS_MAX) park(sql, row, "delivery_failed");
        else retryLater(sql, row, clock.now().wallMs + backOffMs(row.attempts), "delivery_failed");
      });
    }
  }
}
