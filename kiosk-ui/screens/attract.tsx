import { Answers } from "../parts/answers.tsx";
import { Icon } from "../parts/icon.tsx";
import { Question } from "../parts/words.tsx";
import { Lights } from "../parts/runway.tsx";
import { answers } from "../answers-of.ts";
import { touch } from "../parts/answers.tsx";
import type { ViewOf } from "../state.ts";

/** Days that the picture fills to; it tells of nobody's account. */
const SHOWN_DAYS = 14;

/** Calls people over. A touch anywhere begins; the languages begin in theirs. */
export function Attract({ view: { tenders } }: { view: ViewOf<"attract"> }) {
  return (
    <>
      <div class="info stage" onClick={begin}>
        <Lights paid={SHOWN_DAYS} added={0} />
        <Question />
        <ul class="tenders">
          {tenders.map(({ kind, why }) => (
            <li key={kind} data-away={why !== null}>
              <Icon name={kind} />
              {why}
            </li>
          ))}
        </ul>
      </div>
      <Answers />
    </>
  );
}

function begin(): void {
  const first = answers.value.find(({ tone }) => tone === "primary") ?? answers.value[0];
  if (first !== undefined) touch(first);
}
