/** How the API describes the end of an account. */
import {
  closingRequestSchema,
  closingSchema,
  payoutPaidSchema,
  payoutsSchema,
  withdrawalRequestSchema,
} from "../channels/counter/closing-protocol.ts";
import { doneSchema } from "../channels/counter/credit-protocol.ts";
import type { Operation } from "./openapi-operation.ts";

const refusals = {
  "400": ["The body is not JSON."],
  "404": ["There is no such account, or no such closing, payout or account to move to."],
  "413": ["More than 16 KiB."],
} as const;

export const closingOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/v1/accounts/{id}/closing",
    operationId: "seeClosing",
    summary: "See what closing an account comes to",
    description:
      "How the closing that was asked for stands. Where none was, what one would come to by what is known now, and nothing is done: what would be billed, owed, given back to cards, paid out by people or moved, and what would end.",
    scope: "read",
    query: {
      day: "Of a preview: the last day that would be the customer's; absent is at once.",
      move_to: "Of a preview: the account that would take what is left.",
    },
    answers: {
      "200": ["How it stands, or would.", closingSchema],
      "404": ["There is no such account, or none to move to."],
      "409": ["It is another's, or closes already."],
      "422": ["It can't be closed so, with the reason."],
    },
  },
  {
    method: "post",
    path: "/v1/accounts/{id}/closing",
    operationId: "closeAccount",
    summary: "Close an account",
    description:
      "At once, or at the end of a day up to 100 days ahead; a day that is over too, as long as nothing after it was charged. The services, meters and tariffs end then, so that the next household may be enrolled at the meter. What is left is reckoned once its last reads are here, or three days later: credit pays what is owed, then the deposit does; what is left of credit goes back to the cards that it came from, or is to be paid out by people, or goes to another account of the customer's. What is owed stays owed and is taken at the counter. Reads of before that come late are reckoned as they come; reads of after are charged to nobody here. Supply is left as it is.",
    scope: "payments:write",
    body: closingRequestSchema,
    answers: {
      "200": ["Asked for before, under this id; how it stands.", closingSchema],
      "201": ["Asked for, or done.", closingSchema],
      ...refusals,
      "409": ["Another closing was asked for, or the id says something else."],
      "422": ["It can't be closed so, with the reason."],
    },
  },
  {
    method: "post",
    path: "/v1/accounts/{id}/closing/withdrawal",
    operationId: "withdrawClosing",
    summary: "Take a closing back",
    description:
      "Until its instant: the account goes on as it was. Refused where another household has a meter of it from then on.",
    scope: "payments:write",
    body: withdrawalRequestSchema,
    answers: {
      "200": ["Taken back before.", doneSchema],
      "201": ["Taken back.", doneSchema],
      ...refusals,
      "409": ["It is closed, or its meter is another's from then on."],
      "422": ["The body is not as it must be."],
    },
  },
  {
    method: "get",
    path: "/v1/payouts",
    operationId: "listPayouts",
    summary: "See what is to be paid out",
    description:
      "What customers who left had and no card takes back, the oldest first, at most 500: for people to pay by check, transfer or cash.",
    scope: "read",
    answers: { "200": ["What waits.", payoutsSchema] },
  },
  {
    method: "post",
    path: "/v1/accounts/{id}/payouts/{payout}/paid",
    operationId: "payOut",
    summary: "Say that something was paid out",
    description: "Once: out of the bank, or of a drawer, under the reference that it has there.",
    scope: "admin",
    body: payoutPaidSchema,
    answers: {
      "200": ["Said before, the same.", doneSchema],
      "201": ["Kept.", doneSchema],
      ...refusals,
      "409": ["It was paid out before, otherwise."],
      "422": ["The body is not as it must be."],
    },
  },
];
