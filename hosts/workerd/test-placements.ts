/** What the workerd project of vitest offers to tests of the hub. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { keyOf, utilityHome } from "../../core/ids.ts";
import type { Home, Sql, Synchronous } from "../../core/ports.ts";
import { type Migration, migrations } from "../../core/store/migrations/all.ts";
import {
  everyHomeApart,
  inOneSlice,
  offerPlacements,
  type OpenedStore,
  type Slice,
  SlicedStore,
} from "../../test/placements.ts";
import type { HubObject } from "./hub-object.ts";

const NOTHING = "SELECT 1";

/** The texts that make in one go what every migration before them has made in this store. */
function schemaOf(sql: Sql): string {
  const made = sql.all<{ text: string }>(
    "SELECT sql AS text FROM sqlite_master WHERE sql IS NOT NULL AND name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*' AND name <> 'schema_version' ORDER BY rowid",
  );
  return made.map(({ text }) => `${text};\n`).join("");
}

/**
 * Every migration is run once for a worker; an object that begins after that is given what they made in one text, which takes
 * a fifth of the time. Objects can't be copied as files are.
 */
async function beginWhole(): Promise<void> {
  const [first, ...later] = migrations;
  if (first === undefined || later.every(({ text }) => text === NOTHING)) return;
  const migrated = env.HUB.getByName(keyOf(crypto.randomUUID(), utilityHome("migrated")));
  const text = await runInDurableObject(migrated, ({ store }) => store.readNow(schemaOf));
  const list = migrations as Migration[];
  list.splice(
    0,
    list.length,
    { ...first, text },
    ...later.map((one) => ({ ...one, text: NOTHING })),
  );
}

await beginWhole();

/** Runs works inside a Durable Object; test and object share one isolate, so a closure reaches it. */
class ObjectSlice implements Slice {
  readonly #stub: DurableObjectStub<HubObject>;

  constructor(name: string) {
    this.#stub = env.HUB.getByName(name);
  }

  transact<Result>(home: Home, work: (sql: Sql) => Synchronous<Result>): Promise<Result> {
    return runInDurableObject(this.#stub, (object) => object.store.transact<Result>(home, work));
  }

  read<Result>(home: Home, work: (sql: Sql) => Synchronous<Result>): Promise<Result> {
    return runInDurableObject(this.#stub, (object) => object.store.read<Result>(home, work));
  }

  async evict(): Promise<void> {
    await evictDurableObject(this.#stub);
  }
}

class OpenedObjects implements OpenedStore {
  readonly utilityId: string;
  readonly store: SlicedStore<ObjectSlice>;

  constructor(utilityId: string, placeOf: (home: Home) => Home) {
    this.utilityId = utilityId;
    // Objects outlive a test, so no two tests may name the same one.
    const run = crypto.randomUUID();
    this.store = new SlicedStore(placeOf, (place) => new ObjectSlice(keyOf(run, place)));
    this.store.slice(utilityHome(utilityId));
  }

  async restart(): Promise<void> {
    for (const home of this.store.slices()) await this.#evict(home);
  }

  async close(): Promise<void> {
    this.store.take();
  }

  async #evict(home: Home): Promise<void> {
    // An object that nobody has called yet is not running and cannot be evicted.
    await this.store.read(home, () => 1);
    await this.store.slice(home).evict();
  }
}

offerPlacements([
  {
    name: "in workerd in one object",
    open: async (utilityId) => new OpenedObjects(utilityId, inOneSlice(utilityId)),
  },
  {
    name: "in workerd with an object for every home",
    open: async (utilityId) => new OpenedObjects(utilityId, everyHomeApart),
  },
]);
