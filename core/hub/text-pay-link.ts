import type { OfferResult } from "../conversation/offered.ts";
import type { Now } from "../instant.ts";
import type { Hub, PayAddress, Sql } from "../ports.ts";
import { isRefusal, refuse } from "../refusal.ts";
import { takeKey } from "../store/inbox.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { makePayLink } from "./make-pay-link.ts";
import type { TalkChannel } from "./take-turn.ts";
import { tellLine } from "./tell-line.ts";

export interface TextPayLink {
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
): Promise<{ readonly kind: "made" | "refused" | "seen" }> {
  const address = (await hub.payAddresses?.make()) ?? null;
  return hub.store.transact(at.home, (sql) => sendLink(sql, now, at, { ...input, address }));
}

function sendLink(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: TextPayLink & { readonly address: PayAddress | null },
): { readonly kind: "made" | "refused" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const { accountId, label, amountMinor, channel, address } = input;
  const link = { accountId, amountMinor, actor: "customer" };
  const made =
    address === null
      ? refuse("no_page", "no page that takes a card can be reached from outside")
      : makePayLink(sql, now, at.home, { ...link, hash: address.hash });
  const result: OfferResult = {
    task: "offer",
    what: "pay_link",
    label,
    amountMinor,
    ...(isRefusal(made) || address === null
      ? { outcome: "refused" }
      : { outcome: "done", url: address.url }),
  };
  tellLine(sql, now, { home: at.home, id: at.key }, { asker: input, result, part: "told" });
  if (!isRefusal(made)) return { kind: "made" };
  recordHappening(sql, now, beginHappening(sql, at.home), {
    kind: "offer-refused",
    actor: "customer",
    channel,
    cause: at.key,
    facts: { what: "pay_link", code: made.code },
  });
  return { kind: "refused" };
}
