/** A server that speaks as Stripe does, on this machine: refuses what it does not know, keeps keys, and sends signed webhooks. */
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { StripeBooks, StripeFailure, type Thing } from "./stripe-books.ts";
import { callStripe } from "./stripe-calls.ts";

export interface StripeServerOptions {
  /** What the hub's clock shows, in milliseconds. */
  readonly nowMs: () => number;
  /** False: the key is ignored, and the same request again does all again. */
  readonly keepsKeys: boolean;
}

export interface SignedEvent {
  readonly type: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const SECRET_KEY = "sk_test_of_the_tests";
const WEBHOOK_SECRET = "whsec_of_the_tests";

interface Answer {
  readonly status: number;
  readonly body: string;
}

export class StripeServer {
  readonly secretKey = SECRET_KEY;
  readonly webhookSecret = WEBHOOK_SECRET;
  readonly books: StripeBooks;
  /** Events that are waiting to be told, signed as of when they happened. */
  readonly events: SignedEvent[] = [];
  /** Every request that was refused for what it said, so that no test passes by being refused. */
  readonly refused: string[] = [];
  readonly #options: StripeServerOptions;
  readonly #kept = new Map<string, { readonly content: string; readonly answer: Answer }>();
  readonly #server = createServer((request, response) => {
    void this.#answer(request, response).catch(() => response.destroy());
  });
  #told = 0;

  private constructor(options: StripeServerOptions) {
    this.#options = options;
    const nowS = (): number => Math.floor(options.nowMs() / 1000);
    this.books = new StripeBooks(nowS, (type, thing) => this.#tell(type, thing));
  }

  static async open(options: StripeServerOptions): Promise<StripeServer> {
    const server = new StripeServer(options);
    server.#server.listen(0, "127.0.0.1");
    await once(server.#server, "listening");
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** What a body of ours is signed with, as of an instant. */
  sign(body: string, atMs: number): Record<string, string> {
    const seconds = String(Math.floor(atMs / 1000));
    const hmac = createHmac("sha256", WEBHOOK_SECRET).update(`${seconds}.${body}`).digest("hex");
    return { "content-type": "application/json", "stripe-signature": `t=${seconds},v1=${hmac}` };
  }

  #tell(type: string, thing: Thing): void {
    this.#told += 1;
    const id = `evt_${String(this.#told).padStart(14, "0")}`;
    const created = Math.floor(this.#options.nowMs() / 1000);
    const about = { id, object: "event", type, created, livemode: false, api_version: null };
    const body = JSON.stringify({ ...about, data: { object: thing } });
    this.events.push({ type, body, headers: this.sign(body, this.#options.nowMs()) });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = "";
    for await (const part of request) text += String(part);
    const answer = this.#once(request, text);
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(answer.body);
  }

  /** A key that was seen gives its first answer again; with other content it is refused. */
  #once(request: IncomingMessage, text: string): Answer {
    const key = request.headers["idempotency-key"];
    if (!this.#options.keepsKeys || typeof key !== "string") return this.#do(request, text);
    const content = `${request.method ?? ""} ${request.url ?? ""} ${text}`;
    const known = this.#kept.get(key);
    if (known === undefined) {
      const answer = this.#do(request, text);
      this.#kept.set(key, { content, answer });
      return answer;
    }
    if (known.content === content) return known.answer;
    return failed(400, { type: "idempotency_error", message: "the key is of another request" });
  }

  #do(request: IncomingMessage, text: string): Answer {
    const url = new URL(request.url ?? "/", this.url);
    try {
      if (request.headers.authorization !== `Bearer ${SECRET_KEY}`) {
        throw new StripeFailure(401, { type: "invalid_request_error", message: "Invalid API Key" });
      }
      const made = callStripe(this.books, { method: request.method ?? "GET", url, text });
      return { status: 200, body: JSON.stringify(made) };
    } catch (error) {
      if (!(error instanceof StripeFailure)) return failed(500, { type: "api_error" });
      if (error.status !== 402) this.refused.push(`${url.pathname}: ${error.message}`);
      return failed(error.status, error.body);
    }
  }
}

function failed(status: number, error: Readonly<Record<string, unknown>>): Answer {
  return { status, body: JSON.stringify({ error }) };
}
