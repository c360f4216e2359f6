/** A hub of the terminal's dreams: serves the built page, says what a test wants shown, and keeps what the terminal said. */
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { type WebSocket, WebSocketServer } from "ws";
import type { HubSays, KioskSays, View } from "../../channels/kiosk/protocol.ts";
import { type FixtureLanguage, fixtureWords } from "./kiosk-views.ts";

const BUILT = join(import.meta.dirname, "../../dist/kiosk");
const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

export class KioskServer {
  /** All that came over any socket, oldest first. */
  readonly heard: KioskSays[] = [];
  /** What the terminal is shown when it says hello. */
  first: View;
  /** The one-time code that is good; null where it is not even told to a page of the sandbox. */
  code: string | null = "sandbox-code";
  /** What every press is answered with; null answers none. */
  answer: View | null = null;
  /** Shows nothing to anyone: the line is there and nobody answers. */
  isUp = true;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });

  private constructor(first: View) {
    this.first = first;
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#server.on("upgrade", (request, socket, head) => {
      if (!this.isUp || request.url !== "/kiosk/live") {
        socket.destroy();
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#hear(opened));
    });
  }

  static async start(first: View): Promise<KioskServer> {
    const own = new KioskServer(first);
    await new Promise<void>((resolve) => {
      own.#server.listen(0, "127.0.0.1", resolve);
    });
    return own;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${String(port)}`;
  }

  /** Shows a screen at every terminal that is connected. */
  show(view: View): void {
    this.first = view;
    this.#sockets.clients.forEach((socket) => this.#show(socket, view));
  }

  /** The hub dies: every line is cut, and none is taken till it is up again. */
  down(): void {
    this.isUp = false;
    this.#sockets.clients.forEach((socket) => socket.terminate());
  }

  refuse(): void {
    const said: HubSays = { kind: "refused", code: "unknown_kiosk", message: "Not known here." };
    this.#sockets.clients.forEach((socket) => socket.send(JSON.stringify(said)));
  }

  async stop(): Promise<void> {
    this.down();
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  #hear(socket: WebSocket): void {
    socket.on("message", (data: Buffer) => {
      const said = JSON.parse(data.toString("utf8")) as KioskSays;
      this.heard.push(said);
      if (said.kind === "hello") this.#show(socket, this.first);
      if (said.kind === "press" && this.answer !== null) this.#show(socket, this.answer);
    });
  }

  #show(socket: WebSocket, view: View): void {
    const language = view.language as FixtureLanguage;
    const said: readonly HubSays[] = [
      {
        kind: "chrome",
        language,
        utility: "Prairie Power",
        chrome: fixtureWords[language].chrome,
        languages: [
          { tag: "en", name: "English" },
          { tag: "es", name: "Español" },
        ],
      },
      { kind: "view", view },
    ];
    for (const one of said) socket.send(JSON.stringify(one));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", this.url);
    if (pathname === "/kiosk/sandbox-code") {
      sendJson(response, this.code === null ? 404 : 200, { code: this.code });
    } else if (pathname === "/kiosk/enrol") {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { code } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { code: string };
      const isGood = code === (this.code ?? "staff-code");
      sendJson(response, isGood ? 200 : 403, { kioskId: "kiosk-1", token: "token-1" });
    } else {
      const file = pathname === "/kiosk/" ? "/index.html" : pathname.replace(/^\/kiosk/, "");
      response.setHeader("content-type", types[extname(file)] ?? "application/octet-stream");
      response.end(await readFile(join(BUILT, file)));
    }
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
