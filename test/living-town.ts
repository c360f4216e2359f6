/**
 * A utility with the sandbox's own ends: the simulated carrier tells what comes by signed webhooks through the HTTP surface, the
 * simulated processor and meters answer late, and households live on real reads. Time moves when the test says so.
 */
import { commandsOf, dialOf } from "../channels/ivr/render.ts";
import { type PlacedCall, SimulatedCalls } from "../channels/simulated/calls.ts";
import { SimulatedCarrier } from "../channels/simulated/carrier.ts";
import type { Handset } from "../channels/simulated/handset.ts";
import { makeCarrierKey } from "../channels/simulated/key.ts";
import { renderText } from "../channels/sms/render.ts";
import { type Signer, signerOf } from "../channels/telnyx/sign.ts";
import { enrol, type Enrol } from "../core/hub/enrol.ts";
import { publishSettings } from "../core/hub/publish-configuration.ts";
import { publishTariff } from "../core/hub/publish-tariff.ts";
import { setSecret } from "../core/hub/set-secret.ts";
import type { UtilitySettings } from "../core/hub/settings.ts";
import { accountHome, utilityHome } from "../core/ids.ts";
import { MINUTE_MS } from "../core/instant.ts";
import type { Hub, PayAddresses, SecretHash } from "../core/ports.ts";
import { isRefusal } from "../core/refusal.ts";
import type { TariffVersion } from "../core/rating/tariff.ts";
import { hubApp } from "../hosts/app.ts";
import { confirmReport } from "../hosts/confirm-report.ts";
import { createMetrics } from "../hosts/metrics.ts";
import { pushReads } from "../hosts/push-reads.ts";

import { runUtility, type RunningUtility } from "../hosts/utility.ts";
import { SimulatedMeters } from "../meters/simulated/meter.ts";
import { type Profile, readProfile } from "../meters/simulated/profile.ts";
import { Replay } from "../meters/simulated/replay.ts";
import { SimulatedProcessor } from "../payments/simulated/processor.ts";
import { settleEvent } from "../payments/simulated/settle.ts";
import type { OpenedStore } from "./placements.ts";
import { FakeMemory, FakeTime } from "./support/fake-time.ts";
import { quickSecrets } from "./support/quick-secrets.ts";

export interface LivingOptions {
  readonly settings: UtilitySettings;
  readonly tariffs: readonly TariffVersion[];
  readonly accounts: readonly Enrol[];
  /** The text of an interval file behind each meter. */
  readonly reads: Readonly<Record<string, string>>;
  readonly startMs: number;
  /** Where a page that takes a first card can be reached; absent where none can. */
  readonly payAddresses?: PayAddresses;
  /** How PINs are kept; quickly, where nothing is said. */
  readonly secrets?: SecretHash;
}

/** Time passes in steps of this at most: short beside an hour's read; what simulated ends have in mind comes at its own time. */
const STEP_MS = 5 * MINUTE_MS;

/** A call answers within this, well before a caller who says nothing is asked again. */
const CALL_STEP_MS = 1_000;

/** A webhook as the carrier posted it. */
export interface PostedHook {
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export class LivingTown {
  readonly time: FakeTime;
  /** What the carrier signs with. */
  readonly sign: Signer;
  /** Every webhook that the carrier posted, in order. */
  readonly posted: PostedHook[] = [];
  /** The hub's HTTP surface, for what is not posted by the carrier. */
  readonly request: (path: string, init: RequestInit) => Response | Promise<Response>;
  readonly carrier: SimulatedCarrier;
  readonly calls: SimulatedCalls;
  readonly meters: SimulatedMeters;
  readonly processor: SimulatedProcessor;
  readonly running: RunningUtility;
  readonly faults: unknown[] = [];
  readonly #options: LivingOptions;
  /** What the ends have told the hub and is not taken yet: that may take real time, which the town's own does not wait for. */
  readonly #answering = new Set<Promise<unknown>>();
  #toldCount = 0;
  readonly #replay: Replay;
  #readMs: number;

  constructor(opened: OpenedStore, options: LivingOptions) {
    this.#options = options;
    this.#readMs = options.startMs;
    const time = new FakeTime(options.startMs);
    this.time = time;
    const key = makeCarrierKey();
    const shared = { seed: "life", nowMs: time.nowMs, after: time.after, memory: new FakeMemory() };
    const clock = { now: () => ({ wallMs: time.atMs, serviceMs: time.atMs }) };
    const hub = (): Hub => this.running.hub;
    let made = 0;
    this.sign = signerOf(key.privatePem);
    const carrying = {
      ...shared,
      makeId: () => `event-${String((made += 1))}`,
      sign: this.sign,
      deliver: async (
        body: string,
        headers: Record<string, string>,
        messageId: string | null,
      ): Promise<number> => {
        const query = messageId === null ? "" : `?message=${encodeURIComponent(messageId)}`;
        const path = `/hooks/telnyx${query}`;
        this.posted.push({ path, body, headers });
        const request = { method: "POST", body, headers };
        return (await this.#told(Promise.resolve(app.request(path, request)))).status;
      },
    };
    this.carrier = new SimulatedCarrier({ ...carrying, render: renderText });
    const { utilityId } = opened;
    const notify = (event: Parameters<typeof settleEvent>[1]) =>
      this.#told(settleEvent(hub(), event));
    this.processor = new SimulatedProcessor({ ...shared, merchant: utilityId, notify });
    const report = (told: Parameters<typeof confirmReport>[1]) =>
      this.#told(confirmReport(hub(), told));
    this.meters = new SimulatedMeters({ ...shared, now: () => clock.now(), report });
    this.calls = new SimulatedCalls({
      ...carrying,
      commandsOf,
      dialOf: (call) => dialOf(call, "simulated"),
    });
    const { carrier, calls, processor, meters: meterSwitch } = this;
    const world = { carrier, calls, processor, meterSwitch };
    const { payAddresses, secrets = quickSecrets } = options;
    this.running = runUtility(
      { utilityId, store: opened.store, clock, secrets, ...(payAddresses && { payAddresses }) },
      world,
      (fault) => this.faults.push(fault),
    );
    const app = hubApp({
      hubOf: (id) => (id === utilityId ? hub() : undefined),
      utilityIds: () => [hub().utilityId],
      hubOfNumber: (number) => (options.settings.numbers.includes(number) ? hub() : undefined),
      carrierKey: () => key.publicBase64,
      allow: () => true,
      nowMs: time.nowMs,
      metrics: createMetrics(),
      health: () => Promise.resolve([]),
      simulated: ["carrier", "meters", "payments"],
      report: (fault) => this.faults.push(fault),
    });
    this.request = (path, init) => app.request(path, init);
    const profiles = new Map(
      Object.entries(options.reads).map(([meterId, text]) => [meterId, profileOf(text)]),
    );
    this.#replay = new Replay({
      profileOf: (meterId) => profiles.get(meterId),
      anchorMs: options.startMs,
      closedMs: (meterId, fromMs, toMs) => this.meters.closedMs(meterId, fromMs, toMs),
    });
  }

