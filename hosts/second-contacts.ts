/** What the API's calls about second contacts do in the hub, and how it describes them. */
import {
  secondContactRequestSchema,
  type SecondContactsEnd,
  secondContactsSchema,
} from "../channels/counter/second-contacts.ts";
import { doneSchema } from "../channels/counter/protections.ts";
import {
  askSecondContact,
  endSecondContact,
  type SecondContact,
} from "../core/hub/second-contact.ts";
import { accountHome } from "../core/ids.ts";
import type { Hub } from "../core/ports.ts";
import { type Refusal, refuse } from "../core/refusal.ts";
import { accountAt } from "../core/store/accounts.ts";
import { secondContactsOf } from "../core/store/second-contacts.ts";
import type { Operation } from "./openapi-operation.ts";

export function secondContactsEnd(
  hubOf: (utilityId: string) => Hub,
): Omit<SecondContactsEnd, "authorize"> {
  return {
    list(utilityId, accountId) {
      const home = accountHome(accountId);
      return hubOf(utilityId).store.read<SecondContact[] | Refusal>(home, (sql) =>
        accountAt(sql, home) === undefined
          ? refuse("no_such_account", `there is no account ${accountId}`)
          : secondContactsOf(sql, home),
      );
    },
    async ask(utilityId, accountId, by) {
      const hub = hubOf(utilityId);
      const home = accountHome(accountId);
      const asked = await hub.store.transact<ReturnType<typeof askSecondContact>>(home, (sql) =>
        askSecondContact(sql, hub.clock.now(), home, { ...by, channel: "counter" }),
      );
      hub.wake();
      return asked;
    },
    async end(utilityId, accountId, by) {
      const hub = hubOf(utilityId);
      const home = accountHome(accountId);
      const ended = await hub.store.transact<ReturnType<typeof endSecondContact>>(home, (sql) =>
        endSecondContact(sql, hub.clock.now(), home, { ...by, channel: "counter" }),
      );
      hub.wake();
      return ended;
    },
  };
}

export const secondContactOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/v1/accounts/{id}/second-contacts",
    operationId: "listSecondContacts",
    summary: "Who else is told that supply may go off",
    description: "The number that is, or was asked; those that are over too.",
    scope: "read",
    answers: {
      "200": ["The newest asked first.", secondContactsSchema],
      "404": ["There is no such account."],
    },
  },
  {
    method: "post",
    path: "/v1/accounts/{id}/second-contacts",
    operationId: "askSecondContact",
    summary: "Have somebody else asked to be told",
    description:
      "The number is asked by a text of its own, and agrees by the digit of that text or is told nothing. It is told that supply may go off or is off, never of money, and has no right over the account. One at a time, and three asked a month.",
    scope: "admin",
    body: secondContactRequestSchema,
    answers: {
      "201": ["It is asked.", doneSchema],
      "400": ["The body is not JSON."],
      "404": ["There is no such account."],
      "409": ["There is one already."],
      "413": ["More than 16 KiB."],
      "422": ["It is refused, with the reason."],
    },
  },
  {
    method: "post",
    path: "/v1/accounts/{id}/second-contacts/end",
    operationId: "endSecondContact",
    summary: "End that somebody else is told",
    description: "At once; who had agreed is told that once.",
    scope: "admin",
    body: secondContactRequestSchema,
    answers: {
      "200": ["Ended.", doneSchema],
      "400": ["The body is not JSON."],
      "404": ["There is no such account, or no such second contact."],
      "413": ["More than 16 KiB."],
      "422": ["The body is not as it must be."],
    },
  },
];
