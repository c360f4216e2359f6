/** The SIP end of the test carrier, over UDP on the loopback: takes calls to any number, and nobody else's messages. */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { isRefusal } from "../../core/refusal.ts";
import {
  answerTo,
  bodyOf,
  branchOf,
  faultOf,
  methodOf,
  parseSip,
  type Peer,
  type SipMessage,
  tagOf,
  uriOf,
  userOf,
  valueOf,
  valuesOf,
  writeSip,
} from "./message.ts";
import { CallsOut, type Dialled, type Dialling } from "./calls-out.ts";
import { RtpStream } from "./rtp-stream.ts";
import { answerSdp, type Media, readSdp } from "./sdp.ts";
import { SipDialog } from "./sip-dialog.ts";

/** A call that rings: who calls whom, its voice, and what may be done to it. */
export interface Ringing {
  readonly callId: string;
  readonly from: string;
  readonly to: string;
  readonly stream: RtpStream;
  readonly answer: () => void;
  readonly hangUp: () => void;
}

export interface Taken {
  /** The caller hung up, gave up before an answer, or went away without a word. */
  over(cause: "normal_clearing" | "originator_cancel" | "timeout"): void;
}

interface Leg {
  readonly dialog: SipDialog;
  readonly stream: RtpStream;
  media: Media;
  version: number;
  taken: Taken | null;
}

const ALLOWED = "INVITE, ACK, CANCEL, BYE, OPTIONS, REGISTER";
const EXPIRES_S = 3_600;
/** Enough that a request sent again is known, and no more. */
const ANSWERS_KEPT_MAX = 200;
const LOOPBACK = "127.0.0.1";

export class SipServer {
  readonly #socket: Socket;
  readonly #take: (call: Ringing) => Taken;
  readonly #legs = new Map<string, Leg>();
  readonly #opening = new Set<string>();
  readonly #out: CallsOut;
  /** The last answer to each request, by what makes two of them the same. */
  readonly #answers = new Map<string, SipMessage>();

