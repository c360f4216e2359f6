import { isPayee } from "../conversation/payee.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { accountsOfCustomer, methodsOf } from "../store/customers.ts";
import { payLinkOf } from "../store/pay-links.ts";
import { mustSettings } from "./settings.ts";

/** What a page shows of a link: whose service it is and what is paid, never a balance or a name. */
export interface PayLinkView {
  readonly utilityId: string;
  readonly utility: string;
  readonly phone: string;
  readonly language: string;
  readonly currency: string;
  readonly accountId: string;
  readonly customerId: string;
  readonly amountMinor: number | null;
  /** It pays by somebody's code: the card is charged once and saved for nobody. */
  readonly isByCode: boolean;
  /** Whether its customer can sign in to a page of their own, and see there what it came to. */
  readonly hasOwnPage: boolean;
  /** The processor's names of the cards that the customer saved before. */
  readonly savedTokens: readonly string[];
}

export type LinkRefusal = "no_such_link" | "link_expired" | "link_used";

/** Looks a link up by the hash of its token. One that is unknown, too old or used is told apart only to who holds it. */
export function readPayLink(
  sql: Sql,
  now: Now,
  home: Home,
  hash: string,
): PayLinkView | Refusal<LinkRefusal> {
  const link = payLinkOf(sql, home, hash);
  if (link === undefined) return refuse("no_such_link", "no link has this address");
  if (link.usedAtMs !== null) return refuse("link_used", "the link was used before");
  if (now.wallMs >= link.expiresAtMs) return refuse("link_expired", "the link is too old");
  const { settings } = mustSettings(sql, now.serviceMs);
  const { accountId, customerId, amountMinor } = link;
  const [account] = accountsOfCustomer(sql, home, customerId, now.serviceMs);
  const isByCode = isPayee(accountId);
  return {
    utilityId: settings.utilityId,
    utility: settings.name,
    phone: settings.phone,
    language: account?.language ?? settings.language,
    currency: settings.currency,
    accountId,
    customerId,
    amountMinor,
    isByCode,
    hasOwnPage: !isByCode && settings.numbers.length > 0,
    savedTokens: methodsOf(sql, home, customerId, now.serviceMs).map(({ token }) => token),
  };
}
