/** From samples to packets and back: G.711 by its published values, RTP, and keys by RFC 4733. */
import { describe, expect, it } from "vitest";
import { isRefusal } from "../../core/refusal.ts";
import { findSound } from "./correlate.ts";
import { DigitReader, digitPackets } from "./digits.ts";
import { decodeG711, encodeG711 } from "./g711.ts";
import { readRtp, writeRtp } from "./rtp.ts";
import { fromWave, tones } from "./voice.ts";

describe("G.711", () => {
  // Decision values of ITU-T G.711, tables 1 and 2, at 16 bits.
  it.each<["PCMU" | "PCMA", number, number]>([
    ["PCMU", 0xff, 0],
    ["PCMU", 0x7f, 0],
    ["PCMU", 0xfe, 8],
    ["PCMU", 0xef, 132],
    ["PCMU", 0xdf, 396],
    ["PCMU", 0xcf, 924],
    ["PCMU", 0xbf, 1_980],
    ["PCMU", 0xaf, 4_092],
    ["PCMU", 0x9f, 8_316],
    ["PCMU", 0x8f, 16_764],
    ["PCMU", 0x80, 32_124],
    ["PCMU", 0x00, -32_124],
    ["PCMA", 0xd5, 8],
    ["PCMA", 0x55, -8],
    ["PCMA", 0xc5, 264],
    ["PCMA", 0xf5, 528],
    ["PCMA", 0xe5, 1_056],
    ["PCMA", 0x95, 2_112],
    ["PCMA", 0x85, 4_224],
    ["PCMA", 0xb5, 8_448],
    ["PCMA", 0xa5, 16_896],
    ["PCMA", 0xaa, 32_256],
    ["PCMA", 0x2a, -32_256],
  ])("%s %i is %i", (codec, code, sample) => {
    expect(Array.from(decodeG711(codec, Uint8Array.of(code)))).toEqual([sample]);
  });

  it.each(["PCMU", "PCMA"] as const)("%s gives every code back", (codec) => {
    const codes = Uint8Array.from({ length: 256 }, (_, code) => code);
    const again = encodeG711(codec, decodeG711(codec, codes));
    // Mu-law has two codes of zero; the positive one is written.
    const expected = Array.from(codes, (code) => (codec === "PCMU" && code === 0x7f ? 0xff : code));
    expect(Array.from(again)).toEqual(expected);
  });

  it.each(["PCMU", "PCMA"] as const)("%s clips what is too loud", (codec) => {
    const [high = 0, low = 0] = decodeG711(
      codec,
      encodeG711(codec, Int16Array.of(32_767, -32_768)),
    );
    expect([high > 32_000, low < -32_000]).toEqual([true, true]);
  });
});

const packet = {
  payloadType: 96,
  marker: true,
  sequence: 65_535,
  timestamp: 4_294_967_295,
  ssrc: 7,
  payload: Uint8Array.of(1, 2, 3, 4),
};

describe("RTP", () => {
  it("is read as it was written", () => {
    const read = readRtp(writeRtp(packet));
    expect(read).toEqual({ ...packet, payload: Buffer.from(packet.payload) });
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ["nothing", () => Buffer.alloc(0)],
    ["half a head", (bytes) => bytes.subarray(0, 11)],
    ["another version", (bytes) => Buffer.concat([Buffer.of(0x40), bytes.subarray(1)])],
    ["sources that are cut off", (bytes) => Buffer.concat([Buffer.of(0x8f), bytes.subarray(1)])],
    [
      "an extension that is cut off",
      (bytes) => Buffer.concat([Buffer.of(0x90), bytes.subarray(1, 14)]),
    ],
    [
      "padding of nothing",
      (bytes) => Buffer.concat([Buffer.of(0xa0), bytes.subarray(1, -1), Buffer.of(0)]),
    ],
    [
      "padding of more than there is",
      (bytes) => Buffer.concat([Buffer.of(0xa0), bytes.subarray(1, -1), Buffer.of(9)]),
    ],
  ])("%s is refused", (_what, spoil) => {
    expect(isRefusal(readRtp(spoil(writeRtp(packet))))).toBe(true);
  });

  it("leaves out sources, extension and padding", () => {
    const bytes = writeRtp(packet);
    const head = Buffer.from(bytes.subarray(0, 12));
    head.writeUInt8(0xb1, 0);
    const more = Buffer.of(0, 0, 0, 9, 0, 0, 0, 1, 8, 8, 8, 8);
    const read = readRtp(Buffer.concat([head, more, Buffer.of(5, 6, 0, 2)]));
    expect(read).toMatchObject({ payload: Buffer.of(5, 6) });
  });
});

type Sent = readonly [timestamp: number, event: number, isEnd: boolean, duration: number];

function keysOf(sent: readonly Sent[]): string {
  const reader = new DigitReader();
  return sent
    .map(([timestamp, event, isEnd, duration]) => {
      const payload = Uint8Array.of(event, isEnd ? 0x8a : 0x0a, duration >> 8, duration & 0xff);
      return reader.take({ timestamp: timestamp >>> 0, payload }) ?? "";
    })
    .join("");
}

