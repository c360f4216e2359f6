/** The calls that the carrier makes: to the phones that registered, each at the address it gave last. */
import { CallOut } from "./call-out.ts";
import { methodOf, type Peer, type SipMessage, valueOf } from "./message.ts";
import { RtpStream } from "./rtp-stream.ts";
import { offerSdp } from "./sdp.ts";
import type { Send } from "./sip-dialog.ts";

/** A call that the carrier makes: whom it calls as whom, and what is told of it. */
export interface Dialling {
  readonly from: string;
  readonly to: string;
  readonly answered: () => void;
  /** It did not come about: the status of the refusal, 404 where no phone of that number is known, 487 where we gave up. */
  readonly failed: (status: number) => void;
  /** Whoever answered hung up. */
  readonly over: () => void;
}

export interface Dialled {
  readonly stream: RtpStream;
  /** Gives up before an answer, or hangs up. */
  readonly hangUp: () => void;
}

/** Any free number would do: the answer has the same. */
const EVENT_TYPE = 101;
/** As long as a request may be sent again: an answer to it is still to be known. */
const KEPT_MS = 32_000;

export class CallsOut {
  readonly #own: Peer;
  readonly #send: Send;
  readonly #calls = new Map<string, { readonly call: CallOut; readonly over: () => void }>();
  readonly #phones = new Map<string, string>();

  constructor(own: Peer, send: Send) {
    this.#own = own;
    this.#send = send;
  }

  /** Where the phone of a number is; nowhere any more with an empty address. */
  register(number: string, address: string): void {
    if (address === "") this.#phones.delete(number);
    else this.#phones.set(number, address);
  }

  async dial({ from, to, answered, failed, over }: Dialling): Promise<Dialled> {
    const stream = await RtpStream.open();
    const target = this.#phones.get(to);
    if (target === undefined) {
      setImmediate(() => failed(404));
      return { stream, hangUp: () => undefined };
    }
    const voice = { peer: { host: this.#own.host, port: stream.port }, version: 1 };
    const call: CallOut = new CallOut({
      own: this.#own,
      target,
      from,
      to,
      offer: offerSdp(voice, ["PCMU", "PCMA"], EVENT_TYPE),
      send: this.#send,
      answered: (media) => {
        stream.connect(media);
        answered();
      },
      failed: (status) => {
        this.#forget(call);
        failed(status);
      },
    });
    this.#calls.set(call.callId, { call, over });
    return {
      stream,
      hangUp: () => {
        call.hangUp();
        if (call.state === "over") this.#forget(call);
      },
    };
  }

  /** What a phone answers to a request of ours. */
  answered(message: SipMessage): void {
    const call = this.#calls.get(valueOf(message, "call-id"))?.call;
    const method = methodOf(message);
    if (method === "INVITE") call?.response(message);
    if (method === "BYE" && message.status >= 200) call?.byeAnswered();
  }

  /** What is to be told of a BYE; null where it is of no call of ours that is up. */
  endedBy(bye: SipMessage): (() => void) | null {
    const found = this.#calls.get(valueOf(bye, "call-id"));
    if (found?.call.state !== "answered" || !found.call.has(bye)) return null;
    found.call.ended();
    this.#forget(found.call);
    return found.over;
  }

  close(): void {
    for (const { call } of this.#calls.values()) call.close();
  }

  #forget({ callId }: CallOut): void {
    setTimeout(() => this.#calls.delete(callId), KEPT_MS).unref();
  }
}
