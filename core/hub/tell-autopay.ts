import type { Prompt } from "../conversation/prompt.ts";
import { keyOf } from "../ids.ts";
import type { Now } from "../instant.ts";
import { afterQuiet } from "../notice/quiet.ts";
import type { Sql } from "../ports.ts";
import type { PaymentRow } from "../store/payments.ts";
import { accountStanding, mustAccount } from "./account-facts.ts";
import { confirmationOf } from "./allocation.ts";
import type { Happening } from "./journal.ts";
import { oweNotice } from "./owe-notice.ts";
import { mustSettings } from "./settings.ts";

/** Nobody waits for a charge by standing word, so what came of it is a notice to the account's contacts. */
export function tellAutopay(
  sql: Sql,
  now: Now,
  happening: Happening,
  { payment, code }: { readonly payment: PaymentRow; readonly code: string | null },
): void {
  if (payment.channel !== "autopay") return;
  const { home } = happening;
  const { settings } = mustSettings(sql, now.serviceMs);
  const { label, balanceUnits, supply } = accountStanding(sql, now, home);
  const { amountMinor } = payment;
  const said = { utility: settings.name, label, amountMinor, currency: settings.currency };
  const prompt: Prompt =
    code === null
      ? {
          ...said,
          key: "receipt",
          balanceUnits,
          supply,
          restoreMinor: null,
          confirmation: confirmationOf(sql, home, payment.id),
        }
      : { ...said, key: "pay_declined", phone: settings.phone };
  const { zone } = mustAccount(sql, home);
  oweNotice(sql, now, happening, {
    rule: "autopay",
    key: keyOf("autopay", payment.id, code === null ? "paid" : "declined"),
    dueAtMs: afterQuiet(settings.notice, zone, now.serviceMs),
    body: JSON.stringify(prompt),
  });
}
