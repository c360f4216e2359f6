/** API keys: a token names its utility, is shown once, and is kept as its hash only. */
import type { MiddlewareHandler } from "hono";
import { refuse } from "../core/refusal.ts";
import { UTILITY_ID_PATTERN } from "./configuration-file.ts";
import { problemResponse } from "./problem.ts";

export const scopes = ["read", "reads:write", "payments:write", "admin"] as const;
export type Scope = (typeof scopes)[number];

export interface Caller {
  readonly utilityId: string;
  readonly keyId: string;
}

export interface ApiEnvironment {
  Variables: { caller: Caller };
}

/** The live key of that hash, or null where there is none: unknown, revoked, or of a utility we do not serve. */
export type CheckKey = (
  utilityId: string,
  tokenHash: string,
) => Promise<{ readonly keyId: string; readonly scopes: readonly Scope[] } | null>;

/** 256 bits of chance: nobody guesses it, so that one round of SHA-256 is hash enough. */
export const TOKEN_BYTES = 32;
const PREFIX = "swb";
const TOKEN_PATTERN = /^swb_([a-z][a-z0-9-]{0,31})_[A-Za-z0-9_-]{43}$/;

/** `chance` is TOKEN_BYTES of fresh random bytes. */
export function makeToken(utilityId: string, chance: Uint8Array): string {
  if (!UTILITY_ID_PATTERN.test(utilityId) || chance.length !== TOKEN_BYTES) {
    throw new RangeError("a token needs a utility's id and 32 bytes");
  }
  const text = btoa(String.fromCharCode(...chance));
  const secret = text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `${PREFIX}_${utilityId}_${secret}`;
}

/** The utility a token says it is for, or null when it is none of our tokens. */
export function utilityOfToken(token: string): string | null {
  return TOKEN_PATTERN.exec(token)?.[1] ?? null;
}

/** Lower-case hex SHA-256 of the whole token. */
export async function hashToken(token: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** True where `held` covers `scope`: admin covers all. */
export function covers(held: readonly Scope[], scope: Scope): boolean {
  return held.includes(scope) || held.includes("admin");
}

/** Middleware for one scope: 401 without a live key, 403 where the key lacks the scope, else `caller` is set. */
export function authorize(checkKey: CheckKey): (scope: Scope) => MiddlewareHandler<ApiEnvironment> {
  return (scope) =>
    async function authorizeCaller(context, next) {
      const refuse401 = (code: string, message: string) => {
        context.header("www-authenticate", 'Bearer realm="switchboard"');
        return problemResponse(context, 401, refuse(code, message));
      };
      const token = /^Bearer +(\S+) *$/i.exec(context.req.header("authorization") ?? "")?.[1];
      if (token === undefined) {
        return refuse401("no_key", "send an API key as Authorization: Bearer <key>");
      }
      const utilityId = utilityOfToken(token);
      const key = utilityId === null ? null : await checkKey(utilityId, await hashToken(token));
      if (utilityId === null || key === null) {
        return refuse401("bad_key", "this API key is not known, or no longer");
      }
      if (!covers(key.scopes, scope)) {
        const refusal = refuse("scope_missing", `this API key lacks the scope ${scope}`);
        return problemResponse(context, 403, refusal);
      }
      context.set("caller", { utilityId, keyId: key.keyId });
      return next();
    };
}
