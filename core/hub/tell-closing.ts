/** What the customer of a closed account is told: what is owed, or where what was left has gone. */
import type { Prompt } from "../conversation/prompt.ts";
import { keyOf } from "../ids.ts";
import type { Now } from "../instant.ts";
import { afterQuiet } from "../notice/quiet.ts";
import type { Home, Sql } from "../ports.ts";
import { type ClosingRow, leftMoves } from "../store/closings.ts";
import { payoutsOf } from "../store/payouts.ts";
import { refundsBecause } from "../store/refunds-asked.ts";
import { accountLabel, mustAccount } from "./account-facts.ts";
import { CLOSING_REASON, owedMinor } from "./closing-standing.ts";
import type { Happening } from "./journal.ts";
import { oweNotice } from "./owe-notice.ts";
import { mustSettings } from "./settings.ts";

type ClosedPrompt = Prompt & { readonly key: "notice_closed" };

/** By how it stands now; of one that is not reckoned yet that the final bill follows. */
export function closedPrompt(
  sql: Sql,
  now: Now,
  home: Home,
  { isReckoned }: { readonly isReckoned: boolean },
): ClosedPrompt {
  const { settings } = mustSettings(sql, now.serviceMs);
  const refunds = refundsBecause(sql, home, CLOSING_REASON).filter(
    ({ state }) => state !== "refused",
  );
  const figures = {
    owedMinor: isReckoned ? owedMinor(sql, now, home) : 0,
    cardMinor: sumOf(refunds),
    handMinor: sumOf(payoutsOf(sql, home)),
  };
  const isEven = Object.values(figures).every((minor) => minor === 0);
  const isMoved = leftMoves(sql, home).length > 0;
  return {
    key: "notice_closed",
    utility: settings.name,
    label: accountLabel(sql, home),
    ...figures,
    state: isReckoned ? (isMoved ? "moved" : isEven ? "even" : "told") : "waiting",
    currency: settings.currency,
    phone: settings.phone,
  };
}

/** Owes every contact word of the final figures where they are other than what was last told; the figures, to be kept. */
export function tellClosing(
  sql: Sql,
  now: Now,
  happening: Happening,
  { told }: ClosingRow,
): string {
  const { home } = happening;
  const prompt = closedPrompt(sql, now, home, { isReckoned: true });
  const { owedMinor: owed, cardMinor, handMinor, state } = prompt;
  const figures = JSON.stringify({ owedMinor: owed, cardMinor, handMinor, state });
  if (figures === told) return figures;
  const { settings } = mustSettings(sql, now.serviceMs);
  const { zone } = mustAccount(sql, home);
  oweNotice(sql, now, happening, {
    rule: "closed",
    key: keyOf("closed", happening.sequence),
    dueAtMs: afterQuiet(settings.notice, zone, now.serviceMs),
    body: JSON.stringify(prompt),
  });
  return figures;
}

function sumOf(some: readonly { readonly amountMinor: number }[]): number {
  return some.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}
