/** The SIP side of one call that goes out: its INVITE sent until it is answered, its ACK, CANCEL and BYE (RFC 3261, section 17.1.1). */
import { randomUUID } from "node:crypto";
import { isRefusal } from "../../core/refusal.ts";
import {
  bodyOf,
  type Header,
  type Peer,
  peerOf,
  type SipMessage,
  tagOf,
  uriOf,
  valueOf,
} from "./message.ts";
import { type Media, readSdp } from "./sdp.ts";
import { type Send, sendUntilStopped } from "./sip-dialog.ts";

export interface CallOutParts {
  readonly own: Peer;
  /** The address that the phone registered. */
  readonly target: string;
  readonly from: string;
  readonly to: string;
  readonly offer: string;
  readonly send: Send;
  readonly answered: (media: Media) => void;
  /** It will not come about: the status it was refused with, 408 where nobody said a word, 487 where we gave up. */
  readonly failed: (status: number) => void;
}

/** RFC 3261's own for a request that nobody answers. */
const TIMEOUT = 408;

export class CallOut {
  readonly callId = randomUUID();
  readonly #parts: CallOutParts;
  readonly #tag = randomUUID();
  readonly #branch = `z9hG4bK${randomUUID()}`;
  readonly #invite: SipMessage;
  #state: "calling" | "ringing" | "answered" | "over" = "calling";
  #isGivenUp = false;
  #answer: SipMessage | null = null;
  #sequence = 1;
  #stop: () => void = () => undefined;

  constructor(parts: CallOutParts) {
    this.#parts = parts;
    this.#invite = this.#request("INVITE", parts.offer);
    this.#stop = sendUntilStopped(
      () => this.#send(this.#invite),
      () => this.#fail(TIMEOUT),
    );
  }

  get state(): "calling" | "ringing" | "answered" | "over" {
    return this.#state;
  }

  /** Whether a request is of this call: both its tags are. */
  has(request: SipMessage): boolean {
    const theirs = this.#answer === null ? "" : tagOf(this.#answer, "to");
    return tagOf(request, "to") === this.#tag && tagOf(request, "from") === theirs;
  }

  /** What the phone answers to the INVITE; every final answer is acknowledged, also when it comes again. */
  response(message: SipMessage): void {
    const { status } = message;
    if (status < 200) {
      this.#stop();
      if (this.#state === "calling") this.#state = "ringing";
      if (this.#isGivenUp) this.#cancel();
      return;
    }
    this.#stop();
    this.#acknowledge(message);
    if (this.#state === "answered" || this.#state === "over") return;
    if (status >= 300) {
      this.#fail(this.#isGivenUp ? 487 : status);
      return;
    }
    const media = readSdp(bodyOf(message));
    this.#answer = message;
    this.#state = "answered";
    // Somebody answered just as we gave up, or with nothing to hear: it is ended in order.
    if (this.#isGivenUp || isRefusal(media)) {
      this.hangUp();
      this.#parts.failed(isRefusal(media) ? 488 : 487);
    } else this.#parts.answered(media);
  }

  /** Gives up before an answer, or ends what was answered. */
  hangUp(): void {
    if (this.#state === "over") return;
    if (this.#state !== "answered") {
      const isHeard = this.#state === "ringing";
      this.#isGivenUp = true;
      // Before a first word from the phone nothing may be cancelled.
      if (isHeard) this.#cancel();
      return;
    }
    this.ended();
    const bye = this.#request("BYE", "");
    this.#stop = sendUntilStopped(
      () => this.#send(bye),
      () => undefined,
    );
  }

  /** The other end hung up. */
  ended(): void {
    this.#state = "over";
    this.#stop();
  }

  byeAnswered(): void {
    this.#stop();
  }

  /** Nothing is sent any more. */
  close(): void {
    this.#stop();
  }

  #fail(status: number): void {
    if (this.#state === "over") return;
    this.#state = "over";
    this.#parts.failed(status);
  }

  #cancel(): void {
    this.#send({ ...this.#invite, ...this.#sameAs("CANCEL"), body: "" });
  }

  /** Of a refusal it goes the INVITE's own way; of an answer it is a request of its own. */
  #acknowledge(message: SipMessage): void {
    const isAnswer = message.status < 300;
    const to: Header = ["to", valueOf(message, "to")];
    const { request, headers } = isAnswer
      ? this.#request("ACK", "", uriOf(valueOf(message, "contact")))
      : this.#sameAs("ACK");
    const others = headers.filter(([name]) => name !== "to");
    this.#send({ request, status: 0, reason: "", headers: [...others, to], body: "" });
  }

  /** The INVITE's own address and branch under another method. */
  #sameAs(method: string): Pick<SipMessage, "request" | "headers"> {
    const headers = this.#invite.headers
      .filter(([name]) => name !== "content-type")
      .map(([name, value]): Header => (name === "cseq" ? [name, `1 ${method}`] : [name, value]));
    return { request: { method, uri: this.#parts.target }, headers };
  }

  #request(method: string, body: string, at?: string): SipMessage {
    const { own, from, to, target } = this.#parts;
    const contact = this.#answer === null ? "" : uriOf(valueOf(this.#answer, "contact"));
    const where = `${own.host}:${String(own.port)}`;
    if (method === "BYE") this.#sequence += 1;
    const branch = method === "INVITE" ? this.#branch : `z9hG4bK${randomUUID()}`;
    const type: Header[] = body === "" ? [] : [["content-type", "application/sdp"]];
    return {
      request: { method, uri: (at ?? contact) || target },
      status: 0,
      reason: "",
      headers: [
        ["via", `SIP/2.0/UDP ${where};rport;branch=${branch}`],
        ["max-forwards", "70"],
        ["from", `<sip:${from}@${where}>;tag=${this.#tag}`],
        ["to", this.#answer === null ? `<sip:${to}@${where}>` : valueOf(this.#answer, "to")],
        ["call-id", this.callId],
        ["cseq", `${String(this.#sequence)} ${method}`],
        ["contact", `<sip:${where}>`],
        ...type,
      ],
      body,
    };
  }

  #send(message: SipMessage): void {
    const peer = peerOf(message.request?.uri ?? "") ?? peerOf(this.#parts.target);
    if (peer !== null) this.#parts.send(message, peer);
  }
}
