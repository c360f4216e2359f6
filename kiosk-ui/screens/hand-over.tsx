import { Answers } from "../parts/answers.tsx";
import { Question } from "../parts/words.tsx";
import type { ViewOf } from "../state.ts";

/** The code that goes on with this talk elsewhere, large enough to be typed off. */
export function HandOver({ view: { code, number } }: { view: ViewOf<"hand_over"> }) {
  return (
    <>
      <div class="info card code">
        <p class="hero">{code}</p>
        <p>{number}</p>
      </div>
      <Question />
      <Answers />
    </>
  );
}
