import { Answers } from "../parts/answers.tsx";
import { Question } from "../parts/words.tsx";

/** One question and its answers; also what shows a screen that this bundle does not know. */
export function Choose() {
  return (
    <>
      <Question />
      <Answers />
    </>
  );
}
