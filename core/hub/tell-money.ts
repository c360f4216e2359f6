import type { Prompt } from "../conversation/prompt.ts";
import { keyOf } from "../ids.ts";
import type { Now } from "../instant.ts";
import { afterQuiet } from "../notice/quiet.ts";
import type { Sql } from "../ports.ts";
import { accountLabel, accountStanding, mustAccount } from "./account-facts.ts";
import type { Happening } from "./journal.ts";
import { oweNotice } from "./owe-notice.ts";
import { mustSettings } from "./settings.ts";

type MoneyRule = "payment" | "returned" | "refunded" | "refund_failed";

/**
 * Owes the account's contacts word of a payment that came or came back, or of a refund, once each. Called after its postings and
 * before the review of the same happening, which hands the notice over. `except` is the line that has its receipt by other means.
 */
export function tellMoney(
  sql: Sql,
  now: Now,
  happening: Happening,
  money: {
    readonly rule: MoneyRule;
    /** The payment, or the refund. */
    readonly id: string;
    readonly amountMinor: number;
    readonly except: string | null;
  },
): void {
  const { home } = happening;
  const { settings } = mustSettings(sql, now.serviceMs);
  const { rule, id, amountMinor, except } = money;
  const prompt: Prompt = {
    key: `notice_${rule}`,
    utility: settings.name,
    label: accountLabel(sql, home),
    amountMinor,
    balanceUnits: accountStanding(sql, now, home).balanceUnits,
    currency: settings.currency,
  };
  const { zone } = mustAccount(sql, home);
  oweNotice(sql, now, happening, {
    rule,
    key: keyOf(rule, id),
    // What answers the customer's own doing does not wait for the morning.
    dueAtMs: rule === "payment" ? now.serviceMs : afterQuiet(settings.notice, zone, now.serviceMs),
    body: JSON.stringify(prompt),
    except,
  });
}
