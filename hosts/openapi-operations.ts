/** Every operation of the API as data: what it takes, what it answers and which scope it needs. */
import { accountReadsSchema } from "../channels/counter/account-reads.ts";
import {
  accountSchema,
  chargeSchema,
  paymentRequestSchema,
  paymentResponseSchema,
} from "../channels/counter/protocol.ts";
import {
  accountBillsSchema,
  billingRequestSchema,
  billsRequestSchema,
  billsResponseSchema,
} from "../channels/counter/bills-protocol.ts";
import { quoteRequestSchema, quoteSchema } from "../channels/counter/quote-protocol.ts";
import { payLinkRequestSchema, payLinkSchema } from "../channels/counter/pay-links.ts";
import { refundRequestSchema, refundSchema } from "../channels/counter/refunds.ts";
import { returnRequestSchema, returnSchema } from "../channels/counter/returns.ts";
import { settlementRequestSchema, settlementSchema } from "../channels/counter/settlements.ts";
import { readsRequestSchema, readsResponseSchema } from "../meters/json/routes.ts";
import { callBackOperations } from "./call-backs.ts";
import { careOperations } from "./care-operations.ts";
import { clerkOperations } from "./clerk.ts";
import { closingOperations } from "./closing-operations.ts";
import { disputeOperations } from "./disputes.ts";
import { secondContactOperations } from "./second-contacts.ts";
import { creditOperations } from "./openapi-credit.ts";
import type { Operation } from "./openapi-operation.ts";
import { supplyOperations } from "./openapi-supply.ts";

