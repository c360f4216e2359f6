/** Puts rows in groups of 16 until no group gets through any more, and says what came of each: "done 3" or "io_error 4". */
import { Connection } from "../../hosts/node/sql.ts";
import { NodeStore } from "../../hosts/node/store.ts";
import { StorageFault } from "../../hosts/storage-fault.ts";

const GROUP_MEMBERS = 16;
const BODY = "y".repeat(3000);

const [path = "", cachePages = ""] = process.argv.slice(2);
const connection = new Connection(path);
connection.exec(`PRAGMA cache_size = ${cachePages}`);
const store = new NodeStore(connection, "utility:u");

async function put(id: number): Promise<string> {
  try {
    await store.transact("utility:u", (sql) =>
      sql.run("INSERT INTO item VALUES (?, ?)", [id, BODY]),
    );
    return "done";
  } catch (error) {
    return error instanceof StorageFault ? error.code : String(error);
  }
}

let groupsFailed = 0;
for (let first = 1; groupsFailed < 2; first += GROUP_MEMBERS) {
  const ids = Array.from({ length: GROUP_MEMBERS }, (_, at) => first + at);
  const said = await Promise.all(ids.map(put));
  if (!said.includes("done")) groupsFailed += 1;
  for (const [at, id] of ids.entries()) console.log(`${said[at] ?? ""} ${String(id)}`);
}
