/** A stand-in for the carrier's message interface, over HTTP: takes what the hub sends, and tells it what became of it. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { eventBody, receivedPayload, reportPayload } from "../../channels/simulated/event.ts";
import { keywordOf } from "../../channels/simulated/keywords.ts";
import { type CarrierKey, makeCarrierKey } from "../../channels/simulated/key.ts";
import { type Signer, signerOf } from "../../channels/telnyx/sign.ts";

/** The hub was away when it was told something: a carrier comes again. */
const TELL_AGAIN_MS = 100;

export interface TakenMessage {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly profile: string | null;
  /** The hub's own id of it, from the address that its reports go to; null where it gave none. */
  readonly messageId: string | null;
  readonly authorization: string;
}

interface SendBody {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly messaging_profile_id?: string;
  readonly webhook_url?: string;
}

export class CarrierEnd {
  readonly key: CarrierKey;
  readonly sign: Signer;
  readonly taken: TakenMessage[] = [];
  /** While true, what is taken is neither answered nor reported: `release` does it later. */
  isSilent = false;
  /** Who answers what is posted of calls; nobody while null. */
  answerCalls:
    | ((path: string, body: unknown) => { readonly status: number; readonly body: unknown })
    | null = null;
  readonly #held: (() => void)[] = [];
  readonly #server: Server;
  readonly #listeners = new Set<(message: TakenMessage) => void>();
  #events = 0;
  #isOpen = true;

  private constructor(key: CarrierKey) {
    this.key = key;
    this.sign = signerOf(key.privatePem);
    this.#server = createServer((request, response) => {
      void this.#answer(request, response).catch(() => response.destroy());
    });
  }

  static async open({
    port = 0,
    key = makeCarrierKey(),
  }: { readonly port?: number; readonly key?: CarrierKey } = {}): Promise<CarrierEnd> {
    const end = new CarrierEnd(key);
    end.#server.listen(port, "127.0.0.1");
    await once(end.#server, "listening");
    return end;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}/v2`;
  }

  /** What makes a server use this end. */
  get environment(): Record<string, string> {
    return {
      TELNYX_API_KEY: "KEY-of-the-test",
      TELNYX_PUBLIC_KEY: this.key.publicBase64,
      TELNYX_BASE_URL: this.url,
    };
  }

  /** Calls `hear` for every message taken from now on; the result ends that. */
  listen(hear: (message: TakenMessage) => void): () => void {
    this.#listeners.add(hear);
    return () => this.#listeners.delete(hear);
  }

  /** Resolves once `count` messages were taken in all. */
  async waitFor(count: number): Promise<void> {
    while (this.taken.length < count) await setTimeout(10);
  }

  /** The body of one text to the utility, as the carrier tells of it; its id is the event's. */
  textBody(text: { id: string; from: string; to: string; text: string; atMs?: number }): string {
    const { id, atMs = Date.now() } = text;
    const payload = receivedPayload({ ...text, carrierId: `in-${id}`, atMs }, keywordOf(text.text));
    return eventBody({ id, type: "message.received", atMs, payload, messageId: null }, 1);
  }

  /** Answers again, and reports what was taken in silence. */
  release(): void {
    this.isSilent = false;
    for (const report of this.#held.splice(0)) report();
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method, url = "" } = request;
    const path = method === "POST" ? url : "";
    const given = Buffer.concat(chunks).toString();
    if (/^\/v2\/calls(?:\/|$)/.test(path) && this.answerCalls !== null) {
      const { status, body } = this.answerCalls(path, JSON.parse(given));
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    } else if (path === "/v2/messages")
      this.#text(request, JSON.parse(given) as SendBody, response);
    else response.writeHead(404).end();
  }

  #text(request: IncomingMessage, body: SendBody, response: ServerResponse): void {
    const reportsTo = body.webhook_url ?? null;
    const message = {
      from: body.from,
      to: body.to,
      text: body.text,
      profile: body.messaging_profile_id ?? null,
      messageId: reportsTo === null ? null : new URL(reportsTo).searchParams.get("message"),
      authorization: request.headers.authorization ?? "",
    };
    this.taken.push(message);
    const carrierId = `out-${String(this.taken.length)}`;
    for (const hear of this.#listeners) hear(message);
    if (this.isSilent) {
      this.#held.push(() => void this.#report(reportsTo, message, carrierId));
      return;
    }
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ data: { id: carrierId, record_type: "message" } }));
    void this.#report(reportsTo, message, carrierId);
  }

  /** Tells that it left and that it arrived, each until the hub has taken it. */
  async #report(url: string | null, message: TakenMessage, carrierId: string): Promise<void> {
    if (url === null) return;
    for (const [type, status] of [
      ["message.sent", "sent"],
      ["message.finalized", "delivered"],
    ] as const) {
      const atMs = Date.now();
      const payload = reportPayload({ ...message, carrierId, atMs }, status, null);
      const id = `report-${String((this.#events += 1))}`;
      const body = eventBody({ id, type, atMs, payload, messageId: null }, 1);
      while (this.#isOpen && !(await this.#tell(url, body))) await setTimeout(TELL_AGAIN_MS);
    }
  }

  async #tell(url: string, body: string): Promise<boolean> {
    try {
      const headers = this.sign(body, Date.now());
      const answer = await fetch(url, { method: "POST", body, headers });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false;
    }
  }
}
