import { randomBytes } from "node:crypto";
import type { Hono } from "hono";
import type { KioskLive } from "../../channels/kiosk/live.ts";
import { type CarrierKey, makeCarrierKey, readCarrierKey } from "../../channels/simulated/key.ts";
import { must } from "../../core/assert.ts";
import { earliest } from "../../core/hub/next-due.ts";
import { utilityHome } from "../../core/ids.ts";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import { steadyWall } from "../clock.ts";
import { hubCommands } from "../commands.ts";
import { describeEnds, type Ends } from "../ends.ts";
import type { Environment } from "../environment.ts";
import { type SimulatedMemory, simulatedMemory } from "../simulated-memory.ts";
import { makeEnds } from "../start-ends.ts";
import { type Hosted, hostedUtility, objectEnds } from "./hosted-utility.ts";
import { keepConfiguration, utilityIn } from "./kept-configuration.ts";
import { objectApp } from "./object-app.ts";
import { openReports } from "./report.ts";
import { Shipping } from "./shipping.ts";
import { ObjectSql } from "./sql.ts";
import type { ObjectStore } from "./store.ts";
import { openTown, type Town, TOWN_SPEED } from "./town.ts";
import { openHost, type UtilityHost } from "./utility-host.ts";
import { WakeUp } from "./wake-up.ts";

export interface HostingParts {
  readonly utilityId: string;
  readonly store: ObjectStore;
  readonly storage: DurableObjectStorage;
  readonly env: Cloudflare.Env;
  /** Called after everything that was kept. */
  readonly news: () => void;
}

/** A utility that works here, and what wakes its object again. */
interface Working {
  readonly host: UtilityHost;
  readonly town: Town | null;
  readonly wakeUp: WakeUp;
}

/** Where the environment or the configuration forbids to start, what waits is looked at again after this long. */
const REFUSED_WAIT_MS = 5 * 60_000;
const CARRIER_KEY = "carrier key";
const PEPPER = "pepper";
const PEPPER_BYTES = 32;

/** Makes a Durable Object the host of one utility: opened by its first request or alarm, at work until it is evicted. */
export class Hosting {
  readonly app: Hono;
  readonly #parts: HostingParts;
  readonly #wallMs = steadyWall(Date.now, () => performance.now());
  #opening: Promise<Working | Refusal> | null = null;

  constructor(parts: HostingParts) {
    this.#parts = parts;
    this.app = objectApp({
      surface: async () => {
        const working = await this.#opened();
        return isRefusal(working) ? working : working.host.app;
      },
      commands: (command, args) => this.#command(command, args as Record<string, unknown>),
      sandboxKey: async () => {
        const working = await this.#opened();
        return isRefusal(working) || working.town === null ? null : this.#carrierKey().privatePem;
      },
      report: (fault, where) => console.error(`fault in ${where}:`, fault),
    });
  }

  /** The screens of terminals; null while no utility works here. */
  async kiosks(): Promise<KioskLive | null> {
    const working = await this.#opened();
    return isRefusal(working) ? null : working.host.kiosks;
  }

  /**
   * The alarm: does what is due and sets the next. Never throws: an alarm that throws a few times in a row is not rung again,
   * and what waits here would wait for somebody to write.
   */
  async ring(): Promise<void> {
    try {
      await this.#pass();
    } catch (fault) {
      const { storage, utilityId } = this.#parts;
      console.error(`fault in ${utilityId}:`, fault);
      if ((await storage.getAlarm()) === null) await storage.setAlarm(Date.now() + REFUSED_WAIT_MS);
    }
  }

