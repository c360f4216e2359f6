import { keyOf } from "../ids.ts";
import { MINUTE_MS, type Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { customerOfAccount, enrolmentOf } from "../store/customers.ts";
import { addPayLink } from "../store/pay-links.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { mustSettings } from "./settings.ts";

export interface MakePayLink {
  /** SHA-256 hex of a token of chance, which only its holder knows. */
  readonly hash: string;
  readonly accountId: string;
  /** What is paid once the card is saved; null where it is only saved. */
  readonly amountMinor: number | null;
  readonly actor: string;
}

/** By wall time: long enough to find a purse, too short to lie about in a thread of messages. */
const LINK_MS = 30 * MINUTE_MS;

export type PayLinkRefusal = "no_such_account" | "no_processor" | "amount_outside";

/** Makes a link by which a customer saves a first card, and pays with it where an amount is named. */
export function makePayLink(
  sql: Sql,
  now: Now,
  home: Home,
  { hash, accountId, amountMinor, actor }: MakePayLink,
): { readonly kind: "made"; readonly expiresAtMs: number } | Refusal<PayLinkRefusal> {
  const customerId = customerOfAccount(sql, home, accountId, now.serviceMs);
  if (enrolmentOf(sql, home, accountId) === undefined || customerId === undefined) {
    return refuse("no_such_account", `there is no account ${accountId}`);
  }
  return addLink(sql, now, home, { hash, accountId, customerId, amountMinor, actor });
}

export interface MakePayeeLink extends Pick<MakePayLink, "hash"> {
  /** Whom a code pays; whether it is still good is decided when the card is there. */
  readonly payee: string;
  readonly amountMinor: number;
  /** Who asked for it, and at which number of ours: what comes of it is told there. */
  readonly line: string;
  readonly numberUsed: string;
}

/** Makes a link by which whoever holds somebody's code pays once with a card, which is saved for nobody. */
export function makePayeeLink(
  sql: Sql,
  now: Now,
  home: Home,
  { hash, payee, amountMinor, line, numberUsed }: MakePayeeLink,
): { readonly kind: "made"; readonly expiresAtMs: number } | Refusal<PayLinkRefusal> {
  const customerId = guestOf(line, numberUsed);
  const actor = "customer";
  return addLink(sql, now, home, { hash, accountId: payee, customerId, amountMinor, actor });
}

/** A guest is a line that pays for somebody and has no account by that. */
function guestOf(line: string, numberUsed: string): string {
  return keyOf("guest", line, numberUsed);
}

/** What the names of a line's guests begin with, whichever number of ours it asked at. */
export function guestsOf(line: string): string {
  return guestOf(line, "");
}

/** The line behind a guest, and the number of ours it asked at; undefined for a customer. */
export function readGuest(
  customerId: string,
): { readonly line: string; readonly numberUsed: string } | undefined {
  const [guest, line, numberUsed] = customerId.split("/").map(decodeURIComponent);
  if (guest !== "guest" || line === undefined || numberUsed === undefined) return undefined;
  return { line, numberUsed };
}

function addLink(
  sql: Sql,
  now: Now,
  home: Home,
  asked: MakePayLink & { readonly customerId: string },
): { readonly kind: "made"; readonly expiresAtMs: number } | Refusal<PayLinkRefusal> {
  const { hash, accountId, customerId, amountMinor, actor } = asked;
  const { payment } = mustSettings(sql, now.serviceMs).settings;
  if (payment.processor === "none") {
    return refuse("no_processor", "no card processor is connected, so no card can be saved");
  }
  if (amountMinor !== null && (amountMinor < payment.minMinor || amountMinor > payment.maxMinor)) {
    return refuse("amount_outside", "the amount is not within the limits of a payment");
  }
  const expiresAtMs = now.wallMs + LINK_MS;
  const createdAtMs = now.wallMs;
  const link = { hash, accountId, customerId, amountMinor, createdAtMs, expiresAtMs };
  addPayLink(sql, home, { ...link, usedAtMs: null, methodId: null });
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "pay-link-made",
    actor,
    channel: "pay_link",
    cause: accountId,
    facts: { accountId, amountMinor, expiresAtMs },
  });
  return { kind: "made", expiresAtMs };
}
