/** Everything that people, keys and the world may put into a talk, and what may be true meanwhile: what a walk of the machine takes. */
import type { Channel, Facts } from "../../core/conversation/facts.ts";
import { pickers } from "../../core/conversation/input.ts";
import { digitsOf } from "../../core/conversation/question.ts";
import type { Standing } from "../../core/conversation/step.ts";
import type { ReadInput } from "../../core/conversation/understand.ts";
import { STAGE_PAYEE } from "./stage-payee.ts";
import { oak, STAGE_MS } from "./stage-accounts.ts";

import { worlds } from "./talk-worlds.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Where what is true makes no difference to what is understood, one world will do. */
const blind: ReadonlySet<ReadInput["kind"]> = new Set([
  "start",
  "spoken",
  "picked_up",
  "no_input",
  "no_match",
  "hang_up",
  "timer",
]);

/** All but those worlds that differ by what may be paid alone. */
const unlimited = worlds.filter(({ accounts: [first] }) => {
  return first === undefined || first.accountId !== oak.accountId || first.limits === oak.limits;
});

/** By which an amount may come, or be agreed to. */
const mayPay = /^(?:PAY|\d|amount:|saved:|pay$|restore$|card$|tender$)/;

export function worldsFor({ input, isAsked = false }: Move): readonly Facts[] {
  if (blind.has(input.kind)) return worlds.slice(0, 1);
  if (isAsked) return [...worlds.slice(0, ASKED_WORLDS), ...worlds.slice(-1)];
  const isPaying =
    (input.kind === "said" && mayPay.test(input.text)) ||
    (input.kind === "chose" && mayPay.test(input.option));
  return isPaying ? worlds : unlimited;
}

export interface Move {
  readonly input: ReadInput;
  /** Since the turn before. */
  readonly afterMs: number;
  /** It is only told of, so that few worlds will do. */
  readonly isAsked?: boolean;
}

function said(text: string): ReadInput {
  return { kind: "said", text };
}

function chose(option: string): ReadInput {
  return { kind: "chose", option };
}

/** The one note of a walk, so that its own result finds it. */
const NOTE = 7;

const result = { task: "pay", paymentId: "p", accountId: "oak", label: "Oak St" } as const;

const agreed = { task: "offer", label: "Oak St", amountMinor: null } as const;

const lent = { task: "emergency", accountId: "oak", label: "Oak St", outcome: "given" } as const;

const byText: readonly ReadInput[] = [
  ...["BAL", "MIN", "PAY", "PAY 20", "PAY 20.555", "PAY BILL", "JOIN", "HELP"].map(said),
  ...["AGENT", "NO", "KIOSK", "EC"].map(said),
  ...[
    "STOP",
    "START",
    "stop texting me",
    "no ads",
    "ESPANOL",
    "IDIOMA",
    "hm",
    "4242424242424242",
  ].map(said),
];

/** What is only told when it is asked for: it reads little of what is true, and leads nowhere by itself. */
const askedByText: readonly ReadInput[] = [
  ...["LAST", "RECEIPT", "PLAN", "AUTO", "AUTO 20", "AUTO OFF", "AID", "ON"].map(said),
  ...["USE", "RATES", "OWE", "WHY", "STATUS", "OUT", "MOVE", "MORE"].map(said),
  ...[
    "ALERT",
    "ALERT 20",
    "ALERT OFF",
    "PLACES",
    "CALL ME",
    "VERIFY",
    "VERIFY 123456",
    "CALLS",
    "CALLS OFF",
  ].map(said),
  ...["VERIFY 654321", "I smell gas", "a wire is down"].map(said),
  ...[
    "EXTEND",
    "MEDICAL",
    "DISPUTE",
    "ALERTS",
    "ALERT 8AM",
    "CONTACT",
    "CONTACT 2025550143",
    "CONTACT OFF",
    "CONVERT",
    "CODE",
    "CODE 20",
  ].map(said),
];

const byKey: readonly ReadInput[] = [
  ...["balance", "minimum", "pay", "join", "leave", "help", "language:es", "no", "repeat"].map(
    chose,
  ),
  ...["menu", "more", "restore", "payments", "other_account", "other_amount", "agent"].map(chose),
  ...["proof_code", "calls", "calls_stop"].map(chose),
  ...[
    "goodbye",
    "calls_off",
    "hear",
    "account:1001",
    "amount:2000",
    "language:en",
    "language",
    "emergency",
  ].map(chose),
  { kind: "spoken" },
  { kind: "transfer_failed" },
  ...pickers.map((by): ReadInput => ({ kind: "picked_up", by })),
  { kind: "card_captured", methodId: null },
  { kind: "card_captured", methodId: "visa" },
  ...(["proved", "not_proved", "locked"] as const).map((verdict): ReadInput => ({
    kind: "proof",
    verdict,
  })),
];

const askedByKey: readonly ReadInput[] = [
  ...["group_supply", "group_money", "group_use", "group_account", "receipt", "use", "plan"].map(
    chose,
  ),
  ...["autopay", "autopay_end", "aid", "turn_on", "group_messages", "group_further"].map(chose),
  ...[
    "extension",
    "medical",
    "dispute",
    "alerts",
    "second",
    "second_end",
    "phone:2025550143",
    "convert",
    "pay_code",
  ].map(chose),
  ...["rates", "owed", "why", "status", "outage", "move", "alert", "places", "call_me"].map(chose),
  ...["verify", "code:123456", "code:654321", "danger", "gas", "wire"].map(chose),
];

