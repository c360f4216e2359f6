/** The operations about what protects people, weather and ways to pay, as data. */
import {
  channelHealthRequestSchema,
  newsSchema,
  weatherRequestSchema,
} from "../channels/counter/news.ts";
import {
  doneSchema,
  protectionEndSchema,
  protectionRequestSchema,
  protectionsSchema,
} from "../channels/counter/protections.ts";
import type { Operation } from "./openapi-operations.ts";

export const supplyOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/v1/accounts/{id}/protections",
    operationId: "listProtections",
    summary: "What protects a household",
    description: "All that is on record, ended ones too.",
    scope: "read",
    answers: {
      "200": ["What is on record.", protectionsSchema],
      "404": ["There is no such account."],
    },
  },
  {
    method: "post",
    path: "/v1/protections",
    operationId: "noteProtection",
    summary: "Put a protection on record",
    description:
      "Medical, critical care, dispute, plan, pledge, age or disability, from and until. Supply is decided anew at once: a disconnection that has not left is withdrawn.",
    scope: "admin",
    body: protectionRequestSchema,
    answers: {
      "200": ["On record before, under this id.", doneSchema],
      "201": ["On record.", doneSchema],
      "400": ["The body is not JSON."],
      "404": ["There is no such account."],
      "409": ["The id belongs to another protection."],
      "413": ["More than 16 KiB."],
      "422": ["It is refused, with the reason."],
    },
  },
  {
    method: "post",
    path: "/v1/protections/{id}/end",
    operationId: "endProtection",
    summary: "End a protection",
    description: "Now, or at a later instant; supply is decided anew at once.",
    scope: "admin",
    body: protectionEndSchema,
    answers: {
      "200": ["It ends then, or ended sooner.", doneSchema],
      "400": ["The body is not JSON."],
      "404": ["The account has no such protection."],
      "413": ["More than 16 KiB."],
      "422": ["The body is not as it must be."],
    },
  },
  {
    method: "post",
    path: "/v1/weather",
    operationId: "publishWeather",
    summary: "Tell an area's weather",
    description:
      "Days seen and foretold, with advisories. The accounts of the area are reviewed in batches; no disconnection leaves meanwhile that the new weather forbids. Where a rule pack needs weather and what is known is too old, nobody is cut.",
    scope: "admin",
    body: weatherRequestSchema,
    answers: {
      "200": ["Known just so.", newsSchema],
      "201": ["Taken.", newsSchema],
      "400": ["The body is not JSON."],
      "409": ["Something newer is known."],
      "413": ["More than 16 KiB."],
      "422": ["It is refused, with the reason."],
    },
  },
  {
    method: "post",
    path: "/v1/channel-health",
    operationId: "publishChannelHealth",
    summary: "Say that a way to pay is down, or up again",
    description:
      "In one area or everywhere. While a way that the rule pack promises is down, and for its grace after, nobody there is cut.",
    scope: "admin",
    body: channelHealthRequestSchema,
    answers: {
      "200": ["Known just so.", newsSchema],
      "201": ["Taken.", newsSchema],
      "400": ["The body is not JSON."],
      "409": ["Something newer is known."],
      "413": ["More than 16 KiB."],
      "422": ["It is refused, with the reason."],
    },
  },
];
