/**
 * Several utilities in one process, as a host serves them: one HTTP surface, one carrier, one memory of the simulated ends, and
 * for each utility a store, a processor and meters of its own. All of them name their customers, accounts and meters alike.
 */
import { SimulatedCarrier } from "../../channels/simulated/carrier.ts";
import { makeCarrierKey } from "../../channels/simulated/key.ts";
import { renderText } from "../../channels/sms/render.ts";
import { signerOf } from "../../channels/telnyx/sign.ts";
import { must } from "../../core/assert.ts";
import { enrol, type Enrol } from "../../core/hub/enrol.ts";
import { publishSettings } from "../../core/hub/publish-configuration.ts";
import { publishTariff } from "../../core/hub/publish-tariff.ts";
import type { UtilitySettings } from "../../core/hub/settings.ts";
import { accountHome, utilityHome } from "../../core/ids.ts";
import type { Hub, Store } from "../../core/ports.ts";
import { isRefusal } from "../../core/refusal.ts";
import { hashToken, makeToken, type Scope, TOKEN_BYTES } from "../../hosts/api-key.ts";
import { hubApp } from "../../hosts/app.ts";
import { hubCommands } from "../../hosts/commands.ts";
import { confirmReport } from "../../hosts/confirm-report.ts";
import { createMetrics } from "../../hosts/metrics.ts";
import { memoryOf } from "../../hosts/simulated-memory.ts";
import { secretHash } from "../../hosts/secret-hash.ts";
import { runUtility, type RunningUtility } from "../../hosts/utility.ts";
import { SimulatedMeters } from "../../meters/simulated/meter.ts";
import { SimulatedProcessor } from "../../payments/simulated/processor.ts";
import { settleEvent } from "../../payments/simulated/settle.ts";
import { flat, START_MS } from "../town.ts";
import { FakeMemory, FakeTime } from "./fake-time.ts";

const STEP_MS = 10_000;
/** Enough for a text, its question to the processor, the switch and what is said of it. */
const STEPS = 3;

export interface Tenant {
  readonly settings: UtilitySettings;
  readonly accounts: readonly Enrol[];
}

interface Served {
  readonly tenant: Tenant;
  readonly running: RunningUtility;
  readonly meters: SimulatedMeters;
  readonly processor: SimulatedProcessor;
}

export class SharedProcess {
  readonly time = new FakeTime(START_MS);
  readonly carrierKey = makeCarrierKey();
  readonly carrier: SimulatedCarrier;
  readonly faults: unknown[] = [];
  readonly #served = new Map<string, Served>();
  readonly #keys = new Map<string, string>();
  readonly #app: ReturnType<typeof hubApp>;
  readonly #memory = new FakeMemory();
  #made = 0;

