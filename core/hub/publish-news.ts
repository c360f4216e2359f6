import { keyOf } from "../ids.ts";
import { HOUR_MS, type Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { configurationVersions } from "../store/configuration.ts";
import { type ChannelNews, EVERY_AREA } from "../supply/channel-news.ts";
import type { Weather } from "../supply/weather.ts";
import { publishRow } from "./publish-configuration.ts";

/** A feed's clock may lead ours by this much. */
const AHEAD_MAX_MS = HOUR_MS;

export interface PublishWeather {
  readonly weather: Weather;
  readonly actor: string;
}

export interface PublishChannelHealth {
  /** A null area is every one. */
  readonly news: Omit<ChannelNews, "area"> & { readonly area: string | null };
  readonly actor: string;
}

export type NewsRefusal = "from_future" | "known_better";

type Published = { readonly kind: "published" | "unchanged" };

/**
 * Publishes what is known of an area's weather; every store takes it and reviews the accounts there. Refused is weather from
 * the future, and what was known before what we have: a feed that repeats itself late would lift a hold.
 */
export function publishWeather(
  sql: Sql,
  now: Now,
  home: Home,
  input: PublishWeather,
): Published | Refusal<NewsRefusal> {
  const { weather, actor } = input;
  if (weather.knownAtMs > now.serviceMs + AHEAD_MAX_MS) {
    return refuse("from_future", "the weather is known at an instant that has not come");
  }
  return publishNews(sql, now, home, {
    kind: "weather",
    id: weather.area,
    body: weather,
    atMs: weather.knownAtMs,
    actor,
  });
}

/** Publishes that a promised way to pay is down, or up again; every store takes it and reviews the accounts there. */
export function publishChannelHealth(
  sql: Sql,
  now: Now,
  home: Home,
  input: PublishChannelHealth,
): Published | Refusal<NewsRefusal> {
  const { actor } = input;
  const news: ChannelNews = { ...input.news, area: input.news.area ?? EVERY_AREA };
  if (news.sinceMs > now.serviceMs + AHEAD_MAX_MS) {
    return refuse("from_future", "it is so since an instant that has not come");
  }
  const id = keyOf(news.area, news.channel);
  const newest = configurationVersions(sql, "channel", id).at(-1);
  const before = newest === undefined ? null : (JSON.parse(newest.body) as ChannelNews);
  // Told the same again, a channel is down since it was first told so: the grace is counted from the end of all of it.
  if (before?.state === news.state) return { kind: "unchanged" };
  return publishNews(sql, now, home, {
    kind: "channel",
    id,
    body: news,
    atMs: news.sinceMs,
    actor,
  });
}

function publishNews(
  sql: Sql,
  now: Now,
  home: Home,
  news: {
    readonly kind: "weather" | "channel";
    readonly id: string;
    readonly body: object;
    readonly atMs: number;
    readonly actor: string;
  },
): Published | Refusal<NewsRefusal> {
  const newest = configurationVersions(sql, news.kind, news.id).at(-1);
  const body = JSON.stringify(news.body);
  if (newest?.body === body) return { kind: "unchanged" };
  if (newest !== undefined && newest.effectiveAtMs > news.atMs) {
    return refuse("known_better", "something newer is known already");
  }
  publishRow(sql, now, home, {
    kind: news.kind,
    id: news.id,
    version: (newest?.version ?? 0) + 1,
    effectiveAtMs: news.atMs,
    recordedAtMs: now.wallMs,
    recordedBy: news.actor,
    body,
  });
  return { kind: "published" };
}
