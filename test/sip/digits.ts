/** Keys of a telephone as events beside the voice (RFC 4733). */
import type { RtpPacket } from "./rtp.ts";

const KEYS = "0123456789*#ABCD";
const PAYLOAD_BYTES = 4;
/** An event that lasts longer goes on as another one, right behind. */
const DURATION_MAX = 0xffff;

type EventPacket = Pick<RtpPacket, "timestamp" | "payload">;

interface Told {
  readonly event: number;
  readonly timestamp: number;
  readonly duration: number;
  readonly isEnd: boolean;
}

/**
 * The keys in a stream of packets. All packets of one key have the timestamp of its start, so that the first of them tells the key,
 * however many of the others, its three ends among them, are lost or repeated.
 */
export class DigitReader {
  #last: Told | null = null;

  /** The key that a packet is the first of; null where it tells no new one. */
  take(packet: EventPacket): string | null {
    const told = toldIn(packet);
    if (told === null) return null;
    const last = this.#last;
    const age = last === null ? 1 : (told.timestamp - last.timestamp) | 0;
    if (age < 0) return null;
    const isSame = last !== null && age === 0;
    this.#last = isSame ? longest(last, told) : told;
    return isSame || goesOn(last, told, age) ? null : (KEYS[told.event] ?? null);
  }
}

function toldIn({ timestamp, payload }: EventPacket): Told | null {
  const [event = -1, flags = 0, high = 0, low = 0] = payload;
  if (payload.length < PAYLOAD_BYTES || event >= KEYS.length) return null;
  return { event, timestamp, duration: (high << 8) | low, isEnd: (flags & 0x80) !== 0 };
}

function longest(last: Told, told: Told): Told {
  const duration = Math.max(last.duration, told.duration);
  return { ...last, duration, isEnd: last.isEnd || told.isEnd };
}

/** Whether it is the last key still, held for longer than one event can say. */
function goesOn(last: Told | null, told: Told, age: number): boolean {
  if (last === null || last.isEnd || last.event !== told.event) return false;
  return age === DURATION_MAX && last.duration === DURATION_MAX;
}

export interface DigitPacket {
  readonly marker: boolean;
  readonly payload: Uint8Array;
}

const FRAME_SAMPLES = 160;
const VOLUME = 10;
const ENDS = 3;

/** The packets of one key that is held for so many frames of 20 ms: the last is sent three times. */
export function digitPackets(key: string, frames: number): DigitPacket[] {
  const event = KEYS.indexOf(key);
  if (event < 0 || key.length !== 1) throw new TypeError(`no key of a telephone: ${key}`);
  return Array.from({ length: frames + ENDS - 1 }, (_, at) => {
    const isEnd = at >= frames - 1;
    const duration = Math.min(at + 1, frames) * FRAME_SAMPLES;
    const payload = Uint8Array.of(
      event,
      (isEnd ? 0x80 : 0) | VOLUME,
      duration >> 8,
      duration & 0xff,
    );
    return { marker: at === 0, payload };
  });
}
