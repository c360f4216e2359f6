/** Puts rows through the store from many callers at once until it is killed, and says "done 17" when row 17 is acknowledged. */
import { Connection } from "../../hosts/node/sql.ts";
import { NodeStore } from "../../hosts/node/store.ts";

const CALLERS = 20;

const [path = "", firstId = ""] = process.argv.slice(2);
const store = new NodeStore(new Connection(path), "utility:u");
let nextId = Number(firstId);

async function putForever(): Promise<never> {
  for (;;) {
    const id = nextId;
    nextId += 1;
    await store.transact("utility:u", (sql) =>
      sql.run("INSERT INTO item VALUES (?, ?)", [id, "y".repeat(id % 3000)]),
    );
    console.log(`done ${String(id)}`);
  }
}

await Promise.all(Array.from({ length: CALLERS }, putForever));