/** A terminal has no button for any of it. */
const askedOn: Partial<Readonly<Record<Channel, readonly ReadInput[]>>> = {
  sms: askedByText,
  ivr: askedByKey,
};

/** Worlds that make a difference to them: one account, with an outage, or one of two that is off; and nobody's line. */
const ASKED_WORLDS = 3;

/** What only a terminal has: its buttons, what was typed there as it is found, and what its devices say. */
const byTouch: readonly ReadInput[] = [
  ...["begin", "this_is_me", "see", "home", "tender", "cash", "card", "finish"].map(chose),
  ...["receipt", "done", "start_over", "back", "found:0", "found:1", "saved:0"].map(chose),
  ...["hand_over", "amount:100", "language:es", "more", "verify"].map(chose),
  ...[
    "code:123456",
    "code:654321",
    "extension",
    "why",
    "dispute",
    "alerts",
    "alert:daily_480",
    "second",
    "second_end",
    "phone:2025550143",
    "convert",
  ].map(chose),
  ...["pay_code", "pay_code:2000"].map(chose),
  ...[[], ["oak"], ["oak", "elm"], [STAGE_PAYEE]].map((accountIds): ReadInput => ({
    kind: "found",
    accountIds,
  })),
  { kind: "too_many_numbers" },
  { kind: "note", note: NOTE, amountMinor: 500 },
  { kind: "card_presented" },
  { kind: "left" },
  { kind: "timer", timer: "kiosk_left" },
];

/** What only a page has beside the buttons of a terminal. */
const onPage: readonly ReadInput[] = [
  chose("accounts"),
  chose("card_page"),
  { kind: "named", number: "1001" },
];

const touchedOn: Partial<Readonly<Record<Channel, readonly ReadInput[]>>> = {
  kiosk: byTouch,
  portal: [...byTouch, ...onPage],
};

/** By somebody's code: one that is not good, and one that is, with and without an amount. */
const byCode: readonly ReadInput[] = [
  { kind: "payee", payee: null, rest: "" },
  { kind: "payee", payee: STAGE_PAYEE, rest: "" },
  { kind: "payee", payee: STAGE_PAYEE, rest: "20" },
];

const handed: readonly ReadInput[] = [
  null,
  { accountId: "oak", amountMinor: 2000 },
  { accountId: "oak", amountMinor: null },
  { accountId: STAGE_PAYEE, amountMinor: null },
  { accountId: "ash", amountMinor: null },
].map((one) => ({ kind: "handed", handed: one }));

const byWorld: readonly ReadInput[] = [
  { kind: "result", result: { ...agreed, what: "autopay_end", outcome: "done" } },
  {
    kind: "result",
    result: {
      ...agreed,
      what: "extension",
      outcome: "done",
      untilAtMs: STAGE_MS,
      zone: "America/Chicago",
    },
  },
  { kind: "invited", accountId: "ash" },
  { kind: "start" },
  { kind: "no_input" },
  { kind: "no_match" },
  { kind: "hang_up" },
  { kind: "result", result: { ...lent, amountUnits: 10_000_000, supply: "on" } },
  { kind: "result", result: { ...result, outcome: "settled", amountMinor: 2000 } },
  { kind: "result", result: { ...result, outcome: "declined", amountMinor: 999 } },
  { kind: "result", result: { ...result, note: NOTE, outcome: "settled", amountMinor: 500 } },
];

/** A day after a request it counts as lost; ten minutes after a question it is late; a minute on, a payment is slow. */
const late: readonly Move[] = [
  { input: said("PAY 20"), afterMs: 25 * HOUR_MS },
  { input: chose("amount:2000"), afterMs: 25 * HOUR_MS },
  { input: said("7"), afterMs: 11 * MINUTE_MS },
  { input: { kind: "timer", timer: "question_expired" }, afterMs: 11 * MINUTE_MS },
  { input: { kind: "timer", timer: "question_expired" }, afterMs: SECOND_MS },
  { input: { kind: "timer", timer: "payment_slow" }, afterMs: 61 * SECOND_MS },
  { input: { kind: "timer", timer: "payment_slow" }, afterMs: SECOND_MS },
  { input: { kind: "timer", timer: "card_over" }, afterMs: 6 * MINUTE_MS },
];

/** Everything that can come in where a talk stands; the digits are those of its open question, and one that is none. */
export function movesAt({ context }: Standing, channel: Channel): readonly Move[] {
  const open = digitsOf(context.question);
  const digits = [...open, 0].map((digit) =>
    channel === "sms" ? said(String(digit)) : chose(String(digit)),
  );
  const words = channel === "sms" ? byText : byKey;
  const touches = touchedOn[channel] ?? [];
  const offeredAtMs = context.handOver?.offeredAtMs ?? 0;
  const left: readonly ReadInput[] = [{ kind: "handed_off", offeredAtMs }];
  const soon = [...words, ...touches, ...digits, ...byWorld, ...handed, ...byCode, ...left].map(
    (input): Move => ({
      input,
      afterMs: SECOND_MS,
    }),
  );
  const asked = askedOn[channel]?.map((input): Move => ({
    input,
    afterMs: SECOND_MS,
    isAsked: true,
  }));
  return [...soon, ...(asked ?? []), ...late];
}
