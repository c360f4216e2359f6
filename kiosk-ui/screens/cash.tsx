import { useEffect, useRef } from "preact/hooks";
import { Answers } from "../parts/answers.tsx";
import { AcceptorDrawing } from "../parts/drawings.tsx";
import { RunwayCard } from "../parts/runway.tsx";
import { Question } from "../parts/words.tsx";
import { play, playNote } from "../sound.ts";
import type { ViewOf } from "../state.ts";

/** The acceptor is live: what was put in counts up, in money and in days. */
export function Cash({ view }: { view: ViewOf<"cash"> }) {
  const { total, totalMinor, notes, runway, acceptor } = view;
  useSounds(totalMinor, acceptor);
  return (
    <>
      <div class="info">
        <div class="money" data-acceptor={acceptor}>
          <output class="hero" key={totalMinor}>
            {total.text}
          </output>
          <AcceptorDrawing state={acceptor} />
          <ul class="notes">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </div>
        <RunwayCard runway={runway} />
      </div>
      <Question />
      <Answers />
    </>
  );
}

/** A note higher than the one before for each bill, and a low tone for one that came back. */
function useSounds(totalMinor: number, acceptor: string): void {
  const before = useRef({ totalMinor, count: 0 });
  useEffect(() => {
    if (totalMinor > before.current.totalMinor) playNote(before.current.count);
    before.current = { totalMinor, count: before.current.count + 1 };
  }, [totalMinor]);
  useEffect(() => {
    if (acceptor !== "ready" && acceptor !== "reading") play("wrong");
  }, [acceptor]);
}
