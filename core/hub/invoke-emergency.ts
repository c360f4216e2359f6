import { assert } from "../assert.ts";
import { localMonth, type Now } from "../instant.ts";
import { emergencyDrawn } from "../ledger/postings.ts";
import { type EmergencyRefused, judgeEmergency, remainingUnits } from "../payment/emergency.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { accountAt, modeAt } from "../store/accounts.ts";
import { addGrant, grantOf, type GrantRow, openGrant, setOffered } from "../store/emergency.ts";
import { emergencyPolicy } from "./emergency-standing.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { balancesAt, post } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
import { mustSettings } from "./settings.ts";

export interface InvokeEmergency {
  /** Made by the caller: the same id is the same grant. */
  readonly grantId: string;
  readonly channel: string;
  readonly actor: string;
}

export interface Invoked {
  readonly kind: "invoked" | "repeated";
  readonly limitUnits: number;
  readonly remainingUnits: number;
}

export type InvokeRefusal = EmergencyRefused | "no_such_account" | "account_closed" | "not_prepaid";

/**
 * The customer takes up the emergency credit that is offered: one grant a spell, whoever asks how often at once. A shortfall that
 * is there already is the first that it bears, and supply is decided in the same transaction.
 */
export function invokeEmergency(
  sql: Sql,
  now: Now,
  home: Home,
  input: InvokeEmergency,
): Invoked | Refusal<InvokeRefusal> {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no such account");
  const before = grantOf(sql, home, input.grantId);
  if (before !== undefined) return told("repeated", before);
  if (account.closedAtMs !== null) return refuse("account_closed", "the account is closed");
  if ((modeAt(sql, home, now.serviceMs) ?? "prepaid") !== "prepaid") {
    return refuse("not_prepaid", "the account is billed by cycle and needs no emergency credit");
  }
  const { settings, currency } = mustSettings(sql, now.serviceMs);
  const policy = emergencyPolicy(settings);
  const balances = balancesAt(sql, home);
  const refusal = judgeEmergency(policy, balances, openGrant(sql, home));
  if (isRefusal(refusal)) return refusal;
  const happening = beginHappening(sql, home);
  const drawnUnits = balances.shortfallUnits;
  const grant: GrantRow = {
    ...policy,
    id: input.grantId,
    drawnUnits,
    invokedAtMs: now.serviceMs,
    endedAtMs: null,
  };
  addGrant(sql, home, grant);
  setOffered(sql, home, null);
  if (drawnUnits > 0) {
    const header = {
      id: `emergency/${grant.id}`,
      cause: happening.id,
      corrects: null,
      actor: input.actor,
      channel: input.channel,
      effectiveAtMs: now.serviceMs,
      month: localMonth(account.zone, now.serviceMs),
    };
    const drawn = emergencyDrawn(header, { amountUnits: drawnUnits, capUnits: policy.limitUnits });
    const posted = post(sql, now, { home, currency }, drawn);
    assert(posted.kind === "posted", `a grant was not drawn: ${JSON.stringify(posted)}`);
  }
  const reviewed = reviewSupply(sql, now, happening);
  const { limitUnits, variant } = grant;
  recordHappening(sql, now, happening, {
    kind: "emergency-invoked",
    actor: input.actor,
    channel: input.channel,
    cause: grant.id,
    facts: { grantId: grant.id, variant, limitUnits, drawnUnits, ...reviewed },
  });
  return told("invoked", grant);
}

function told(kind: Invoked["kind"], grant: GrantRow): Invoked {
  const isOpen = grant.endedAtMs === null;
  return { kind, limitUnits: grant.limitUnits, remainingUnits: isOpen ? remainingUnits(grant) : 0 };
}
