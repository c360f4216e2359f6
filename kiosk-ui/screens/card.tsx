import { useEffect } from "preact/hooks";
import { Answers } from "../parts/answers.tsx";
import { ReaderDrawing } from "../parts/drawings.tsx";
import { Question } from "../parts/words.tsx";
import { play } from "../sound.ts";
import type { ViewOf } from "../state.ts";

export function Card({ view: { amount, reader } }: { view: ViewOf<"card"> }) {
  useEffect(() => {
    if (reader === "declined") play("wrong");
  }, [reader]);
  return (
    <>
      <div class="info">
        <div class="money" data-acceptor={reader}>
          <p class="hero">{amount.text}</p>
          <ReaderDrawing state={reader} />
        </div>
      </div>
      <Question />
      <Answers />
    </>
  );
}
