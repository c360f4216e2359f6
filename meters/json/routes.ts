/** Reads pushed as JSON: each item is judged alone, so that one bad read never costs the others. */
import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import { must } from "../../core/assert.ts";
import { isRefusal, refuse } from "../../core/refusal.ts";
import { parseItem } from "./parse.ts";
import { quickReads } from "./quick-body.ts";
import { type ParsedRegister, registerSchema } from "./register-schema.ts";
import { type ParsedRead, readSchema } from "./schema.ts";

export interface ReadResult {
  readonly outcome: "accepted" | "revised" | "duplicate" | "refused" | "held";
  readonly code: string | null;
  readonly message: string | null;
}

/** Whose key the request carries; set by the host's `authorize`. */
export interface ReadsEnvironment {
  Variables: { caller: { readonly utilityId: string; readonly keyId: string } };
}

export interface ReadsEnd {
  /** Answers 401 or 403 unless the caller's key has the scope. */
  readonly authorize: (scope: "reads:write") => MiddlewareHandler<ReadsEnvironment>;
  /** One result a read, in the order given. */
  readonly record: (
    utilityId: string,
    reads: readonly (ParsedRead | ParsedRegister)[],
  ) => Promise<readonly ReadResult[]>;
}

/** A day of hourly reads of 400 meters; the work of one request stays under a second. */
export const READS_MAX = 10_000;
/** 10,000 reads take about 1.5 MB; the rest is room for white space and long ids. */
export const READS_BODY_BYTES_MAX = 16 * 1024 * 1024;

export const readsRequestSchema = z
  .object({ reads: z.array(z.union([readSchema, registerSchema])).max(READS_MAX) })
  .meta({ id: "ReadsRequest" });

export const readsResponseSchema = z
  .object({
    results: z
      .array(
        z.object({
          outcome: z.enum(["accepted", "revised", "duplicate", "refused", "held"]),
          code: z.string().nullable().meta({
            description:
              "Why, when refused or held; what it is, where a register only begins to count or went round.",
          }),
          message: z.string().nullable().meta({ description: "The same in words." }),
        }),
      )
      .meta({ description: "One result a read, in the order given." }),
  })
  .meta({ id: "ReadsResponse" });

export function readsRoutes({ authorize, record }: ReadsEnd): Hono<ReadsEnvironment> {
  const app = new Hono<ReadsEnvironment>();
  const limit = bodyLimit({ maxSize: READS_BODY_BYTES_MAX, onError: refuseLargeBody });
  app.post("/v1/reads", authorize("reads:write"), limit, async (context) => {
    const text = await context.req.text();
    const parsed = quickReads(text, READS_MAX) ?? itemsOf(text).map(parseItem);
    const good = parsed.filter((read): read is ParsedRead | ParsedRegister => !isRefusal(read));
    const recorded = good.length === 0 ? [] : await record(context.var.caller.utilityId, good);
    const next = recorded.values();
    const results = parsed.map((read): ReadResult => {
      if (!isRefusal(read)) return must(next.next().value, "a read without a result");
      return { outcome: "refused", code: read.code, message: read.message };
    });
    return context.json({ results });
  });
  return app;
}

function refuseLargeBody(): never {
  const cause = refuse("body_too_large", "a request may hold 16 MiB; send the reads in several");
  throw new HTTPException(413, { cause });
}

function itemsOf(text: string): readonly unknown[] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new HTTPException(400, { cause: refuse("not_json", "the body is not JSON") });
  }
  const reads = typeof body === "object" && body !== null && "reads" in body ? body.reads : null;
  if (!Array.isArray(reads)) {
    const cause = refuse("no_reads", 'the body is {"reads": [...]}');
    throw new HTTPException(422, { cause });
  }
  if (reads.length > READS_MAX) {
    const cause = refuse("too_many_reads", `a request may hold ${String(READS_MAX)} reads`);
    throw new HTTPException(413, { cause });
  }
  return reads;
}