  constructor() {
    const { time } = this;
    const utilityOf = (number: string) =>
      [...this.#served].find(([, { tenant }]) => tenant.settings.numbers.includes(number));
    this.carrier = new SimulatedCarrier({
      seed: "shared",
      nowMs: time.nowMs,
      after: time.after,
      makeId: () => `event-${String((this.#made += 1))}`,
      sign: signerOf(this.carrierKey.privatePem),
      render: renderText,
      profileOf: (number) => utilityOf(number)?.[0] ?? number,
      deliver: async (body, headers, messageId) => {
        const query = messageId === null ? "" : `?message=${encodeURIComponent(messageId)}`;
        return (await this.#app.request(`/hooks/telnyx${query}`, { method: "POST", body, headers }))
          .status;
      },
    });
    this.#app = hubApp({
      hubOf: (id) => this.#served.get(id)?.running.hub,
      utilityIds: () => [...this.#served.keys()],
      hubOfNumber: (number) => utilityOf(number)?.[1].running.hub,
      carrierKey: () => this.carrierKey.publicBase64,
      allow: () => true,
      nowMs: time.nowMs,
      metrics: createMetrics(),
      health: () => Promise.resolve([]),
      simulated: ["carrier", "meters", "payments"],
      report: (fault) => this.faults.push(fault),
      pay: { isSimulated: true, publishableKey: null, publicUrl: null, clientOf: () => undefined },
    });
  }

  hub(utilityId: string): Hub {
    return this.#of(utilityId).running.hub;
  }

  number(utilityId: string): string {
    return must(this.#of(utilityId).tenant.settings.numbers[0], "a number");
  }

  #of(utilityId: string): Served {
    return must(this.#served.get(utilityId), `${utilityId} is served`);
  }

  /** Puts one more utility to work on a store of its own, with its accounts and a key for all its doors. */
  async serve(store: Store, tenant: Tenant): Promise<void> {
    const { time } = this;
    const { utilityId } = tenant.settings;
    const clock = { now: () => ({ wallMs: time.atMs, serviceMs: time.atMs }) };
    const hub = (): Hub => this.hub(utilityId);
    const ends = {
      seed: "shared",
      nowMs: time.nowMs,
      after: time.after,
      memory: memoryOf(this.#memory, utilityId),
    };
    const meters = new SimulatedMeters({
      ...ends,
      now: () => clock.now(),
      report: (report) => confirmReport(hub(), report),
    });
    const processor = new SimulatedProcessor({
      ...ends,
      merchant: utilityId,
      notify: (event) => settleEvent(hub(), event),
    });
    const world = {
      carrier: this.carrier,
      processor,
      meterSwitch: meters,
      books: processor.books(),
    };
    const running = runUtility(
      { utilityId, store, clock, secrets: secretHash("pepper") },
      world,
      (fault) => this.faults.push(fault),
    );
    this.#served.set(utilityId, { tenant, running, meters, processor });
    await this.#found(utilityId);
    this.#keys.set(utilityId, await this.key(utilityId, ["admin"]));
  }

  async #found(utilityId: string): Promise<void> {
    const { tenant, running } = this.#of(utilityId);
    const { store, clock } = running.hub;
    const home = utilityHome(utilityId);
    const { currency } = tenant.settings;
    const tariff = { ...flat, currency };
    await store.transact(home, (sql) =>
      publishSettings(sql, clock.now(), home, { settings: tenant.settings, actor: "test" }),
    );
    await store.transact(home, (sql) =>
      publishTariff(sql, clock.now(), home, { tariff, actor: "test" }),
    );
    for (const account of tenant.accounts) {
      const slice = store.sliceOf(accountHome(account.accountId));
      const outcome = await store.transact(home, (sql) =>
        enrol(sql, clock.now(), home, { ...account, slice }),
      );
      if (isRefusal(outcome)) throw new Error(`not enrolled: ${outcome.code}`);
    }
  }

  /** A new API key, as an operator makes one. */
  async key(utilityId: string, scopes: readonly Scope[]): Promise<string> {
    const chance = new Uint8Array(TOKEN_BYTES).fill((this.#made += 1));
    const token = makeToken(utilityId, chance);
    const name = `key-${String(this.#made)}`;
    await this.command("create_key", {
      utilityId,
      keyId: name,
      name,
      scopes,
      hash: await hashToken(token),
    });
    return token;
  }

  /** A command of an operator, through the door that the command line uses. */
  command(
    name: string,
    input: { readonly utilityId: string } & Readonly<Record<string, unknown>>,
  ): Promise<unknown> {
    return hubCommands((id) => this.#served.get(id)?.running)(name, input);
  }

  /** The key to all of a utility's doors. */
  keyOf(utilityId: string): string {
    return must(this.#keys.get(utilityId), `${utilityId} has a key`);
  }

  /** Calls the API. */
  async call(token: string, path: string, body?: unknown): Promise<{ status: number; body: Body }> {
    const answer = await this.#app.request(path, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    await this.soon();
    return { status: answer.status, body: (await answer.json()) as Body };
  }

  /** Posts a webhook of the carrier's, signed now. */
  async hook(body: string, query = ""): Promise<{ status: number; body: Body }> {
    const headers = signerOf(this.carrierKey.privatePem)(body, this.time.atMs);
    const answer = await this.#app.request(`/hooks/telnyx${query}`, {
      method: "POST",
      body,
      headers,
    });
    await this.soon();
    return { status: answer.status, body: (await answer.json()) as Body };
  }

  /** Texts a utility, and gives what that phone was told in answer, by whomever. */
  async text(utilityId: string, phone: string, text: string): Promise<string[]> {
    const before = this.carrier.phoneOf(phone).messages().length;
    this.carrier.text(phone, this.number(utilityId), text);
    await this.soon();
    return this.carrier
      .phoneOf(phone)
      .messages()
      .slice(before)
      .filter(({ by }) => by !== "customer")
      .map((message) => `${message.number} ${message.text}`);
  }

  /** Lets what is under way come to its end: a simulated end answers in seconds, and an answer may be answered. */
  async soon(): Promise<void> {
    for (let step = 0; step < STEPS; step += 1) {
      await this.time.pass(STEP_MS);
      await this.#idle();
    }
    for (const { running } of this.#served.values()) await running.tick();
    await this.#idle();
    if (this.faults.length > 0) throw this.faults[0];
  }

  async #idle(): Promise<void> {
    for (const { running } of this.#served.values()) await running.drain.idle();
    await this.time.pass(0);
  }

  /** Who moves a utility's card money. */
  processorOf(utilityId: string): SimulatedProcessor {
    return this.#of(utilityId).processor;
  }

  /** Where a utility's meter has its switch. */
  switchOf(utilityId: string, meterId: string): ReturnType<SimulatedMeters["look"]> {
    return this.#of(utilityId).meters.look(meterId);
  }

  /** Every row of every store of a utility, a line each. */
  async contents(utilityId: string): Promise<string[]> {
    const { store } = this.hub(utilityId);
    const rows: string[] = [];
    for (const slice of store.slices()) {
      rows.push(
        ...(await store.read(slice, (sql) => {
          const tables = sql.all<{ name: string }>(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*' ORDER BY name",
          );
          return tables.flatMap(({ name }) =>
            sql
              .all(`SELECT * FROM "${name}"`)
              .map((row) => `${utilityId} ${slice} ${name} ${JSON.stringify(row)}`),
          );
        })),
      );
    }
    return rows;
  }
}

type Body = Readonly<Record<string, unknown>>;
