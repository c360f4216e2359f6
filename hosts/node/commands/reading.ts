/** Opens a utility's store for a command that only reads, beside a server that may be writing it. */
import { existsSync } from "node:fs";
import type { Home, Sql, Synchronous } from "../../../core/ports.ts";
import { utilityHome } from "../../../core/ids.ts";
import { isRefusal, type Refusal, refuse } from "../../../core/refusal.ts";
import { migrations } from "../../../core/store/migrations/all.ts";
import { openStoreForReading } from "../store.ts";
import { storePath } from "./configured.ts";

/** What `work` reads of the store at one moment; refused where there is no store, or not one of this program's version. */
export async function readStore<Result>(
  dataDirectory: string,
  utilityId: string,
  work: (sql: Sql, home: Home) => Synchronous<Result>,
): Promise<Result | Refusal> {
  const path = storePath(dataDirectory, utilityId);
  if (!existsSync(path)) return refuse("no_data", `${path} does not exist yet`);
  const home = utilityHome(utilityId);
  const store = openStoreForReading({ path, home, migrations });
  if (isRefusal(store)) return store;
  try {
    return await store.read<Result>(home, (sql) => work(sql, home));
  } finally {
    await store.close();
  }
}
