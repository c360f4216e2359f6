/**
 * A utility for the hub's tests: its stores on whatever placement runs the test, two clocks that only the test moves, and a
 * world that answers as it is told and keeps what it was asked. Everything real but the ends.
 */
import { must } from "../core/assert.ts";
import type { Prompt } from "../core/conversation/prompt.ts";
import { confirmSwitch } from "../core/hub/confirm-switch.ts";
import { enrol, type Enrol } from "../core/hub/enrol.ts";
import type { IncomingRead, ReadResult } from "../core/hub/judge-batch.ts";
import { publishSettings } from "../core/hub/publish-configuration.ts";
import { publishTariff } from "../core/hub/publish-tariff.ts";
import type { UtilitySettings } from "../core/hub/settings.ts";
import { settlePayment } from "../core/hub/settle-payment.ts";
import { takeTurn } from "../core/hub/take-turn.ts";
import { accountHome, utilityHome } from "../core/ids.ts";
import { HOUR_MS, MINUTE_MS } from "../core/instant.ts";
import { defaultNotice } from "../core/notice/decide.ts";
import { defaultAllocation } from "../core/payment/allocate.ts";
import type { ChargeRequest, Hub, PayAddresses } from "../core/ports.ts";
import type { TariffVersion } from "../core/rating/tariff.ts";
import { isRefusal } from "../core/refusal.ts";
import { usualSupplyPolicy } from "../core/supply/policy.ts";
import { sentence } from "../core/wording/sentence.ts";
import { pushReads } from "../hosts/push-reads.ts";

import { runUtility, type RunningUtility } from "../hosts/utility.ts";
import type { OpenedStore } from "./placements.ts";
import { quickSecrets } from "./support/quick-secrets.ts";
import { ScriptedWorld } from "./support/scripted-world.ts";

/** A Monday, 09:00 in New York. */
export const START_MS = Date.UTC(2026, 10, 23, 14);

export const usd: UtilitySettings = {
  utilityId: "u",
  name: "Northside Power",
  currency: "USD",
  zone: "America/New_York",
  language: "en",
  languages: ["en", "es"],
  phone: "555-0199",
  numbers: ["+15550001000"],
  supply: {
    ...usualSupplyPolicy,
    noticeMs: 0,
    allowed: [{ days: [0, 1, 2, 3, 4, 5, 6], fromMinute: 0, toMinute: 1440 }],
  },
  notice: { ...defaultNotice(5_000_000), quietFromMinute: 0, quietToMinute: 0 },
  allocation: defaultAllocation,
  payment: { processor: "simulated", minMinor: 100, maxMinor: 50_000, dailyByTextMinor: 20_000 },
};

/** 20 cents a kWh and 35 cents a day. */
export const flat: TariffVersion = {
  tariffId: "flat",
  version: 1,
  commodity: "electricity",
  unit: "kWh",
  currency: "USD",
  priceScale: 9,
  pricePerUnit: 200_000_000,
  fixedPerDay: 350_000_000,
  effectiveFromMs: Date.UTC(2020, 0, 1),
};

export const ana: Enrol = {
  accountId: "1001",
  customerId: "c1",
  name: "Ana Lopez",
  language: "en",
  mode: "prepaid",
  label: "Oak St 12",
  zone: "America/New_York",
  openingUnits: 6_000_000,
  contacts: [{ line: "+15550100001", agreed: "form of 2026-11-01" }],
  methods: [{ token: "sim_visa_4242", brand: "Visa", last4: "4242" }],
  services: [
    {
      commodity: "electricity",
      meterId: "E-1",
      remoteSwitch: true,
      tariffId: "flat",
      label: "Oak St 12",
      zone: "America/New_York",
      movedInDay: "2026-11-23",
    },
  ],
  actor: "test",
  slice: "",
};

export class Town {
  readonly opened: OpenedStore;
  readonly world = new ScriptedWorld();
  readonly running: RunningUtility;
  readonly faults: unknown[] = [];
  wallMs = START_MS;
  serviceMs = START_MS;
  #events = 0;

  constructor(opened: OpenedStore, payAddresses?: PayAddresses) {
    this.opened = opened;
    const clock = { now: () => ({ wallMs: this.wallMs, serviceMs: this.serviceMs }) };
    this.running = runUtility(
      {
        utilityId: opened.utilityId,
        store: opened.store,
        clock,
        secrets: quickSecrets,
        ...(payAddresses && { payAddresses }),
      },
      this.world,
      (fault) => this.faults.push(fault),
    );
  }

