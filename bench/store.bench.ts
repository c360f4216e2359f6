/** Happenings of one row each through the Node store: alone, and as many waiting at once as a group takes. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Connection } from "../hosts/node/sql.ts";
import { NodeStore } from "../hosts/node/store.ts";

const MEASURED_MS = 2000;
const GROUP_MEMBERS = 64;

async function measure(name: string, happen: () => Promise<number>): Promise<void> {
  await happen();
  const cpu = process.cpuUsage();
  const startedMs = performance.now();
  let count = 0;
  while (performance.now() - startedMs < MEASURED_MS) count += await happen();
  const seconds = (performance.now() - startedMs) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const cpuSeconds = (user + system) / 1e6;
  const perSecond = (over: number): string => Math.round(count / over).toLocaleString("en-US");
  console.log(
    `${name.padEnd(36)} ${perSecond(seconds).padStart(9)}/s ${perSecond(cpuSeconds).padStart(9)}/cpu-s`,
  );
}

const directory = mkdtempSync(join(tmpdir(), "switchboard-bench-"));
const connection = new Connection(join(directory, "u.db"));
connection.exec(
  "CREATE TABLE item (id INTEGER PRIMARY KEY, body TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT",
);
const store = new NodeStore(connection, "utility:u");

function put(): Promise<number> {
  return store.transact("utility:u", (sql) =>
    sql.run("INSERT INTO item (body, at_ms) VALUES (?, ?)", [
      "a row of some forty bytes, as a message is",
      1.7e12,
    ]),
  );
}

await measure("transact alone, one row", put);
await measure("transact in groups of 64, one row", async () => {
  await Promise.all(Array.from({ length: GROUP_MEMBERS }, put));
  return GROUP_MEMBERS;
});
await measure("read, one row", () =>
  store.read("utility:u", (sql) =>
    sql.get("SELECT * FROM item WHERE id = ?", [7]) === undefined ? 0 : 1,
  ),
);
await store.close();
rmSync(directory, { recursive: true });
