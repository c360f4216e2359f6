import { hasCardNumber } from "../conversation/card-number.ts";
import type { Input } from "../conversation/input.ts";
import { mayBeSecret } from "../conversation/secret-question.ts";
import { lineHome, utilityHome } from "../ids.ts";
import { PAY_CODE_DIGITS } from "../payment/pay-code.ts";
import type { Hub } from "../ports.ts";
import { type CallStanding, callStanding } from "./call-turn.ts";
import { checkProof } from "./check-proof-code.ts";
import { handedUnlessNumber, isNumber, payeeUnlessNumber } from "./give-code.ts";
import { isHandOverCode } from "./hand-over.ts";
import { keepCapturedCard } from "./keep-captured-card.ts";
import { calledAs } from "./place-call.ts";
import type { IncomingTurn, Prepared } from "./take-turn.ts";

/** What of a call's turn must be known before its transaction. Keys that may be a secret end here: a verdict goes on. */
export async function prepareCall(
  hub: Hub,
  came: IncomingTurn,
): Promise<Prepared | "seen" | "not_ready"> {
  const turn = await named(hub, came);
  // The answer that names it is on its way: whoever tells us comes again.
  if (turn === null) return "not_ready";
  const home = lineHome(turn.from);
  const standing = await hub.store.read(home, (sql) =>
    callStanding(sql, hub.clock.now(), home, turn),
  );
  if (standing.isSeen) return "seen";
  return standing.takesCard
    ? whileCardIsTaken(hub, turn, standing.provedCustomer)
    : whatKeysAre(hub, turn, standing);
}

/**
 * Keys in the place of an account number: as they are, unless they are a code. One that is none is answered like a number that is none. The
 * number of a card, which some caller keys where nobody asked for it, is no part of any turn.
 */
async function codeOrNumber(
  hub: Hub,
  turn: IncomingTurn,
  input: Extract<Input, { kind: "digits" }>,
): Promise<Input> {
  const { keys } = input;
  if (isHandOverCode(keys)) {
    const handed = await handedUnlessNumber(hub, turn, keys);
    return handed === null ? input : { kind: "handed", handed };
  }
  if (hasCardNumber(keys) && !(await isNumber(hub, keys))) return { kind: "no_match" };
  if (!/^\d+$/.test(keys) || keys.length !== PAY_CODE_DIGITS) return input;
  const payee = await payeeUnlessNumber(hub, turn, keys);
  return payee === null ? input : { kind: "payee", payee, rest: "" };
}

/** What keys that come in answer to a number, a PIN or a code are. */
async function whatKeysAre(
  hub: Hub,
  turn: IncomingTurn,
  { provedCustomer, secretOf, asksNumber }: CallStanding,
): Promise<Prepared> {
  const { input } = turn;
  if (asksNumber && input.kind === "digits") {
    return { turn: { ...turn, input: await codeOrNumber(hub, turn, input) }, provedCustomer };
  }
  if (secretOf === null || input.kind !== "digits" || !mayBeSecret(input.keys, secretOf.by)) {
    return { turn, provedCustomer };
  }
  const attempt = { ...secretOf, key: turn.key, line: turn.from, channel: turn.channel };
  const { verdict, customerId } = await checkProof(hub, attempt, input.keys);
  return {
    turn: { ...turn, input: { kind: "proof", verdict } },
    provedCustomer: verdict === "proved" ? customerId : provedCustomer,
  };
}

/** Keys while the carrier takes a card are its digits: nothing looks at them. */
const ofCard: ReadonlySet<Input["kind"]> = new Set(["digits", "no_input", "no_match"]);

async function whileCardIsTaken(
  hub: Hub,
  turn: IncomingTurn,
  provedCustomer: string | null,
): Promise<Prepared | "seen"> {
  if (ofCard.has(turn.input.kind)) return "seen";
  const { captured: card = null, key } = turn;
  if (card === null || provedCustomer === null) return { turn, provedCustomer };
  const home = utilityHome(hub.utilityId);
  const { methodId } = await hub.store.transact(home, (sql) =>
    keepCapturedCard(sql, hub.clock.now(), home, { key, customerId: provedCustomer, card }),
  );
  return { turn: { ...turn, input: { kind: "card_captured", methodId } }, provedCustomer };
}

/** A turn whose event does not name its call, with the name that dialling it gave; null where nobody knows it yet. */
async function named(hub: Hub, turn: IncomingTurn): Promise<IncomingTurn | null> {
  const { call } = turn;
  if (call === undefined || call.callId !== "") return turn;
  const home = lineHome(turn.from);
  const callId = await hub.store.read(home, (sql) => calledAs(sql, home, call.noticeCallId ?? ""));
  return callId === null ? null : { ...turn, call: { ...call, callId } };
}
