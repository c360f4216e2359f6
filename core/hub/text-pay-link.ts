import type { OfferResult } from "../conversation/offered.ts";
import { lineHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Hub, PayAddress, Sql } from "../ports.ts";
import { isRefusal } from "../refusal.ts";
import { takeKey } from "../store/inbox.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { sendHappening } from "./delivery.ts";
import { beginHappening } from "./journal.ts";
import { makePayLink } from "./make-pay-link.ts";
import type { TalkChannel } from "./take-turn.ts";

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
  const { accountId, label, amountMinor, channel, line, numberUsed, address } = input;
  const link = { accountId, amountMinor, actor: "customer" };
  const made =
    address === null ? null : makePayLink(sql, now, at.home, { ...link, hash: address.hash });
  const isMade = address !== null && made !== null && !isRefusal(made);
  const result: OfferResult = {
    task: "offer",
    what: "pay_link",
    label,
    amountMinor,
    ...(isMade ? { outcome: "done", url: address.url } : { outcome: "refused" }),
  };
  const told = beginHappening(sql, at.home);
  const delivery = {
    kind: "tell-result",
    input: { channel, from: line, to: numberUsed, input: { kind: "result", result } },
  } as const;
  sendHappening(sql, now, told, { to: lineHome(line), delivery, part: "pay-link" });
  return { kind: isMade ? "made" : "refused" };
}
