/** What the workerd project of vitest offers to tests of the hub. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { keyOf, utilityHome } from "../../core/ids.ts";
import type { Home, Sql, Synchronous } from "../../core/ports.ts";
import {
  everyHomeApart,
  inOneSlice,
  offerPlacements,
  type OpenedStore,
  type Slice,
  SlicedStore,
} from "../../test/placements.ts";
import type { HubObject } from "./hub-object.ts";

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
