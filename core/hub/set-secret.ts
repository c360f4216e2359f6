import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { customerOfAccount } from "../store/customers.ts";
import { forgetAttempts, saveSecret } from "../store/secrets.ts";
import { keyOf } from "../ids.ts";
import { beginHappening, recordHappening } from "./journal.ts";

export interface SetSecret {
  readonly accountId: string;
  /** What SecretHash made of it: the secret itself never comes into a store. */
  readonly digest: string;
  readonly actor: string;
}

/** Gives an account's customer a new PIN, in place of the one before, and ends a lock-out of it. */
export function setSecret(
  sql: Sql,
  now: Now,
  home: Home,
  { accountId, digest, actor }: SetSecret,
): { readonly kind: "set" } | Refusal<"no_such_account"> {
  const customerId = customerOfAccount(sql, home, accountId, now.serviceMs);
  if (customerId === undefined) {
    return refuse("no_such_account", `there is no account ${accountId}`);
  }
  saveSecret(sql, home, { customerId, digest, nowMs: now.wallMs });
  forgetAttempts(sql, home, keyOf("customer", customerId));
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "secret-set",
    actor,
    channel: null,
    cause: accountId,
    facts: { accountId, customerId },
  });
  return { kind: "set" };
}
