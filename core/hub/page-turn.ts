import { kioskStanding } from "../conversation/kiosk-standing.ts";
import { mayBeSecret, type SecretWanted, secretQuestion } from "../conversation/secret-question.ts";
import { lineHome } from "../ids.ts";
import type { Hub } from "../ports.ts";
import { answerOf } from "../store/inbox.ts";
import { visitOf } from "../store/visits.ts";
import { checkProof } from "./check-proof-code.ts";
import { savedScreenTalk, tryTextCode, typedInput } from "./kiosk-turn.ts";
import type { IncomingTurn, Prepared } from "./take-turn.ts";

/**
 * What of a page's turn must be known before its transaction. A code becomes its verdict; a number goes on as it was typed, and whom
 * it names is looked up only where a code is made. Nothing is reached before a proof.
 */
export async function preparePage(hub: Hub, turn: IncomingTurn): Promise<Prepared | "seen"> {
  const home = lineHome(turn.from);
  const now = hub.clock.now();
  const at = await hub.store.read(home, (sql) => {
    const saved = savedScreenTalk(sql, home, "portal");
    return {
      isSeen: answerOf(sql, home, turn.key) !== undefined,
      provedCustomer: visitOf(sql, home).provedCustomer,
      standing: kioskStanding(saved, now),
      wanted: saved === null ? null : secretQuestion(saved, now),
    };
  });
  if (at.isSeen) return "seen";
  const { standing, provedCustomer, wanted } = at;
  const as = reaching(turn, provedCustomer);
  const { input } = turn;
  if (input.kind !== "digits" || standing.turn !== (turn.rev ?? standing.turn)) return as;
  const { keys } = input;
  switch (standing.entry) {
    case "number":
      return { ...as, turn: { ...turn, input: { kind: "named", number: keys } } };
    case "text_code":
      return tryTextCode(hub, now, as, { accountId: standing.accountId, code: keys });
    case "pin":
    case "code":
      return proveBy(hub, as, wanted, keys);
    case "amount":
    case "phone":
    case null:
      return { ...as, turn: { ...turn, input: typedInput(standing.entry, keys) } };
  }
}

function reaching(turn: IncomingTurn, provedCustomer: string | null): Prepared {
  return provedCustomer === null
    ? { turn, provedCustomer, accountIds: [] }
    : { turn, provedCustomer, showsAlerts: true };
}

/** The digits of the text that was sent. A PIN proves nothing here: it is made for keypads, where nobody can try a thousand. */
async function proveBy(
  hub: Hub,
  as: Prepared,
  wanted: SecretWanted | null,
  keys: string,
): Promise<Prepared> {
  const { turn } = as;
  if (wanted?.by !== "code" || !mayBeSecret(keys, wanted.by)) {
    return { ...as, turn: { ...turn, input: typedInput(null, keys) } };
  }
  const attempt = { ...wanted, key: turn.key, line: turn.from, channel: turn.channel };
  const { verdict, customerId } = await checkProof(hub, attempt, keys);
  const proved = verdict === "proved" ? customerId : as.provedCustomer;
  return reaching({ ...turn, input: { kind: "proof", verdict } }, proved);
}
