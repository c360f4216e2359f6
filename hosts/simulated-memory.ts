import type { Sql } from "../core/ports.ts";

/** A few lines that simulated ends keep over a restart, as the real ones would know them. */
export interface SimulatedMemory {
  recall(name: string): string | undefined;
  remember(name: string, text: string): void;
  forget(name: string): void;
  /** Every remembered name that starts so. */
  names(start: string): readonly string[];
}

const table =
  "CREATE TABLE IF NOT EXISTS memory (name TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID";

/** What simulated ends remember, in a table of its own: it is the world's memory, not the hub's. */
export function simulatedMemory(sql: Pick<Sql, "run" | "get" | "all">): SimulatedMemory {
  sql.run(table);
  return {
    recall: (name) =>
      sql.get<{ text: string }>("SELECT text FROM memory WHERE name = ?1", [name])?.text,
    remember(name, text) {
      sql.run(
        "INSERT INTO memory (name, text) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET text = ?2",
        [name, text],
      );
    },
    forget(name) {
      sql.run("DELETE FROM memory WHERE name = ?1", [name]);
    },
    names: (start) =>
      sql
        .all<{ name: string }>(
          "SELECT name FROM memory WHERE name >= ?1 AND name < ?2 ORDER BY name",
          [start, `${start}\u{10FFFF}`],
        )
        .map(({ name }) => name),
  };
}

/** One utility's part of the memory: two utilities may name a meter alike. */
export function memoryOf(memory: SimulatedMemory, utilityId: string): SimulatedMemory {
  const own = `${utilityId} `;
  return {
    recall: (name) => memory.recall(own + name),
    remember: (name, text) => memory.remember(own + name, text),
    forget: (name) => memory.forget(own + name),
    names: (start) => memory.names(own + start).map((name) => name.slice(own.length)),
  };
}
