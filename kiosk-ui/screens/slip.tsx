import { Answers } from "../parts/answers.tsx";
import { Lines } from "../parts/lines.tsx";
import { Question } from "../parts/words.tsx";
import type { ViewOf } from "../state.ts";

/** A receipt, or the last payments: the same kind of lines. */
export function Slip({ view: { lines } }: { view: ViewOf<"receipt"> | ViewOf<"payments"> }) {
  return (
    <>
      <div class="info card">
        <Lines lines={lines} />
      </div>
      <Question />
      <Answers />
    </>
  );
}
