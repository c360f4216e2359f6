import type { Hono } from "hono";
import type { KioskLive } from "../../channels/kiosk/live.ts";
import { wallMsAt } from "../../core/hub/anchor-clock.ts";
import { sendableKinds, type World } from "../../core/hub/drain-outbox.ts";
import { earliest, nextDueMs } from "../../core/hub/next-due.ts";
import { nextMidnightMs } from "../../core/instant.ts";
import { lastPosition } from "../../core/store/journal.ts";
import { atMost } from "../at-most.ts";
import { allowedNumbers } from "../allowed-numbers.ts";
import { type AppParts, hubApp } from "../app.ts";
import type { UtilityConfiguration } from "../configuration.ts";
import { type Ends, simulatedIn } from "../ends.ts";
import type { Environment } from "../environment.ts";
import { watchHub } from "../hub-gauges.ts";
import { kioskHost } from "../kiosk.ts";
import { createMetrics } from "../metrics.ts";
import { publishUtility, type StartedUtility, startUtility } from "../open-utility.ts";
import type { StartedEnds } from "../start-ends.ts";
import { payBaseOf } from "../pay-address.ts";
import { rootPage } from "../portal.ts";
import { payPages, stripeAccounts } from "../stripe-accounts.ts";
import { processorName } from "../stripe-end.ts";
import type { RunningUtility } from "../utility.ts";
import type { Shipping } from "./shipping.ts";
import type { ObjectStore } from "./store.ts";

export interface HostParts {
  readonly utility: UtilityConfiguration;
  readonly store: ObjectStore;
  readonly ends: Ends;
  readonly started: StartedEnds;
  readonly environment: Environment;
  readonly wallMs: () => number;
  /** Service time over wall time; null leaves what it was. */
  readonly speed: number | null;
  /** What PINs are hashed with beside their salts. */
  readonly pepper: string;
  readonly shipping: Shipping;
  readonly say: (line: string) => void;
}

/** How long one ring of the alarm waits for what it has set going; the rest goes on by itself, or by the next ring. */
const RING_WORK_MS = 2_000;

/** Puts a configured utility to work in its object. */
export async function openHost(parts: HostParts): Promise<UtilityHost> {
  const metrics = createMetrics();
  const report = (fault: unknown, where: string): void => {
    metrics.count("faults_total", { where: where.split(" ").at(-1) ?? where });
    const words = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
    parts.say(`fault in ${where}: ${words}`);
  };
  const { utility, store, ends, started, wallMs, speed, pepper } = parts;
  const processor = processorName(ends.payments);
  const world: { current: World } = {
    current: { carrier: null, processor: null, meterSwitch: null },
  };
  const opened = await startUtility(
    { utility, store },
    {
      processor,
      speed,
      wallMs,
      pepper,
      payBase: () => payBaseOf(payPages({ ends: parts.ends, started }, parts.environment), null),
      makeWorld: (of) => (world.current = { ...started.makeWorld(of) }),
      report,
    },
  );
  return new UtilityHost({ ...parts, metrics, report, processor, world: world.current, opened });
}

interface OpenedParts extends HostParts {
  readonly metrics: ReturnType<typeof createMetrics>;
  readonly report: (fault: unknown, where: string) => void;
  readonly processor: string;
  readonly world: { carrier: World["carrier"] } & World;
  readonly opened: StartedUtility;
}

/** One utility at work in a Durable Object: its HTTP surface, and what must be done there as time passes. */
export class UtilityHost {
  readonly app: Hono;
  readonly kiosks: KioskLive;
  readonly running: RunningUtility;
  readonly #parts: OpenedParts;
  #utility: UtilityConfiguration;
  #allow: (number: string) => boolean;
  /** The next local midnight, by service time. */
  #midnightMs = 0;

  constructor(parts: OpenedParts) {
    this.#parts = parts;
    this.#utility = parts.utility;
    this.#allow = allowedNumbers(parts.ends, [parts.utility]);
    this.running = parts.opened.running;
    const { app, kiosks } = this.#surface();
    this.app = app;
    this.kiosks = kiosks;
    parts.started.connect((path, init) => this.app.request(path, init));
    parts.started.resume();
  }

  /** Takes up a newer configuration: published as a new version of the settings, and used by the ends from now on. */
  async adopt(utility: UtilityConfiguration): Promise<ReturnType<typeof publishUtility>> {
    const { store, opened, processor, started, ends, world } = this.#parts;
    const published = await publishUtility({ utility, store, clock: opened.clock }, processor);
    this.#utility = utility;
    this.#allow = allowedNumbers(ends, [utility]);
    world.carrier = started.carrierOf(utility);
    this.running.hub.wake();
    return published;
  }

  /** When the object must next be awake, by wall time. */
  nextDueMs(): number | null {
    const { store, opened, world, started, shipping } = this.#parts;
    const { anchor, clock } = opened;
    const { serviceMs } = clock.now();
    if (serviceMs >= this.#midnightMs) {
      this.#midnightMs = nextMidnightMs(this.#utility.zone, serviceMs);
    }
    return earliest(
      store.readNow((sql) => nextDueMs(sql, anchor, sendableKinds(world))),
      shipping.nextDueMs(store.readNow(lastPosition)),
      started.nextDueMs(),
      wallMsAt(anchor, this.#midnightMs),
    );
  }

  /** Does what is due: timers, the outbox, the shipping of the journal. Never throws: an alarm that does is given up at last. */
  async pass(): Promise<void> {
    const { opened, report, shipping } = this.#parts;
    await opened.running.tick().catch((fault: unknown) => report(fault, "tick"));
    await shipping.ship(this.running.hub).catch((fault: unknown) => report(fault, "reports"));
    await atMost(RING_WORK_MS, opened.running.drain.idle());
  }

  #surface(): { readonly app: Hono; readonly kiosks: KioskLive } {
    const { opened, started, metrics, report, ends } = this.#parts;
    const { hub } = opened.running;
    const hubOf = (utilityId: string) => (utilityId === hub.utilityId ? hub : undefined);
    const stripe = stripeAccounts({ ends, started }, () => [this.#utility], hubOf);
    const pay = payPages({ ends, started }, this.#parts.environment);
    const parts: AppParts = {
      ...(stripe && { stripe }),
      ...(pay && { pay }),
      hubOf,
      utilityIds: () => [hub.utilityId],
      hubOfNumber: (number) => (this.#utility.sms.numbers.includes(number) ? hub : undefined),
      carrierKey: () => started.carrierKey(),
      allow: (number) => this.#allow(number),
      nowMs: Date.now,
      metrics,
      health: watchHub([hub], metrics, Date.now),
      simulated: simulatedIn(ends),
      report,
    };
    const kiosks = kioskHost(parts);
    const app = hubApp(parts, kiosks).route("/", rootPage());
    return { app, kiosks: kiosks.live };
  }
}
