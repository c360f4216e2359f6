import type { UtilityFacts } from "./facts.ts";
import type { CallScript } from "./prompt.ts";
import type { View } from "./talk.ts";

/** Nobody can be put through: we call back, and the call ends. */
export function calledBack({ facts }: View): CallScript {
  const goodbye = { key: "goodbye", utility: facts.utility.name } as const;
  return {
    first: [{ key: "call_back" }, goodbye],
    says: [],
    wait: { kind: "hang_up" },
    interrupts: false,
  };
}

/** Whom a caller is put through to, E.164: in danger those who are there for it; null where we call back. */
export function personFor(
  isDanger: boolean,
  { emergencyNumber = null, agentNumber = null }: UtilityFacts,
): string | null {
  return isDanger ? (emergencyNumber ?? agentNumber) : agentNumber;
}

/** To a person, with what they are told of it. */
export function putThrough(view: View): CallScript {
  const { agent = null } = view.choices;
  const to = personFor(agent?.reason === "danger", view.facts.utility);
  if (to === null) return calledBack(view);
  const wait = { kind: "transfer", to, asked: agent } as const;
  return { first: [{ key: "connecting" }], says: [], wait, interrupts: false };
}

/** Nobody answered: said so, and who asked for a person is not asked to try again. */
export function unreached(view: View): CallScript {
  const script = calledBack(view);
  return { ...script, first: [{ key: "nobody_answers" }, ...script.first] };
}
