/** What people look after, over HTTP: reports of customers, outages the utility knows of, and the proof of consents. */
import { Hono } from "hono";
import { z } from "zod";
import { isPhone } from "../../core/phone.ts";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import { bodyOf, type CounterEnd, type CounterEnvironment, limitBody, orRefuse } from "./routes.ts";
import { wordsOf } from "./protocol.ts";

const instant = z.iso
  .datetime({ offset: true })
  .meta({ format: "date-time", examples: ["2026-11-25T18:00:00-06:00"] });

/** As many accounts as one outage names one by one; more are the whole utility's, or several outages. */
const ACCOUNTS_MAX = 10_000;

export const outageRequestSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
      .meta({ description: "The caller's; told again under it, what was said is replaced." }),
    accounts: z
      .array(z.string().min(1).max(64))
      .max(ACCOUNTS_MAX)
      .nullable()
      .default(null)
      .meta({ description: "Those without supply; null is every account." }),
    since: instant.nullable().default(null).meta({ description: "Now where null." }),
    back: instant.nullable().default(null).meta({ description: "When it is likely over." }),
  })
  .meta({ id: "OutageRequest" });

export const outageSchema = z.object({ id: z.string(), open: z.boolean() }).meta({ id: "Outage" });

export const reportsSchema = z
  .object({
    reports: z.array(
      z.object({
        id: z.string(),
        what: z.enum(["outage", "gas_leak", "wire_down"]),
        line: z.string().meta({ description: "Who reported it." }),
        account: z.string().nullable(),
        channel: z.string(),
        at: z.string().meta({ format: "date-time" }),
      }),
    ),
  })
  .meta({ id: "Reports" });

export const reportDoneSchema = z
  .object({ id: z.string(), done: z.boolean() })
  .meta({ id: "ReportDone" });

export const consentsSchema = z
  .object({
    line: z.string(),
    events: z.array(
      z.object({
        line: z.string(),
        purpose: z.string(),
        state: z.enum(["granted", "revoked", "asked"]),
        source: z.string(),
        evidence: z.string().meta({ description: "What was done, in words." }),
        wording: z.string().nullable().meta({ description: "What was shown before it." }),
        wording_version: z.string().nullable(),
        came_from: z.string().nullable().meta({ description: "The channel, and our number." }),
        at: z.string().meta({ format: "date-time" }),
        recorded_at: z.string().nullable().meta({ format: "date-time" }),
      }),
    ),
  })
  .meta({ id: "Consents" });

export interface OutageAsked {
  readonly id: string;
  readonly accountIds: readonly string[] | null;
  readonly sinceMs: number | null;
  readonly backAtMs: number | null;
}

export interface CareEnd extends Pick<CounterEnd, "authorize"> {
  readonly declareOutage: (utilityId: string, outage: OutageAsked) => Promise<void>;
  /** False where no such outage is open. */
  readonly endOutage: (utilityId: string, id: string) => Promise<boolean>;
  readonly reports: (utilityId: string) => Promise<z.input<typeof reportsSchema>>;
  /** False where no such report is open. */
  readonly closeReport: (utilityId: string, id: string) => Promise<boolean>;
  readonly consents: (utilityId: string, line: string) => Promise<z.input<typeof consentsSchema>>;
}

export function careRoutes(end: CareEnd): Hono<CounterEnvironment> {
  const { authorize } = end;
  const app = new Hono<CounterEnvironment>();
  app.post("/v1/outages", authorize("admin"), limitBody, async (context) => {
    const asked = orRefuse(outageIn(await context.req.text()));
    await end.declareOutage(context.var.caller.utilityId, asked);
    return context.json({ id: asked.id, open: true }, 201);
  });
  app.post("/v1/outages/:id/end", authorize("admin"), async (context) => {
    const id = context.req.param("id");
    const ended = await end.endOutage(context.var.caller.utilityId, id);
    if (!ended) orRefuse(refuse("no_such_outage", `no outage ${id} is open`));
    return context.json({ id, open: false });
  });
  app.get("/v1/reports", authorize("read"), async (context) =>
    context.json(await end.reports(context.var.caller.utilityId)),
  );
  app.post("/v1/reports/:id/done", authorize("admin"), async (context) => {
    const id = context.req.param("id");
    const done = await end.closeReport(context.var.caller.utilityId, id);
    if (!done) orRefuse(refuse("no_such_report", `no report ${id} is open`));
    return context.json({ id, done: true });
  });
  app.get("/v1/consents/:line", authorize("admin"), async (context) => {
    const line = context.req.param("line");
    if (!isPhone(line)) orRefuse(refuse("bad_line", `"${line.slice(0, 40)}" is no phone number`));
    return context.json(await end.consents(context.var.caller.utilityId, line));
  });
  return app;
}

function outageIn(text: string): OutageAsked | Refusal {
  const body = bodyOf(text);
  if (isRefusal(body)) return body;
  const read = outageRequestSchema.safeParse(body.json);
  if (!read.success) return refuse("bad_outage", wordsOf(read.error));
  const { id, accounts, since, back } = read.data;
  return { id, accountIds: accounts, sinceMs: atMs(since), backAtMs: atMs(back) };
}

function atMs(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}
