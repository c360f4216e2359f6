/** Meters that should tell reads and do not, over HTTP: for staff, until each is heard or asked no more. */
import { Hono } from "hono";
import { z } from "zod";
import type { SilentMeter } from "../../core/hub/silent-meters.ts";
import type { AdminAuthorize } from "./protections.ts";
import type { CounterEnvironment } from "./routes.ts";

export const silentMetersSchema = z
  .object({
    meters: z.array(
      z.object({
        account: z.string(),
        service: z.string(),
        meter: z
          .string()
          .nullable()
          .meta({ description: "Null where the service has none any more." }),
        read_through: z.iso
          .datetime()
          .nullable()
          .meta({ description: "The end of its newest read; null where it never told any." }),
        silent_since: z.iso.datetime().meta({
          description:
            "When it was first asked in vain; where meters tell reads by themselves, the end of its newest one or the day it came into use.",
        }),
        last_asked_at: z.iso.datetime().nullable().meta({
          description: "Null where meters are not asked, since they tell reads by themselves.",
        }),
        asked: z.int().meta({ description: "How often in a row it was asked." }),
        told_at: z.iso.datetime().meta({ description: "Since when it is listed." }),
      }),
    ),
  })
  .meta({ id: "SilentMeters" });

export interface SilentMetersEnd {
  readonly authorize: AdminAuthorize;
  readonly list: (utilityId: string) => Promise<readonly SilentMeter[]>;
}

export function silentMeterRoutes({ authorize, list }: SilentMetersEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  app.get("/v1/silent-meters", authorize("read"), async (context) => {
    const meters = await list(context.var.caller.utilityId);
    const answer: z.input<typeof silentMetersSchema> = { meters: meters.map(shown) };
    return context.json(answer);
  });
  return app;
}

function shown(one: SilentMeter): z.input<typeof silentMetersSchema>["meters"][number] {
  return {
    account: one.accountId,
    service: one.serviceId,
    meter: one.meterId,
    read_through: one.throughMs === null ? null : textOf(one.throughMs),
    silent_since: textOf(one.sinceMs),
    last_asked_at: one.lastAskedAtMs === null ? null : textOf(one.lastAskedAtMs),
    asked: one.inARow,
    told_at: textOf(one.toldAtMs),
  };
}

function textOf(atMs: number): string {
  return new Date(atMs).toISOString();
}
