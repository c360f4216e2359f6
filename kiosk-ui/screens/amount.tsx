import { Answers } from "../parts/answers.tsx";
import { Keypad } from "../parts/keypad.tsx";
import { RunwayCard } from "../parts/runway.tsx";
import { Question } from "../parts/words.tsx";
import { isPadOpen, typed, type ViewOf } from "../state.ts";
import { preview } from "../typing.ts";

/** Amounts with what each buys; one's own is typed, and says what it buys with every digit. */
export function Amount({ view }: { view: ViewOf<"amount"> }) {
  return isPadOpen.value ? <OwnAmount view={view} /> : <Presets view={view} />;
}

function Presets({ view: { runway } }: { view: ViewOf<"amount"> }) {
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

function OwnAmount({ view: { runway, preview: bounds } }: { view: ViewOf<"amount"> }) {
  const shown = preview.value;
  const addedDays = shown?.addedDays ?? 0;
  return (
    <>
      <div class="info">
        <RunwayCard runway={runway && { ...runway, addedDays }} />
      </div>
      <div class="ask">
        <h1>{bounds.range}</h1>
      </div>
      <div class="field amount" data-empty={typed.value === ""}>
        <output>{shown?.amount}</output>
        <p class="buys" aria-live="polite">
          {shown?.buys}
        </p>
      </div>
      <Keypad />
    </>
  );
}
