/** A telephone in software: dials by SIP over UDP, hears by RTP, keys by RFC 4733. It knows nothing of the carrier or the hub. */
import { randomUUID } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { isRefusal } from "../../core/refusal.ts";
import { Ear } from "./ear.ts";
import type { Codec } from "./g711.ts";
import {
  answerTo,
  bodyOf,
  type Header,
  methodOf,
  parseSip,
  type Peer,
  peerOf,
  type SipMessage,
  uriOf,
  valueOf,
  writeSip,
} from "./message.ts";
import type { Phone } from "./phone.ts";
import { RtpStream } from "./rtp-stream.ts";
import { offerSdp, readSdp } from "./sdp.ts";
import { sendUntilStopped } from "./sip-dialog.ts";

export interface SoftphoneOptions {
  readonly number: string;
  readonly carrier: Peer;
  readonly codecs?: readonly Codec[];
  readonly eventType?: number;
}

export class Softphone implements Phone {
  readonly name = "test/sip/softphone.ts";
  readonly #options: SoftphoneOptions;
  readonly #socket: Socket;
  readonly #stream: RtpStream;
  readonly #ear: Ear;
  readonly #callId = randomUUID();
  readonly #tag = randomUUID();
  readonly #statuses: number[] = [];
  #to = "";
  #answer: SipMessage | null = null;
  #sequence = 0;
  #hasEnded = false;
  #stop: () => void = () => undefined;
  #waiting: { readonly method: string; readonly done: (status: number) => void } | null = null;

  private constructor(options: SoftphoneOptions, socket: Socket, stream: RtpStream) {
    this.#options = options;
    this.#socket = socket;
    this.#stream = stream;
    this.#ear = new Ear(stream);
    socket.on("message", (bytes) => this.#receive(bytes));
  }

  static async open(options: SoftphoneOptions): Promise<Softphone> {
    const socket = createSocket("udp4");
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    return new Softphone(options, socket, await RtpStream.open());
  }

  /** Every status that came, as 100, 180, 200. */
  get statuses(): readonly number[] {
    return this.#statuses;
  }

  /** Whether the other end hung up. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Calls a number; resolves to the final status. */
  async dial(number: string): Promise<number> {
    const { carrier, codecs = ["PCMU"], eventType = 96 } = this.#options;
    this.#to = `<sip:${number}@${carrier.host}>`;
    const own = { host: "127.0.0.1", port: this.#stream.port };
    const body = offerSdp({ peer: own, version: 1 }, codecs, eventType);
    const uri = `sip:${number}@${carrier.host}:${String(carrier.port)}`;
    return this.#ask("INVITE", uri, body);
  }

  key(keys: string): void {
    this.#stream.key(keys);
  }

  /** How alike what was heard since the last find is to a sound, once it is like enough or the time is over. */
  hear(sound: Int16Array, withinMs: number): Promise<number> {
    return this.#ear.hear(sound, withinMs);
  }

  /** Hangs up; resolves to the status of the answer. */
  hangUp(): Promise<number> {
    if (this.#answer === null) throw new Error("nobody has answered");
    return this.#ask("BYE", uriOf(valueOf(this.#answer, "contact")), "");
  }

  close(): void {
    this.#stop();
    this.#stream.close();
    this.#socket.close();
  }

  #ask(method: "INVITE" | "BYE", uri: string, body: string): Promise<number> {
    this.#sequence += 1;
    const request = this.#request(method, uri, body);
    return new Promise((done, reject) => {
      this.#waiting = { method, done };
      this.#stop = sendUntilStopped(
        () => this.#send(request),
        () => reject(new Error(`no answer to ${method}`)),
      );
    });
  }

  #request(method: string, uri: string, body: string): SipMessage {
    const { number } = this.#options;
    const { port } = this.#socket.address();
    const own = `127.0.0.1:${String(port)}`;
    const type: Header[] = body === "" ? [] : [["content-type", "application/sdp"]];
    return {
      request: { method, uri },
      status: 0,
      reason: "",
      headers: [
        ["via", `SIP/2.0/UDP ${own};rport;branch=z9hG4bK${randomUUID()}`],
        ["max-forwards", "70"],
        ["from", `<sip:${number}@127.0.0.1>;tag=${this.#tag}`],
        ["to", this.#answer === null ? this.#to : valueOf(this.#answer, "to")],
        ["call-id", this.#callId],
        ["cseq", `${String(this.#sequence)} ${method}`],
        ["contact", `<sip:${own}>`],
        ...type,
      ],
      body,
    };
  }

  #receive(bytes: Buffer): void {
    const message = parseSip(bytes);
    if (isRefusal(message)) return;
    if (message.request !== null) {
      if (message.request.method === "BYE") this.#hasEnded = true;
      this.#send(answerTo(message, message.request.method === "BYE" ? 200 : 405));
      return;
    }
    const { status } = message;
    const method = methodOf(message);
    if (this.#statuses.at(-1) !== status) this.#statuses.push(status);
    if (this.#waiting?.method === method) this.#stop();
    if (status < 200) return;
    if (method === "INVITE") this.#answered(message);
    if (this.#waiting?.method !== method) return;
    const { done } = this.#waiting;
    this.#waiting = null;
    done(status);
  }

  #answered(message: SipMessage): void {
    const isFirst = this.#answer === null;
    if (message.status === 200 && isFirst) {
      this.#answer = message;
      const media = readSdp(bodyOf(message));
      if (!isRefusal(media)) this.#stream.connect(media);
    }
    const uri = uriOf(valueOf(message, "contact"));
    const ack = this.#request("ACK", uri, "");
    const number = valueOf(message, "cseq").split(" ")[0] ?? "";
    const headers = ack.headers.map(([name, value]): Header => {
      if (name === "cseq") return [name, `${number} ACK`];
      return name === "to" ? [name, valueOf(message, "to")] : [name, value];
    });
    this.#send({ ...ack, headers });
  }

  #send(message: SipMessage): void {
    const { carrier } = this.#options;
    const peer = peerOf(message.request?.uri ?? "") ?? carrier;
    this.#socket.send(writeSip(message), peer.port, peer.host);
  }
}
