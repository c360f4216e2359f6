/** Closing accounts and paying out by an operator's commands, which answer as the API does. */
import {
  closingAnswer,
  type ClosingAsked,
  type ClosingEnd,
  payoutsAnswer,
} from "../channels/counter/closing.ts";
import type { Hub } from "../core/ports.ts";
import { isRefusal } from "../core/refusal.ts";
import { closingEnd } from "./closing.ts";

interface OfAccount {
  readonly utilityId: string;
  readonly accountId: string;
}

type Wanted = Parameters<ClosingEnd["see"]>[1];

export const closingCommands: Readonly<
  Record<string, (input: never, hub: Hub) => Promise<unknown>>
> = {
  see_closing: async ({ utilityId, accountId, ...wanted }: OfAccount & Wanted, hub) => {
    const seen = await closingEnd(() => hub).see({ utilityId, accountId }, wanted);
    return isRefusal(seen) ? seen : closingAnswer(accountId, seen);
  },
  close_account: async ({ utilityId, accountId, ...asked }: OfAccount & ClosingAsked, hub) => {
    const done = await closingEnd(() => hub).close({ utilityId, accountId }, asked);
    return isRefusal(done) ? done : closingAnswer(accountId, done.seen);
  },
  withdraw_closing: (
    { utilityId, accountId, ...asked }: OfAccount & Parameters<ClosingEnd["withdraw"]>[1],
    hub,
  ) => closingEnd(() => hub).withdraw({ utilityId, accountId }, asked),
  list_payouts: async ({ utilityId }: OfAccount, hub) =>
    payoutsAnswer(await closingEnd(() => hub).payouts(utilityId)),
  pay_out: (
    { utilityId, accountId, ...paid }: OfAccount & Parameters<ClosingEnd["payOut"]>[1],
    hub,
  ) => closingEnd(() => hub).payOut({ utilityId, accountId }, paid),
};
