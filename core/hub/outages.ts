import type { OutageFacts } from "../conversation/facts.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { openOutages, saveOutage, endOutage as endRow } from "../store/reports.ts";
import { beginHappening, recordHappening } from "./journal.ts";

export interface OutageAt extends OutageFacts {
  /** Null where every account is without supply. */
  readonly accountIds: ReadonlySet<string> | null;
}

/** The outages that have begun and are not over. */
export function outagesAt(sql: Sql, now: Now, home: Home): readonly OutageAt[] {
  return openOutages(sql, home)
    .filter(({ sinceMs }) => sinceMs <= now.serviceMs)
    .map(({ accountIds, sinceMs, backAtMs }) => ({
      accountIds: accountIds === null ? null : new Set(JSON.parse(accountIds) as string[]),
      sinceMs,
      backAtMs,
    }));
}

export function outageOf(outages: readonly OutageAt[], accountId: string): OutageFacts | null {
  const outage = outages.find(({ accountIds }) => accountIds?.has(accountId) ?? true);
  if (outage === undefined) return null;
  return { sinceMs: outage.sinceMs, backAtMs: outage.backAtMs };
}

export interface DeclareOutage {
  readonly id: string;
  readonly accountIds: readonly string[] | null;
  /** Service time; now where null. */
  readonly sinceMs: number | null;
  readonly backAtMs: number | null;
  readonly actor: string;
}

/** The utility says that there is an outage, or how it stands now: the same id again replaces what was said of it. */
export function declareOutage(sql: Sql, now: Now, home: Home, input: DeclareOutage): void {
  const { id, accountIds, backAtMs, actor } = input;
  const sinceMs = input.sinceMs ?? now.serviceMs;
  const happening = beginHappening(sql, home);
  const ids = accountIds === null ? null : JSON.stringify(accountIds);
  saveOutage(sql, home, { id, accountIds: ids, sinceMs, backAtMs, recordedBy: actor });
  recordHappening(sql, now, happening, {
    kind: "outage-declared",
    actor,
    channel: null,
    cause: id,
    facts: { outageId: id, accounts: accountIds?.length ?? null, sinceMs, backAtMs },
  });
}

/** False where no such outage was open. */
export function endOutage(
  sql: Sql,
  now: Now,
  home: Home,
  { id, actor }: { readonly id: string; readonly actor: string },
): boolean {
  if (!endRow(sql, home, id, now.serviceMs)) return false;
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "outage-ended",
    actor,
    channel: null,
    cause: id,
    facts: { outageId: id },
  });
  return true;
}
