import { never } from "../assert.ts";
import type {
  Calls,
  Carrier,
  Home,
  Hub,
  MeterReads,
  MeterSwitch,
  Processor,
  ProcessorBooks,
} from "../ports.ts";
import {
  countAttempt,
  dueHeads,
  type OutboxKind,
  type OutboxRow,
  park,
  removeFromOutbox,
  retryLater,
  waitingHeads,
} from "../store/outbox.ts";
import { BACK_OFF_MAX_MS, backOffMs } from "./back-off.ts";
import { deliver } from "./deliver.ts";
import type { Delivery } from "./delivery.ts";
import { placeCall } from "./place-call.ts";
import { sendCallStep } from "./send-call-step.ts";
import { sendCharge } from "./send-charge.ts";
import { sendMessage } from "./send-message.ts";
import { sendReadAsk } from "./send-read-ask.ts";
import { sendRefund } from "./send-refund.ts";
import { sendSwitch } from "./send-switch.ts";

/** The world outside, as one utility reaches it; null where it was started without (its rows wait). */
export interface World {
  readonly carrier: Carrier | null;
  /** How calls are played to; absent where none come in. */
  readonly calls?: Calls | null;
  readonly processor: Processor | null;
  /** Who tells of the processor's own books; absent where they can't be read. */
  readonly books?: ProcessorBooks | null;
  readonly meterSwitch: MeterSwitch | null;
  /** Who can ask a meter for its reads now; absent where they only come by themselves. */
  readonly meterReads?: MeterReads | null;
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
  read: 16,
};

/** Switch lanes are looked at first: a person in the dark waits for nothing else. */
const ORDER: readonly OutboxKind[] = ["switch", "charge", "happening", "say", "read"];

/** Tries of a delivery between homes before it is set aside for staff: with back-off, about three hours. */
const DELIVERY_ATTEMPTS_MAX = 40;

/** How long a lane rests after a fault: a store that can't be written would else be asked again without a pause. */
const FAULT_REST_MS = 1_000;

/**
 * From when on a row can't have been put off by this clock: it ran ahead then, and was set right since, and nobody waits for it
 * to come there again. A switch is looked at as late as its meter needs; what has it looked at sooner is its own record.
 */
function farMs(kind: OutboxKind, nowMs: number): number | null {
  return kind === "switch" ? null : nowMs + BACK_OFF_MAX_MS;
}

/** Until a message is looked at again whose own way out was not started. */
const NO_END_WAIT_MS = 60_000;

export interface Drain {
  /** Looks for due rows soon; may be called at any time, as often as one likes. */
  wake(): void;
  /** Resolves when nothing is under way and nothing is due, but for what rests after a fault. */
  idle(): Promise<void>;
}

/** The kinds of rows that the world, as it was started, can be told; the others wait. */
export function sendableKinds(world: World): readonly OutboxKind[] {
  return ORDER.filter((kind) => canSend(world, kind));
}

function canSend(world: World, kind: OutboxKind): boolean {
  switch (kind) {
    case "happening":
      return true;
    case "say":
      return world.carrier !== null || (world.calls ?? null) !== null;
    case "charge":
      return world.processor !== null;
    case "read":
      return (world.meterReads ?? null) !== null;
    case "switch":
      return world.meterSwitch !== null;
    default:
      return never(kind);
  }
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
  /** Lanes that met a fault, and until when they rest (wall time). */
  readonly #resting = new Map<string, number>();
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

  async #look(): Promise<void> {
    const nowMs = this.#hub.clock.now().wallMs;
    for (const [lane, untilMs] of this.#resting) {
      if (untilMs <= nowMs) this.#resting.delete(lane);
    }
    const kinds = sendableKinds(this.#world);
    const found = await Promise.all(
      this.#hub.store.slices().map((slice) =>
        this.#hub.store.read(slice, (sql) =>
          waitingHeads(sql, kinds).flatMap(({ kind, firstMs, lastMs }) => {
            const busy = this.#underWay.get(kind)?.size ?? 0;
            const far = farMs(kind, nowMs);
            const isDue = firstMs <= nowMs || (far !== null && lastMs > far);
            if (!isDue || busy >= PLACES[kind]) return [];
            const most = PLACES[kind] + busy + this.#resting.size;
            return dueHeads(sql, kind, { nowMs, farMs: far }, most);
          }),
        ),
      ),
    );
    for (const kind of kinds) {
      for (const row of found.flat()) {
        if (row.kind === kind) this.#start(row);
      }
    }
  }

  #start(row: OutboxRow): void {
    const lanes = this.#underWay.get(row.kind);
    const lane = `${row.home} ${row.target}`;
    if (lanes === undefined || lanes.has(lane) || lanes.size >= PLACES[row.kind]) return;
    if (this.#resting.has(`${row.kind} ${lane}`)) return;
    const sending = this.#send(row)
      .catch((fault: unknown) => {
        this.#resting.set(`${row.kind} ${lane}`, this.#hub.clock.now().wallMs + FAULT_REST_MS);
        this.#report(fault, row);
      })
      .finally(() => {
        lanes.delete(lane);
        this.wake();
      });
    lanes.set(lane, sending);
  }

  async #send(row: OutboxRow): Promise<void> {
    const { processor, meterSwitch, meterReads } = this.#world;
    switch (row.kind) {
      case "say":
        await this.#say(row);
        return;
      case "charge":
        if (processor !== null) await this.#charge(processor, row);
        return;
      case "switch":
        if (meterSwitch !== null) await sendSwitch(this.#hub, meterSwitch, row);
        return;
      case "read":
        if (meterReads) await sendReadAsk(this.#hub, meterReads, row);
        return;
      case "happening":
        await this.#sendHappening(row);
        return;
      default:
        never(row.kind);
    }
  }

  /** A charge, or the giving back of one. */
  async #charge(processor: Processor, row: OutboxRow): Promise<void> {
    const isRefund = "refundId" in (JSON.parse(row.payload) as object);
    await (isRefund ? sendRefund : sendCharge)(this.#hub, processor, row);
  }

  /** A text, or a step of a call: each waits where its own way out is not there. */
  async #say(row: OutboxRow): Promise<void> {
    const { carrier, calls } = this.#world;
    const payload = JSON.parse(row.payload) as object;
    // What can not be dialled here is the account's to give another way.
    if ("dial" in payload) return placeCall(this.#hub, calls ?? null, row);
    const isCall = "callId" in payload;
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
