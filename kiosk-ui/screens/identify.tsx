import { Answers } from "../parts/answers.tsx";
import { Keypad } from "../parts/keypad.tsx";
import { Question } from "../parts/words.tsx";
import { typed } from "../state.ts";

/** Account or phone number: the keypad is already open, and the hub tells which it is. */
export function Identify() {
  return (
    <>
      <Question />
      <output class="field" data-empty={typed.value === ""}>
        {grouped(typed.value)}
      </output>
      <Answers />
      <Keypad />
    </>
  );
}

/** In threes and a last four, as both kinds of number are read aloud. */
function grouped(digits: string): string {
  return digits.replaceAll(/(\d{3})(?=\d{3})/g, "$1 ");
}
