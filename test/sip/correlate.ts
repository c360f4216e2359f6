/** Whether a sound was heard, and where: correlation of what was recorded with what was to be heard. */

export interface Found {
  /** 1 is the very sound, 0 nothing of it. */
  readonly r: number;
  readonly at: number;
}

/** A tenth of a second finds the place; the whole sound is compared there. */
const PROBE_SAMPLES = 800;
/** Less than this of energy is silence, which is like nothing. */
const ENERGY_MIN = 1;

export function findSound(recorded: Int16Array, sound: Int16Array): Found {
  const probe = sound.subarray(0, PROBE_SAMPLES);
  let best: Found = { r: 0, at: -1 };
  for (let at = 0; at + sound.length <= recorded.length; at += 1) {
    const r = correlation(recorded, probe, at);
    if (r > best.r) best = { r, at };
  }
  return best.at < 0 ? best : { r: correlation(recorded, sound, best.at), at: best.at };
}

function correlation(recorded: Int16Array, sound: Int16Array, from: number): number {
  let both = 0;
  let ours = 0;
  let theirs = 0;
  for (let at = 0; at < sound.length; at += 1) {
    const a = sound[at] ?? 0;
    const b = recorded[from + at] ?? 0;
    both += a * b;
    ours += a * a;
    theirs += b * b;
  }
  return ours < ENERGY_MIN || theirs < ENERGY_MIN ? 0 : both / Math.sqrt(ours * theirs);
}
