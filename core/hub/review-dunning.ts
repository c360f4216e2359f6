import { instantOf, localDay, type Now } from "../instant.ts";
import { keyOf } from "../ids.ts";
import { afterQuiet } from "../notice/quiet.ts";
import { oldestDueDay, type OpenBill, unpaidUnits } from "../payment/bills.ts";
import { dun, type Dunning, type DunningStage, nextDunningDay } from "../payment/dunning.ts";
import type { Sql } from "../ports.ts";
import type { AccountRow } from "../store/accounts.ts";
import { dunningOf, openBills, saveDunning } from "../store/bills.ts";
import type { Prompt } from "../conversation/prompt.ts";
import { accountLabel } from "./account-facts.ts";
import type { Happening } from "./journal.ts";
import { oweNotice } from "./owe-notice.ts";
import { defaultBilling, type SettingsInForce } from "./settings.ts";
import { closedPrompt } from "./tell-closing.ts";

export interface DunningReviewed {
  /** The stages that were passed now, in order; none where nothing changed. */
  readonly passed: readonly DunningStage[];
  /** When time alone moves it on, service time. */
  readonly nextDueAtMs: number | null;
}

interface Account {
  readonly account: AccountRow;
  readonly inForce: SettingsInForce;
}

/**
 * Moves a post-pay account's dunning to where its open bills have it by today, and owes its contacts a notice of every stage
 * that it passes, the bill itself among them. Nothing is switched by it.
 */
export function reviewDunning(
  sql: Sql,
  now: Now,
  happening: Happening,
  { account, inForce }: Account,
): DunningReviewed {
  const { home } = happening;
  const { dunning: policy } = inForce.settings.billing ?? defaultBilling;
  const { zone } = account;
  const today = localDay(zone, now.serviceMs);
  const before = dunningOf(sql, home) ?? ({ stage: "clear", sinceDay: today } as const);
  const open = openBills(sql, home);
  const dueDay = oldestDueDay(open);
  const passed = dun(policy, before, { today, dueDay });
  for (const step of passed) {
    saveDunning(sql, home, step);
    oweStage(sql, now, happening, { account, inForce, open, step });
  }
  const nextDay = nextDunningDay(policy, passed.at(-1) ?? before, dueDay);
  return {
    passed: passed.map(({ stage }) => stage),
    nextDueAtMs: nextDay === null ? null : instantOf(zone, nextDay),
  };
}

/** Going back to `billed` is no news, a new bill is told when it is made, and of `referred` staff tell the customer. */
const told: ReadonlySet<DunningStage> = new Set(["overdue", "reminded", "final_notice"]);

function oweStage(
  sql: Sql,
  now: Now,
  happening: Happening,
  at: Account & { readonly open: readonly OpenBill[]; readonly step: Dunning },
): void {
  const { stage, sinceDay } = at.step;
  const [oldest] = at.open;
  if (oldest === undefined || !told.has(stage)) return;
  oweBillNotice(sql, now, happening, {
    ...at,
    stage: stage as BillNotice["stage"],
    key: keyOf("dunning", oldest.key, stage, sinceDay),
  });
}

type BillNotice = Prompt & { readonly key: "notice_bill" };

/** Owes every contact a notice of what is billed and unpaid, once a key; it waits for the end of quiet hours. */
export function oweBillNotice(
  sql: Sql,
  now: Now,
  happening: Happening,
  notice: Account & {
    readonly open: readonly OpenBill[];
    readonly stage: BillNotice["stage"];
    readonly key: string;
  },
): void {
  const { settings } = notice.inForce;
  const dueDay = oldestDueDay(notice.open);
  if (dueDay === null) return;
  const { closedAtMs, zone } = notice.account;
  const bill: BillNotice = {
    key: "notice_bill",
    utility: settings.name,
    label: accountLabel(sql, happening.home),
    currency: settings.currency,
    stage: notice.stage,
    dueUnits: unpaidUnits(notice.open),
    dueAtMs: instantOf(zone, dueDay),
    zone,
  };
  // Whoever has left pays by no text: they are reminded of what the counter takes.
  const body =
    closedAtMs === null ? bill : closedPrompt(sql, now, happening.home, { isReckoned: true });
  oweNotice(sql, now, happening, {
    rule: "bill",
    key: notice.key,
    dueAtMs: afterQuiet(settings.notice, zone, now.serviceMs),
    body: JSON.stringify(body),
  });
}
