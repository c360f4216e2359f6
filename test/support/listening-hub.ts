/** A stand-in for a hub at the other end of the test carrier: takes what it is told of calls, and gives commands. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { CarrierEnd } from "./carrier-end.ts";

export interface Told {
  readonly type: string;
  readonly callId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

const LOOK_MS = 10;
/** Where all is well nobody waits so long, on a slow machine neither. */
const WITHIN_MS = 60_000;

export class ListeningHub {
  readonly told: Told[] = [];
  readonly #server: Server;
  readonly #end: CarrierEnd;

  private constructor(end: CarrierEnd) {
    this.#end = end;
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const { data } = JSON.parse(Buffer.concat(chunks).toString()) as {
          data: { event_type: string; payload: Record<string, unknown> };
        };
        const { payload, event_type: type } = data;
        this.told.push({ type, callId: String(payload["call_control_id"]), payload });
        response.end();
      });
    });
  }

  static async open(end: CarrierEnd): Promise<ListeningHub> {
    const hub = new ListeningHub(end);
    hub.#server.listen(0, "127.0.0.1");
    await once(hub.#server, "listening");
    return hub;
  }

  get hookUrl(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}/hooks/telnyx`;
  }

  /** The first event of a kind, of a call where one is named; waits for it. */
  async waitFor(type: string, callId?: string): Promise<Told> {
    const untilMs = performance.now() + WITHIN_MS;
    while (performance.now() < untilMs) {
      const found = this.told.find((one) => {
        return one.type === type && (callId === undefined || one.callId === callId);
      });
      if (found !== undefined) return found;
      await sleep(LOOK_MS);
    }
    const types = this.told.map((one) => `${one.type} ${one.callId}`);
    throw new Error(`nobody told ${type}: ${types.join(", ")}`);
  }

  /** Posts to the carrier; resolves to the status and the code of an error, or to the data. */
  async post(
    path: string,
    body: object = {},
  ): Promise<{ readonly status: number; readonly code: string | null; readonly data: unknown }> {
    const answer = await fetch(`${this.#end.url}${path}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    const json = (await answer.json()) as { errors?: { code: string }[]; data?: unknown };
    return { status: answer.status, code: json.errors?.[0]?.code ?? null, data: json.data };
  }

  act(callId: string, action: string, body: object = {}) {
    return this.post(`/calls/${encodeURIComponent(callId)}/actions/${action}`, body);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}
