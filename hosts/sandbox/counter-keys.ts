/** The sandbox's own keys for its counters: one a utility, made anew at each start, kept in memory and offered to its page. */
import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { SandboxKey } from "../../channels/counter/protocol.ts";
import { createKey, listKeys, revokeKey } from "../../core/hub/api-keys.ts";
import { utilityHome } from "../../core/ids.ts";
import type { Hub } from "../../core/ports.ts";
import { isRefusal, refuse } from "../../core/refusal.ts";
import { hashToken, makeToken, TOKEN_BYTES } from "../api-key.ts";

/** The name that every sandbox's key has. */
const NAME = "Sandbox counter";
const KEY_ID_BYTES = 6;
const actor = "sandbox";

export interface SandboxCounters {
  /** GET /counter/sandbox-key, and /counter, which leads to the first utility's. */
  readonly routes: Hono;
  /** Makes each utility's key; the one of the start before is revoked. */
  start(hubs: readonly Hub[]): Promise<void>;
}

export function sandboxCounters(): SandboxCounters {
  const tokens = new Map<string, string>();
  const routes = new Hono();
  routes.get("/counter", (context, next) => {
    const [first] = tokens.keys();
    if (first === undefined || context.req.query("utility") !== undefined) return next();
    return Promise.resolve(context.redirect(`/counter?utility=${encodeURIComponent(first)}`));
  });
  routes.get("/counter/sandbox-key", (context) => {
    const utility = context.req.query("utility") ?? "";
    const token = tokens.get(utility);
    if (token === undefined) {
      throw new HTTPException(404, { cause: refuse("no_such_utility", "no such utility here") });
    }
    context.header("cache-control", "no-store");
    return context.json({ utility, token } satisfies SandboxKey);
  });
  return {
    routes,
    async start(hubs) {
      for (const hub of hubs) tokens.set(hub.utilityId, await freshToken(hub));
    },
  };
}

async function freshToken({ utilityId, store, clock }: Hub): Promise<string> {
  const home = utilityHome(utilityId);
  const token = makeToken(utilityId, randomBytes(TOKEN_BYTES));
  const hash = await hashToken(token);
  const keyId = `key-${randomBytes(KEY_ID_BYTES).toString("hex")}`;
  const made = await store.transact<ReturnType<typeof createKey>>(home, (sql) => {
    for (const { id, name, revokedAtMs } of listKeys(sql, home)) {
      const isBefore = name === NAME && revokedAtMs === null;
      if (isBefore) revokeKey(sql, clock.now(), home, { keyId: id, actor });
    }
    // Whoever tries a town out may do all that its people may.
    const key = { keyId, name: NAME, scopes: ["admin"], hash, actor };
    return createKey(sql, clock.now(), home, key);
  });
  if (isRefusal(made)) throw new Error(`the sandbox's key: ${made.message}`);
  return token;
}