  private constructor(socket: Socket, take: (call: Ringing) => Taken) {
    this.#socket = socket;
    this.#take = take;
    this.#out = new CallsOut({ host: LOOPBACK, port: socket.address().port }, (sent, peer) =>
      this.#send(sent, peer),
    );
    socket.on("message", (bytes, { address, port }) => {
      void this.#receive(bytes, { host: address, port });
    });
  }

  static async open(port: number, take: (call: Ringing) => Taken): Promise<SipServer> {
    const socket = createSocket("udp4");
    socket.bind(port, LOOPBACK);
    await once(socket, "listening");
    return new SipServer(socket, take);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  close(): void {
    for (const { dialog } of this.#legs.values()) dialog.close();
    this.#out.close();
    this.#socket.close();
  }

  /** Calls the phone of a number, from another. */
  dial(dialling: Dialling): Promise<Dialled> {
    return this.#out.dial(dialling);
  }

  async #receive(bytes: Buffer, source: Peer): Promise<void> {
    const message = parseSip(bytes);
    if (isRefusal(message)) return;
    if (message.request === null) {
      this.#answered(message);
      return;
    }
    const { method } = message.request;
    if (method === "ACK") {
      this.#legs.get(valueOf(message, "call-id"))?.dialog.acknowledged(message);
      return;
    }
    const key = `${branchOf(message)} ${method} ${valueOf(message, "cseq")}`;
    const before = this.#answers.get(key);
    if (before !== undefined) {
      this.#send(before, source);
      return;
    }
    const fault = faultOf(message);
    if (fault !== null) this.#answer(message, source, 400);
    else await this.#request(method, message, source);
  }

  /** What a phone answers to a request of ours. */
  #answered(message: SipMessage): void {
    const callId = valueOf(message, "call-id");
    if (methodOf(message) === "BYE" && message.status >= 200) {
      this.#legs.get(callId)?.dialog.byeAnswered();
    }
    this.#out.answered(message);
  }

  async #request(method: string, message: SipMessage, source: Peer): Promise<void> {
    if (valueOf(message, "max-forwards") === "0") this.#answer(message, source, 483);
    else if (valueOf(message, "require") !== "" && method !== "CANCEL") {
      this.#answer(message, source, 420, [["unsupported", valueOf(message, "require")]]);
    } else if (method === "INVITE") await this.#invite(message, source);
    else if (method === "BYE") this.#bye(message, source);
    else if (method === "CANCEL") this.#cancel(message, source);
    else if (method === "OPTIONS") {
      this.#answer(message, source, 200, [
        ["allow", ALLOWED],
        ["accept", "application/sdp"],
      ]);
    } else if (method === "REGISTER") this.#register(message, source);
    else if (["INFO", "UPDATE", "SUBSCRIBE", "NOTIFY", "REFER", "MESSAGE"].includes(method)) {
      this.#answer(message, source, 405, [["allow", ALLOWED]]);
    } else this.#answer(message, source, 501, [["allow", ALLOWED]]);
  }

  /** Anybody may: the number is called where it registered last. */
  #register(message: SipMessage, source: Peer): void {
    const contacts = valuesOf(message, "contact").filter((contact) => contact !== "*");
    const expires = valueOf(message, "expires") || String(EXPIRES_S);
    const isGone = expires === "0" || /;expires=0\b/.test(contacts[0] ?? "");
    const number = userOf(uriOf(valueOf(message, "to")));
    this.#out.register(number, isGone ? "" : uriOf(contacts[0] ?? ""));
    this.#answer(
      message,
      source,
      200,
      contacts.map((contact) => ["contact", `${contact};expires=${expires}`] as const),
    );
  }

  async #invite(message: SipMessage, source: Peer): Promise<void> {
    const callId = valueOf(message, "call-id");
    // The same request again, while its voice is being made ready.
    if (this.#opening.has(callId)) return;
    if (tagOf(message, "to") !== "") {
      this.#change(message, source);
      return;
    }
    const type = valueOf(message, "content-type").split(";")[0]?.trim().toLowerCase();
    if (type !== "application/sdp" && bodyOf(message) !== "") {
      this.#answer(message, source, 415, [["accept", "application/sdp"]]);
      return;
    }
    const media = readSdp(bodyOf(message));
    const to = userOf(message.request?.uri ?? "");
    if (this.#legs.has(callId)) this.#answer(message, source, 481);
    else if (to === "") this.#answer(message, source, 404);
    else if (isRefusal(media)) this.#answer(message, source, 488);
    else await this.#ring(message, source, { media, to });
  }

  async #ring(
    message: SipMessage,
    source: Peer,
    { media, to }: { media: Media; to: string },
  ): Promise<void> {
    const callId = valueOf(message, "call-id");
    this.#opening.add(callId);
    this.#send(answerTo(message, 100), source);
    const stream = await RtpStream.open();
    this.#opening.delete(callId);
    const own = { host: LOOPBACK, port: this.port };
    const send = (sent: SipMessage, peer: Peer): void => this.#send(sent, peer);
    const lost = (): void => {
      leg.taken?.over("timeout");
      dialog.bye();
    };
    const dialog = new SipDialog({ invite: message, source, own, send, lost });
    const leg: Leg = { dialog, stream, media, version: 1, taken: null };
    this.#legs.set(callId, leg);
    this.#keep(message, dialog.ring());
    this.#send(dialog.ring(), source);
    leg.taken = this.#take({
      callId,
      from: userOf(uriOf(valueOf(message, "from"))),
      to,
      stream,
      answer: () => {
        dialog.accept(this.#described(leg));
        stream.connect(leg.media);
      },
      hangUp: () => dialog.bye(),
    });
  }

  #described({ stream, media, version }: Leg): string {
    return answerSdp({ peer: { host: LOOPBACK, port: stream.port }, version }, media);
  }

  /** A call that is up changes: another address, held, taken back. */
  #change(message: SipMessage, source: Peer): void {
    const leg = this.#legOf(message);
    const media = readSdp(bodyOf(message));
    if (leg === null || leg.dialog.state !== "answered") this.#answer(message, source, 481);
    else if (isRefusal(media)) this.#answer(message, source, 488);
    else {
      leg.media = media;
      leg.version += 1;
      leg.stream.connect(media);
      leg.dialog.answer(message, 200, this.#described(leg));
    }
  }

  #bye(message: SipMessage, source: Peer): void {
    const over = this.#out.endedBy(message);
    if (over !== null) {
      this.#answer(message, source, 200);
      over();
      return;
    }
    const leg = this.#legOf(message);
    if (leg === null || leg.dialog.state === "over") {
      this.#answer(message, source, 481);
      return;
    }
    leg.dialog.ended();
    this.#answer(message, source, 200);
    leg.taken?.over("normal_clearing");
  }

  #cancel(message: SipMessage, source: Peer): void {
    const leg = this.#legs.get(valueOf(message, "call-id"));
    if (leg === undefined || !leg.dialog.isOfInvite(message)) {
      this.#answer(message, source, 481);
      return;
    }
    this.#answer(message, source, 200);
    // What was answered stays answered.
    if (leg.dialog.state !== "ringing") return;
    leg.dialog.refuse(487);
    leg.taken?.over("originator_cancel");
  }

  #legOf(message: SipMessage): Leg | null {
    const leg = this.#legs.get(valueOf(message, "call-id"));
    return leg?.dialog.has(message) === true ? leg : null;
  }

  #answer(
    message: SipMessage,
    source: Peer,
    status: number,
    headers: readonly (readonly [string, string])[] = [],
  ): void {
    const answer = answerTo(message, status, { tag: "carrier", headers });
    this.#keep(message, answer);
    this.#send(answer, source);
  }

  #keep(message: SipMessage, answer: SipMessage): void {
    const method = message.request?.method ?? "";
    this.#answers.set(`${branchOf(message)} ${method} ${valueOf(message, "cseq")}`, answer);
    for (const first of this.#answers.keys()) {
      if (this.#answers.size <= ANSWERS_KEPT_MAX) return;
      this.#answers.delete(first);
    }
  }

  #send(message: SipMessage, { host, port }: Peer): void {
    this.#socket.send(writeSip(message), port, host);
  }
}
