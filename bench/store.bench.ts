/** Happenings of one row each through the Node store: alone, and as many waiting at once as a group takes. */
import { join } from "node:path";
import { Connection } from "../hosts/node/sql.ts";
import { NodeStore } from "../hosts/node/store.ts";
import { costs, printCosts, scratch } from "./measure.ts";

const GROUP_MEMBERS = 64;
const READS_A_RUN = 100;

const connection = new Connection(join(scratch(), "u.db"));
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

async function readOne(): Promise<void> {
  await store.read("utility:u", (sql) => sql.get("SELECT * FROM item WHERE id = ?", [7]));
}

const found = await costs({
  "a transaction alone, one row": { run: put },
  "a transaction in a group of 64, one row": {
    run: async () => {
      await Promise.all(Array.from({ length: GROUP_MEMBERS }, put));
      return GROUP_MEMBERS;
    },
  },
  "a read, one row": {
    run: async () => {
      for (let at = 0; at < READS_A_RUN; at += 1) await readOne();
      return READS_A_RUN;
    },
  },
});
printCosts(found, "happening or read");
await store.close();
