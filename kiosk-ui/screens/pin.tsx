import { Answers } from "../parts/answers.tsx";
import { Keypad } from "../parts/keypad.tsx";
import { Question } from "../parts/words.tsx";
import { chrome, typed, type ViewOf } from "../state.ts";

/** A cell fills for each digit; which digit it was is shown to nobody. */
export function Pin({ view: { digitsMax } }: { view: ViewOf<"pin"> }) {
  const count = typed.value.length;
  const said = (chrome.value?.digitsEntered ?? "").replace(/\{\w+\}/, String(count));
  return (
    <>
      <Question />
      <div class="cells">
        <output class="unseen">{said}</output>
        {Array.from({ length: digitsMax }, (_, at) => (
          <i key={at} data-filled={at < count} aria-hidden="true" />
        ))}
      </div>
      <Answers />
      <Keypad />
    </>
  );
}
