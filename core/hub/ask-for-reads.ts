import { keyOf } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { meterLinks, modeAt } from "../store/accounts.ts";
import { replaceInOutbox } from "../store/outbox.ts";
import { supplyOf } from "../store/supply.ts";
import type { DecisionRecord } from "../supply/record.ts";
import { accountUse } from "./account-use.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { planReads, readPlan } from "./plan-reads.ts";
import { balancesAt } from "./post.ts";
import { accountRules } from "./rules.ts";
import { endAnswered, noteAsked } from "./silent-meters.ts";

/**
 * Asks an account's meters for their reads, where present truth still wants them: reads or money may have come since the timer
 * was set. Each ask is counted, and the next is planned, since a meter may not answer; of one that does not, staff are told.
 */
export function askForReads(sql: Sql, now: Now, home: Home): { readonly asked: number } {
  const account = {
    mode: modeAt(sql, home, now.serviceMs) ?? "prepaid",
    inForce: accountRules(sql, home, now.serviceMs),
    balances: balancesAt(sql, home),
    meters: meterLinks(sql, home),
    use: accountUse(sql, home),
    decisions: supplyOf(sql, home).flatMap(({ decision }) =>
      decision === null ? [] : [JSON.parse(decision) as DecisionRecord],
    ),
  };
  const plan = readPlan(sql, now, home, account);
  const isWanted = plan !== null && plan.dueAtMs <= now.serviceMs;
  const meters = account.meters.filter(
    ({ fromMs, toMs }) => fromMs <= now.serviceMs && (toMs === null || toMs > now.serviceMs),
  );
  if (isWanted && meters.length > 0) {
    const happening = beginHappening(sql, home);
    const silent: string[] = [];
    for (const { serviceId, meterId } of meters) {
      if (noteAsked(sql, now, home, { serviceId, use: account.use })) silent.push(serviceId);
      replaceInOutbox(sql, {
        home,
        kind: "read",
        target: meterId,
        key: keyOf(happening.id, meterId),
        payload: JSON.stringify({ meterId }),
        nowMs: now.wallMs,
      });
    }
    recordHappening(sql, now, happening, {
      kind: "reads-asked",
      actor: "hub",
      channel: null,
      cause: "forecast",
      facts: { meters: meters.length, ...(silent.length > 0 && { silent }) },
    });
  }
  const heard = account.inForce.settings.reading
    ? planReads(sql, now, home, account)
    : endAnswered(sql, home, { use: account.use, isAsked: false });
  if (heard.length > 0) {
    recordHappening(sql, now, beginHappening(sql, home), {
      kind: "meters-asked-no-more",
      actor: "hub",
      channel: null,
      cause: "forecast",
      facts: { heard },
    });
  }
  return { asked: isWanted ? meters.length : 0 };
}
