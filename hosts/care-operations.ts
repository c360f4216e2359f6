/** What people look after, as operations of the API. */
import {
  consentsSchema,
  outageRequestSchema,
  outageSchema,
  reportDoneSchema,
  reportsSchema,
} from "../channels/counter/care.ts";
import type { Operation } from "./openapi-operation.ts";

export const careOperations: readonly Operation[] = [
  {
    method: "post",
    path: "/v1/outages",
    operationId: "declareOutage",
    summary: "Say that there is an outage",
    description:
      "Customers who ask for an outage by text or call are told of it. Told again under the same id, what was said is replaced.",
    scope: "admin",
    body: outageRequestSchema,
    answers: {
      "201": ["Kept.", outageSchema],
      "400": ["The body is not JSON."],
      "413": ["More than 16 KiB."],
      "422": ["The body is not as it must be."],
    },
  },
  {
    method: "post",
    path: "/v1/outages/{id}/end",
    operationId: "endOutage",
    summary: "Say that an outage is over",
    description: "From now on nobody is told of it.",
    scope: "admin",
    answers: { "200": ["Ended.", outageSchema], "404": ["No such outage is open."] },
  },
  {
    method: "get",
    path: "/v1/reports",
    operationId: "listReports",
    summary: "List what customers report",
    description:
      "No supply, gas that is smelled and wires that are down: the open ones, oldest first, at most 1,000.",
    scope: "read",
    answers: { "200": ["The open reports.", reportsSchema] },
  },
  {
    method: "post",
    path: "/v1/reports/{id}/done",
    operationId: "closeReport",
    summary: "Say that a report was looked after",
    description: "It is listed no more, and the same may be reported anew.",
    scope: "admin",
    answers: { "200": ["Done.", reportDoneSchema], "404": ["No such report is open."] },
  },
  {
    method: "get",
    path: "/v1/consents/{line}",
    operationId: "proveConsent",
    summary: "Prove what a number agreed to",
    description:
      "Every consent and revocation of a phone number, oldest first: for what, in what words it was asked, when, and from where.",
    scope: "admin",
    answers: { "200": ["All that is kept.", consentsSchema], "422": ["It is no phone number."] },
  },
];
