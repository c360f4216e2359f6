import type { Intent } from "../conversation/intent.ts";
import { accountNamed } from "../conversation/payee.ts";
import { utilityHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { sendHappening } from "./delivery.ts";
import type { Happening } from "./journal.ts";
import type { IncomingTurn, Reach } from "./take-turn.ts";

/** A person is wanted: at once, with what they see while the call reaches them, or by a call back. */
export function askPerson(
  sql: Sql,
  now: Now,
  happening: Happening,
  asked: {
    turn: IncomingTurn;
    reach: Reach;
    intent: Extract<Intent, { kind: "call_back" | "put_through" }>;
    part: string;
  },
): void {
  const { turn, reach, intent, part } = asked;
  const { accounts, language, settings } = reach;
  const { kind, reason, task = null } = intent;
  const shared = {
    line: turn.from,
    accountId: accountNamed(intent.accountId ?? null) ?? accounts[0]?.accountId ?? null,
    language: language ?? settings.language,
    reason,
    task,
  };
  const isProved = reach.provedCustomer !== null;
  const delivery =
    kind === "call_back"
      ? ({ kind: "note-call-back", input: { ...shared, channel: turn.channel } } as const)
      : ({ kind: "note-transfer", input: { ...shared, isProved } } as const);
  sendHappening(sql, now, happening, { to: utilityHome(settings.utilityId), delivery, part });
}
