/** A town under a rule pack, for tests of rules, weather, protections and notices that a disconnection rests on. */
import { noteDelivery } from "../../core/hub/note-delivery.ts";
import { publishChannelHealth, publishWeather } from "../../core/hub/publish-news.ts";
import { publishRules } from "../../core/hub/publish-rules.ts";
import type { UtilitySettings } from "../../core/hub/settings.ts";
import { accountHome, lineHome, utilityHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS, localDay } from "../../core/instant.ts";
import { isRefusal } from "../../core/refusal.ts";
import type { PublishedPack } from "../../core/supply/pack.ts";
import type { DecisionRecord } from "../../core/supply/record.ts";
import { START_MS, Town, usd } from "../town.ts";

const zone = "America/New_York";

/** A utility's own rules as a pack that asks for weather, promises cards and needs no notice that ran its time. */
export const pack: PublishedPack = {
  packId: "here",
  version: 1,
  title: "Rules of a test",
  currency: "USD",
  effectiveFromMs: START_MS - 30 * DAY_MS,
  effectiveToMs: null,
  policy: {
    ...usd.supply,
    disconnectLevelUnits: 10_000_000,
    reconnectLevelUnits: 15_000_000,
    weather: [
      {
        code: "heat",
        households: "all",
        observed: null,
        forecast: null,
        advisory: { name: "heat_advisory", lookBackDays: 0 },
      },
    ],
    channels: ["card"],
    channelGraceMs: HOUR_MS,
  },
  lowUnits: 12_000_000,
  notice: { channels: ["sms", "hand"], fromMinute: 0, toMinute: 1440 },
  restoreMs: HOUR_MS,
};

export const settings: UtilitySettings = {
  ...usd,
  rules: { packId: "here", area: "all", packsByArea: { hills: "other" } },
};

export class RulesTown extends Town {
  #reported = 0;

  async publish(one: PublishedPack): Promise<string> {
    const home = utilityHome(this.hub.utilityId);
    const outcome = await this.hub.store.transact(home, (sql) =>
      publishRules(sql, this.hub.clock.now(), home, { pack: one, actor: "test" }),
    );
    await this.settle();
    return isRefusal(outcome) ? outcome.code : outcome.kind;
  }

  async weather(advisories: readonly string[] | null): Promise<void> {
    const home = utilityHome(this.hub.utilityId);
    const days = [
      { day: localDay(zone, this.serviceMs), highDeciC: 300, lowDeciC: 200, advisories },
    ];
    const weather = { area: "all", knownAtMs: this.serviceMs, days };
    await this.hub.store.transact(home, (sql) =>
      publishWeather(sql, this.hub.clock.now(), home, { weather, actor: "test" }),
    );
    this.hub.wake();
    await this.settle();
  }

  async channel(state: "up" | "down"): Promise<void> {
    const home = utilityHome(this.hub.utilityId);
    const news = { channel: "card", area: "*", state, sinceMs: this.serviceMs };
    await this.hub.store.transact(home, (sql) =>
      publishChannelHealth(sql, this.hub.clock.now(), home, { news, actor: "test" }),
    );
    this.hub.wake();
    await this.settle();
  }

  /** The carrier's report of every text that was sent since it was last asked. */
  async reportTexts(state: "delivered" | "failed"): Promise<void> {
    for (const message of this.world.said.slice(this.#reported)) {
      await this.hub.store.transact(lineHome(message.to), (sql) =>
        noteDelivery(sql, this.hub.clock.now(), {
          line: message.to,
          key: `report-${message.id}`,
          messageId: message.id,
          carrierId: `carrier-${message.id}`,
          state,
          code: null,
          occurredAtMs: null,
        }),
      );
    }
    this.#reported = this.world.said.length;
    this.hub.wake();
    await this.settle();
  }

  async latest(accountId = "1001"): Promise<DecisionRecord> {
    const rows = await this.hub.store.read(accountHome(accountId), (sql) =>
      sql.all<{ decision: string }>("SELECT decision FROM supply WHERE home = ?1", [
        accountHome(accountId),
      ]),
    );
    return JSON.parse(rows[0]?.decision ?? "null") as DecisionRecord;
  }

  async verdict(accountId = "1001"): Promise<string> {
    const { verdict, decidedBy } = await this.latest(accountId);
    return `${verdict} by ${decidedBy}`;
  }
}
