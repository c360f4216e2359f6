/** Home: none. `schema_version` tells how far a whole store has come; every store of a utility has its own. */
import { Fault } from "../assert.ts";
import type { Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Migration } from "./migrations/all.ts";

/** Runs a text of several statements; Sql runs one at a time. */
export interface Exec {
  exec(text: string): void;
}

/**
 * Brings a store up to the last of `migrations` and returns the version it now has. The caller wraps the call in one
 * transaction, so that a migration that fails half-way leaves the store as it was. Forward only: a store that a later
 * program has written is refused, because this one does not know what its rows mean.
 */
export function migrate(
  exec: Exec,
  sql: Sql,
  migrations: readonly Migration[],
): number | Refusal<"schema_newer" | "schema_broken"> {
  const known = lastOf(migrations);
  // A row a migration in a table of our own: Durable Objects refuse PRAGMA user_version.
  exec.exec(
    "CREATE TABLE IF NOT EXISTS schema_version (number INTEGER NOT NULL PRIMARY KEY) STRICT",
  );
  const version = schemaVersion(sql);
  if (typeof version !== "number") return version;
  if (version > known) return newer(version, known);
  for (const migration of migrations.slice(version)) {
    exec.exec(migration.text);
    sql.run("INSERT INTO schema_version (number) VALUES (?)", [migration.number]);
  }
  return known;
}

/** For who only reads: whether the store is exactly at this program's version, without changing anything. */
export function checkSchema(
  sql: Sql,
  migrations: readonly Migration[],
): number | Refusal<"schema_newer" | "schema_older" | "schema_broken"> {
  const known = lastOf(migrations);
  const made = sql.get("SELECT 1 FROM sqlite_master WHERE name = 'schema_version'") !== undefined;
  const version = made ? schemaVersion(sql) : 0;
  if (typeof version !== "number") return version;
  if (version > known) return newer(version, known);
  if (version < known) {
    return refuse(
      "schema_older",
      `the store is at version ${String(version)} and this program reads version ${String(known)}: start the server once to bring it up`,
    );
  }
  return version;
}

function newer(version: number, known: number): Refusal<"schema_newer"> {
  return refuse(
    "schema_newer",
    `the store is at version ${String(version)}, this program knows versions up to ${String(known)}: use the newer program`,
  );
}

function schemaVersion(sql: Sql): number | Refusal<"schema_broken"> {
  const numbers = sql
    .all<{ number: number }>("SELECT number FROM schema_version ORDER BY number")
    .map((row) => row.number);
  if (numbers.every((number, at) => number === at + 1)) return numbers.length;
  return refuse(
    "schema_broken",
    `the store says it has run migrations ${numbers.join(", ")}, which is not 1, 2, 3 ... without a gap`,
  );
}

function lastOf(migrations: readonly Migration[]): number {
  for (const [at, migration] of migrations.entries()) {
    if (migration.number !== at + 1) {
      throw new Fault(
        `migration ${String(migration.number)} stands where ${String(at + 1)} belongs`,
      );
    }
  }
  return migrations.length;
}
