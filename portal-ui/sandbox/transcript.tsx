import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { CallView, ShownCallLine } from "../../channels/simulated/protocol.ts";
import { serverMs } from "./live.ts";

/** Words appear one by one; more often than this nobody sees. */
const WORDS_MS = 90;

interface TranscriptShown {
  readonly call: CallView | null;
  readonly utility: string;
  /** What stands there before the first word. */
  readonly hint: ComponentChildren;
}

/** What was said and keyed in a call, oldest first, and how far the voice has come. */
export function Transcript({ call, utility, hint }: TranscriptShown) {
  const list = useRef<HTMLDivElement>(null);
  const lines = call === null ? [] : joined(call.lines);
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [call?.lines.length, call?.state]);
  return (
    <div class="transcript" ref={list} role="log" aria-label="The call" tabIndex={0}>
      {hint}
      {lines.map((line, at) =>
        line.kind === "speech" ? (
          <Speech key={`${call?.id ?? ""} ${String(at)}`} line={line} utility={utility} />
        ) : (
          <Keyed key={`${call?.id ?? ""} ${String(at)}`} keys={line.text} />
        ),
      )}
    </div>
  );
}

/** Keys pressed one after the other are one entry; what else happened stands in the call's state. */
function joined(lines: readonly ShownCallLine[]): ShownCallLine[] {
  const result: ShownCallLine[] = [];
  for (const line of lines) {
    const before = result.at(-1);
    if (line.kind === "event") continue;
    if (line.kind === "keys" && before?.kind === "keys") {
      result.splice(-1, 1, { ...before, text: before.text + line.text });
    } else result.push(line);
  }
  return result;
}

function Speech({ line, utility }: { line: ShownCallLine; utility: string }) {
  const { text, language, atMs, voiceMs, cutAtMs } = line;
  const nowMs = useSignal(serverMs());
  const untilMs = cutAtMs ?? atMs + voiceMs;
  const isOver = nowMs.value >= untilMs;
  useEffect(() => {
    if (isOver) return undefined;
    const ticking = setInterval(() => (nowMs.value = serverMs()), WORDS_MS);
    return () => clearInterval(ticking);
  }, [isOver]);
  const heardMs = Math.min(nowMs.value, untilMs) - atMs;
  const at = voiceMs === 0 ? text.length : wordEnd(text, (heardMs / voiceMs) * text.length);
  return (
    <div class="speech" lang={language}>
      <small>{utility}</small>
      <p>
        <span class="unseen">{text}</span>
        <span aria-hidden="true">{text.slice(0, at)}</span>
        <span aria-hidden="true" class="unsaid">
          {text.slice(at)}
        </span>
      </p>
    </div>
  );
}

/** The end of the word that a place of a text is in. */
function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const end = text.indexOf(" ", Math.max(0, Math.floor(at)));
  return end === -1 ? text.length : end;
}

function Keyed({ keys }: { keys: string }) {
  return (
    <p class="keyed">
      <small>You pressed</small>{" "}
      {Array.from(keys, (key, at) => (
        <kbd key={at}>{key}</kbd>
      ))}
    </p>
  );
}
