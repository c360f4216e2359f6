/** An account's reads over HTTP: how far they go, what is missing between them, and what is held for staff. */
import { Hono } from "hono";
import { z } from "zod";
import { microToDecimal } from "../../core/money.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";
import { isAccountId } from "./protocol.ts";
import { type CounterEnd, type CounterEnvironment, orRefuse } from "./routes.ts";

const instant = z.iso.datetime();

const gap = z.object({
  from: instant,
  to: instant,
  estimated: z.boolean().meta({ description: "Whether estimates stand in for all of it." }),
});

const held = z
  .object({
    code: z.string().meta({ examples: ["spike"] }),
    from: instant,
    minutes: z.number(),
    quantity: z
      .string()
      .meta({ description: "In the unit of the tariff.", examples: ["412.000000"] }),
    revision: z.int(),
  })
  .meta({
    description: "An interval that was billed nothing and that no better read has replaced.",
  });

const heldRegister = z
  .object({
    code: z.string().meta({ examples: ["backward_register"] }),
    meter: z.string(),
    at: instant,
    register: z.string().meta({ examples: ["10412.000000"] }),
  })
  .meta({ description: "A register read that was billed nothing." });

export const accountReadsSchema = z
  .object({
    services: z.array(
      z.object({
        service: z.string(),
        commodity: z.enum(["electricity", "gas", "water"]),
        as_of: instant.nullable().meta({ description: "End of the newest metered read." }),
        gaps: z.array(gap).meta({
          description:
            "Time between metered reads that none tells of; a gap is gone when its reads have come.",
        }),
        held: z.array(held),
        held_registers: z.array(heldRegister),
      }),
    ),
  })
  .meta({ id: "AccountReads" });

type Answer = z.input<typeof accountReadsSchema>;

/** What one service's reads are; quantities are millionths of the tariff's unit. */
export interface CounterReads {
  readonly serviceId: string;
  readonly commodity: Answer["services"][number]["commodity"];
  readonly throughMs: number | null;
  readonly gaps: readonly { fromMs: number; toMs: number; estimated: boolean }[];
  readonly held: readonly {
    code: string;
    startMs: number;
    durationMs: number;
    quantityMicro: number;
    revision: number;
  }[];
  readonly heldRegisters: readonly {
    code: string;
    meterId: string;
    atMs: number;
    registerMicro: number;
  }[];
}

export interface AccountReadsEnd extends Pick<CounterEnd, "authorize"> {
  readonly readsOf: (
    utilityId: string,
    accountId: string,
  ) => Promise<readonly CounterReads[] | Refusal>;
}

export function accountReadsRoutes({
  authorize,
  readsOf,
}: AccountReadsEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  app.get("/v1/accounts/:id/reads", authorize("read"), async (context) => {
    const accountId = context.req.param("id");
    const services = isAccountId(accountId)
      ? await readsOf(context.var.caller.utilityId, accountId)
      : refuse("no_such_account", "no account can have such an id");
    const answer: Answer = { services: orRefuse(services).map(answerOf) };
    return context.json(answer);
  });
  return app;
}

const MINUTE_MS = 60_000;

function answerOf(reads: CounterReads): Answer["services"][number] {
  return {
    service: reads.serviceId,
    commodity: reads.commodity,
    as_of: reads.throughMs === null ? null : at(reads.throughMs),
    gaps: reads.gaps.map(({ fromMs, toMs, estimated }) => ({
      from: at(fromMs),
      to: at(toMs),
      estimated,
    })),
    held: reads.held.map(({ code, startMs, durationMs, quantityMicro, revision }) => ({
      code,
      from: at(startMs),
      minutes: durationMs / MINUTE_MS,
      quantity: microToDecimal(quantityMicro),
      revision,
    })),
    held_registers: reads.heldRegisters.map(({ code, meterId, atMs, registerMicro }) => ({
      code,
      meter: meterId,
      at: at(atMs),
      register: microToDecimal(registerMicro),
    })),
  };
}

function at(ms: number): string {
  return new Date(ms).toISOString();
}
