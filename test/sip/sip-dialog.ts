/** The SIP side of one call that came in: its answers sent again until they are known to have arrived, and its own BYE. */
import { randomUUID } from "node:crypto";
import {
  answerTo,
  branchOf,
  type Header,
  type Peer,
  peerOf,
  type SipMessage,
  tagOf,
  uriOf,
  valueOf,
  valuesOf,
} from "./message.ts";

/** T1 and T2 of RFC 3261, and how long anything is sent again. */
const T1_MS = 500;
const T2_MS = 4_000;
const GIVEN_UP_MS = 64 * T1_MS;

export type Send = (message: SipMessage, to: Peer) => void;

/** Sends now, and again at growing pauses until it is stopped; calls back when that was in vain. */
export function sendUntilStopped(send: () => void, givenUp: () => void): () => void {
  let pauseMs = T1_MS;
  let waitedMs = 0;
  let timer: NodeJS.Timeout;
  const again = (): void => {
    waitedMs += pauseMs;
    if (waitedMs >= GIVEN_UP_MS) {
      givenUp();
      return;
    }
    send();
    pauseMs = Math.min(pauseMs * 2, T2_MS);
    timer = setTimeout(again, pauseMs);
  };
  send();
  timer = setTimeout(again, pauseMs);
  return () => clearTimeout(timer);
}

export interface DialogParts {
  readonly invite: SipMessage;
  readonly source: Peer;
  readonly own: Peer;
  readonly send: Send;
  /** What was answered was never acknowledged. */
  readonly lost: () => void;
}

export class SipDialog {
  readonly tag = randomUUID();
  readonly #parts: DialogParts;
  readonly #contact: Header;
  #sequence = 0;
  #stop: () => void = () => undefined;
  #stopBye: () => void = () => undefined;
  /** The sequence number of the INVITE that is answered. */
  #answering: string;
  #state: "ringing" | "answered" | "over" = "ringing";

  constructor(parts: DialogParts) {
    this.#parts = parts;
    this.#answering = valueOf(parts.invite, "cseq");
    this.#contact = ["contact", `<sip:${parts.own.host}:${String(parts.own.port)}>`];
  }

  get state(): "ringing" | "answered" | "over" {
    return this.#state;
  }

  /** Whether a request is of this call: both its tags are. */
  has(request: SipMessage): boolean {
    return (
      tagOf(request, "to") === this.tag &&
      tagOf(request, "from") === tagOf(this.#parts.invite, "from")
    );
  }

  isOfInvite(request: SipMessage): boolean {
    return branchOf(request) === branchOf(this.#parts.invite);
  }

  ring(): SipMessage {
    return answerTo(this.#parts.invite, 180, { tag: this.tag, headers: [this.#contact] });
  }

  /** The final answer to the call or, later, to a change of it. */
  answer(invite: SipMessage, status: number, body: string): void {
    this.#stop();
    if (this.#state === "ringing") this.#state = status < 300 ? "answered" : "over";
    this.#answering = valueOf(invite, "cseq");
    const { send, source, lost } = this.#parts;
    const type: Header[] = body === "" ? [] : [["content-type", "application/sdp"]];
    const headers = [this.#contact, ...type];
    const answer = answerTo(invite, status, { tag: this.tag, headers, body });
    this.#stop = sendUntilStopped(() => send(answer, source), lost);
  }

  accept(body: string): void {
    this.answer(this.#parts.invite, 200, body);
  }

  refuse(status: number): void {
    this.answer(this.#parts.invite, status, "");
  }

  acknowledged(ack: SipMessage): void {
    const [number = ""] = this.#answering.split(" ");
    if (valueOf(ack, "cseq").split(" ")[0] === number) this.#stop();
  }

  /** The other end hung up. */
  ended(): void {
    this.#state = "over";
    this.#stop();
  }

  /** Hangs up: by the way that the call came where proxies stay in it. */
  bye(): void {
    if (this.#state === "ringing") {
      this.refuse(603);
      return;
    }
    if (this.#state === "over") return;
    this.ended();
    const { invite, own, send, source } = this.#parts;
    const routes = valuesOf(invite, "record-route");
    const target = uriOf(valueOf(invite, "contact")) || uriOf(valueOf(invite, "from"));
    const bye: SipMessage = {
      request: { method: "BYE", uri: target },
      status: 0,
      reason: "",
      headers: [
        ["via", `SIP/2.0/UDP ${own.host}:${String(own.port)};branch=z9hG4bK${randomUUID()}`],
        ["max-forwards", "70"],
        ...routes.map((route): Header => ["route", route]),
        ["from", `${valueOf(invite, "to")};tag=${this.tag}`],
        ["to", valueOf(invite, "from")],
        ["call-id", valueOf(invite, "call-id")],
        ["cseq", `${String((this.#sequence += 1))} BYE`],
      ],
      body: "",
    };
    const peer = peerOf(uriOf(routes[0] ?? "") || target) ?? source;
    this.#stopBye = sendUntilStopped(
      () => send(bye, peer),
      () => undefined,
    );
  }

  /** Our BYE was answered. */
  byeAnswered(): void {
    this.#stopBye();
  }

  /** Nothing is sent any more. */
  close(): void {
    this.#stop();
    this.#stopBye();
  }
}
