import type { EmergencyResult } from "../conversation/input.ts";
import { idOfHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { isRefusal } from "../refusal.ts";
import { takeKey } from "../store/inbox.ts";
import { accountStanding } from "./account-facts.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { invokeEmergency } from "./invoke-emergency.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import type { TalkChannel } from "../conversation/talk-channel.ts";
import { tellLine } from "./tell-line.ts";

export interface TakeEmergency {
  readonly grantId: string;
  readonly channel: TalkChannel;
  /** Who agreed to it, and the number of ours that the result is told from. */
  readonly line: string;
  readonly numberUsed: string;
}

/** A customer agreed to emergency credit in a talk: present truth decides, and what came of it is told there. */
export function takeEmergency(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: TakeEmergency,
): { readonly kind: "given" | "refused" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const { grantId, channel } = input;
  const invoked = invokeEmergency(sql, now, at.home, { grantId, channel, actor: "customer" });
  const { label, supply } = accountStanding(sql, now, at.home);
  const result: EmergencyResult = {
    task: "emergency",
    accountId: idOfHome(at.home),
    label,
    supply,
    outcome: isRefusal(invoked) ? "refused" : "given",
    amountUnits: isRefusal(invoked) ? 0 : invoked.remainingUnits,
  };
  tellLine(sql, now, { home: at.home, id: at.key }, { asker: input, result, part: "told" });
  if (!isRefusal(invoked)) return { kind: "given" };
  recordHappening(sql, now, beginHappening(sql, at.home), {
    kind: "emergency-refused",
    actor: "customer",
    channel,
    cause: at.key,
    facts: { grantId, code: invoked.code },
  });
  return { kind: "refused" };
}
