import { Answers } from "../parts/answers.tsx";
import { Question } from "../parts/words.tsx";
import type { ViewOf } from "../state.ts";

/** Only as much of a customer as they need to know themselves by. */
export function ConfirmWho({ view: { who } }: { view: ViewOf<"confirm_who"> }) {
  return (
    <>
      <section class="info card who">
        {who.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </section>
      <Question />
      <Answers />
    </>
  );
}
