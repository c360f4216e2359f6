/** G.711: 16-bit samples in one byte each, by mu-law (PCMU) or A-law (PCMA). */
export type Codec = "PCMU" | "PCMA";

/** Beyond this mu-law has no code. */
const CLIP = 32_635;
const BIAS = 0x84;

export function encodeG711(codec: Codec, samples: Int16Array): Buffer {
  const encode = codec === "PCMU" ? muLaw : aLaw;
  return Buffer.from(samples.map(encode));
}

export function decodeG711(codec: Codec, bytes: Uint8Array): Int16Array {
  const decode = codec === "PCMU" ? fromMuLaw : fromALaw;
  return Int16Array.from(bytes, decode);
}

function muLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const size = Math.min(Math.abs(sample), CLIP) + BIAS;
  const exponent = 31 - Math.clz32(size) - 7;
  const mantissa = (size >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

function fromMuLaw(code: number): number {
  const bits = ~code & 0xff;
  const size = (((bits & 0x0f) << 3) + BIAS) << ((bits >> 4) & 7);
  return (bits & 0x80) === 0 ? size - BIAS : BIAS - size;
}

/** Every other bit is turned over on the line. */
const TOGGLE = 0x55;

function aLaw(sample: number): number {
  const sign = sample < 0 ? 0 : 0x80;
  const size = (sample < 0 ? -sample - 1 : sample) >> 3;
  const exponent = Math.max(0, 31 - Math.clz32(Math.max(size, 1)) - 4);
  const mantissa = (exponent < 2 ? size >> 1 : size >> exponent) & 0x0f;
  return (sign | (exponent << 4) | mantissa) ^ TOGGLE;
}

function fromALaw(code: number): number {
  const bits = code ^ TOGGLE;
  const exponent = (bits >> 4) & 7;
  const base = ((bits & 0x0f) << 4) + 8;
  const size = exponent === 0 ? base : (base + 0x100) << (exponent - 1);
  return (bits & 0x80) === 0 ? -size : size;
}
