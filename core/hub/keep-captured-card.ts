import { hasCardNumber } from "../conversation/card-number.ts";
import { keyOf } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { addMethod } from "../store/customers.ts";
import { takeKey } from "../store/inbox.ts";
import { beginHappening, recordHappening } from "./journal.ts";

/** A card that the carrier took in a call: the processor's name for it, never its number. */
export interface CapturedCard {
  readonly token: string;
  readonly brand: string;
  readonly last4: string;
}

/** What would hold a card's number is no name of one, whoever sent it: nothing of it is kept. */
export function capturedCard(told: {
  readonly token: string;
  readonly brand: string;
  /** The number with all but its end struck out. */
  readonly masked: string;
}): CapturedCard | null {
  const { token, brand, masked } = told;
  if (token === "" || token.length > TOKEN_CHARS_MAX || hasCardNumber(token)) return null;
  const last4 = /\d{4}$/.exec(masked)?.[0] ?? "";
  return { token, brand: brand.slice(0, BRAND_CHARS_MAX), last4 };
}

/** As long as any processor names a card, and any network itself. */
const TOKEN_CHARS_MAX = 200;
const BRAND_CHARS_MAX = 32;

/** Keeps a card that a proved customer gave the carrier in a call, as a saved method of theirs; told again, it is the same one. */
export function keepCapturedCard(
  sql: Sql,
  now: Now,
  home: Home,
  came: { readonly key: string; readonly customerId: string; readonly card: CapturedCard },
): { readonly methodId: string } {
  const { key, customerId, card } = came;
  const methodId = keyOf(customerId, card.token);
  if (!takeKey(sql, home, keyOf("captured-card", key), now.wallMs)) return { methodId };
  addMethod(sql, home, { id: methodId, customerId, ...card, fromMs: now.serviceMs });
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "card-captured",
    actor: "customer",
    channel: "ivr",
    cause: key,
    facts: { customerId },
  });
  return { methodId };
}
