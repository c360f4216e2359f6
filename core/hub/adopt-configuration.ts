import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { addConfiguration, type ConfigurationRow, forgetOldNews } from "../store/configuration.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { sweepFor } from "./owe-sweep.ts";

/** Where a delivered happening lands, and the key that it is recognised by. */
export interface Arrival {
  readonly home: Home;
  readonly key: string;
}

export interface AdoptConfiguration {
  readonly rows: readonly ConfigurationRow[];
}

/** Copies published versions into this store, read-only there. Versions it has are left as they are. */
export function adoptConfiguration(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: AdoptConfiguration,
): { adopted: number } {
  const adopted = input.rows.filter((row) => addConfiguration(sql, row));
  for (const row of adopted) {
    forgetOldNews(sql, row);
    sweepFor(sql, now, at.home, row);
  }
  if (adopted.length > 0) {
    recordHappening(sql, now, beginHappening(sql, at.home), {
      kind: "configuration-adopted",
      actor: "hub",
      channel: null,
      cause: at.key,
      facts: {
        versions: adopted.map((row) => ({ kind: row.kind, id: row.id, version: row.version })),
      },
    });
  }
  return { adopted: adopted.length };
}
