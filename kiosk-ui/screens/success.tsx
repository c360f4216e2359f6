import { useEffect } from "preact/hooks";
import { Answers } from "../parts/answers.tsx";
import { Icon } from "../parts/icon.tsx";
import { RunwayCard } from "../parts/runway.tsx";
import { Steps } from "../parts/steps.tsx";
import { Question } from "../parts/words.tsx";
import { play } from "../sound.ts";
import type { ViewOf } from "../state.ts";

export function Success({ view: { amount, runway, steps } }: { view: ViewOf<"success"> }) {
  useEffect(() => play("done"), []);
  return (
    <>
      <div class="info">
        <p class="hero paid">
          <span class="bead">
            <Icon name="tick" />
          </span>
          {amount.text}
        </p>
        <RunwayCard runway={runway} />
        <Steps steps={steps} />
      </div>
      <Question />
      <Answers />
    </>
  );
}
