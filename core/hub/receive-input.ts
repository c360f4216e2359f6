import { must, never } from "../assert.ts";
import { converse, type Turn } from "../conversation/converse.ts";
import type { Facts } from "../conversation/facts.ts";
import type { Input, SavedTalk } from "../conversation/input.ts";
import type { Intent } from "../conversation/intent.ts";
import { redactCardNumbers } from "../conversation/card-number.ts";
import { accountHome, idOfHome, keyOf, lineHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { takeKey } from "../store/inbox.ts";
import { addToOutbox } from "../store/outbox.ts";
import { addMessage, consentOf, saveTalk, talkOf } from "../store/talks.ts";
import { setTimer } from "../store/timers.ts";
import { takeConsent } from "./consent.ts";
import { sendHappening } from "./delivery.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { happenedAtMs } from "./note-consent.ts";
import type { IncomingTurn, Reach } from "./take-turn.ts";

export type Received =
  | { readonly kind: "taken"; readonly prompts: number }
  | { readonly kind: "seen" }
  /** The utility has published no settings yet: nothing can be answered. */
  | { readonly kind: "not_ready" };

/** One turn of talk: inbox, converse, save, and what it asks of the world left in the outbox. */
export function receiveInput(sql: Sql, now: Now, turn: IncomingTurn, reach: Reach): Received {
  const home = lineHome(turn.from);
  if (!takeKey(sql, home, turn.key, now.wallMs)) return { kind: "seen" };
  const happening = beginHappening(sql, home);
  const saved = talkOf(sql, home, turn.channel);
  const facts = factsOf(sql, home, turn, { reach, language: saved?.language ?? null });
  const talk = saved === undefined ? null : (JSON.parse(saved.talk) as SavedTalk | null);
  const result = converse(talk, facts, turn.input, now);
  keepIncoming(sql, now, happening, turn);
  const row = {
    channel: turn.channel,
    talk: JSON.stringify(result.saved),
    language: result.language,
    numberUsed: turn.to,
  };
  saveTalk(sql, home, row, now.wallMs);
  sayPrompts(sql, now, happening, { turn, result });
  for (const [at, intent] of result.intents.entries()) {
    applyIntent(sql, now, happening, { turn, reach, intent, part: `intent-${String(at)}` });
  }
  for (const timer of result.timers) {
    setTimer(sql, {
      home,
      key: keyOf("talk", turn.channel, timer.kind),
      clock: "wall",
      dueAtMs: timer.dueAtMs,
      kind: "talk",
      payload: JSON.stringify({ channel: turn.channel, to: turn.to, timer: timer.kind }),
    });
  }
  recordHappening(sql, now, happening, {
    kind: "input-received",
    actor: turn.input.kind === "said" ? "customer" : "hub",
    channel: turn.channel,
    cause: turn.key,
    facts: {
      input: turn.input.kind,
      turn: result.saved.turn,
      prompts: result.prompts.map((prompt) => prompt.key),
      intents: result.intents.map((intent) => intent.kind),
    },
  });
  return { kind: "taken", prompts: result.prompts.length };
}

function factsOf(
  sql: Sql,
  home: Home,
  turn: IncomingTurn,
  known: { reach: Reach; language: string | null },
): Facts {
  const { settings, accounts } = known.reach;
  return {
    utility: {
      name: settings.name,
      currency: settings.currency,
      zone: settings.zone,
      language: settings.language,
      phone: settings.phone,
    },
    line: {
      channel: turn.channel,
      language: known.language ?? known.reach.language,
      consent: consentOf(sql, home, "account") ?? "none",
    },
    accounts,
  };
}

function keepIncoming(sql: Sql, now: Now, happening: Happening, turn: IncomingTurn): void {
  if (turn.input.kind !== "said") return;
  addMessage(
    sql,
    happening.home,
    {
      id: keyOf(happening.id, "in"),
      direction: "in",
      channel: turn.channel,
      numberUsed: turn.to,
      language: "",
      body: redactCardNumbers(turn.input.text),
      state: "received",
      accountId: null,
      noticeId: null,
    },
    now.wallMs,
  );
}

function sayPrompts(
  sql: Sql,
  now: Now,
  happening: Happening,
  { turn, result }: { turn: IncomingTurn; result: Turn },
): void {
  for (const [at, prompt] of result.prompts.entries()) {
    const messageId = keyOf(happening.id, at);
    addMessage(
      sql,
      happening.home,
      {
        id: messageId,
        direction: "out",
        channel: turn.channel,
        numberUsed: turn.to,
        language: result.language,
        body: JSON.stringify(prompt),
        state: "owed",
        accountId: null,
        noticeId: null,
      },
      now.wallMs,
    );
    addToOutbox(sql, {
      home: happening.home,
      kind: "say",
      target: idOfHome(happening.home),
      key: messageId,
      payload: JSON.stringify({ messageId }),
      nowMs: now.wallMs,
    });
  }
}

function applyIntent(
  sql: Sql,
  now: Now,
  happening: Happening,
  { turn, reach, intent, part }: { turn: IncomingTurn; reach: Reach; intent: Intent; part: string },
): void {
  switch (intent.kind) {
    case "pay":
      sendPay(sql, now, happening, { turn, reach, intent, part });
      return;
    case "grant_consent":
    case "revoke_consent":
      takeConsent(sql, happening.home, {
        purpose: "account",
        key: keyOf(happening.id, part),
        state: intent.kind === "grant_consent" ? "granted" : "revoked",
        source: "text",
        evidence: evidenceOf(turn.input),
        atMs: happenedAtMs(now, turn.occurredAtMs ?? null),
      });
      return;
    case "set_language":
      // The turn's own language is already the new one and is saved with the talk.
      return;
    default:
      never(intent);
  }
}

function evidenceOf(input: Input): string {
  return input.kind === "said"
    ? `the customer texted: ${redactCardNumbers(input.text)}`
    : input.kind;
}

/** Digits of the hash that names a payment: 96 bits, told apart over all lines and turns of a utility. */
const PAYMENT_ID_LENGTH = 24;

function sendPay(
  sql: Sql,
  now: Now,
  happening: Happening,
  asked: {
    turn: IncomingTurn;
    reach: Reach;
    intent: Extract<Intent, { kind: "pay" }>;
    part: string;
  },
): void {
  const { turn, reach, intent, part } = asked;
  const input = {
    paymentId: sql.sha256(keyOf(happening.id, part)).slice(0, PAYMENT_ID_LENGTH),
    accountId: intent.accountId,
    methodId: intent.methodId,
    methodToken: must(reach.tokens[intent.methodId], "a method that was offered has a token"),
    amountMinor: intent.amountMinor,
    channel: turn.channel,
    line: turn.from,
    numberUsed: turn.to,
  };
  const delivery = { kind: "start-payment", input } as const;
  sendHappening(sql, now, happening, { to: accountHome(intent.accountId), delivery, part });
}
