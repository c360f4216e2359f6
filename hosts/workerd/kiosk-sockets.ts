import type { KioskLive, Terminal } from "../../channels/kiosk/live.ts";
import { refuse } from "../../core/refusal.ts";
import { PROBLEM_CONTENT_TYPE, problemDetails } from "../problem.ts";

export interface KioskSocketsParts {
  readonly state: DurableObjectState;
  /** The screens of the utility that works here; null while none does. */
  readonly live: () => Promise<KioskLive | null>;
  readonly report: (fault: unknown, where: string) => void;
}

/** What came together is shown together: several homes write within one press. */
const NEWS_MS = 50;
/** RFC 6455: the server can't go on; the terminal comes again by itself. */
const CLOSE_FAILED = 1011;

/**
 * The sockets of terminals at a hub object. They hibernate: an object that sleeps keeps them open, and what a terminal said
 * first is kept with its socket, so that it is known again when the object wakes.
 */
export class KioskSockets {
  readonly #parts: KioskSocketsParts;
  readonly #terminals = new Map<WebSocket, Promise<Terminal | null>>();
  #isNews = false;

  constructor(parts: KioskSocketsParts) {
    this.#parts = parts;
  }

  /** Answers a terminal's page, and no other's, with an open socket. */
  accept(request: Request): Response {
    const origin = request.headers.get("origin");
    if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
      return refused(426, "no_upgrade", "this address speaks WebSocket");
    }
    if (origin !== null && URL.parse(origin)?.host !== new URL(request.url).host) {
      return refused(403, "other_origin", "only this server's own page may connect");
    }
    const { 0: client, 1: server } = new WebSocketPair();
    this.#parts.state.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  async hear(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    const terminal = await this.#terminalOf(socket);
    if (terminal === null) return socket.close(CLOSE_FAILED, "not ready");
    if (typeof data === "string" && isHello(data)) socket.serializeAttachment(data);
    await terminal.hear(data);
  }

  left(socket: WebSocket): void {
    const terminal = this.#terminals.get(socket);
    this.#terminals.delete(socket);
    void terminal?.then((one) => one?.leave());
  }

  /** Something was written here: whoever is connected may have to be shown it. */
  news(): void {
    if (this.#isNews || this.#parts.state.getWebSockets().length === 0) return;
    this.#isNews = true;
    setTimeout(() => {
      this.#isNews = false;
      this.#show().catch((fault: unknown) => this.#parts.report(fault, "kiosk"));
    }, NEWS_MS);
  }

  async #show(): Promise<void> {
    await Promise.all(this.#parts.state.getWebSockets().map((socket) => this.#terminalOf(socket)));
    const live = await this.#parts.live();
    await live?.refresh();
  }

  #terminalOf(socket: WebSocket): Promise<Terminal | null> {
    const known = this.#terminals.get(socket);
    if (known !== undefined) return known;
    const joining = this.#join(socket);
    this.#terminals.set(socket, joining);
    return joining;
  }

  async #join(socket: WebSocket): Promise<Terminal | null> {
    const live = await this.#parts.live();
    if (live === null) {
      this.#terminals.delete(socket);
      return null;
    }
    const terminal = live.join({
      send: (text) => socket.send(text),
      close: () => socket.close(CLOSE_FAILED, "fault"),
    });
    const hello: unknown = socket.deserializeAttachment();
    if (typeof hello === "string") await terminal.hear(hello);
    return terminal;
  }
}

function isHello(data: string): boolean {
  try {
    const said = JSON.parse(data) as { readonly kind?: unknown } | null;
    return said?.kind === "hello";
  } catch {
    return false;
  }
}

function refused(status: number, code: string, message: string): Response {
  const body = JSON.stringify(problemDetails(status, refuse(code, message)));
  return new Response(body, { status, headers: { "content-type": PROBLEM_CONTENT_TYPE } });
}
