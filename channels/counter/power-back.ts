/** How supply comes back after it was paid for, over HTTP: the open cases, and how long the last ones took. */
import { Hono } from "hono";
import { z } from "zod";
import type { PowerBackFigures } from "../../core/hub/power-back.ts";
import { type PowerBackStep, stepOf } from "../../core/hub/power-back.ts";
import type { AdminAuthorize } from "./protections.ts";
import type { CounterEnvironment } from "./routes.ts";

const steps = [
  "credited",
  "sent",
  "acknowledged",
  "verified",
  "ended",
] as const satisfies readonly PowerBackStep[];
const instant = z.iso.datetime().nullable();

export const powerBackSchema = z
  .object({
    p50_seconds: z.number().nullable().meta({ description: "From paid to seen at the meter." }),
    p95_seconds: z.number().nullable(),
    verified: z.int().meta({ description: "How many of the last cases the two are of." }),
    open: z.array(
      z.object({
        account: z.string(),
        service: z.string(),
        payment: z.string().nullable(),
        step: z.enum(steps),
        paid_at: instant,
        credited_at: instant,
        sent_at: instant,
        acknowledged_at: instant,
        late_since: instant.meta({ description: "Since when it is past the limit of the rules." }),
      }),
    ),
  })
  .meta({ id: "PowerBack" });

export interface PowerBackEnd {
  readonly authorize: AdminAuthorize;
  readonly figures: (utilityId: string) => Promise<PowerBackFigures>;
}

export function powerBackRoutes({ authorize, figures }: PowerBackEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  app.get("/v1/power-back", authorize("read"), async (context) => {
    const { open, verified, p50Ms, p95Ms } = await figures(context.var.caller.utilityId);
    const answer: z.input<typeof powerBackSchema> = {
      p50_seconds: secondsOf(p50Ms),
      p95_seconds: secondsOf(p95Ms),
      verified,
      open: open.map((row) => ({
        account: row.accountId,
        service: row.serviceId,
        payment: row.paymentId || null,
        step: stepOf(row),
        paid_at: textOf(row.paidAtMs),
        credited_at: textOf(row.creditedAtMs),
        sent_at: textOf(row.sentAtMs),
        acknowledged_at: textOf(row.acknowledgedAtMs),
        late_since: textOf(row.escalatedAtMs),
      })),
    };
    return context.json(answer);
  });
  return app;
}

function secondsOf(ms: number | null): number | null {
  return ms === null ? null : ms / 1_000;
}

function textOf(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs).toISOString();
}
