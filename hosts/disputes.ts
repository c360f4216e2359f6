/** What the API's calls about disputes of charges do in the hub, and how it describes them. */
import {
  disputeDecisionSchema,
  type DisputesEnd,
  disputesSchema,
} from "../channels/counter/disputes.ts";
import { doneSchema } from "../channels/counter/protections.ts";
import { decideDispute } from "../core/hub/dispute-charges.ts";
import { accountHome } from "../core/ids.ts";
import type { Hub } from "../core/ports.ts";
import { type Refusal, refuse } from "../core/refusal.ts";
import { accountAt } from "../core/store/accounts.ts";
import { type ChargeDisputeRow, chargeDisputesOf } from "../core/store/charge-disputes.ts";
import type { Operation } from "./openapi-operation.ts";
import { currencyOfUtility } from "./quote.ts";

export function disputesEnd(hubOf: (utilityId: string) => Hub): Omit<DisputesEnd, "authorize"> {
  return {
    currencyOf: (utilityId) => currencyOfUtility(hubOf(utilityId)),
    disputes(utilityId, accountId) {
      const home = accountHome(accountId);
      return hubOf(utilityId).store.read<ChargeDisputeRow[] | Refusal>(home, (sql) =>
        accountAt(sql, home) === undefined
          ? refuse("no_such_account", `there is no account ${accountId}`)
          : chargeDisputesOf(sql, home),
      );
    },
    async decide(utilityId, accountId, input) {
      const hub = hubOf(utilityId);
      const home = accountHome(accountId);
      const decided = await hub.store.transact<ReturnType<typeof decideDispute>>(home, (sql) =>
        decideDispute(sql, hub.clock.now(), home, { ...input, channel: "counter" }),
      );
      hub.wake();
      return decided;
    },
  };
}

export const disputeOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/v1/accounts/{id}/disputes",
    operationId: "listDisputes",
    summary: "Charges that a customer calls wrong",
    description:
      "The newest first, with what supply is held for and until when; decided ones too. Whose are open is listed by `/v1/call-backs`.",
    scope: "read",
    answers: {
      "200": ["All that were opened.", disputesSchema],
      "404": ["There is no such account."],
    },
  },
  {
    method: "post",
    path: "/v1/accounts/{id}/disputes/{dispute}/decision",
    operationId: "decideDispute",
    summary: "Decide a dispute",
    description:
      "Upheld, with what is given back, or rejected. The hold ends, supply is decided anew at once, and the account's contacts are told in writing.",
    scope: "admin",
    body: disputeDecisionSchema,
    answers: {
      "200": ["Decided, or decided just so before.", doneSchema],
      "400": ["The body is not JSON."],
      "404": ["There is no such account or dispute."],
      "409": ["It was decided otherwise."],
      "413": ["More than 16 KiB."],
      "422": ["It is refused, with the reason."],
    },
  },
];
