import { Answers } from "../parts/answers.tsx";
import { RunwayCard } from "../parts/runway.tsx";
import { Question } from "../parts/words.tsx";
import type { ViewOf } from "../state.ts";

export function ConfirmPay({ view: { amount, runway } }: { view: ViewOf<"confirm_pay"> }) {
  return (
    <>
      <div class="info">
        <p class="hero">{amount.text}</p>
        <RunwayCard runway={runway} />
      </div>
      <Question />
      <Answers />
    </>
  );
}
