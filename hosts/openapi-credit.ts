/** The operations of credit, debt and other people's money, as data (openapi-operations.ts). */
import { emergencyRequestSchema, emergencySchema } from "../channels/counter/emergency.ts";
import type { Operation } from "./openapi-operations.ts";

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
];
