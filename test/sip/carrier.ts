/** The test carrier as a whole: calls come in by SIP, are told to a hub by signed webhooks, and do what its commands say. */
import { randomUUID } from "node:crypto";
import type { CallTold } from "../../channels/simulated/call-words.ts";
import { Webhooks } from "../../channels/simulated/webhooks.ts";
import type { CarrierEnd } from "../support/carrier-end.ts";
import { CarrierCall, type CommandBody, type Detected, RINGS_USUALLY_S } from "./carrier-call.ts";
import type { Dialled, Dialling } from "./calls-out.ts";
import { causeOf } from "./cause.ts";
import { type Ringing, SipServer, type Taken } from "./sip-server.ts";
import type { Voice } from "./voice.ts";

export interface SipCarrierOptions {
  /** Its HTTP end: takes the hub's commands, and has the key that webhooks are signed with. */
  readonly end: CarrierEnd;
  /** Where the hub takes webhooks. */
  readonly hookUrl: string;
  readonly sipPort: number;
  readonly voice: Voice;
  /** Who it takes to have picked up a call of the hub's, where it is asked to find out; a person. */
  readonly finds?: Detected;
  /** Told of everything that happens, for whoever looks on. */
  readonly note?: (words: string) => void;
  /** The clock by which it lets a phone ring and forgets a call that is over; real time. */
  readonly after?: After;
}

/** What the hub posts to have a number called. */
interface DialBody extends CommandBody {
  readonly from?: string;
  readonly answering_machine_detection?: string;
}

/** Does a work so much later, unless what it gives is called before. */
type After = (delayMs: number, work: () => void) => () => void;

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** How long a call that is over is still known: enough for every late word about it. After it the carrier knows no such call. */
export const KEPT_MS = 60_000;

const TITLES: Readonly<Record<string, string>> = {
  "10005": "Resource not found",
  "10016": "Phone number must be in +E164 format",
  "90015": "Invalid call control ID",
  "90018": "Call has already ended",
  "90034": "Call not answered yet",
  "90061": "No gather to stop",
};

export class SipCarrier {
  readonly #options: SipCarrierOptions;
  readonly #after: After;
  readonly #webhooks: Webhooks;
  readonly #calls = new Map<string, CarrierCall>();
  /** The call of each command to dial, so that none is dialled twice. */
  readonly #dialled = new Map<string, string>();
  readonly #ringing = new Set<string>();
  #sip: SipServer | null = null;
  #isOpen = true;

  private constructor(options: SipCarrierOptions) {
    this.#options = options;
    this.#after = options.after ?? realTime;
    this.#webhooks = new Webhooks({
      nowMs: Date.now,
      after: realTime,
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
      dial: (dialling, ringsMs) => this.#ring({ ...dialling, from: to }, ringsMs),
      answer,
      hangUp,
    });
    this.#calls.set(id, call);
    return {
      over: (cause) => {
        call.over(cause === "timeout" ? "callee" : "caller", cause);
      },
    };
  }

  /** POST /v2/calls: the answer says only that it will be tried. The same command again is the same call. */
  #dial(body: DialBody): Answer {
    const { to = "", from = "", command_id: commandId = randomUUID() } = body;
    if (!/^\+\d{8,15}$/.test(to) || !/^\+\d{8,15}$/.test(from)) return refused("10016");
    const before = this.#dialled.get(commandId);
    const id = before ?? `v3:${randomUUID()}`;
    this.#dialled.set(commandId, id);
    if (before === undefined) void this.#place(id, body);
    const legs = { call_control_id: id, call_leg_id: id, call_session_id: id };
    return { status: 200, body: { data: { ...legs, record_type: "call", is_alive: false } } };
  }

  async #place(id: string, { to = "", from = "", ...body }: DialBody): Promise<void> {
    this.#ringing.add(id);
    const ringsMs = (body.timeout_secs ?? RINGS_USUALLY_S) * 1_000;
    const { stream, hangUp } = await this.#ring(
      {
        from,
        to,
        answered: () => call.pickedUp(),
        failed: (status) => call.over("callee", causeOf(status)),
        over: () => call.over("callee", "normal_clearing"),
      },
      ringsMs,
    );
    const { finds = "human_residence" } = this.#options;
    const detects = body.answering_machine_detection !== undefined;
    const call: CarrierCall = new CarrierCall({
      id,
      from,
      to,
      stream,
      voice: this.#options.voice,
      placed: { clientState: body.client_state ?? "", finds: detects ? finds : null },
      tell: (by, told) => this.#tell(by, told),
      note: (words) => this.#note(words),
      dial: (dialling, most) => this.#ring({ ...dialling, from }, most),
      answer: () => undefined,
      hangUp,
    });
    this.#ringing.delete(id);
    this.#calls.set(id, call);
  }

  /** Rings at a phone for so long at most. */
  async #ring(dialling: Dialling, ringsMs: number): Promise<Dialled> {
    if (this.#sip === null) throw new Error("it is not open");
    let isOpen = true;
    const cancel = this.#after(ringsMs, () => {
      isOpen = false;
      dialled.hangUp();
      dialling.failed(408);
    });
    const dialled = await this.#sip.dial({
      ...dialling,
      answered: () => {
        cancel();
        dialling.answered();
      },
      failed: (status) => {
        cancel();
        if (isOpen) dialling.failed(status);
      },
    });
    return dialled;
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
    if (type === "call.hangup" && leg === undefined) this.#forget(id);
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

  #forget(id: string): void {
    this.#after(KEPT_MS, () => {
      this.#calls.delete(id);
      for (const [commandId, call] of this.#dialled) {
        if (call === id) this.#dialled.delete(commandId);
      }
    });
  }

  /** POST /v2/calls, or /v2/calls/{id}/actions/{action}, in the real carrier's words. */
  #command(path: string, body: CommandBody): Answer {
    if (path === "/v2/calls") return this.#dial(body);
    const [, id = "", action = ""] = /^\/v2\/calls\/([^/]+)\/actions\/(\w+)$/.exec(path) ?? [];
    const call = this.#calls.get(decodeURIComponent(id));
    const code = action === "" ? "10005" : (call?.do(action, body) ?? this.#missing(id, call));
    this.#note(`${action === "" ? path : action}${code === null ? "" : ` refused: ${code}`}`);
    if (code === null) return { status: 200, body: { data: { result: "ok" } } };
    return refused(code);
  }

  /** Null where there is such a call; one that is being made ready is not answered yet. */
  #missing(id: string, call: CarrierCall | undefined): string | null {
    if (call !== undefined) return null;
    return this.#ringing.has(decodeURIComponent(id)) ? "90034" : "90015";
  }

  #note(words: string): void {
    this.#options.note?.(words);
  }
}

function realTime(delayMs: number, work: () => void): () => void {
  const timer = setTimeout(work, delayMs);
  timer.unref();
  return () => clearTimeout(timer);
}

function refused(code: string): Answer {
  const errors = [{ code, title: TITLES[code] ?? "Not done" }];
  return { status: code === "10005" ? 404 : 422, body: { errors } };
}
