import { converse } from "../conversation/converse.ts";
import type { Facts } from "../conversation/facts.ts";
import type { Input, SavedTalk } from "../conversation/input.ts";
import { redactCardNumbers } from "../conversation/card-number.ts";
import { keyOf, lineHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import type { CallRow } from "../store/calls.ts";
import { takeKey } from "../store/inbox.ts";
import { addMessage, consentOf, saveTalk, talkOf } from "../store/talks.ts";
import { setTimer } from "../store/timers.ts";
import { applyIntent } from "./apply-intent.ts";
import { admitCall } from "./call-turn.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import type { IncomingTurn, Reach } from "./take-turn.ts";
import { tellTurn } from "./tell-turn.ts";

export type Received =
  | { readonly kind: "taken"; readonly prompts: number }
  | { readonly kind: "seen" }
  /** It answers what is asked no more, or comes from a call that is over. */
  | { readonly kind: "stale" }
  /** The utility has published no settings yet: nothing can be answered. */
  | { readonly kind: "not_ready" };

/** One turn of talk: inbox, converse, save, and what it asks of the world left in the outbox. */
export function receiveInput(sql: Sql, now: Now, turn: IncomingTurn, reach: Reach): Received {
  const home = lineHome(turn.from);
  if (!takeKey(sql, home, turn.key, now.wallMs)) return { kind: "seen" };
  const saved = talkOf(sql, home, turn.channel);
  const talk = saved === undefined ? null : (JSON.parse(saved.talk) as SavedTalk | null);
  const call = turn.channel === "ivr" ? callOfTurn(sql, now, home, { turn, reach, talk }) : null;
  if (call === undefined) return { kind: "stale" };
  const happening = beginHappening(sql, home);
  const facts = factsOf(sql, home, turn, { reach, language: saved?.language ?? null, call });
  const result = converse(talk, facts, turn.input, now);
  keepIncoming(sql, now, happening, turn);
  const row = {
    channel: turn.channel,
    talk: JSON.stringify(result.saved),
    language: result.language,
    numberUsed: turn.to,
  };
  saveTalk(sql, home, row, now.wallMs);
  tellTurn(sql, now, happening, { turn, result, call });
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
    actor: actorOf(turn.input),
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
  known: { reach: Reach; language: string | null; call: CallRow | null },
): Facts {
  const { settings, accounts, provedCustomer } = known.reach;
  return {
    utility: {
      name: settings.name,
      currency: settings.currency,
      zone: settings.zone,
      language: settings.language,
      phone: settings.phone,
      agentNumber: settings.agentNumber ?? null,
    },
    line: {
      channel: turn.channel,
      language: known.language ?? known.reach.language,
      consent: consentOf(sql, home, "account") ?? "none",
      // Whoever the accounts were read for is who must have proved it.
      proved: provedCustomer !== null && known.call?.provedCustomer === provedCustomer,
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

/** What a person does; all else comes from the hub's own side. */
const byCustomer: ReadonlySet<Input["kind"]> = new Set([
  "said",
  "chose",
  "digits",
  "proof",
  "start",
  "hang_up",
]);

function actorOf({ kind }: Input): "customer" | "hub" {
  return byCustomer.has(kind) ? "customer" : "hub";
}

/** The call of a turn, with its proof as of this turn; undefined where the turn is stale. */
function callOfTurn(
  sql: Sql,
  now: Now,
  home: Home,
  { turn, reach, talk }: { turn: IncomingTurn; reach: Reach; talk: SavedTalk | null },
): CallRow | null | undefined {
  const call = admitCall(sql, now, home, { turn, savedTurn: talk?.turn ?? 0 });
  if (call === null || call === undefined) return call;
  const { input } = turn;
  const isProof = input.kind === "proof" && input.verdict === "proved";
  return isProof ? { ...call, provedCustomer: reach.provedCustomer } : call;
}
