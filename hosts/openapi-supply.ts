/** The operations about what protects people, weather and ways to pay, as data. */
import { codeRangesSchema } from "../channels/counter/code-ranges.ts";
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
import {
  quietRequestSchema,
  staffNoticeRequestSchema,
  staffNoticesSchema,
  purposeRequestSchema,
  verifiedSchema,
} from "../channels/counter/notices.ts";
import { powerBackSchema } from "../channels/counter/power-back.ts";
import { silentMetersSchema } from "../channels/counter/silent-meters.ts";
import type { Operation } from "./openapi-operation.ts";

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
    method: "get",
    path: "/v1/notices",
    operationId: "listNotices",
    summary: "Notices that people have to give",
    description:
      "Each is one that a disconnection rests on and that reached nobody by text; the disconnection is held until one was given.",
    scope: "read",
    answers: { "200": ["The longest waiting first.", staffNoticesSchema] },
  },
  {
    method: "post",
    path: "/v1/notices/{id}/outcome",
    operationId: "noteNotice",
    summary: "Say what came of a notice",
    description:
      "Called, e-mailed, mailed or handed over it counts as delivered from then; failed, the next way of giving it is asked for.",
    scope: "admin",
    body: staffNoticeRequestSchema,
    answers: {
      "200": ["Noted.", doneSchema],
      "400": ["The body is not JSON."],
      "404": ["The account owes no such notice."],
      "413": ["More than 16 KiB."],
      "422": ["It is refused, with the reason."],
    },
  },
  {
    method: "get",
    path: "/v1/accounts/{id}/notices/{code}",
    operationId: "verifyNotice",
    summary: "Was it us?",
    description: "Whether the digits after # stand on a notice that we sent this account.",
    scope: "read",
    answers: { "200": ["Yes or no.", verifiedSchema], "404": ["There is no such account."] },
  },
  {
    method: "post",
    path: "/v1/contacts/quiet",
    operationId: "chooseQuiet",
    summary: "Set a contact's quiet hours",
    description:
      "In the place of the utility's own, by the premise's clock. That supply went off, came back or is short within two hours is told all the same.",
    scope: "admin",
    body: quietRequestSchema,
    answers: {
      "200": ["Set.", doneSchema],
      "400": ["The body is not JSON."],
      "404": ["The account has no such contact."],
      "413": ["More than 16 KiB."],
      "422": ["It is refused, with the reason."],
    },
  },
  {
    method: "post",
    path: "/v1/contacts/usage",
    operationId: "chooseUsage",
    summary: "Leave out, or send again, word of high use",
    description:
      "Apart from all that the account owes the contact: warnings and receipts come all the same, and consent to texts at all stays as the customer gave it. Kept as proof.",
    scope: "admin",
    body: purposeRequestSchema,
    answers: {
      "200": ["Kept, or kept before under this id.", doneSchema],
      "400": ["The body is not JSON."],
      "404": ["The account has no such contact."],
      "413": ["More than 16 KiB."],
      "422": ["The body is not as it must be."],
    },
  },
  {
    method: "post",
    path: "/v1/contacts/calls",
    operationId: "chooseCalls",
    summary: "Agree for a contact to be called, or end it",
    description:
      "What the customer said or signed, kept as proof: a warning that no text brought then goes by a call, where the rules name calls. Whoever is called ends it by a key at once.",
    scope: "admin",
    body: purposeRequestSchema,
    answers: {
      "200": ["Kept, or kept before under this id.", doneSchema],
      "400": ["The body is not JSON."],
      "404": ["The account has no such contact."],
      "413": ["More than 16 KiB."],
      "422": ["The body is not as it must be."],
    },
  },
  {
    method: "get",
    path: "/v1/power-back",
    operationId: "powerBack",
    summary: "How supply comes back",
    description:
      "Every supply that was paid for and is not seen on at its meter yet, step by step, and how long the last ones took from paid to seen. Past the limit of the rules a case is late, and stays here until the meter shows it.",
    scope: "read",
    answers: { "200": ["The open cases and the figures.", powerBackSchema] },
  },
  {
    method: "get",
    path: "/v1/silent-meters",
    operationId: "silentMeters",
    summary: "Meters that tell no reads",
    description:
      "Where reads are asked for (`[utility.reading] on_demand`): meters that were asked four times in a row in vain, over fourteen hours at least. Each is asked on, down to once a day, and stays here until it answers, is exchanged for one that does, or is asked no more. Where meters tell reads by themselves: those of prepaid accounts that told none for twice `data_age_hours`, until one tells a newer read. Nobody is cut by what such a meter last told, once it is too old.",
    scope: "read",
    answers: {
      "200": ["Those that staff have known of longest first, at most 500.", silentMetersSchema],
    },
  },
  {
    method: "get",
    path: "/v1/code-ranges",
    operationId: "codeRanges",
    summary: "Numbers that no code is texted to",
    description:
      "Ranges of numbers to which codes were texted and from which too few came back, by `[utility.texting] codes_used_percent`: nobody there is texted one until the old ones are past. At most 500, those to which most went first.",
    scope: "admin",
    answers: { "200": ["The ranges; none where no share is asked.", codeRangesSchema] },
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
