/** The operations of credit, debt and other people's money, as data (openapi-operations.ts). */
import { autopayRequestSchema } from "../channels/counter/autopay.ts";
import {
  assignRequestSchema,
  codePaymentRequestSchema,
  codePaymentSchema,
  carriedDebtsRequestSchema,
  carriedDebtsResponseSchema,
  debtRequestSchema,
  depositRequestSchema,
  depositSchema,
  doneSchema,
  heldListSchema,
  heldRequestSchema,
  heldSchema,
  payCodeRequestSchema,
  payCodeSchema,
  pledgeEndSchema,
  pledgeRequestSchema,
  pledgeSchema,
  termsRequestSchema,
  termsSchema,
} from "../channels/counter/credit-protocol.ts";
import { emergencyRequestSchema, emergencySchema } from "../channels/counter/emergency.ts";
import type { Operation } from "./openapi-operation.ts";

const refusals = {
  "400": ["The body is not JSON."],
  "404": ["There is no such account."],
  "413": ["More than 16 KiB."],
} as const;

export const creditOperations: readonly Operation[] = [
  {
    method: "post",
    path: "/v1/accounts/{id}/emergency-credit",
    operationId: "invokeEmergencyCredit",
    summary: "Take up emergency credit",
    description:
      "For a customer who agreed to it. One grant a spell: a spell ends when all of it is paid back and the balance is above where it was offered. Supply that it turns on is asked for in the same step.",
    scope: "payments:write",
    body: emergencyRequestSchema,
    answers: {
      "200": ["Taken up before, under this id.", emergencySchema],
      "201": ["Taken up.", emergencySchema],
      ...refusals,
      "409": ["A grant was taken up, and its spell goes on."],
      "422": ["Nothing is lent, with the reason."],
    },
  },
  {
    method: "post",
    path: "/v1/accounts/{id}/debts",
    operationId: "oweDebt",
    summary: "Put old debt on an account",
    description:
      "Shown beside the balance, never in it; taken by a share of payments, or by the terms that are agreed on.",
    scope: "payments:write",
    body: debtRequestSchema,
    answers: {
      "200": ["Done before, under this id.", doneSchema],
      "201": ["Done.", doneSchema],
      ...refusals,
      "409": ["The id belongs to something else."],
      "422": ["Refused, with the reason."],
    },
  },
  {
    method: "post",
    path: "/v1/debts",
    operationId: "importDebts",
    summary: "Take over old debts of another system",
    description:
      "Up to 1,000 debts and 1 MiB. Each is judged alone: the answer is 200 with one result a debt, in order. The same source, debt and version again is unchanged, with other content it is refused; a later version posts what it differs by, and an amount of 0 withdraws the debt. What a version takes off beyond the debt that is left is the customer's credit. The debt is collected as all old debt of the account is: by the share of payments, or by the terms agreed on.",
    scope: "payments:write",
    body: carriedDebtsRequestSchema,
    answers: {
      "200": ["One result a debt.", carriedDebtsResponseSchema],
      "400": ["The body is not JSON."],
      "413": ["More than 1 MiB; nothing was taken."],
      "422": ['The body is not {"debts": [...]}.'],
    },
  },
  {
    method: "post",
    path: "/v1/accounts/{id}/debt-terms",
    operationId: "agreeDebtTerms",
    summary: "Agree how old debt is collected",
    description:
      "In place of the share of payments. By time, slices are taken of the credit there is, and the rest whole of the next payment. A plan whose part is not paid by its day ends, and the customer is told.",
    scope: "payments:write",
    body: termsRequestSchema,
    answers: {
      "200": ["Done before, under this id.", termsSchema],
      "201": ["Done.", termsSchema],
      ...refusals,
      "409": ["The id belongs to something else."],
      "422": ["Refused, with the reason."],
    },
  },
  {
    method: "post",
    path: "/v1/accounts/{id}/pledges",
    operationId: "makePledge",
    summary: "Credit an agency's pledge",
    description:
      "Credited at once; nothing of it goes to old debt unless the utility says so. Not paid in time, it is owed again part by part.",
    scope: "payments:write",
    body: pledgeRequestSchema,
    answers: {
      "200": ["Done before, under this id.", pledgeSchema],
      "201": ["Done.", pledgeSchema],
      ...refusals,
      "409": ["The id belongs to something else."],
      "422": ["Refused, with the reason."],
    },
  },
  {
    method: "post",
    path: "/v1/accounts/{id}/pledges/{pledge}/end",
    operationId: "endPledge",
    summary: "Say what became of a pledge",
    description: "Paid: its money is at the bank. Taken back: what was credited is owed again.",
    scope: "payments:write",
    body: pledgeEndSchema,
    answers: {
      "200": ["Done before, under this id.", pledgeSchema],
      "201": ["Done.", pledgeSchema],
      ...refusals,
      "409": ["The pledge is over."],
      "422": ["Refused, with the reason."],
    },
  },
  {
    method: "post",
    path: "/v1/accounts/{id}/deposits",
    operationId: "moveDeposit",
    summary: "Take, give back or apply a deposit",
    description: "Held apart from all else. Applied, it is split as a payment is.",
    scope: "payments:write",
    body: depositRequestSchema,
    answers: {
      "200": ["Done before, under this id.", depositSchema],
      "201": ["Done.", depositSchema],
      ...refusals,
      "409": ["The id belongs to something else."],
      "422": ["Refused, with the reason."],
    },
  },
  {
    method: "post",
    path: "/v1/pay-codes",
    operationId: "makePayCode",
    summary: "Make a code that others may pay by",
    description:
      "Ten digits, capped and expiring, by which a helper pays for an account and learns nothing of it. Shown once.",
    scope: "payments:write",
    body: payCodeRequestSchema,
    answers: {
      "201": ["Done.", payCodeSchema],
      ...refusals,
      "409": ["The id belongs to something else."],
      "422": ["Refused, with the reason."],
    },
  },
  {
    method: "post",
    path: "/v1/pay-codes/{code}/payments",
    operationId: "payByCode",
    summary: "Take cash for a code",
    description:
      "Credits the account behind the code at once. A code that is unknown, used up or over is 404 in the same words.",
    scope: "payments:write",
    body: codePaymentRequestSchema,
    answers: {
      "200": ["Done before, under this id.", codePaymentSchema],
      "201": ["Done.", codePaymentSchema],
      ...refusals,
      "409": ["The id belongs to something else."],
      "422": ["Refused, with the reason."],
    },
  },
  {
    method: "get",
    path: "/v1/suspense",
    operationId: "listSuspense",
    summary: "See the money that waits",
    description:
      "Money that no account is known for, oldest first, with the accounts that it may be for.",
    scope: "read",
    answers: {
      "200": ["What waits.", heldListSchema],
    },
  },
  {
    method: "post",
    path: "/v1/suspense",
    operationId: "holdMoney",
    summary: "Take money that a third party brought",
    description:
      "Where its reference is an account's id it is credited; any other waits for a person.",
    scope: "payments:write",
    body: heldRequestSchema,
    answers: {
      "200": ["Done before, under this id.", heldSchema],
      "201": ["Done.", heldSchema],
      ...refusals,
      "409": ["The id belongs to something else."],
      "422": ["Refused, with the reason."],
    },
  },
  {
    method: "post",
    path: "/v1/suspense/{item}/assign",
    operationId: "assignSuspense",
    summary: "Say whose money it is",
    description:
      "It leaves suspense for the account, once. An account that can not take it sends it back to wait.",
    scope: "payments:write",
    body: assignRequestSchema,
    answers: {
      "200": ["Done before, under this id.", doneSchema],
      "201": ["Done.", doneSchema],
      ...refusals,
      "409": ["It was assigned to another account."],
      "422": ["Refused, with the reason."],
    },
  },
  {
    method: "post",
    path: "/v1/accounts/{id}/autopay",
    operationId: "agreeAutopay",
    summary: "Keep a customer's standing word to pay",
    description:
      "A saved method is charged when the balance is below a level, or every so many days, for an amount or up to a target, within caps a day and a month. After two charges in a row that fail it rests until it is agreed anew. Agreed again it takes the place of the one before.",
    scope: "payments:write",
    body: autopayRequestSchema,
    answers: {
      "201": ["Kept.", doneSchema],
      ...refusals,
      "422": ["Refused, with the reason."],
    },
  },
  {
    method: "post",
    path: "/v1/accounts/{id}/autopay/end",
    operationId: "endAutopay",
    summary: "End a customer's standing word to pay",
    description: "What is on its way comes to its end by itself.",
    scope: "payments:write",
    answers: {
      "200": ["Ended, or there was none.", doneSchema],
      "404": ["There is no such account."],
    },
  },
];
