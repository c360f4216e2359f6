import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Answers } from "../parts/answers.tsx";
import { Steps } from "../parts/steps.tsx";
import { Question } from "../parts/words.tsx";
import { chrome, type ViewOf } from "../state.ts";

/** Who has waited so long wonders whether anything happens at all. */
const STILL_WORKING_AFTER_MS = 8_000;

export function Processing({ view: { steps } }: { view: ViewOf<"processing"> }) {
  const isLong = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => (isLong.value = true), STILL_WORKING_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <div class="info card">
        <Steps steps={steps} />
      </div>
      <Question />
      <p class="still" role="status">
        {isLong.value ? chrome.value?.stillWorking : ""}
      </p>
      <Answers />
    </>
  );
}
