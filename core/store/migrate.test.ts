import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Connection } from "../../hosts/node/sql.ts";
import { openStore, openStoreForReading } from "../../hosts/node/store.ts";
import { Fault } from "../assert.ts";
import { isRefusal } from "../refusal.ts";
import { migrate } from "./migrate.ts";
import { type Migration, migrations } from "./migrations/all.ts";

const first: Migration = {
  number: 1,
  text: "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1);",
};
const second: Migration = { number: 2, text: "CREATE TABLE b (x INTEGER); UPDATE a SET x = 2;" };
const broken: Migration = {
  number: 2,
  text: "CREATE TABLE b (x INTEGER); UPDATE absent SET x = 2;",
};

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "switchboard-migrate-"));
  path = join(directory, "a.db");
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

async function open(list: readonly Migration[]): Promise<string> {
  const store = openStore({ path, home: "utility:u", migrations: list });
  if (isRefusal(store)) return store.code;
  await store.close();
  return "opened";
}

async function reading(list: readonly Migration[]): Promise<string> {
  const store = openStoreForReading({ path, home: "utility:u", migrations: list });
  if (isRefusal(store)) return store.code;
  await store.close();
  return "opened";
}

function inFile<Row extends object>(text: string): Row[] {
  const connection = new Connection(path, true);
  const rows = connection.all<Row>(text);
  connection.close();
  return rows;
}

const tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";

describe("migrations", () => {
  it("run once each, in order, over several starts", async () => {
    expect(await open([first])).toBe("opened");
    expect(await open([first])).toBe("opened");
    expect(await open([first, second])).toBe("opened");
    expect(inFile("SELECT x FROM a")).toEqual([{ x: 2 }]);
    expect(inFile("SELECT number FROM schema_version")).toEqual([{ number: 1 }, { number: 2 }]);
  });

  it("refuse a store that a newer program has written, and leave it alone", async () => {
    await open([first, second]);
    expect(await open([first])).toBe("schema_newer");
    expect(await reading([first])).toBe("schema_newer");
    expect(inFile(tables)).toEqual([{ name: "a" }, { name: "b" }, { name: "schema_version" }]);
  });

  it("leave a store as it was when one fails half-way", async () => {
    await open([first]);
    await expect(open([first, broken])).rejects.toThrow(/absent/);
    expect(inFile(tables)).toEqual([{ name: "a" }, { name: "schema_version" }]);
    expect(inFile("SELECT x FROM a")).toEqual([{ x: 1 }]);
    expect(await open([first, second])).toBe("opened");
  });

  it("leave a new store empty when the first start fails", async () => {
    await expect(open([first, broken])).rejects.toThrow(/absent/);
    expect(inFile(tables)).toEqual([]);
  });

  it("refuse a store whose versions have a gap", async () => {
    await open([first, second]);
    const connection = new Connection(path);
    connection.run("DELETE FROM schema_version WHERE number = 1");
    connection.close();
    expect(await open([first, second])).toBe("schema_broken");
    expect(await reading([first, second])).toBe("schema_broken");
  });

  it.each([
    ["a gap", [first, { ...second, number: 3 }]],
    ["a repeat", [first, { ...second, number: 1 }]],
    ["the wrong order", [second, first]],
    ["a start at 0", [{ ...first, number: 0 }]],
  ])("fault on a list with %s", (_name, list) => {
    const connection = new Connection(path);
    expect(() => migrate(connection, connection, list)).toThrow(Fault);
    connection.close();
  });

  it("refuse to read an older store instead of changing it", async () => {
    new Connection(path).close();
    expect(await reading([first])).toBe("schema_older");
    await open([first]);
    expect(await reading([first, second])).toBe("schema_older");
    expect(await reading([first])).toBe("opened");
  });

  it("of this program run from nothing", async () => {
    expect(await open(migrations)).toBe("opened");
    expect(await reading(migrations)).toBe("opened");
  });

  it("of this program make strict tables only: a column keeps no other kind of value", async () => {
    await open(migrations);
    const made = inFile<{ name: string; strict: number }>(
      "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    );
    expect(made.length).toBeGreaterThan(20);
    expect(made.filter(({ strict }) => strict === 0)).toEqual([]);
  });
});
