import { DurableObject } from "cloudflare:workers";
import { must } from "../../core/assert.ts";
import { idOfHome } from "../../core/ids.ts";
import type { Home } from "../../core/ports.ts";
import { migrations } from "../../core/store/migrations/all.ts";
import { KIOSK_LIVE_PATH } from "./gate.ts";
import { Hosting } from "./hosting.ts";
import { KioskSockets } from "./kiosk-sockets.ts";
import { ObjectStore } from "./store.ts";

/**
 * One slice: the Durable Object whose SQLite holds some of a utility's homes. Its name is keyOf(utility, one of the homes). The
 * slice named by the utility's own home hosts the utility; as yet it holds all homes.
 */
export class HubObject extends DurableObject {
  readonly store: ObjectStore;
  readonly #hosting: Hosting;
  readonly #sockets: KioskSockets;

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env);
    const name = must(state.id.name, "a hub object is asked for by name");
    const [, part] = name.split("/").map(decodeURIComponent);
    const home = must(part, "no home in the name") as Home;
    const { storage } = state;
    this.store = new ObjectStore(storage, home, migrations);
    const hosting = new Hosting({
      utilityId: idOfHome(home),
      store: this.store,
      storage,
      env,
      news: () => this.#sockets.news(),
    });
    this.#hosting = hosting;
    const report = (fault: unknown, where: string) => console.error(`fault in ${where}:`, fault);
    this.#sockets = new KioskSockets({ state, live: () => hosting.kiosks(), report });
  }

  override async fetch(request: Request): Promise<Response> {
    if (new URL(request.url).pathname === KIOSK_LIVE_PATH) return this.#sockets.accept(request);
    return this.#hosting.app.fetch(request);
  }

  override webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    return this.#sockets.hear(socket, data);
  }

  override webSocketClose(socket: WebSocket): void {
    this.#sockets.left(socket);
  }

  override webSocketError(socket: WebSocket): void {
    this.#sockets.left(socket);
  }

  override alarm(): Promise<void> {
    return this.#hosting.ring();
  }
}