  async found(): Promise<void> {
    const { hub } = this.running;
    const home = utilityHome(hub.utilityId);
    const { settings, tariffs, accounts } = this.#options;
    const own = { ...settings, utilityId: hub.utilityId };
    await hub.store.transact(home, (sql) =>
      publishSettings(sql, hub.clock.now(), home, { settings: own, actor: "test" }),
    );
    for (const tariff of tariffs) {
      await hub.store.transact(home, (sql) =>
        publishTariff(sql, hub.clock.now(), home, { tariff, actor: "test" }),
      );
    }
    for (const account of accounts) {
      const slice = hub.store.sliceOf(accountHome(account.accountId));
      const outcome = await hub.store.transact(home, (sql) =>
        enrol(sql, hub.clock.now(), home, { ...account, slice }),
      );
      if (isRefusal(outcome)) throw new Error(`not enrolled: ${outcome.code}`);
    }
    await this.pass(STEP_MS);
  }

  /** Lets time pass: reads come in, timers fire, simulated ends do what they had in mind. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.time.atMs + ms;
    while (this.time.atMs < untilMs) {
      await this.time.pass(Math.min(STEP_MS, untilMs - this.time.atMs));
      await this.#pushReads();
      await this.running.tick();
      await this.settle();
    }
  }

  /** Lets everything that is due now be done. */
  async settle(): Promise<void> {
    // What the drain sends may be answered by an event, and that may send again.
    let told: number;
    let done: number;
    do {
      told = this.#toldCount;
      await Promise.allSettled(this.#answering);
      await this.running.drain.idle();
      done = await this.time.pass(0);
    } while (done > 0 || this.#answering.size > 0 || this.#toldCount > told);
    if (this.faults.length > 0) throw this.faults[0];
  }

  #told<Answer>(answering: Promise<Answer>): Promise<Answer> {
    this.#toldCount += 1;
    this.#answering.add(answering);
    return answering.finally(() => this.#answering.delete(answering));
  }

  /** A customer texts, and a little time passes. */
  async text(from: string, text: string): Promise<void> {
    this.carrier.text(from, this.#options.settings.numbers[0] ?? "", text);
    await this.pass(5_000);
  }

  /** Gives an account's customer a PIN, as staff would. */
  async setPin(accountId: string, pin: string): Promise<void> {
    const { hub } = this.running;
    const digest = await hub.secrets.digest(pin);
    const home = utilityHome(hub.utilityId);
    const outcome = await hub.store.transact(home, (sql) =>
      setSecret(sql, hub.clock.now(), home, { accountId, digest, actor: "test" }),
    );
    if (isRefusal(outcome)) throw new Error(outcome.message);
  }

  /** A customer calls, and is answered. */
  async call(from: string): Promise<PlacedCall> {
    const call = this.calls.dial(from, this.#options.settings.numbers[0] ?? "");
    if (isRefusal(call)) throw new Error(call.message);
    await this.pass(CALL_STEP_MS);
    return call;
  }

  /** Listens to a call for a while, in steps short enough for the hub to answer in between. */
  async listen(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += CALL_STEP_MS) await this.pass(CALL_STEP_MS);
  }

  /** Keys, and the moment that their answer takes. */
  async press(call: PlacedCall, keys: string): Promise<void> {
    call.press(keys);
    await this.pass(CALL_STEP_MS);
  }

  phone(number: string): Handset {
    return this.carrier.phoneOf(number);
  }

  async #pushReads(): Promise<void> {
    const fromMs = this.#readMs;
    const untilMs = this.time.atMs;
    this.#readMs = untilMs;
    const reads = Object.keys(this.#options.reads).flatMap((meterId) =>
      this.#replay
        .readsBetween(meterId, fromMs, untilMs)
        .map((interval) => ({ ...interval, meterId, revision: 0, estimated: false })),
    );
    if (reads.length === 0) return;
    const cause = { actor: "meter", channel: null, cause: "replay" };
    await pushReads(this.running.hub, reads, { cause, mode: "write" });
  }
}

function profileOf(text: string): Profile {
  const profile = readProfile(text);
  if (isRefusal(profile)) throw new Error(profile.message);
  return profile;
}
