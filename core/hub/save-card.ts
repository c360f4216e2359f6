import { must } from "../assert.ts";
import { isPayee } from "../conversation/payee.ts";
import { accountHome, keyOf, utilityHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { addMethod } from "../store/customers.ts";
import { payLinkOf, type PayLinkRow, usePayLink } from "../store/pay-links.ts";
import { sendHappening } from "./delivery.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { readGuest } from "./make-pay-link.ts";
import { mustSettings } from "./settings.ts";

export interface SaveCard {
  /** The link that it was saved by. */
  readonly hash: string;
  /** The processor's name for the card; never its number. */
  readonly token: string;
  readonly brand: string;
  readonly last4: string;
  /** What told of it, for the journal; a link saves one card, whoever tells it how often. */
  readonly key: string;
}

export type SavedCard = {
  readonly kind: "card_saved" | "seen";
  readonly amountMinor: number | null;
};

/**
 * Keeps a card that a customer saved by a link, uses the link up, and starts the payment that the link was for. A card that was saved
 * while the link was good counts however late it is told: the processor has it.
 */
export function saveCard(
  sql: Sql,
  now: Now,
  home: Home,
  input: SaveCard,
): SavedCard | Refusal<"no_such_link" | "link_used"> {
  const link = payLinkOf(sql, home, input.hash);
  if (link === undefined) return refuse("no_such_link", "no link has this address");
  const methodId = keyOf(link.customerId, input.token);
  if (link.usedAtMs !== null) {
    return link.methodId === methodId
      ? { kind: "seen", amountMinor: link.amountMinor }
      : refuse("link_used", "the link saved another card");
  }
  const happening = beginHappening(sql, home);
  const { token, brand, last4 } = input;
  const { customerId, accountId, amountMinor } = link;
  const isGuest = isPayee(accountId);
  if (!isGuest) {
    addMethod(sql, home, { id: methodId, customerId, token, brand, last4, fromMs: now.serviceMs });
  }
  usePayLink(sql, home, link.hash, { methodId, nowMs: now.wallMs });
  if (amountMinor !== null) pay(sql, now, happening, { link, methodId, amountMinor, token });
  recordHappening(sql, now, happening, {
    kind: isGuest ? "card-given" : "card-saved",
    actor: "customer",
    channel: "pay_link",
    cause: input.key,
    facts: { accountId, amountMinor },
  });
  return { kind: "card_saved", amountMinor };
}

function pay(
  sql: Sql,
  now: Now,
  happening: Happening,
  of: { link: PayLinkRow; methodId: string; token: string; amountMinor: number },
): void {
  const { link, methodId, token: methodToken, amountMinor } = of;
  const { accountId } = link;
  // The link's own hash: one link, one payment.
  const paymentId = `link-${link.hash.slice(0, 32)}`;
  if (isPayee(accountId)) {
    const { utilityId } = mustSettings(sql, now.serviceMs).settings;
    const { line, numberUsed } = must(readGuest(link.customerId), "who pays by a code is a guest");
    const charge = { paymentId, payee: accountId, methodId, methodToken, amountMinor };
    const guest = { ...charge, channel: "pay_link", line, numberUsed } as const;
    const delivery = { kind: "charge-by-code", input: guest } as const;
    sendHappening(sql, now, happening, { to: utilityHome(utilityId), delivery, part: "pay" });
    return;
  }
  const input = {
    paymentId,
    accountId,
    methodId,
    methodToken,
    amountMinor,
    channel: "pay_link",
    line: null,
    numberUsed: "",
  } as const;
  const delivery = { kind: "start-payment", input } as const;
  sendHappening(sql, now, happening, { to: accountHome(accountId), delivery, part: "pay" });
}