  get hub(): Hub {
    return this.running.hub;
  }

  async found(settings = usd, tariffs: readonly TariffVersion[] = [flat]): Promise<void> {
    const home = utilityHome(this.hub.utilityId);
    const own = { ...settings, utilityId: this.hub.utilityId };
    await this.hub.store.transact(home, (sql) =>
      publishSettings(sql, this.hub.clock.now(), home, { settings: own, actor: "test" }),
    );
    for (const tariff of tariffs) {
      await this.hub.store.transact(home, (sql) =>
        publishTariff(sql, this.hub.clock.now(), home, { tariff, actor: "test" }),
      );
    }
  }

  async enrol(...accounts: readonly Enrol[]): Promise<void> {
    const home = utilityHome(this.hub.utilityId);
    for (const account of accounts) {
      const slice = this.hub.store.sliceOf(accountHome(account.accountId));
      const outcome = await this.hub.store.transact(home, (sql) =>
        enrol(sql, this.hub.clock.now(), home, { ...account, slice }),
      );
      if (isRefusal(outcome)) throw new Error(`not enrolled: ${outcome.code}`);
    }
    await this.settle();
  }

  /** Lets everything that is due be done. */
  async settle(): Promise<void> {
    await this.running.drain.idle();
    if (this.faults.length > 0) throw this.faults[0];
  }

  /** Moves both clocks on and fires what falls due. */
  async pass(ms: number): Promise<void> {
    this.wallMs += ms;
    this.serviceMs += ms;
    await this.running.tick();
    await this.settle();
  }

  /** A customer's text, and what it led to. */
  async text(from: string, text: string, key?: string): Promise<void> {
    this.#events += 1;
    await takeTurn(this.hub, {
      channel: "sms",
      key: key ?? `text-${String(this.#events)}`,
      from,
      to: usd.numbers[0] ?? "",
      input: { kind: "said", text },
    });
    await this.settle();
  }

  /** The processor's final word on a charge. */
  async settleCharge(
    request: ChargeRequest,
    outcome: "succeeded" | "declined",
    key = `event-${request.key}`,
  ): Promise<void> {
    const home = accountHome(request.accountId);
    const processorId = `ch-${request.key}`;
    await this.hub.store.transact(home, (sql) =>
      settlePayment(sql, this.hub.clock.now(), home, {
        paymentId: request.paymentId,
        key,
        outcome:
          outcome === "succeeded"
            ? { kind: "succeeded", processorId }
            : { kind: "declined", processorId, code: "card_declined" },
      }),
    );
    this.hub.wake();
    await this.settle();
  }

  /** A meter's report that its switch stands as the newest command wanted it, or as given. */
  async report(accountId: string, position?: "closed" | "open"): Promise<void> {
    const command = must(this.world.commanded.at(-1), "a command was sent");
    const home = accountHome(accountId);
    this.#events += 1;
    await this.hub.store.transact(home, (sql) =>
      confirmSwitch(sql, this.hub.clock.now(), home, {
        key: `report-${String(this.#events)}`,
        meterId: command.meterId,
        position: position ?? (command.wanted === "on" ? "closed" : "open"),
        atMs: this.wallMs,
        commandId: command.commandId,
      }),
    );
    this.hub.wake();
    await this.settle();
  }

  async push(reads: readonly IncomingRead[]): Promise<ReadResult[]> {
    const cause = { actor: "test", channel: null, cause: "test" };
    const results = await pushReads(this.hub, reads, { cause, mode: "write" });
    await this.settle();
    return results;
  }

  /** An hour's read that ends now. */
  async use(meterId: string, quantityMicro: number): Promise<ReadResult | undefined> {
    const startMs = Math.floor(this.serviceMs / HOUR_MS) * HOUR_MS - HOUR_MS;
    const read = { meterId, startMs, durationMs: 60 * MINUTE_MS, quantityMicro };
    return (await this.push([{ ...read, revision: 0, estimated: false }]))[0];
  }

  promptsTo(number: string): Prompt[] {
    return this.world.said.filter((message) => message.to === number).map(({ prompt }) => prompt);
  }

  textsTo(number: string): string[] {
    return this.world.said
      .filter((message) => message.to === number)
      .map(({ prompt, language }) => sentence(prompt, language));
  }
}
