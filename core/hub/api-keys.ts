import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { addApiKey, type ApiKeyRow, apiKeys, liveApiKey, revokeApiKey } from "../store/keys.ts";
import { beginHappening, recordHappening } from "./journal.ts";

export interface CreateKey {
  readonly keyId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** SHA-256 hex of the token; the token itself is shown once by whoever made it and kept nowhere. */
  readonly hash: string;
  readonly actor: string;
}

/** Two live keys of one name are enough to rotate without a gap; a third is refused until one is revoked. */
const LIVE_KEYS_OF_A_NAME_MAX = 2;

export function createKey(
  sql: Sql,
  now: Now,
  home: Home,
  input: CreateKey,
): { kind: "created" } | Refusal<"key_exists" | "two_keys_live"> {
  const keys = apiKeys(sql, home);
  if (keys.some((key) => key.id === input.keyId)) {
    return refuse("key_exists", `there is a key ${input.keyId} already`);
  }
  const live = keys.filter((key) => key.name === input.name && key.revokedAtMs === null);
  if (live.length >= LIVE_KEYS_OF_A_NAME_MAX) {
    return refuse("two_keys_live", `"${input.name}" has two live keys; revoke one first`);
  }
  addApiKey(sql, home, {
    id: input.keyId,
    name: input.name,
    hash: input.hash,
    scopes: input.scopes.join(" "),
    createdAtMs: now.wallMs,
    revokedAtMs: null,
  });
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "key-created",
    actor: input.actor,
    channel: null,
    cause: input.keyId,
    facts: { keyId: input.keyId, scopes: input.scopes },
  });
  return { kind: "created" };
}

export function revokeKey(
  sql: Sql,
  now: Now,
  home: Home,
  input: { keyId: string; actor: string },
): { kind: "revoked" } | Refusal<"no_live_key"> {
  if (!revokeApiKey(sql, home, input.keyId, now.wallMs)) {
    return refuse("no_live_key", `there is no live key ${input.keyId}`);
  }
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "key-revoked",
    actor: input.actor,
    channel: null,
    cause: input.keyId,
    facts: { keyId: input.keyId },
  });
  return { kind: "revoked" };
}

/** The live key behind a token's hash, or null; revoked and unknown keys look the same. */
export function checkKey(
  sql: Sql,
  home: Home,
  hash: string,
): { keyId: string; scopes: readonly string[] } | null {
  const key = liveApiKey(sql, home, hash);
  return key === undefined ? null : { keyId: key.id, scopes: key.scopes.split(" ") };
}

export function listKeys(sql: Sql, home: Home): readonly ApiKeyRow[] {
  return apiKeys(sql, home);
}
