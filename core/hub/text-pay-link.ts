import { isPayee } from "../conversation/payee.ts";
import type { Now } from "../instant.ts";
import type { Hub, PayAddress, Sql } from "../ports.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { takeKey } from "../store/inbox.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { makePayeeLink, makePayLink } from "./make-pay-link.ts";
import type { TalkChannel } from "../conversation/talk-channel.ts";
import { tellOffered } from "./tell-offered.ts";

export interface TextPayLink {
  /** Or whom a code pays. */
  readonly accountId: string;
  readonly label: string;
  readonly amountMinor: number;
  readonly channel: TalkChannel;
  readonly line: string;
  readonly numberUsed: string;
}

/** Makes a link at the utility's home and has it sent to the line that asked for it. */
export async function textPayLink(
  hub: Hub,
  now: Now,
  at: Arrival,
  input: TextPayLink,
): Promise<{ readonly kind: "done" | "refused" | "seen" }> {
  const address = (await hub.payAddresses?.make()) ?? null;
  return hub.store.transact(at.home, (sql) => sendLink(sql, now, at, { ...input, address }));
}

function sendLink(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: TextPayLink & { readonly address: PayAddress | null },
): { readonly kind: "done" | "refused" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const { label, amountMinor, accountId } = input;
  const payee = isPayee(accountId) ? { payee: accountId } : {};
  const about = { what: "pay_link", label, amountMinor, ...payee } as const;
  return tellOffered(sql, now, at, { asker: input, about, came: linkOf(sql, now, at, input) });
}

function linkOf(
  sql: Sql,
  now: Now,
  { home }: Arrival,
  {
    accountId,
    amountMinor,
    address,
    line,
    numberUsed,
  }: TextPayLink & { readonly address: PayAddress | null },
): { readonly url: string } | Refusal {
  if (address === null) {
    return refuse("no_page", "no page that takes a card can be reached from outside");
  }
  const { hash, url } = address;
  if (isPayee(accountId)) {
    const of = { hash, payee: accountId, amountMinor, line, numberUsed };
    const linked = makePayeeLink(sql, now, home, of);
    return isRefusal(linked) ? linked : { url };
  }
  const link = { accountId, amountMinor, actor: "customer", hash };
  const made = makePayLink(sql, now, home, link);
  return isRefusal(made) ? made : { url };
}
