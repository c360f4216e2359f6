/** Each row gives one guard its one reason, and no other guard has one. */
import { expect, it } from "vitest";
import {
  type Change,
  coldOn,
  mild,
  NOW_MS,
  outcome,
  protection,
  spentAt,
  weather,
} from "../../test/support/spent-account.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../instant.ts";

const ill =
  protection("medical", { fromMs: NOW_MS - 70 * DAY_MS, untilMs: null }).protections ?? [];
const card = { tender: "card", liftUnits: 5_000_000, askedAtWallMs: NOW_MS - MINUTE_MS } as const;

it.each<[string, Change, string]>([
  // Weather.
  ["weather that nobody knows", { weather: null }, "hold weather"],
  [
    "weather known a day ago",
    { weather: { area: "a", knownAtMs: NOW_MS - DAY_MS, days: mild(NOW_MS) } },
    "cut",
  ],
  [
    "weather known too long ago",
    { weather: { area: "a", knownAtMs: NOW_MS - DAY_MS - 1, days: mild(NOW_MS) } },
    "hold weather",
  ],
  [
    "weather from the future",
    { weather: { area: "a", knownAtMs: NOW_MS + 2 * HOUR_MS, days: mild(NOW_MS) } },
    "hold weather",
  ],
  ["no days at all", { weather: { area: "a", knownAtMs: NOW_MS, days: [] } }, "hold weather"],
  ["cold yesterday and today", coldOn(-1, 0), "hold weather"],
  ["cold yesterday and tomorrow", coldOn(-1, 1), "hold weather"],
  ["cold yesterday alone", coldOn(-1), "cut"],
  ["cold today alone", coldOn(0), "cut"],
  ["cold two days ago and today", coldOn(-2, 0), "cut"],
  ["cold yesterday and in two days", coldOn(-1, 2), "cut"],
  ["no high of yesterday, mild ahead", weather(-1, { highDeciC: null }), "cut"],
  ["no high of today, mild yesterday", weather(0, { highDeciC: null }), "cut"],
  ["heat today", weather(0, { advisories: ["heat_advisory"] }), "hold weather"],
  ["heat yesterday", weather(-1, { advisories: ["heat_advisory"] }), "hold weather"],
  ["heat two days ago", weather(-2, { advisories: ["heat_advisory"] }), "hold weather"],
  ["heat three days ago", weather(-3, { advisories: ["heat_advisory"] }), "cut"],
  ["heat tomorrow", weather(1, { advisories: ["heat_advisory"] }), "cut"],
  ["another advisory", weather(0, { advisories: ["dense_fog"] }), "cut"],
  ["advisories of a day that nobody has told", weather(-1, { advisories: null }), "hold weather"],
  ["35 degrees, nobody frail", weather(0, { highDeciC: 350 }), "cut"],
  [
    "35 degrees and somebody of 65",
    { ...weather(0, { highDeciC: 350 }), household: { oldestYears: 65, isDisabled: false } },
    "hold weather",
  ],
  [
    "35 degrees and somebody of 64",
    { ...weather(0, { highDeciC: 350 }), household: { oldestYears: 64, isDisabled: false } },
    "cut",
  ],
  [
    "35 degrees and a disability",
    { ...weather(0, { highDeciC: 350 }), household: { oldestYears: null, isDisabled: true } },
    "hold weather",
  ],
  [
    "35 degrees and an illness whose certificate is too old",
    { ...weather(0, { highDeciC: 350 }), protections: ill },
    "hold weather",
  ],
  [
    "34.9 degrees and a disability",
    { ...weather(0, { highDeciC: 349 }), household: { oldestYears: null, isDisabled: true } },
    "cut",
  ],
  // Ways to pay.
  [
    "cards failing",
    { channels: [{ channel: "card", state: "down", sinceMs: NOW_MS - HOUR_MS }] },
    "hold payment_channel",
  ],
  [
    "a way that was not promised failing",
    { channels: [{ channel: "fax", state: "down", sinceMs: NOW_MS }] },
    "cut",
  ],
  ["nothing heard of any way", { channels: [] }, "cut"],
  [
    "cash back for less than the grace",
    { channels: [{ channel: "cash", state: "up", sinceMs: NOW_MS - 4 * HOUR_MS + 1 }] },
    "wait_until payment_channel",
  ],
  [
    "cash back for the grace",
    { channels: [{ channel: "cash", state: "up", sinceMs: NOW_MS - 4 * HOUR_MS }] },
    "cut",
  ],
  // Money on its way.
  ["a payment that is enough", { pendings: [card] }, "hold pending_payment"],
  ["a payment one unit short", { pendings: [{ ...card, liftUnits: 4_999_999 }] }, "cut"],
  [
    "one failure before",
    { pendings: [card], failedPaymentsAtWallMs: [NOW_MS - DAY_MS] },
    "hold pending_payment",
  ],
  [
    "two failures within 30 days",
    { pendings: [card], failedPaymentsAtWallMs: [NOW_MS - DAY_MS, NOW_MS - 30 * DAY_MS + 1] },
    "cut",
  ],
  [
    "two failures, one 30 days ago",
    { pendings: [card], failedPaymentsAtWallMs: [NOW_MS - DAY_MS, NOW_MS - 30 * DAY_MS] },
    "hold pending_payment",
  ],
  ["two failures and nothing pending", { failedPaymentsAtWallMs: [NOW_MS, NOW_MS] }, "cut"],
  [
    "a payment and a pledge that are enough together",
    { pendings: [{ ...card, liftUnits: 2 }], ...protection("pledge", { liftUnits: 4_999_998 }) },
    "hold pending_payment",
  ],
  [
    "a payment and a pledge too little together",
    { pendings: [{ ...card, liftUnits: 1 }], ...protection("pledge", { liftUnits: 4_999_998 }) },
    "cut",
  ],
  // A payment of late.
  ["no payment ever", { lastPaymentAtMs: null }, "cut"],
  ["a payment just now", { lastPaymentAtMs: NOW_MS }, "wait_until recent_payment"],
  [
    "a payment just under a day ago",
    { lastPaymentAtMs: NOW_MS - DAY_MS + 1 },
    "wait_until recent_payment",
  ],
  ["a payment a day ago", { lastPaymentAtMs: NOW_MS - DAY_MS }, "cut"],
  ["a payment from the future", { lastPaymentAtMs: NOW_MS + DAY_MS }, "wait_until recent_payment"],
  // The notice.
  ["nobody reached", { noticeDeliveredAtMs: null }, "hold notice"],
  ["told a moment too late", { noticeDeliveredAtMs: NOW_MS - DAY_MS + 1 }, "wait_until notice"],
  ["told a day ago", { noticeDeliveredAtMs: NOW_MS - DAY_MS }, "cut"],
  ["told seven days ago", { noticeDeliveredAtMs: NOW_MS - 7 * DAY_MS }, "cut"],
  ["told too long ago", { noticeDeliveredAtMs: NOW_MS - 7 * DAY_MS - 1 }, "hold notice"],
])("%s", (_, change, expected) => {
  expect(outcome({ ...spentAt(NOW_MS), ...change })).toBe(expected);
});