  async #pass(): Promise<void> {
    const working = await this.#opened();
    if (isRefusal(working)) {
      console.error(`${this.#parts.utilityId} can't go on: ${working.message}`);
      await this.#parts.storage.setAlarm(Date.now() + REFUSED_WAIT_MS);
      return;
    }
    const { host, town, wakeUp } = working;
    wakeUp.rang();
    try {
      await town?.pass();
    } catch (fault) {
      console.error("fault in the town:", fault);
    }
    await host.pass();
    wakeUp.by(dueMs(working));
  }

  /** The utility at work. A refusal or a fault is not kept: what it was about may have been put right. */
  async #opened(): Promise<Working | Refusal> {
    this.#opening ??= this.#open();
    try {
      const working = await this.#opening;
      if (isRefusal(working)) this.#opening = null;
      return working;
    } catch (fault) {
      this.#opening = null;
      throw fault;
    }
  }

  async #open(): Promise<Working | Refusal> {
    const { store, storage, env, utilityId } = this.#parts;
    const ends = objectEnds(environmentOf(env));
    if (isRefusal(ends)) return ends;
    const hosted = store.readNow((sql) => hostedUtility(sql, utilityId, ends));
    if (isRefusal(hosted)) return hosted;
    for (const { subject, state, words } of describeEnds(ends, { utilities: [hosted.utility] })) {
      console.log(`${utilityId} ${subject}: ${state}, ${words}`);
    }
    const wakeUp = new WakeUp(storage, this.#wallMs, await storage.getAlarm());
    const working = { ...(await this.#start(hosted, ends)), wakeUp };
    store.afterEachWork(() => {
      wakeUp.by(dueMs(working));
      this.#parts.news();
    });
    wakeUp.by(dueMs(working));
    working.host.running.hub.wake();
    return working;
  }

  async #start(hosted: Hosted, ends: Ends): Promise<Omit<Working, "wakeUp">> {
    const { store, env } = this.#parts;
    const { utility, isTown } = hosted;
    const started = makeEnds({
      ends,
      environment: environmentOf(env),
      openMemory: () => this.#memory(),
      carrierKey: () => this.#carrierKey(),
    });
    const wallMs = this.#wallMs;
    const host = await openHost({
      utility,
      store,
      ends,
      started,
      environment: environmentOf(env),
      wallMs,
      speed: isTown ? TOWN_SPEED : 1,
      pepper: env.PIN_PEPPER?.trim() || this.#ownPepper(),
      shipping: new Shipping(() => openReports(env), wallMs),
      say: (line) => console.error(line),
    });
    const town = isTown ? await openTown(utility, host.running, { ends: started, wallMs }) : null;
    await town?.pass();
    return { host, town };
  }

  async #command(command: string, args: Record<string, unknown>): Promise<unknown> {
    const { utilityId } = this.#parts;
    if (args["utilityId"] !== utilityId) {
      return refuse("unknown_utility", `this deployment serves ${utilityId} (UTILITY)`);
    }
    if (command === "configure") return this.#configure(args["text"]);
    const working = await this.#opened();
    if (isRefusal(working)) return working;
    return hubCommands(() => working.host.running)(command, args);
  }

  /** Takes a configuration file: kept as a new version, published, and used from now on. */
  async #configure(text: unknown): Promise<unknown> {
    if (typeof text !== "string") return refuse("no_text", "text holds the configuration file");
    const { store, env, utilityId } = this.#parts;
    const ends = objectEnds(environmentOf(env));
    if (isRefusal(ends)) return ends;
    const utility = utilityIn(text, utilityId);
    if (isRefusal(utility)) return utility;
    const before = await this.#opened();
    if (!isRefusal(before) && before.town !== null) {
      const words = "a sandbox's town lives here: set UTILITY to the utility's own id";
      return refuse("is_sandbox", words);
    }
    const wallMs = this.#wallMs();
    await store.transact(utilityHome(utilityId), (sql) =>
      keepConfiguration(sql, { wallMs, serviceMs: wallMs }, text),
    );
    if (!isRefusal(before)) await before.host.adopt(utility);
    else {
      const working = await this.#opened();
      if (isRefusal(working)) return working;
    }
    return { findings: describeEnds(ends, { utilities: [utility] }) };
  }

  #memory(): SimulatedMemory {
    return simulatedMemory(new ObjectSql(this.#parts.storage.sql));
  }

  /** Where no secret gives one: better than none, though it lies beside the PINs' hashes. */
  #ownPepper(): string {
    const memory = this.#memory();
    if (memory.recall(PEPPER) === undefined) {
      memory.remember(PEPPER, randomBytes(PEPPER_BYTES).toString("base64"));
    }
    return must(memory.recall(PEPPER), "it was just kept");
  }

  /** The simulated carrier's pair, made when there is none: events signed before an eviction are still believed after it. */
  #carrierKey(): CarrierKey {
    const memory = this.#memory();
    if (memory.recall(CARRIER_KEY) === undefined) {
      memory.remember(CARRIER_KEY, makeCarrierKey().privatePem);
    }
    return readCarrierKey(must(memory.recall(CARRIER_KEY), "it was just kept"));
  }
}

function dueMs({ host, town }: Omit<Working, "wakeUp">): number | null {
  return earliest(host.nextDueMs(), town?.nextDueMs() ?? null);
}

/** The texts among the bindings: variables and secrets. */
function environmentOf(env: Cloudflare.Env): Environment {
  const bindings: [string, unknown][] = Object.entries(env);
  return Object.fromEntries(
    bindings.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
