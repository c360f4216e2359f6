import { join } from "node:path";
import { Connection } from "./sql.ts";

/** A few lines that simulated ends keep over a restart, as the real ones would know them. */
export interface SimulatedMemory {
  recall(name: string): string | undefined;
  remember(name: string, text: string): void;
  forget(name: string): void;
  /** Every remembered name that starts so. */
  names(start: string): readonly string[];
  close(): void;
}

/** What simulated ends remember, in a file of its own: it is the world's memory, not the hub's. */
export function openSimulatedMemory(dataDirectory: string): SimulatedMemory {
  const connection = new Connection(join(dataDirectory, "simulated-world.db"));
  connection.exec(
    "CREATE TABLE IF NOT EXISTS memory (name TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID",
  );
  return {
    recall: (name) =>
      connection.get<{ text: string }>("SELECT text FROM memory WHERE name = ?1", [name])?.text,
    remember(name, text) {
      connection.run(
        "INSERT INTO memory (name, text) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET text = ?2",
        [name, text],
      );
    },
    forget(name) {
      connection.run("DELETE FROM memory WHERE name = ?1", [name]);
    },
    names: (start) =>
      connection
        .all<{ name: string }>(
          "SELECT name FROM memory WHERE name >= ?1 AND name < ?2 ORDER BY name",
          [start, `${start}\u{10FFFF}`],
        )
        .map(({ name }) => name),
    close: () => connection.close(),
  };
}
