/** What is new of an area's weather and of the ways to pay there, over HTTP: a feed, or staff, tell it. */
import { Hono } from "hono";
import { z } from "zod";
import type { PublishChannelHealth, PublishWeather } from "../../core/hub/publish-news.ts";
import type { Refusal } from "../../core/refusal.ts";
import { type AdminAuthorize, readBody } from "./protections.ts";
import { type CounterEnvironment, limitBody, orRefuse } from "./routes.ts";

const area = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,39}$/)
  .meta({ description: "As premises and the configuration name it.", examples: ["harris-county"] });
const instant = z.iso.datetime({ offset: true });
const celsius = z.number().min(-90).max(70).nullable();
/** No feed we know foretells further, and none is asked for days long past. */
const DAYS_MAX = 30;
const ADVISORIES_MAX = 20;

export const weatherRequestSchema = z
  .strictObject({
    area,
    known_at: instant.optional().meta({ description: "When it was known; absent is now." }),
    days: z
      .array(
        z.strictObject({
          day: z.iso.date(),
          high_c: celsius,
          low_c: celsius,
          advisories: z
            .array(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/))
            .max(ADVISORIES_MAX)
            .nullable()
            .meta({ description: "Null where nobody has said whether there are any." }),
        }),
      )
      .min(1)
      .max(DAYS_MAX)
      .refine(
        (days) => new Set(days.map(({ day }) => day)).size === days.length,
        "names a day twice",
      ),
  })
  .meta({ id: "WeatherRequest" });

export const channelHealthRequestSchema = z
  .strictObject({
    channel: z.enum(["card", "bank", "cash", "sms", "ivr", "kiosk", "portal"]),
    area: area.optional().meta({ description: "Absent is everywhere." }),
    state: z.enum(["up", "down"]),
    since: instant.optional().meta({ description: "Absent is now." }),
  })
  .meta({ id: "ChannelHealthRequest" });

export const newsSchema = z
  .object({ area: z.string(), kind: z.enum(["published", "unchanged"]) })
  .meta({ id: "News" });

type Told = Promise<{ readonly kind: "published" | "unchanged" } | Refusal>;

export interface NewsEnd {
  readonly authorize: AdminAuthorize;
  /** Service time of the utility. */
  readonly nowMs: (utilityId: string) => number;
  readonly publishWeather: (
    utilityId: string,
    weather: PublishWeather["weather"],
    actor: string,
  ) => Told;
  readonly publishChannelHealth: (
    utilityId: string,
    news: PublishChannelHealth["news"],
    actor: string,
  ) => Told;
}

export function newsRoutes(end: NewsEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  app.post("/v1/weather", end.authorize("admin"), limitBody, async (context) => {
    const { utilityId, keyId } = context.var.caller;
    const body = await readBody(context.req, weatherRequestSchema, "bad_weather");
    const weather: PublishWeather["weather"] = {
      area: body.area,
      knownAtMs: body.known_at === undefined ? end.nowMs(utilityId) : Date.parse(body.known_at),
      days: body.days.map(({ day, high_c: high, low_c: low, advisories }) => ({
        day,
        highDeciC: high === null ? null : Math.round(high * 10),
        lowDeciC: low === null ? null : Math.round(low * 10),
        advisories,
      })),
    };
    const told = orRefuse(await end.publishWeather(utilityId, weather, `key ${keyId}`));
    return context.json(
      { area: body.area, kind: told.kind },
      told.kind === "published" ? 201 : 200,
    );
  });
  app.post("/v1/channel-health", end.authorize("admin"), limitBody, async (context) => {
    const { utilityId, keyId } = context.var.caller;
    const body = await readBody(context.req, channelHealthRequestSchema, "bad_channel_health");
    const news: PublishChannelHealth["news"] = {
      channel: body.channel,
      area: body.area ?? null,
      state: body.state,
      sinceMs: body.since === undefined ? end.nowMs(utilityId) : Date.parse(body.since),
    };
    const told = orRefuse(await end.publishChannelHealth(utilityId, news, `key ${keyId}`));
    return context.json(
      { area: news.area, kind: told.kind },
      told.kind === "published" ? 201 : 200,
    );
  });
  return app;
}