export const operations: readonly Operation[] = [
  {
    method: "post",
    path: "/v1/reads",
    operationId: "recordReads",
    summary: "Record interval and register reads",
    description:
      "Up to 10,000 reads and 16 MiB. Each is judged alone: the answer is 200 with one result a read, in order. The same meter, start and revision again is a duplicate and changes nothing, so a request whose answer was lost is simply sent again. Of registers, what is used between two reads is billed; a count that goes back is held and bills nothing.",
    scope: "reads:write",
    body: readsRequestSchema,
    answers: {
      "200": ["One result a read.", readsResponseSchema],
      "400": ["The body is not JSON."],
      "413": ["More than 10,000 reads or 16 MiB; nothing was recorded."],
      "422": ['The body is not {"reads": [...]}.'],
    },
  },
  {
    method: "get",
    path: "/v1/accounts/{id}",
    operationId: "getAccount",
    summary: "Look at an account",
    description: "The balance is exact, with the age of the reads in it beside it.",
    scope: "read",
    answers: { "200": ["The account.", accountSchema], "404": ["There is no such account."] },
  },
  {
    method: "get",
    path: "/v1/accounts/{id}/reads",
    operationId: "getAccountReads",
    summary: "Look at what is missing or held of an account's reads",
    description:
      "By service: how far its metered reads go, the gaps between them, and the reads that are held and billed nothing. As far back as a read may still come, 400 days. An estimate stands in for a gap and closes none: the meter's own reads do, whenever they come.",
    scope: "read",
    answers: {
      "200": ["The reads of each service.", accountReadsSchema],
      "404": ["There is no such account."],
    },
  },
  {
    method: "get",
    path: "/v1/accounts/{id}/charges/{batch}",
    operationId: "explainCharge",
    summary: "Open a charge",
    description:
      "What a batch of reads was charged for, rated from the reads known before and after it. The batch is the number after # in the id of its transfer, as the journal and the reports have it.",
    scope: "read",
    answers: {
      "200": ["What was charged.", chargeSchema],
      "404": ["There is no such account or batch."],
    },
  },
  {
    method: "post",
    path: "/v1/payments",
    operationId: "takePayment",
    summary: "Take cash at the counter",
    description:
      "Credits the account at once, up to the utility's cash_max at a time. The id is the caller's: the same payment under the same id changes nothing and answers 200, another payment under it is 409, and a refused id stays refused.",
    scope: "payments:write",
    body: paymentRequestSchema,
    answers: {
      "200": ["Taken before, under this id; nothing was done again.", paymentResponseSchema],
      "201": ["Taken.", paymentResponseSchema],
      "400": ["The body is not JSON."],
      "404": ["There is no such account."],
      "409": ["The id belongs to another payment."],
      "422": ["The payment is refused, with the reason."],
    },
  },
  {
    method: "post",
    path: "/v1/quotes",
    operationId: "holdQuote",
    summary: "Hold what turns supply on",
    description:
      "Tells what an amount goes to and how long it lasts, and holds it: agreed to in time, it turns supply on, whatever is used meanwhile; what that costs the utility is booked by name. A quote is used by the first payment that covers it.",
    scope: "payments:write",
    body: quoteRequestSchema,
    answers: {
      "200": ["Held before, under this id.", quoteSchema],
      "201": ["Held.", quoteSchema],
      "400": ["The body is not JSON."],
      "404": ["There is no such account."],
      "409": ["The id belongs to another quote, or to one that is over or was paid."],
      "413": ["More than 16 KiB."],
      "422": ["Nothing is held, with the reason."],
    },
  },
  {
    method: "post",
    path: "/v1/pay-links",
    operationId: "makePayLink",
    summary: "Make a link to save a card",
    description:
      "A page where the customer saves a first card at the processor, and pays with it where an amount is named. It works once, for 30 minutes, and shows no balance. Its address is in this answer alone.",
    scope: "payments:write",
    body: payLinkRequestSchema,
    answers: {
      "201": ["The link.", payLinkSchema],
      "400": ["The body is not JSON."],
      "404": ["There is no such account."],
      "413": ["More than 16 KiB."],
      "422": ["Nothing is made, with the reason."],
    },
  },
  {
    method: "post",
    path: "/v1/refunds",
    operationId: "askRefund",
    summary: "Give a card payment back, whole or in part",
    description:
      "Kept before anything leaves, and sent to the processor once: an answer that never came is looked up, not asked for again. The account's books change when the processor says that it made the refund, credit first. The same id again answers how it stands and gives nothing back again.",
    scope: "payments:write",
    body: refundRequestSchema,
    answers: {
      "200": ["Asked for before, under this id; how it stands now.", refundSchema],
      "202": ["Asked for.", refundSchema],
      "400": ["The body is not JSON."],
      "404": ["There is no such account, or it has no such payment."],
      "409": [
        "The payment is not settled, came back, or is in dispute; or the id belongs to another refund.",
      ],
      "413": ["More than 16 KiB."],
      "422": [
        "The body is not as it must be, the payment is not by card, or more is asked for than is left of it.",
      ],
    },
  },
  {
    method: "post",
    path: "/v1/payments/{id}/return",
    operationId: "returnPayment",
    summary: "Say that a payment came back",
    description:
      "A settled charge that the bank or the processor took back: what it was taken for is owed again at once, part by part, with the utility's fee; supply is decided anew, and open quotes end. A payment comes back once; told again, it answers 200 and changes nothing.",
    scope: "payments:write",
    body: returnRequestSchema,
    answers: {
      "200": ["It came back before; nothing was done again.", returnSchema],
      "201": ["It is owed again.", returnSchema],
      "400": ["The body is not JSON."],
      "404": ["The account has no such payment."],
      "409": ["The payment is not settled."],
      "413": ["More than 16 KiB."],
      "422": ["The body is not as it must be, or the payment is cash."],
    },
  },
  {
    method: "post",
    path: "/v1/bills",
    operationId: "importBills",
    summary: "Take post-pay bills of another system",
    description:
      "Up to 1,000 bills and 1 MiB, for a utility whose bills are imported. Each is judged alone: the answer is 200 with one result a bill, in order. The same source, bill and version again is unchanged, with other content it is refused; a later version posts what it differs by, and an amount of 0 withdraws the bill. Credit of the account pays of a bill at once.",
    scope: "payments:write",
    body: billsRequestSchema,
    answers: {
      "200": ["One result a bill.", billsResponseSchema],
      "400": ["The body is not JSON."],
      "413": ["More than 1 MiB; nothing was taken."],
      "422": ['The body is not {"bills": [...]}.'],
    },
  },
  {
    method: "get",
    path: "/v1/accounts/{id}/bills",
    operationId: "listBills",
    summary: "Look at an account's bills",
    description: "The newest first, at most a hundred, with what is paid of each.",
    scope: "read",
    answers: { "200": ["The bills.", accountBillsSchema], "404": ["There is no such account."] },
  },
  {
    method: "post",
    path: "/v1/accounts/{id}/billing",
    operationId: "convertAccount",
    summary: "Change how an account is billed",
    description:
      "From prepaid to post-pay or back, at once, with what the customer agreed to kept. Credit stays credit; what a prepaid account owes is on a first bill; what a post-pay account owes, less its credit, becomes old debt. The same id again changes nothing and answers 200.",
    scope: "payments:write",
    body: billingRequestSchema,
    answers: {
      "200": ["Changed before, under this id; nothing was done again.", accountSchema],
      "201": ["Changed.", accountSchema],
      "400": ["The body is not JSON."],
      "404": ["There is no such account."],
      "409": [
        "The account is billed so already, a payment is on its way, or the id is of another change.",
      ],
      "413": ["More than 16 KiB."],
      "422": ["The body is not as it must be, or the account is closed."],
    },
  },
  {
    method: "post",
    path: "/v1/settlements",
    operationId: "settleDay",
    summary: "Settle a day",
    description:
      "The day's journal for the general ledger, and what each way of paying brought on each channel. Settled again a day comes to the same and answers 200.",
    scope: "payments:write",
    body: settlementRequestSchema,
    answers: {
      "200": ["Settled before; it comes to the same.", settlementSchema],
      "201": ["Settled.", settlementSchema],
      "400": ["The body is not JSON."],
      "409": ["A store has not closed the day, and is named; or the day's books changed."],
      "413": ["More than 16 KiB."],
      "422": ["It is no day, or its books do not balance."],
    },
  },
  ...clerkOperations,
  ...closingOperations,
  ...supplyOperations,
  ...creditOperations,
  ...careOperations,
  ...callBackOperations,
  ...disputeOperations,
  ...secondContactOperations,
];
