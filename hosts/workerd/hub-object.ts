import { DurableObject } from "cloudflare:workers";
import { must } from "../../core/assert.ts";
import { idOfHome } from "../../core/ids.ts";
import type { Home } from "../../core/ports.ts";
import { migrations } from "../../core/store/migrations/all.ts";
import { Hosting } from "./hosting.ts";
import { ObjectStore } from "./store.ts";

/**
 * One slice: the Durable Object whose SQLite holds some of a utility's homes. Its name is keyOf(utility, one of the homes). The
 * slice named by the utility's own home hosts the utility; as yet it holds all homes.
 */
export class HubObject extends DurableObject {
  readonly store: ObjectStore;
  readonly #hosting: Hosting;

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env);
    const name = must(state.id.name, "a hub object is asked for by name");
    const [, part] = name.split("/").map(decodeURIComponent);
    const home = must(part, "no home in the name") as Home;
    const { storage } = state;
    this.store = new ObjectStore(storage, home, migrations);
    this.#hosting = new Hosting({ utilityId: idOfHome(home), store: this.store, storage, env });
  }

  override async fetch(request: Request): Promise<Response> {
    return this.#hosting.app.fetch(request);
  }

  override alarm(): Promise<void> {
    return this.#hosting.ring();
  }
}
