import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { takeKey } from "../store/inbox.ts";
import { addReport, closeReport, isReported, type ReportRow } from "../store/reports.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { beginHappening, recordHappening } from "./journal.ts";

export type NoteReport = Pick<ReportRow, "what" | "line" | "accountId" | "channel">;

/** Keeps at the utility's home what a customer reports; said again while it waits for people, it is one report. */
export function noteReport(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: NoteReport,
): { readonly kind: "noted" | "known" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  if (isReported(sql, at.home, input)) return { kind: "known" };
  const happening = beginHappening(sql, at.home);
  addReport(sql, at.home, { ...input, id: happening.id, createdAtMs: now.wallMs });
  recordHappening(sql, now, happening, {
    kind: "reported",
    actor: "customer",
    channel: input.channel,
    cause: at.key,
    facts: { reportId: happening.id, what: input.what, accountId: input.accountId },
  });
  return { kind: "noted" };
}

/** People looked after it. False where no such report is open. */
export function closedReport(
  sql: Sql,
  now: Now,
  home: Home,
  { id, actor }: { readonly id: string; readonly actor: string },
): boolean {
  if (!closeReport(sql, home, id, now.wallMs)) return false;
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "report-closed",
    actor,
    channel: null,
    cause: id,
    facts: { reportId: id },
  });
  return true;
}
