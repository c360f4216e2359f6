/** Of a name as long as any, two say enough to its owner. */
const INITIALS_MAX = 2;

/** "A. L." of "Ana María López": the first and the last, so that its owner knows it and who reads over a shoulder does not. */
export function initialsOf(name: string): string {
  const letters = name.split(/\s+/).flatMap((word) => /\p{L}\p{M}*/u.exec(word)?.[0] ?? []);
  const [first] = letters;
  const shown = letters.length > INITIALS_MAX ? [first, letters.at(-1)] : letters;
  return shown.map((letter) => `${(letter ?? "").toLocaleUpperCase()}.`).join(" ");
}
