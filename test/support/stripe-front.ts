/** A network that goes wrong, between the hub and a server: by seed it drops, delays and repeats. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { seeded } from "../../core/seeded.ts";

export type NetworkFault =
  | "request_lost"
  | "request_late"
  | "request_twice"
  /** Again, after its answer was long given. */
  | "request_again_later"
  | "response_lost"
  | "response_late"
  /** A gateway that gave up, while the server went on. */
  | "response_replaced";

export interface FrontOptions {
  readonly target: string;
  readonly seed: string;
  readonly faults: readonly NetworkFault[];
  /** Of a thousand requests. */
  readonly perMille: number;
  /** What is late goes on when this is done; when the hub has given up waiting, where nothing is said. */
  readonly late?: () => Promise<unknown>;
}

export class StripeFront {
  /** How often each fault came about. */
  readonly counts = new Map<NetworkFault, number>();
  readonly #options: FrontOptions;
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #server = createServer((request, response) => {
    this.#keep(this.#pass(request, response).catch(() => response.destroy()));
  });
  #requests = 0;
  #held = 0;

  private constructor(options: FrontOptions) {
    this.#options = options;
  }

  static async open(options: FrontOptions): Promise<StripeFront> {
    const front = new StripeFront(options);
    front.#server.listen(0, "127.0.0.1");
    await once(front.#server, "listening");
    return front;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  /** Waits until nothing is under way any more. */
  async quiet(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** Waits until nothing is under way but what is late. */
  async calm(): Promise<void> {
    // What was let go just now is late no more.
    do await Promise.race([...this.#underWay, nextTurn()]);
    while (this.#underWay.size > this.#held);
  }

  /** Waits for what is still under way, so that nothing comes after the test has counted. */
  async close(): Promise<void> {
    await this.quiet();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Listened for from the start: the hub may give up at any moment.
    const gone = new Promise<void>((resolve) => response.once("close", resolve));
    let body = "";
    for await (const part of request) body += String(part);
    const forward = (): Promise<{ status: number; text: string }> => this.#forward(request, body);
    const fault = this.#fault();
    const late = (): Promise<unknown> => this.#hold(this.#options.late ?? (() => gone));
    if (fault === "request_lost") return void response.destroy();
    if (fault === "request_late") await late();
    if (fault === "request_twice") await forward();
    const { status, text } = await forward();
    if (fault === "request_again_later") this.#keep(gone.then(forward));
    if (fault === "response_lost") return void response.destroy();
    if (fault === "response_late") await late();
    const isReplaced = fault === "response_replaced";
    response.writeHead(isReplaced ? 502 : status, { "content-type": "application/json" });
    response.end(isReplaced ? "<html>Bad Gateway</html>" : text);
  }

  #fault(): NetworkFault | null {
    this.#requests += 1;
    const { seed, faults, perMille } = this.#options;
    const chance = seeded(seed, this.#requests);
    if (!chance.chance(perMille)) return null;
    const fault = faults[chance.below(faults.length)] ?? null;
    if (fault !== null) this.counts.set(fault, (this.counts.get(fault) ?? 0) + 1);
    return fault;
  }

  async #forward(
    request: IncomingMessage,
    body: string,
  ): Promise<{ status: number; text: string }> {
    const { method = "GET", url = "/", headers } = request;
    const kept = ["authorization", "content-type", "idempotency-key", "stripe-version"];
    const answer = await fetch(`${this.#options.target}${url}`, {
      method,
      headers: Object.fromEntries(
        kept.flatMap((name) => {
          const value = headers[name];
          return typeof value === "string" ? [[name, value]] : [];
        }),
      ),
      ...(method === "GET" ? {} : { body }),
    });
    return { status: answer.status, text: await answer.text() };
  }

  async #hold(late: () => Promise<unknown>): Promise<void> {
    this.#held += 1;
    await late();
    this.#held -= 1;
  }

  #keep(work: Promise<unknown>): void {
    const done = work.catch(() => undefined).finally(() => this.#underWay.delete(done));
    this.#underWay.add(done);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
