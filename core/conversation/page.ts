/** What is other on a page of the portal than at a terminal: its visitor is at home, has proved who they are, and has no cash box. */
import { freshKiosk } from "./at-kiosk.ts";
import { ACCOUNTS_LISTED_MAX, type Facts } from "./facts.ts";
import { change, here } from "./kiosk-money.ts";
import { closeQuestion } from "./question.ts";
import type { Choices, Seen } from "./talk.ts";
import type { TalkEvent } from "./talk-event.ts";

/** What leads from the screen of a card to the processor's page: whoever shows the page makes its address, and no turn is taken. */
export const CARD_PAGE = "card_page";

export function isPage({ line }: Facts): boolean {
  return line.kiosk?.isPage === true;
}

export function isOnPage({ event }: Seen<TalkEvent["type"]>): boolean {
  return isPage(event.moment.facts);
}

/** Whoever proved who they are on a page sees their accounts: the only one at once, or a list to choose from. */
export function signIn({ context, event: { moment } }: Seen<"PROVED">): Partial<Choices> {
  const closed = closeQuestion(context);
  if (!isPage(moment.facts)) return closed;
  const found = moment.facts.accounts.map((one) => one.accountId).slice(0, ACCOUNTS_LISTED_MAX);
  const [only = null] = found;
  const accountId = found.length === 1 ? only : null;
  return { ...closed, accountId, kiosk: { ...freshKiosk, found, accountId } };
}

/** All of a page's accounts are of whoever proved it: another is chosen as often as one likes. */
export function isTheirs(seen: Seen<"KIOSK_CHOSEN">): boolean {
  return isOnPage(seen) && here(seen).found.includes(seen.event.accountId);
}

export function hasOthers(seen: Seen<"KIOSK_ACCOUNTS">): boolean {
  return isOnPage(seen) && here(seen).found.length > 1;
}

/** Back to the list: what was begun of the account before is left, but for a payment under way. */
export function leaveAccount(seen: Seen<"KIOSK_ACCOUNTS">): Partial<Choices> {
  const { found } = here(seen);
  return {
    ...closeQuestion(seen.context),
    ...change(seen, { ...freshKiosk, found }),
    accountId: null,
  };
}
