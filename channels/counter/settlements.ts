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

export const clearingSchema = z
  .object({
    processor: z.string(),
    read_at: z.string().meta({ description: "When the processor's own books were last read." }),
    clearing: amount.meta({ description: "The ledger's account at the end of the day." }),
    booked_later: amount.meta({
      description: "Fees and payouts up to then that were booked after it.",
    }),
    holds: amount.meta({
      description: "What the processor held then: pending and available, less what moved since.",
    }),
    opening: amount.meta({ description: "Of that, what it had held before all charges." }),
    difference: amount.nullable().meta({
      description: "holds less all the others; null: its books were not read since the day's end.",
    }),
    unlisted: amount.nullable().meta({
      description: "The part of it by which holds is not what the processor's own lines come to.",
    }),
    carried: amount.nullable().meta({
      description: "The part of it that is in its lines, and not in those of this day.",
    }),
    lines: z.array(
      z.object({
        of: z.enum(["charges", "returns", "refunds", "disputes", "fees", "payouts", "other"]),
        ledger: amount,
        processor: amount,
        difference: amount,
      }),
    ),
  })
  .meta({ id: "Clearing" });

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
    clearing: z.array(clearingSchema).meta({
      description: "What processors themselves say; no part of what was settled.",
    }),
  })
  .meta({ id: "Settlement" });

export type SettlementAnswer = z.input<typeof settlementSchema>;

export interface SettlementsEnd extends Pick<CounterEnd, "authorize"> {
  readonly settleDay: (
    utilityId: string,
    day: string,
  ) => Promise<
    | {
        readonly repeated: boolean;
        readonly report: Omit<SettlementAnswer, "clearing">;
        readonly clearing: readonly SettlementAnswer["clearing"][number][];
      }
    | Refusal
  >;
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
    const came = orRefuse(await settleDay(context.var.caller.utilityId, day));
    const answer: SettlementAnswer = { ...came.report, clearing: [...came.clearing] };
    return context.json(answer, came.repeated ? 200 : 201);
  });
  return app;
}
