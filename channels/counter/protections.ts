/** What protects a household from being turned off, over HTTP: put on record by staff, and ended by them. */
import { Hono, type MiddlewareHandler } from "hono";
import { z } from "zod";
import type { NoteProtection } from "../../core/hub/note-protection.ts";
import { type Currency, parseDecimal, unitsToDecimal } from "../../core/money.ts";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import { isAccountId, wordsOf } from "./protocol.ts";
import { bodyOf, type CounterEnvironment, limitBody, orRefuse } from "./routes.ts";

export type AdminAuthorize = (scope: "read" | "admin") => MiddlewareHandler<CounterEnvironment>;

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
const account = z
  .string()
  .refine(isAccountId, "is no account's id")
  .meta({ examples: ["A-1001"] });
const instant = z.iso.datetime({ offset: true });
const kind = z.enum(["medical", "critical_care", "dispute", "plan", "pledge", "age", "disabled"]);

export const protectionRequestSchema = z
  .strictObject({
    id: id.meta({ description: "Made by the caller: the same id is the same protection." }),
    account,
    kind,
    from: instant.optional().meta({ description: "Absent is now." }),
    until: instant.nullable().optional().meta({ description: "Absent until it is ended." }),
    years: z.int().optional().meta({ description: "Of an age: of the household's oldest member." }),
    amount: z
      .string()
      .optional()
      .meta({
        description:
          "Of a pledge: what it will lift the balance by. Of a dispute: how far below the level it holds; absent however far.",
        examples: ["80.00"],
      }),
  })
  .meta({ id: "ProtectionRequest" });

export const protectionEndSchema = z
  .strictObject({ account, at: instant.optional().meta({ description: "Absent is now." }) })
  .meta({ id: "ProtectionEnd" });

export const protectionSchema = z
  .object({
    id,
    kind,
    from: z.iso.datetime(),
    until: z.iso.datetime().nullable(),
    years: z.int().nullable(),
    amount: z.string(),
    recorded_at: z.iso.datetime(),
    recorded_by: z.string(),
  })
  .meta({ id: "Protection" });

export const protectionsSchema = z
  .object({ protections: z.array(protectionSchema) })
  .meta({ id: "Protections" });

export const doneSchema = z
  .object({ id: z.string(), repeated: z.boolean() })
  .meta({ id: "Done", description: "Repeated is true where nothing was done again." });

export interface KeptProtection extends Omit<NoteProtection, "actor"> {
  readonly recordedAtMs: number;
  readonly recordedBy: string;
}

export interface ProtectionsEnd {
  readonly authorize: AdminAuthorize;
  readonly currencyOf: (utilityId: string) => Promise<Currency>;
  /** Service time of the utility. */
  readonly nowMs: (utilityId: string) => number;
  readonly list: (
    utilityId: string,
    accountId: string,
  ) => Promise<readonly KeptProtection[] | Refusal>;
  readonly note: (
    utilityId: string,
    accountId: string,
    input: NoteProtection,
  ) => Promise<{ kind: "noted" | "seen" } | Refusal>;
  readonly end: (
    utilityId: string,
    accountId: string,
    input: { id: string; atMs: number | null; actor: string },
  ) => Promise<{ kind: "ended" | "seen" } | Refusal>;
}

export function protectionRoutes(end: ProtectionsEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  app.get("/v1/accounts/:id/protections", end.authorize("read"), async (context) => {
    const { utilityId } = context.var.caller;
    const accountId = context.req.param("id");
    const kept = orRefuse(
      isAccountId(accountId)
        ? await end.list(utilityId, accountId)
        : refuse("no_such_account", "no account can have such an id"),
    );
    const currency = await end.currencyOf(utilityId);
    const protections = kept.map((one) => answerOf(one, currency));
    return context.json({ protections } satisfies z.input<typeof protectionsSchema>);
  });
  app.post("/v1/protections", end.authorize("admin"), limitBody, async (context) => {
    const { utilityId, keyId } = context.var.caller;
    const body = await readBody(context.req, protectionRequestSchema, "bad_protection");
    const input = orRefuse(
      inputOf(body, { currency: await end.currencyOf(utilityId), nowMs: end.nowMs(utilityId) }),
    );
    const actor = `key ${keyId}`;
    const noted = orRefuse(await end.note(utilityId, body.account, { ...input, actor }));
    const repeated = noted.kind === "seen";
    return context.json({ id: body.id, repeated }, repeated ? 200 : 201);
  });
  app.post("/v1/protections/:id/end", end.authorize("admin"), limitBody, async (context) => {
    const { utilityId, keyId } = context.var.caller;
    const body = await readBody(context.req, protectionEndSchema, "bad_protection");
    const protectionId = context.req.param("id");
    const atMs = body.at === undefined ? null : Date.parse(body.at);
    const input = { id: protectionId, atMs, actor: `key ${keyId}` };
    const ended = orRefuse(await end.end(utilityId, body.account, input));
    return context.json({ id: protectionId, repeated: ended.kind === "seen" });
  });
  return app;
}

/** The body as its schema has it; a 400 or 422 where it is not so. */
export async function readBody<Schema extends z.ZodType>(
  request: { text(): Promise<string> },
  schema: Schema,
  code: string,
): Promise<z.output<Schema>> {
  const { json } = orRefuse(bodyOf(await request.text()));
  const read = schema.safeParse(json);
  return orRefuse(read.success ? { value: read.data } : refuse(code, wordsOf(read.error))).value;
}

function inputOf(
  body: z.output<typeof protectionRequestSchema>,
  { currency, nowMs }: { currency: Currency; nowMs: number },
): Omit<NoteProtection, "actor"> | Refusal {
  const lift = body.amount === undefined ? 0 : parseDecimal(body.amount, currency.ledgerDigits);
  if (isRefusal(lift)) return refuse("bad_lift", `amount: ${lift.message}`);
  return {
    id: body.id,
    kind: body.kind,
    fromMs: body.from === undefined ? nowMs : Date.parse(body.from),
    untilMs: body.until === undefined || body.until === null ? null : Date.parse(body.until),
    liftUnits: lift,
    years: body.years ?? null,
  };
}

function answerOf(one: KeptProtection, currency: Currency): z.input<typeof protectionSchema> {
  return {
    id: one.id,
    kind: one.kind,
    from: new Date(one.fromMs).toISOString(),
    until: one.untilMs === null ? null : new Date(one.untilMs).toISOString(),
    years: one.years,
    amount: unitsToDecimal(one.liftUnits, currency),
    recorded_at: new Date(one.recordedAtMs).toISOString(),
    recorded_by: one.recordedBy,
  };
}
