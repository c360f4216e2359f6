import { must } from "../core/assert.ts";
import type { Home, Hub, Sql } from "../core/ports.ts";
import { isRefusal, type Refusal, refuse } from "../core/refusal.ts";
import type { ImportMode, ImportVerdict } from "./commands.ts";

/** Lets a happening decide and keeps what it wrote; in `check` it is judged, and nothing is kept. */
export async function judge<Done>(
  hub: Hub,
  { home, mode }: { readonly home: Home; readonly mode: ImportMode },
  happening: (sql: Sql) => Done | Refusal,
): Promise<Done | Refusal> {
  const judged: { outcome?: Done | Refusal } = {};
  const taken = await hub.store.transact<{ readonly done: Done } | Refusal>(home, (sql) => {
    const outcome = happening(sql);
    judged.outcome = outcome;
    if (isRefusal(outcome)) return outcome;
    return mode === "write" ? { done: outcome } : refuse("checked", "nothing is kept of a check");
  });
  if (mode === "check") return must(judged.outcome, "it was judged");
  if (isRefusal(taken)) return taken;
  hub.wake();
  return taken.done;
}

/** What became of each record of a file, one after the other; `columnOf` names the column that a refusal is about, by its code. */
export async function verdictsOf<Of>(
  records: readonly Of[],
  columnOf: Readonly<Record<string, string>>,
  take: (record: Of) => Promise<{ readonly isNew: boolean } | Refusal>,
): Promise<ImportVerdict[]> {
  const verdicts: ImportVerdict[] = [];
  for (const record of records) {
    const taken = await take(record);
    if (isRefusal(taken)) {
      const { code, message } = taken;
      verdicts.push({ kind: "refused", column: columnOf[code] ?? null, code, message });
    } else verdicts.push({ kind: taken.isNew ? "accepted" : "unchanged" });
  }
  return verdicts;
}
