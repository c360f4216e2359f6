/** A one-time code given at a line, before the turn that goes on by it. */
import type { Handed } from "../conversation/hand-over.ts";
import { payCodeSaid } from "../conversation/payee.ts";
import { utilityHome } from "../ids.ts";
import type { Hub } from "../ports.ts";
import { accountByNumber } from "../store/secrets.ts";
import { payeeFor } from "./find-payee.ts";
import { claimHandOver, HAND_OVER_DIGITS } from "./hand-over.ts";
import type { IncomingTurn } from "./take-turn.ts";

/** "GO 12345678" goes on with a talk that was begun elsewhere. */
const GO_ON = new RegExp(`^\\s*(?:go|sigo|seguir)\\s+(\\d{${String(HAND_OVER_DIGITS)}})\\W*$`, "i");

/** The text as it is, or what its code stands for. */
export async function readCode(hub: Hub, turn: IncomingTurn): Promise<IncomingTurn> {
  if (turn.input.kind !== "said") return turn;
  const code = GO_ON.exec(turn.input.text)?.[1];
  if (code !== undefined) {
    return { ...turn, input: { kind: "handed", handed: await handedBy(hub, turn, code) } };
  }
  const said = payCodeSaid(turn.input.text);
  if (said === null) return turn;
  const payee = await payeeFor(hub, turn, said.digits);
  // Ten digits alone may be anything: they are a code where they are one.
  if (payee === null && said.word === null) return turn;
  return { ...turn, input: { kind: "payee", payee, rest: said.rest, word: said.word ?? "" } };
}

/** What a code stands for, looked up and used at the utility's home. */
export async function handedBy(
  hub: Hub,
  { key, from: line, channel }: IncomingTurn,
  code: string,
): Promise<Handed | null> {
  const home = utilityHome(hub.utilityId);
  const { handed } = await hub.store.transact(home, (sql) =>
    claimHandOver(sql, hub.clock.now(), home, { key, line, channel, code }),
  );
  return handed;
}

/** Digits that some account has for its number are that number and no code. */
export async function handedUnlessNumber(
  hub: Hub,
  turn: IncomingTurn,
  digits: string,
): Promise<Handed | null> {
  return (await isNumber(hub, digits)) ? null : handedBy(hub, turn, digits);
}

/** The same of a code by which somebody else's account is paid. */
export async function payeeUnlessNumber(
  hub: Hub,
  turn: IncomingTurn,
  digits: string,
): Promise<string | null> {
  return (await isNumber(hub, digits)) ? null : payeeFor(hub, turn, digits);
}

/** Whether some account has these digits for its number. */
export async function isNumber(hub: Hub, digits: string): Promise<boolean> {
  const home = utilityHome(hub.utilityId);
  return hub.store.read(home, (sql) => accountByNumber(sql, home, digits) !== undefined);
}
