/** One end of a voice: sends a frame every 20 ms from a socket of its own, hears what comes, and takes keys out of it. */
import { randomInt } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { isRefusal } from "../../core/refusal.ts";
import { DigitReader, digitPackets } from "./digits.ts";
import { decodeG711, encodeG711 } from "./g711.ts";
import { readRtp, type RtpPacket, writeRtp } from "./rtp.ts";
import { type Media, payloadTypes } from "./sdp.ts";

const FRAME_SAMPLES = 160;
const FRAME_MS = 20;
/** What a busy machine is late with is sent behind; one that slept for longer does not send all that it missed. */
const BEHIND_FRAMES_MAX = 100;
/** How long a key is held, and the pause after it. */
const KEY_FRAMES = 3;
const PAUSE_FRAMES = 3;
/** Nobody's recording is longer than a call of the tests; older sound is let go. */
const HEARD_SAMPLES_MAX = 8_000 * 120;

interface Speech {
  readonly samples: Int16Array;
  at: number;
  readonly done: (isWhole: boolean) => void;
}

interface Outgoing {
  readonly payloadType: number;
  readonly marker: boolean;
  readonly timestamp: number;
  readonly payload: Uint8Array;
}

export class RtpStream {
  readonly #socket: Socket;
  readonly #digits = new DigitReader();
  readonly #ssrc = randomInt(2 ** 32);
  #sequence = randomInt(2 ** 15);
  #timestamp = randomInt(2 ** 31);
  #media: Media | null = null;
  #timer: NodeJS.Timeout | null = null;
  #frames = 0;
  #speech: Speech | null = null;
  /** What is keyed, a frame each; a pause is null. */
  #keyed: (ReturnType<typeof digitPackets>[number] | null)[] = [];
  #keyTimestamp = 0;
  #heard = new Int16Array(8_000);
  #heardCount = 0;
  #heardFrom: { readonly ssrc: number; readonly timestamp: number } | null = null;
  #onDigit: (key: string) => void = () => undefined;
  #relayTo: RtpStream | null = null;
  /** Whose frames are sent on in the place of silence, and where on our clock their first one stood. */
  #relayed: { from: { readonly theirs: number; readonly ours: number } | null } | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("message", (bytes) => this.#take(bytes));
    // An answer of "no such port" from the other end is its leaving, which its signalling says.
    socket.on("error", () => undefined);
  }

  static async open(): Promise<RtpStream> {
    const socket = createSocket("udp4");
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    return new RtpStream(socket);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  listenDigits(hear: (key: string) => void): void {
    this.#onDigit = hear;
  }

  /** Sends to, and hears from, whoever was agreed on; again after a change. */
  connect(media: Media): void {
    this.#media = media;
    if (this.#timer !== null) return;
    const beganMs = performance.now();
    this.#timer = setInterval(() => this.#catchUp(beganMs), FRAME_MS / 2);
  }

  /** Says it from now on; what was being said is cut. True once it was said to its end. */
  say(samples: Int16Array): Promise<boolean> {
    this.hush();
    return new Promise((done) => {
      this.#speech = { samples, at: 0, done };
    });
  }

  /** Cuts what is being said. */
  hush(): void {
    const speech = this.#speech;
    this.#speech = null;
    speech?.done(false);
  }

  /** Puts two ends through to each other: what one says or keys the other hears. Null puts this one through to nobody. */
  relay(other: RtpStream | null): void {
    this.#relayTo = other;
    this.#relayed = other === null ? null : { from: null };
  }

  /** Sends keys as events, one after the other. */
  key(keys: string): void {
    for (const key of keys) {
      this.#keyed.push(...digitPackets(key, KEY_FRAMES));
      for (let at = 0; at < PAUSE_FRAMES; at += 1) this.#keyed.push(null);
    }
  }

  /** What was heard from a sample on, each where its timestamp puts it. */
  heardSince(sample: number): Int16Array {
    return this.#heard.subarray(sample, this.#heardCount);
  }

  get heardCount(): number {
    return this.#heardCount;
  }

  close(): void {
    this.hush();
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#socket.close();
  }

  /** What the other end said, as soon as it is heard and spaced as it was: neither clock waits for the other. */
  sendOn(samples: Int16Array, timestamp: number): void {
    const media = this.#media;
    if (media === null || this.#relayed === null || this.#speech !== null) return;
    this.#relayed.from ??= { theirs: timestamp, ours: this.#timestamp };
    const { theirs, ours } = this.#relayed.from;
    const payload = encodeG711(media.codec, samples);
    const payloadType = payloadTypes[media.codec];
    const sent = (ours + timestamp - theirs) >>> 0;
    this.#send(media, { payloadType, marker: false, timestamp: sent, payload });
  }

  #catchUp(beganMs: number): void {
    const due = Math.floor((performance.now() - beganMs) / FRAME_MS);
    const missed = due - this.#frames - BEHIND_FRAMES_MAX;
    if (missed > 0) {
      // The clock of the voice went on meanwhile.
      this.#frames += missed;
      this.#timestamp = (this.#timestamp + missed * FRAME_SAMPLES) % 2 ** 32;
    }
    while (this.#frames < due) {
      this.#frames += 1;
      this.#sendFrame();
      this.#timestamp = (this.#timestamp + FRAME_SAMPLES) % 2 ** 32;
    }
  }

  #sendFrame(): void {
    const media = this.#media;
    if (media === null || media.direction === "inactive" || media.direction === "sendonly") return;
    const keyed = this.#keyed.shift();
    if (keyed !== undefined && keyed !== null && media.eventType !== null) {
      if (keyed.marker) this.#keyTimestamp = this.#timestamp;
      const timestamp = this.#keyTimestamp;
      this.#send(media, { ...keyed, payloadType: media.eventType, timestamp });
      return;
    }
    if (this.#relayed !== null && this.#speech === null) return;
    const isFirst = this.#frames === 1;
    const payload = encodeG711(media.codec, this.#nextFrame());
    const payloadType = payloadTypes[media.codec];
    this.#send(media, { payloadType, marker: isFirst, timestamp: this.#timestamp, payload });
  }

  #nextFrame(): Int16Array {
    const frame = new Int16Array(FRAME_SAMPLES);
    const speech = this.#speech;
    if (speech === null) return frame;
    frame.set(speech.samples.subarray(speech.at, speech.at + FRAME_SAMPLES));
    speech.at += FRAME_SAMPLES;
    if (speech.at >= speech.samples.length) {
      this.#speech = null;
      speech.done(true);
    }
    return frame;
  }

  #send({ peer }: Media, packet: Outgoing): void {
    const bytes = writeRtp({ ...packet, sequence: this.#sequence, ssrc: this.#ssrc });
    this.#sequence = (this.#sequence + 1) % 2 ** 16;
    this.#socket.send(bytes, peer.port, peer.host);
  }

  #take(bytes: Buffer): void {
    const media = this.#media;
    const packet = readRtp(bytes);
    if (media === null || isRefusal(packet)) return;
    if (packet.payloadType === media.eventType) {
      const key = this.#digits.take(packet);
      if (key === null) return;
      this.#onDigit(key);
      this.#relayTo?.key(key);
    } else if (packet.payloadType === payloadTypes[media.codec]) {
      const samples = decodeG711(media.codec, packet.payload);
      this.#hear(packet, samples);
      this.#relayTo?.sendOn(samples, packet.timestamp);
    }
  }

  #hear({ ssrc, timestamp }: RtpPacket, samples: Int16Array): void {
    if (this.#heardFrom?.ssrc !== ssrc) {
      const before = this.#heardCount;
      this.#heardFrom = { ssrc, timestamp: (timestamp - before) >>> 0 };
    }
    const at = (timestamp - this.#heardFrom.timestamp) >>> 0;
    const end = at + samples.length;
    if (end > HEARD_SAMPLES_MAX) return;
    if (end > this.#heard.length) {
      const longer = new Int16Array(
        Math.min(HEARD_SAMPLES_MAX, Math.max(end, this.#heard.length * 2)),
      );
      longer.set(this.#heard);
      this.#heard = longer;
    }
    this.#heard.set(samples, at);
    this.#heardCount = Math.max(this.#heardCount, end);
  }
}
