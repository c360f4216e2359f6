import { HOUR_MS } from "../instant.ts";
import { accountOf, meantAccount, type AccountFacts, type MethodFacts } from "./facts.ts";
import type { Now } from "../instant.ts";
import { mayCapture, mayLink } from "./pay-link.ts";
import type { Choices, Seen } from "./talk.ts";
import type { PayChoice } from "./open-question.ts";

/**
 * A payment asked for keeps another from being asked for until its result came, but not for ever: if none came in a day
 * (wall time) something is broken that waiting does not mend, and the hub's own limits still stand.
 */
export const REQUEST_WAIT_MAX_MS = 24 * HOUR_MS;

export function isWaiting({ request }: Choices, now: Now): boolean {
  return request !== null && now.wallMs - request.askedAtMs < REQUEST_WAIT_MAX_MS;
}

/** The account and the amount a guard judges: from a PAY as it was said, from a CONFIRM as it was asked. */
interface Wanted {
  readonly account: AccountFacts | undefined;
  readonly amountMinor: number | null;
}

export function confirmed({ question }: Choices): PayChoice | undefined {
  if (question?.kind !== "confirm") return undefined;
  const { accountId, methodId, amountMinor } = question;
  return { accountId, methodId, amountMinor };
}

function wanted({ context, event }: Seen<"PAY" | "CONFIRM">): Wanted {
  const { facts } = event.moment;
  if (event.type === "PAY") {
    const amountMinor = typeof event.amount === "number" ? event.amount : null;
    return { account: meantAccount(facts, event.accountId), amountMinor };
  }
  const choice = confirmed(context);
  return {
    account: accountOf(facts, choice?.accountId ?? null),
    amountMinor: choice?.amountMinor ?? null,
  };
}

type PayGuard = (seen: Seen<"PAY" | "CONFIRM">) => boolean;

export const isBusy: PayGuard = ({ context, event }) => isWaiting(context, event.moment.now);

export const isUnclear: PayGuard = ({ event }) =>
  event.type === "PAY" && event.amount === "unclear";

/** The account is closed or moved since it was listed or asked about. */
export const isAccountGone: PayGuard = (seen) => wanted(seen).account === undefined;

export const hasNoCard: PayGuard = (seen) => (wanted(seen).account?.methods.length ?? 0) === 0;

/** No card, and the carrier can take one in this very call; a card is saved for who has proved who they are, and for nobody else. */
export const capturesCard: PayGuard = (seen) => {
  const { event } = seen;
  if (event.type !== "PAY" || event.isCaptured === true) return false;
  const { facts } = event.moment;
  return hasNoCard(seen) && mayCapture(facts) && facts.accounts.length > 0;
};

/** No card, and no page either where one could be saved. */
export const hasNoWay: PayGuard = (seen) =>
  hasNoCard(seen) && !capturesCard(seen) && !mayLink(seen.event.moment.facts);

export const hasNoAmount: PayGuard = (seen) => wanted(seen).amountMinor === null;

/** No amount in the account's own bounds may be charged any more today. */
export const isDayUsed: PayGuard = (seen) => {
  const limits = wanted(seen).account?.limits;
  return limits !== undefined && limits.dailyLeftMinor < limits.minMinor;
};

export const isTooSmall: PayGuard = (seen) => {
  const { account, amountMinor } = wanted(seen);
  return account !== undefined && (amountMinor ?? 0) < Math.max(account.limits.minMinor, 1);
};

export const isTooLarge: PayGuard = (seen) => {
  const { account, amountMinor } = wanted(seen);
  return account !== undefined && (amountMinor ?? 0) > account.limits.maxMinor;
};

export const isOverDay: PayGuard = (seen) => {
  const { account, amountMinor } = wanted(seen);
  return account !== undefined && (amountMinor ?? 0) > account.limits.dailyLeftMinor;
};

/** The card to charge: the one chosen, or the only one. */
export function methodFor({ event }: Seen<"PAY">): MethodFacts | undefined {
  const methods = meantAccount(event.moment.facts, event.accountId)?.methods ?? [];
  if (methods.length === 1 && event.methodId === null) return methods[0];
  return methods.find((method) => method.methodId === event.methodId);
}

/** The card that was chosen from the list has been removed since; another is not taken in its place. */
export function isChoiceGone({ event }: Seen<"PAY">): boolean {
  if (event.methodId === null) return false;
  const methods = meantAccount(event.moment.facts, event.accountId)?.methods ?? [];
  return methods.every((method) => method.methodId !== event.methodId);
}

/** The card that was confirmed has been removed since. */
export const isCardGone: PayGuard = ({ context, event }) => {
  const choice = confirmed(context);
  const account = accountOf(event.moment.facts, choice?.accountId ?? null);
  return account?.methods.every((method) => method.methodId !== choice?.methodId) ?? true;
};
