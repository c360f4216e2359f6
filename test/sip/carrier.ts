/** The test carrier as a whole: calls come in by SIP, are told to a hub by signed webhooks, and do what its commands say. */
import { randomUUID } from "node:crypto";
import type { CallTold } from "../../channels/simulated/call-words.ts";
import { Webhooks } from "../../channels/simulated/webhooks.ts";
import type { CarrierEnd } from "../support/carrier-end.ts";
import { CarrierCall, type CommandBody } from "./carrier-call.ts";
import { type Ringing, SipServer, type Taken } from "./sip-server.ts";
import type { Voice } from "./voice.ts";

export interface SipCarrierOptions {
  /** Its HTTP end: takes the hub's commands, and has the key that webhooks are signed with. */
  readonly end: CarrierEnd;
  /** Where the hub takes webhooks. */
  readonly hookUrl: string;
  readonly sipPort: number;
  readonly voice: Voice;
  /** Told of everything that happens, for whoever looks on. */
  readonly note?: (words: string) => void;
}

const TITLES: Readonly<Record<string, string>> = {
  "10005": "Resource not found",
  "90015": "Invalid call control ID",
  "90018": "Call has already ended",
  "90034": "Call not answered yet",
  "90061": "No gather to stop",
};

export class SipCarrier {
  readonly #options: SipCarrierOptions;
  readonly #webhooks: Webhooks;
  readonly #calls = new Map<string, CarrierCall>();
  #sip: SipServer | null = null;
  #isOpen = true;

  private constructor(options: SipCarrierOptions) {
    this.#options = options;
    this.#webhooks = new Webhooks({
      nowMs: Date.now,
      after: (delayMs, work) => {
        const timer = setTimeout(work, delayMs);
        return () => clearTimeout(timer);
      },
      sign: options.end.sign,
      deliver: (body, headers) => this.#deliver(body, headers),
    });
    options.end.answerCalls = (path, body) => this.#command(path, body as CommandBody);
  }

  static async open(options: SipCarrierOptions): Promise<SipCarrier> {
    const carrier = new SipCarrier(options);
    carrier.#sip = await SipServer.open(options.sipPort, (call) => carrier.#take(call));
    return carrier;
  }

  get sipPort(): number {
    if (this.#sip === null) throw new Error("it is not open");
    return this.#sip.port;
  }

  async close(): Promise<void> {
    for (const call of this.#calls.values()) call.over("callee", "normal_clearing");
    await this.#webhooks.idle();
    this.#isOpen = false;
    this.#options.end.answerCalls = null;
    this.#sip?.close();
  }

  #take({ from, to, stream, answer, hangUp }: Ringing): Taken {
    const id = `v3:${randomUUID()}`;
    const call = new CarrierCall({
      id,
      from,
      to,
      stream,
      voice: this.#options.voice,
      tell: (by, told) => this.#tell(by, told),
      note: (words) => this.#note(words),
      answer,
      hangUp,
    });
    this.#calls.set(id, call);
    return {
      over: (cause) => call.over(cause === "timeout" ? "callee" : "caller", cause),
    };
  }

  #tell(call: CarrierCall, { type, fields, clientState, leg }: CallTold): void {
    const { id, from, to } = call;
    const ownId = leg?.id ?? id;
    const payload = {
      call_control_id: ownId,
      call_leg_id: ownId,
      call_session_id: id,
      connection_id: "sip",
      client_state: clientState,
      from: leg === undefined ? from : to,
      to: leg?.to ?? to,
      ...fields,
    };
    this.#note(`${type} ${from}`);
    const event = { id: randomUUID(), type, atMs: Date.now(), payload, messageId: null };
    this.#webhooks.tell(event, 0);
  }

  async #deliver(body: string, headers: Record<string, string>): Promise<number> {
    if (!this.#isOpen) return 200;
    const answer = await fetch(this.#options.hookUrl, { method: "POST", body, headers });
    await answer.arrayBuffer();
    if (!answer.ok) this.#note(`the hub answers ${String(answer.status)}`);
    return answer.status;
  }

  /** POST /v2/calls/{id}/actions/{action}, in the real carrier's words. */
  #command(path: string, body: CommandBody): { readonly status: number; readonly body: unknown } {
    const [, id = "", action = ""] = /^\/v2\/calls\/([^/]+)\/actions\/(\w+)$/.exec(path) ?? [];
    const call = this.#calls.get(decodeURIComponent(id));
    const code = action === "" ? "10005" : call === undefined ? "90015" : call.do(action, body);
    this.#note(`${action === "" ? path : action}${code === null ? "" : ` refused: ${code}`}`);
    if (code === null) return { status: 200, body: { data: { result: "ok" } } };
    const errors = [{ code, title: TITLES[code] ?? "Not done" }];
    return { status: code === "10005" ? 404 : 422, body: { errors } };
  }

  #note(words: string): void {
    this.#options.note?.(words);
  }
}
