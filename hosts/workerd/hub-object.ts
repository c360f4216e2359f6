import { DurableObject } from "cloudflare:workers";
import { must } from "../../core/assert.ts";
import type { Home } from "../../core/ports.ts";
import { migrations } from "../../core/store/migrations/all.ts";
import { ObjectStore } from "./store.ts";

/** One slice: the Durable Object whose SQLite holds some of a utility's homes. Its name is keyOf(utility, one of the homes). */
export class HubObject extends DurableObject {
  readonly store: ObjectStore;

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env);
    const name = must(state.id.name, "a hub object is asked for by name");
    const [, home] = name.split("/").map(decodeURIComponent);
    this.store = new ObjectStore(
      state.storage,
      must(home, "no home in the name") as Home,
      migrations,
    );
  }
}
