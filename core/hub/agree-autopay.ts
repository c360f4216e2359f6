import type { Now } from "../instant.ts";
import { type AutopayPlan, type AutopayPlanRefused, checkAutopay } from "../payment/autopay.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { accountAt, modeAt } from "../store/accounts.ts";
import { type AutopayRow, removeAutopay, saveAutopay } from "../store/autopay.ts";
import { autopayDueMs, setAutopayTimer, wakeAutopay } from "./autopay-standing.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { balancesAt } from "./post.ts";
import { mustSettings } from "./settings.ts";

export interface AgreeAutopay {
  readonly plan: AutopayPlan;
  readonly methodId: string;
  readonly methodToken: string;
  readonly channel: string;
  readonly actor: string;
}

export type AutopayRefusal =
  | AutopayPlanRefused
  | "no_such_account"
  | "account_closed"
  | "not_prepaid"
  | "no_processor";

/** Keeps a customer's standing word to charge a saved method; agreed anew it begins anew, also after it was paused. */
export function agreeAutopay(
  sql: Sql,
  now: Now,
  home: Home,
  { plan, methodId, methodToken, channel, actor }: AgreeAutopay,
): { readonly kind: "agreed" } | Refusal<AutopayRefusal> {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no such account");
  if (account.closedAtMs !== null) return refuse("account_closed", "the account is closed");
  if ((modeAt(sql, home, now.serviceMs) ?? "prepaid") !== "prepaid") {
    return refuse("not_prepaid", "the account is billed by cycle");
  }
  const { payment } = mustSettings(sql, now.serviceMs).settings;
  if (payment.processor === "none") return refuse("no_processor", "nobody charges cards here");
  const refusal = checkAutopay(plan, payment);
  if (isRefusal(refusal)) return refusal;
  const row: AutopayRow = {
    plan,
    methodId,
    methodToken,
    failures: 0,
    pausedAtMs: null,
    agreedAtMs: now.wallMs,
    lastAtMs: null,
  };
  saveAutopay(sql, home, row);
  setAutopayTimer(sql, home, autopayDueMs(row));
  wakeAutopay(sql, now, home, balancesAt(sql, home).balanceUnits);
  const happening = beginHappening(sql, home);
  recordHappening(sql, now, happening, {
    kind: "autopay-agreed",
    actor,
    channel,
    cause: happening.id,
    facts: { plan, methodId },
  });
  return { kind: "agreed" };
}

/** Ends it; what is on its way comes to its end by itself. */
export function endAutopay(
  sql: Sql,
  now: Now,
  home: Home,
  { channel, actor }: Pick<AgreeAutopay, "channel" | "actor">,
): { readonly kind: "ended" | "repeated" } | Refusal<"no_such_account"> {
  if (accountAt(sql, home) === undefined) {
    return refuse("no_such_account", "there is no such account");
  }
  if (!removeAutopay(sql, home)) return { kind: "repeated" };
  setAutopayTimer(sql, home, null);
  const happening = beginHappening(sql, home);
  recordHappening(sql, now, happening, {
    kind: "autopay-ended",
    actor,
    channel,
    cause: happening.id,
    facts: {},
  });
  return { kind: "ended" };
}