describe("keys", () => {
  it.each<[string, readonly Sent[], string]>([
    ["a tone that is no key", [[0, 16, false, 160]], ""],
    ["an event beyond the table", [[0, 255, true, 160]], ""],
    [
      "three ends, once",
      [
        [0, 5, false, 160],
        [0, 5, true, 320],
        [0, 5, true, 320],
        [0, 5, true, 320],
      ],
      "5",
    ],
    [
      "the first packets lost",
      [
        [0, 5, true, 320],
        [0, 5, true, 320],
      ],
      "5",
    ],
    [
      "all ends lost",
      [
        [0, 5, false, 160],
        [800, 6, false, 160],
      ],
      "56",
    ],
    [
      "the same key twice",
      [
        [0, 5, true, 320],
        [800, 5, true, 320],
      ],
      "55",
    ],
    [
      "the same key twice, ends lost",
      [
        [0, 5, false, 160],
        [800, 5, false, 160],
      ],
      "55",
    ],
    [
      "an older packet late",
      [
        [800, 6, false, 160],
        [0, 5, true, 320],
        [800, 6, true, 320],
      ],
      "6",
    ],
    [
      "an end, then its beginning",
      [
        [0, 5, true, 320],
        [0, 5, false, 160],
      ],
      "5",
    ],
    [
      "a timestamp over its end",
      [
        [0xffffff00, 1, true, 320],
        [0x200, 2, true, 320],
      ],
      "12",
    ],
    [
      "held for longer than one event may be",
      [
        [0, 9, false, 0xffff],
        [0xffff, 9, false, 160],
        [0xffff, 9, true, 320],
      ],
      "9",
    ],
    [
      "pressed again at that very moment",
      [
        [0, 9, true, 0xffff],
        [0xffff, 9, false, 160],
      ],
      "99",
    ],
    [
      "another one at that very moment",
      [
        [0, 9, false, 0xffff],
        [0xffff, 8, false, 160],
      ],
      "98",
    ],
    [
      "star, pound and a letter",
      [
        [0, 10, true, 1],
        [800, 11, true, 1],
        [1_600, 12, true, 1],
      ],
      "*#A",
    ],
  ])("%s", (_what, sent, keys) => {
    expect(keysOf(sent)).toBe(keys);
  });

  it.each([0, 1, 2, 3])("a payload of %i bytes is none", (count) => {
    const payload = new Uint8Array(count);
    expect(new DigitReader().take({ timestamp: 0, payload })).toBeNull();
  });

  it("are sent with a mark first and three ends of one duration", () => {
    const sent = digitPackets("7", 3).map(({ marker, payload }) => [marker, ...payload]);
    expect(sent).toEqual([
      [true, 7, 10, 0, 160],
      [false, 7, 10, 1, 64],
      [false, 7, 0x8a, 1, 224],
      [false, 7, 0x8a, 1, 224],
      [false, 7, 0x8a, 1, 224],
    ]);
  });

  it.each(["", "x", "12", "٣"])("%j can't be sent", (key) => {
    expect(() => digitPackets(key, 3)).toThrow(TypeError);
  });
});

describe("a voice of tones", () => {
  const text = "Please enter your PIN, then press pound.";
  const sound = tones.speak(text, "en-US");
  const line = (samples: Int16Array): Int16Array => decodeG711("PCMU", encodeG711("PCMU", samples));

  it("is the same whenever it says the same", () => {
    expect(tones.speak(text, "en-US")).toEqual(sound);
  });

  it("is found where it was said, after a telephone line", () => {
    const recorded = new Int16Array(sound.length + 2_000);
    recorded.set(line(sound), 1_234);
    const { r, at } = findSound(recorded, sound);
    expect([r > 0.99, at]).toEqual([true, 1_234]);
  });

  it.each<[string, Int16Array]>([
    ["silence", new Int16Array(30_000)],
    ["another language", line(tones.speak(text, "es-US"))],
    ["another text", line(tones.speak("Please enter the amount, then press pound.", "en-US"))],
    ["a letter less at its beginning", line(tones.speak(`${text.slice(1)}. . .`, "en-US"))],
    ["half of it", line(sound).fill(0, sound.length / 2)],
    ["less than it", sound.subarray(0, 2_000)],
  ])("is not found in %s", (_what, recorded) => {
    expect(findSound(recorded, sound).r).toBeLessThan(0.95);
  });
});

describe("a WAV file", () => {
  function wave(rate: number, samples: readonly number[]): Buffer {
    const head = Buffer.alloc(44);
    head.write("RIFF");
    head.writeUInt32LE(rate, 24);
    return Buffer.concat([head, Buffer.from(Int16Array.from(samples).buffer)]);
  }

  it.each([
    [8_000, [1, 2, 3], [1, 2, 3]],
    [16_000, [10, 20, 30, 50], [15, 40]],
  ])("at %i samples a second", (rate, samples, expected) => {
    expect(Array.from(fromWave(wave(rate, samples)))).toEqual(expected);
  });

  it.each([Buffer.alloc(0), Buffer.from("RIFF"), Buffer.alloc(60)])(
    "of other bytes is refused",
    (bytes) => {
      expect(() => fromWave(bytes)).toThrow(TypeError);
    },
  );
});
