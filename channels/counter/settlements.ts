/** Settlements over HTTP: a day's journal and what each way of paying brought. */
import { Hono } from "hono";
import { z } from "zod";
import { type Refusal, refuse } from "../../core/refusal.ts";
import { bodyOf, type CounterEnd, type CounterEnvironment, limitBody, orRefuse } from "./routes.ts";
import { wordsOf } from "./protocol.ts";

const amount = z.string().meta({ examples: ["20.000000"] });

export const settlementRequestSchema = z
  .strictObject({
    date: z.string().meta({ description: "The utility's local day.", examples: ["2026-11-25"] }),
  })
  .meta({ id: "SettlementRequest" });

export const settlementSchema = z
  .object({
    utility: z.string(),
    date: z.string(),
    currency: z.string(),
    transmission_id: z
      .string()
      .meta({ description: "The same for the same postings; take each only once." }),
    total: amount.meta({ description: "Either side of the journal." }),
    entries: z.int(),
    tenders: z.array(
      z.object({
        tender: z.enum(["card", "cash", "bank"]),
        holder: z.string().meta({ description: "The processor, or the drawer." }),
        channel: z.string(),
        gross: amount,
        fees: amount,
        refunds: amount,
        disputes: amount,
        returns: amount,
        moved: amount,
        net: amount,
      }),
    ),
    journal: z.array(
      z.object({ account: z.string(), code: z.string(), debit: amount, credit: amount }),
    ),
  })
  .meta({ id: "Settlement" });

export type SettlementAnswer = z.input<typeof settlementSchema>;

export interface SettlementsEnd extends Pick<CounterEnd, "authorize"> {
  readonly settleDay: (
    utilityId: string,
    day: string,
  ) => Promise<{ readonly repeated: boolean; readonly report: SettlementAnswer } | Refusal>;
}

export function settlementRoutes({
  authorize,
  settleDay,
}: SettlementsEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  app.post("/v1/settlements", authorize("payments:write"), limitBody, async (context) => {
    const { json } = orRefuse(bodyOf(await context.req.text()));
    const asked = settlementRequestSchema.safeParse(json);
    const day = orRefuse(
      asked.success ? asked.data.date : refuse("bad_settlement", wordsOf(asked.error)),
    );
    const { repeated, report } = orRefuse(await settleDay(context.var.caller.utilityId, day));
    return context.json(report, repeated ? 200 : 201);
  });
  return app;
}
