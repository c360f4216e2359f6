import { Answers } from "../parts/answers.tsx";
import { RunwayCard } from "../parts/runway.tsx";
import { Question } from "../parts/words.tsx";
import type { ViewOf } from "../state.ts";

export function Home({ view: { runway } }: { view: ViewOf<"home"> }) {
  return (
    <>
      <div class="info">
        <RunwayCard runway={runway} />
      </div>
      <Question />
      <Answers />
    </>
  );
}
