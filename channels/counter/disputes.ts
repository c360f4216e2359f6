/** Charges that customers call wrong, over HTTP: what is held for each, and how a person decided. */
import { Hono } from "hono";
import { z } from "zod";
import type { ChargeDispute, DecideDispute } from "../../core/hub/dispute-charges.ts";
import { type Currency, minorToDecimal, unitsToDecimal } from "../../core/money.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";
import { amountOf, bodyAs } from "./act-route.ts";
import type { AdminAuthorize, doneSchema } from "./protections.ts";
import { isAccountId } from "./protocol.ts";
import { type CounterEnvironment, limitBody, orRefuse } from "./routes.ts";

const reasons = [
  "read",
  "rate",
  "payment",
  "other",
] as const satisfies readonly DecideDispute["reason"][];
const instant = z.iso.datetime();

export const disputeDecisionSchema = z
  .strictObject({
    outcome: z.enum(["upheld", "rejected"]),
    reason: z.enum(reasons).meta({ description: "What it was decided by." }),
    credit: z
      .string()
      .optional()
      .meta({
        description:
          "Of one that is upheld: what of the charges is given back; absent where reads or payments correct it by themselves.",
        examples: ["12.50"],
      }),
  })
  .meta({ id: "DisputeDecision" });

export const disputesSchema = z
  .object({
    disputes: z.array(
      z.object({
        id: z.string(),
        state: z.enum(["open", "upheld", "rejected"]),
        standing: z.enum(["held", "late", "again", "person"]).meta({
          description:
            "held in time; late after it; again too soon after another; person where nothing was threatened, or the utility holds nothing.",
        }),
        charged: z.string().meta({ description: "In the 30 days before it." }),
        held: z.string().meta({ description: "How far below its level supply was held." }),
        until: instant.nullable(),
        channel: z.string(),
        opened: instant,
        reason: z.string().nullable(),
        credited: z.string(),
        decided: instant.nullable(),
        decided_by: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "Disputes" });

export interface DisputesEnd {
  readonly authorize: AdminAuthorize;
  readonly currencyOf: (utilityId: string) => Promise<Currency>;
  readonly disputes: (
    utilityId: string,
    accountId: string,
  ) => Promise<readonly ChargeDispute[] | Refusal>;
  readonly decide: (
    utilityId: string,
    accountId: string,
    input: Omit<DecideDispute, "channel">,
  ) => Promise<{ readonly kind: "decided" | "repeated" } | Refusal>;
}

export function disputeRoutes(end: DisputesEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  app.get("/v1/accounts/:id/disputes", end.authorize("read"), async (context) => {
    const { utilityId } = context.var.caller;
    const accountId = context.req.param("id");
    const rows = orRefuse(
      isAccountId(accountId)
        ? await end.disputes(utilityId, accountId)
        : refuse("no_such_account", "no account can have such an id"),
    );
    const currency = await end.currencyOf(utilityId);
    const disputes = rows.map((row) => answerOf(row, currency));
    return context.json({ disputes } satisfies z.input<typeof disputesSchema>);
  });
  const decision = "/v1/accounts/:id/disputes/:dispute/decision";
  app.post(decision, end.authorize("admin"), limitBody, async (context) => {
    const { utilityId, keyId } = context.var.caller;
    const { id, dispute: disputeId } = context.req.param();
    const { outcome, reason, credit } = await bodyAs(context, disputeDecisionSchema);
    const currency = await end.currencyOf(utilityId);
    const creditMinor = credit === undefined ? 0 : amountOf(credit, currency);
    const actor = `key ${keyId}`;
    const input = { disputeId, outcome, reason, creditMinor, actor };
    const { kind } = orRefuse(await end.decide(utilityId, id, input));
    const repeated = kind === "repeated";
    return context.json({ id: disputeId, repeated } satisfies z.input<typeof doneSchema>);
  });
  return app;
}

function answerOf(
  row: ChargeDispute,
  currency: Currency,
): z.input<typeof disputesSchema>["disputes"][number] {
  const at = (ms: number | null): string | null =>
    ms === null ? null : new Date(ms).toISOString();
  return {
    id: row.id,
    state: row.state,
    standing: row.standing,
    charged: unitsToDecimal(row.chargedUnits, currency),
    held: unitsToDecimal(row.heldUnits, currency),
    until: at(row.untilMs),
    channel: row.channel,
    opened: new Date(row.openedAtMs).toISOString(),
    reason: row.reason,
    credited: minorToDecimal(row.creditedMinor, currency),
    decided: at(row.decidedAtMs),
    decided_by: row.decidedBy,
  };
}
