/** What a text sounds like at 8 kHz: espeak-ng where it is installed, tones that follow from the text where it is not. */
import { spawnSync } from "node:child_process";

export const SAMPLES_A_SECOND = 8_000;

export interface Voice {
  readonly name: string;
  speak(text: string, language: string): Int16Array;
}

export function hasProgram(name: string): boolean {
  return spawnSync("which", [name]).status === 0;
}

export function anyVoice(): Voice {
  return hasProgram("espeak-ng") ? espeak : tones;
}

const espeak: Voice = {
  name: "espeak-ng",
  speak(text, language) {
    const words = ["--stdout", "-v", language.slice(0, 2), "--stdin"];
    const { stdout, status } = spawnSync("espeak-ng", words, { input: text });
    if (status !== 0) throw new Error("espeak-ng did not speak");
    return fromWave(stdout);
  },
};

/** Where the samples of a WAV file begin, as espeak-ng writes it. */
const WAVE_HEAD_BYTES = 44;
const WAVE_RATE_AT = 24;

/** A WAV file at our own rate. */
export function toWave(samples: Int16Array): Buffer {
  const bytes = samples.length * 2;
  const wave = Buffer.alloc(WAVE_HEAD_BYTES + bytes);
  wave.write("RIFF", 0, "latin1");
  wave.writeUInt32LE(WAVE_HEAD_BYTES - 8 + bytes, 4);
  wave.write("WAVEfmt ", 8, "latin1");
  wave.writeUInt32LE(16, 16);
  // PCM, one channel, two bytes a sample.
  wave.writeUInt16LE(1, 20);
  wave.writeUInt16LE(1, 22);
  wave.writeUInt32LE(SAMPLES_A_SECOND, WAVE_RATE_AT);
  wave.writeUInt32LE(SAMPLES_A_SECOND * 2, 28);
  wave.writeUInt16LE(2, 32);
  wave.writeUInt16LE(16, 34);
  wave.write("data", 36, "latin1");
  wave.writeUInt32LE(bytes, 40);
  for (const [at, sample] of samples.entries()) wave.writeInt16LE(sample, WAVE_HEAD_BYTES + at * 2);
  return wave;
}

/** Mono 16-bit PCM at any rate, at ours: each sample is the mean of those it stands for. */
export function fromWave(wave: Buffer): Int16Array {
  if (wave.length < WAVE_HEAD_BYTES || wave.toString("latin1", 0, 4) !== "RIFF") {
    throw new TypeError("not a WAV file");
  }
  const step = wave.readUInt32LE(WAVE_RATE_AT) / SAMPLES_A_SECOND;
  const count = (wave.length - WAVE_HEAD_BYTES) >> 1;
  return Int16Array.from({ length: Math.floor(count / step) }, (_, at) => {
    const from = Math.floor(at * step);
    const to = Math.max(from + 1, Math.floor((at + 1) * step));
    let sum = 0;
    for (let one = from; one < to; one += 1) sum += wave.readInt16LE(WAVE_HEAD_BYTES + one * 2);
    return sum / (to - from);
  });
}

/** So short that a call of the tests is over in seconds, and still three periods of the lowest tone. */
const TONE_SAMPLES = 60;
const LOUDNESS = 9_000;
const LOWEST_HZ = 400;
const SPREAD_HZ = 2_600;

/** A tone a letter, whose pitch follows from all letters before it: no other text sounds alike past the first difference. */
export const tones: Voice = {
  name: "tones (espeak-ng is not installed)",
  speak(text, language) {
    const letters = Array.from(text);
    const samples = new Int16Array(letters.length * TONE_SAMPLES);
    let hash = hashed(2_166_136_261, language.slice(0, 2));
    let phase = 0;
    for (const [at, letter] of letters.entries()) {
      hash = hashed(hash, letter);
      const pitch = LOWEST_HZ + ((hash >>> 8) % SPREAD_HZ);
      for (let one = 0; one < TONE_SAMPLES; one += 1) {
        phase += (2 * Math.PI * pitch) / SAMPLES_A_SECOND;
        samples[at * TONE_SAMPLES + one] = LOUDNESS * Math.sin(phase);
      }
    }
    return samples;
  },
};

/** FNV-1a, a letter at a time. */
function hashed(hash: number, text: string): number {
  return Array.from(text).reduce(
    (sum, letter) => Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 16_777_619),
    hash,
  );
}
