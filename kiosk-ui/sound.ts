/** Short tones; each goes with something that is seen. */

type Tone = readonly { readonly hertz: number; readonly atMs: number; readonly forMs: number }[];

const tones = {
  tick: [{ hertz: 880, atMs: 0, forMs: 30 }],
  done: [
    { hertz: 660, atMs: 0, forMs: 120 },
    { hertz: 990, atMs: 130, forMs: 180 },
  ],
  wrong: [{ hertz: 180, atMs: 0, forMs: 260 }],
  warn: [
    { hertz: 520, atMs: 0, forMs: 140 },
    { hertz: 520, atMs: 220, forMs: 140 },
  ],
} as const satisfies Record<string, Tone>;

/** A note for each bill, rising by a whole tone, and no higher than is pleasant. */
const FIRST_NOTE_HERTZ = 523;
const WHOLE_TONE = 2 ** (2 / 12);
const LAST_NOTE = 9;
const LOUDNESS = 0.08;

let context: AudioContext | null = null;

export function play(name: keyof typeof tones): void {
  sound(tones[name]);
}

export function playNote(count: number): void {
  const hertz = FIRST_NOTE_HERTZ * WHOLE_TONE ** Math.min(count, LAST_NOTE);
  sound([{ hertz, atMs: 0, forMs: 200 }]);
}

/** Made while nobody waits: it takes longer than all else that a touch does. Browsers let it sound only once the page was touched. */
export function prepareSound(): void {
  context ??= new AudioContext();
}

function sound(tone: Tone): void {
  if (!navigator.userActivation.hasBeenActive) return;
  prepareSound();
  if (context === null) return;
  if (context.state === "suspended") void context.resume();
  for (const { hertz, atMs, forMs } of tone) {
    const from = context.currentTime + atMs / 1_000;
    const until = from + forMs / 1_000;
    const gain = context.createGain();
    gain.gain.setValueAtTime(LOUDNESS, from);
    gain.gain.exponentialRampToValueAtTime(0.0001, until);
    const oscillator = context.createOscillator();
    oscillator.frequency.value = hertz;
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(from);
    oscillator.stop(until);
  }
}
