/** What a hub object answers over HTTP: the operator's commands, and the hub's own surface once it is configured. */
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import type { Commands } from "../commands.ts";
import { answerError } from "../problem.ts";

export interface ObjectParts {
  /** The hub's surface, or why there is none yet. */
  readonly surface: () => Promise<Hono | Refusal>;
  /** What an operator asks; the caller was checked by the worker. */
  readonly commands: Commands;
  /** The pair that a sandbox's simulated carrier signs with; null where there is anything real. */
  readonly sandboxKey: () => Promise<string | null>;
  readonly report: (fault: unknown, where: string) => void;
}

export function objectApp({ surface, commands, sandboxKey, report }: ObjectParts): Hono {
  const app = new Hono();
  app.post("/v1/commands", async (context) => {
    const { command, args } = parseCommand(await context.req.text());
    const result = await commands(command, args);
    if (isRefusal(result)) throw new HTTPException(422, { cause: result });
    return context.json({ result: result ?? null });
  });
  app.get("/sandbox/carrier-key", async (context) => {
    const key = await sandboxKey();
    if (key === null) return answerBySurface(context.req.raw);
    return context.text(key);
  });
  app.all("*", (context) => answerBySurface(context.req.raw));
  app.onError(answerError((error, request) => report(error, request)));
  return app;

  async function answerBySurface(request: Request): Promise<Response> {
    const there = await surface();
    if (isRefusal(there)) throw new HTTPException(503, { cause: there });
    return there.fetch(request);
  }
}

function parseCommand(text: string): { command: string; args: Record<string, unknown> } {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new HTTPException(400, { cause: refuse("not_json", "the body is not JSON") });
  }
  if (isRecord(body) && typeof body["command"] === "string" && isRecord(body["args"])) {
    return { command: body["command"], args: body["args"] };
  }
  const cause = refuse("bad_command", 'the body is {"command": "...", "args": {...}}');
  throw new HTTPException(422, { cause });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
