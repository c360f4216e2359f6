/** A telephone that is called: registers its number with the carrier, and answers, is busy, or rings until the caller gives up. */
import { randomUUID } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { isRefusal } from "../../core/refusal.ts";
import { Ear } from "./ear.ts";
import {
  answerTo,
  bodyOf,
  branchOf,
  type Header,
  methodOf,
  parseSip,
  type Peer,
  peerOf,
  type SipMessage,
  uriOf,
  userOf,
  valueOf,
  writeSip,
} from "./message.ts";
import { RtpStream } from "./rtp-stream.ts";
import { answerSdp, readSdp } from "./sdp.ts";

/** What it does with a call: `rings` lets it ring for good. */
export type Manner = "answers" | "busy" | "declines" | "rings";

const refusals = { busy: 486, declines: 603 } as const;

export class AnsweringPhone {
  readonly #number: string;
  readonly #carrier: Peer;
  readonly #socket: Socket;
  readonly #stream: RtpStream;
  readonly #ear: Ear;
  readonly #tag = randomUUID();
  readonly #waiting = new Map<string, () => void>();
  #manner: Manner = "answers";
  #invite: SipMessage | null = null;
  #sequence = 0;
  #isUp = false;
  /** By what makes two of them the same: on a slow machine one that was not answered soon enough comes again. */
  readonly #heard = new Map<string, string>();

  private constructor(number: string, carrier: Peer, ends: { socket: Socket; stream: RtpStream }) {
    this.#number = number;
    this.#carrier = carrier;
    this.#socket = ends.socket;
    this.#stream = ends.stream;
    this.#ear = new Ear(ends.stream);
    this.#socket.on("message", (bytes) => this.#receive(bytes));
  }

  /** Stands ready once the carrier knows where its number is. */
  static async open(
    number: string,
    carrier: Peer,
    manner: Manner = "answers",
  ): Promise<AnsweringPhone> {
    const socket = createSocket("udp4");
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    const phone = new AnsweringPhone(number, carrier, { socket, stream: await RtpStream.open() });
    phone.#manner = manner;
    await phone.#register("3600");
    return phone;
  }

  /** The requests that came, in order, each once. */
  get requests(): readonly string[] {
    return [...this.#heard.values()];
  }

  /** Who calls, as the carrier says. */
  get caller(): string {
    return this.#invite === null ? "" : userOf(uriOf(valueOf(this.#invite, "from")));
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  hear(sound: Int16Array, withinMs: number): Promise<number> {
    return this.#ear.hear(sound, withinMs);
  }

  say(sound: Int16Array): Promise<boolean> {
    return this.#stream.say(sound);
  }

  key(keys: string): void {
    this.#stream.key(keys);
  }

  async hangUp(): Promise<void> {
    if (this.#invite === null || !this.#isUp) throw new Error("nobody is on the line");
    this.#isUp = false;
    const target = uriOf(valueOf(this.#invite, "contact"));
    const from: Header = ["from", `${valueOf(this.#invite, "to")};tag=${this.#tag}`];
    const to: Header = ["to", valueOf(this.#invite, "from")];
    await this.#ask("BYE", target, [from, to, ["call-id", valueOf(this.#invite, "call-id")]]);
  }

  /** Is nowhere any more: the carrier finds it no longer. */
  unregister(): Promise<void> {
    return this.#register("0");
  }

  close(): void {
    this.#stream.close();
    this.#socket.close();
  }

  #register(expires: string): Promise<void> {
    const { host, port } = this.#carrier;
    const own = `<sip:${this.#number}@${host}:${String(port)}>`;
    const contact: Header = [
      "contact",
      `<sip:${this.#number}@127.0.0.1:${String(this.#socket.address().port)}>`,
    ];
    const headers: Header[] = [
      ["from", `${own};tag=${this.#tag}`],
      ["to", own],
      ["call-id", randomUUID()],
      contact,
      ["expires", expires],
    ];
    return this.#ask("REGISTER", `sip:${host}:${String(port)}`, headers);
  }

  #ask(method: string, uri: string, headers: readonly Header[]): Promise<void> {
    this.#sequence += 1;
    const via: Header = [
      "via",
      `SIP/2.0/UDP 127.0.0.1:${String(this.#socket.address().port)};rport;branch=z9hG4bK${randomUUID()}`,
    ];
    const rest: Header[] = [
      ["max-forwards", "70"],
      ["cseq", `${String(this.#sequence)} ${method}`],
    ];
    const message = {
      request: { method, uri },
      status: 0,
      reason: "",
      headers: [via, ...headers, ...rest],
      body: "",
    };
    return new Promise((done) => {
      this.#waiting.set(method, done);
      this.#send(message, peerOf(uri) ?? this.#carrier);
    });
  }

  #receive(bytes: Buffer): void {
    const message = parseSip(bytes);
    if (isRefusal(message)) return;
    if (message.request === null) {
      this.#waiting.get(methodOf(message))?.();
      return;
    }
    const { method } = message.request;
    this.#heard.set(`${branchOf(message)} ${method}`, method);
    if (method === "INVITE") this.#ring(message);
    else if (method === "BYE") {
      this.#isUp = false;
      this.#send(answerTo(message, 200), this.#carrier);
    } else if (method === "CANCEL") {
      this.#send(answerTo(message, 200), this.#carrier);
      if (this.#invite !== null && !this.#isUp) this.#answer(this.#invite, 487, "");
    }
  }

  #ring(invite: SipMessage): void {
    if (this.#invite !== null) return;
    this.#invite = invite;
    this.#answer(invite, 180, "");
    if (this.#manner === "rings") return;
    if (this.#manner !== "answers") {
      this.#answer(invite, refusals[this.#manner], "");
      return;
    }
    const media = readSdp(bodyOf(invite));
    if (isRefusal(media)) {
      this.#answer(invite, 488, "");
      return;
    }
    const peer = { host: "127.0.0.1", port: this.#stream.port };
    this.#isUp = true;
    this.#answer(invite, 200, answerSdp({ peer, version: 1 }, media));
    this.#stream.connect(media);
  }

  #answer(invite: SipMessage, status: number, body: string): void {
    const contact: Header = ["contact", `<sip:127.0.0.1:${String(this.#socket.address().port)}>`];
    const type: Header[] = body === "" ? [] : [["content-type", "application/sdp"]];
    const headers = [contact, ...type];
    this.#send(answerTo(invite, status, { tag: this.#tag, headers, body }), this.#carrier);
  }

  #send(message: SipMessage, { host, port }: Peer): void {
    this.#socket.send(writeSip(message), port, host);
  }
}
