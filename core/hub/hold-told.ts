/** What a customer was told turns supply on holds for as long as a quote does: it is a quote, without asking for one. */
import type { AccountFacts } from "../conversation/facts.ts";
import { accountHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal } from "../refusal.ts";
import { takeKey } from "../store/inbox.ts";
import { sendHappening } from "./delivery.ts";
import { holdQuote } from "./hold-quote.ts";
import type { Happening } from "./journal.ts";

export interface HoldTold {
  /** What was told, in the account's minor units. */
  readonly amountMinor: number;
  readonly channel: string;
}

/** Asks each account that is off to hold what the line was told of it; of one that holds a quote already the line was told that. */
export function askToHold(
  sql: Sql,
  now: Now,
  happening: Happening,
  told: { readonly accounts: readonly AccountFacts[]; readonly channel: string },
): void {
  for (const { accountId, restoreMinor, isQuoted } of told.accounts) {
    if (restoreMinor === null || isQuoted === true) continue;
    const input = { amountMinor: restoreMinor, channel: told.channel };
    const delivery = { kind: "hold-told", input } as const;
    const to = accountHome(accountId);
    sendHappening(sql, now, happening, { to, delivery, part: `told-${accountId}` });
  }
}

/**
 * Holds what was told, at the account. Where it is not enough any more by now (a read came between), or cannot be paid at once, nothing is
 * held, and the next answer tells what is.
 */
export function holdTold(
  sql: Sql,
  now: Now,
  at: { readonly home: Home; readonly key: string },
  { amountMinor, channel }: HoldTold,
): { kind: "held" | "overtaken" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const input = { quoteId: `told/${at.key}`, amountMinor, channel, actor: "hub" };
  return { kind: isRefusal(holdQuote(sql, now, at.home, input)) ? "overtaken" : "held" };
}
