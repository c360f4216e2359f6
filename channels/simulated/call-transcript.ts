import type { CallCommand, CallLine } from "./call-words.ts";
import { heardOf } from "./heard.ts";

type Shown = Pick<CallLine, "kind" | "by" | "text"> & {
  readonly [Field in "language" | "voiceMs" | "isSecret"]?: CallLine[Field] | undefined;
};

/** A voice reads about this fast. */
const SPEECH_MS_A_CHARACTER = 60;

/** What was said, keyed and done in one call, in the order of it. */
export class CallTranscript {
  readonly #nowMs: () => number;
  readonly #lines: CallLine[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  lines(): readonly CallLine[] {
    return [...this.#lines];
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  say(body: CallCommand["body"]): void {
    const { payload = "", language = "" } = body;
    const text = heardOf(payload, language);
    this.show({ kind: "speech", by: "utility", text, language, voiceMs: speechMs(body) });
  }

  event(by: CallLine["by"], text: string): void {
    this.show({ kind: "event", by, text });
  }

  show({ kind, by, text, language = "", voiceMs = 0, isSecret = false }: Shown): void {
    const line = { kind, by, text, language, voiceMs, isSecret };
    this.#lines.push({ ...line, atMs: this.#nowMs(), cutAtMs: null });
    this.changed();
  }

  /** Breaks into what is being said. */
  cut(): void {
    const at = this.#lines.findLastIndex(({ kind }) => kind === "speech");
    const line = this.#lines[at];
    const cutAtMs = this.#nowMs();
    if (line === undefined || line.cutAtMs !== null || line.atMs + line.voiceMs <= cutAtMs) return;
    this.#lines[at] = { ...line, cutAtMs };
    this.changed();
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** How long a voice reads what a command says. */
export function speechMs({ payload = "", language = "" }: CallCommand["body"]): number {
  return heardOf(payload, language).length * SPEECH_MS_A_CHARACTER;
}
