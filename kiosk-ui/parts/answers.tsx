import { type Answer, answers } from "../answers-of.ts";
import { isKeyed } from "../preferences.ts";
import { isSettled, pendingOption } from "../press.ts";
import { play } from "../sound.ts";
import { speak } from "../speech.ts";

/** What the screen asks to choose from: at most six tiles, each with its key where keys are in use. */
export function Answers() {
  const shown = answers.value;
  if (shown.length === 0) return null;
  return (
    <div class="answers" data-count={shown.length}>
      {shown.map((answer) => (
        <Tile key={answer.id} answer={answer} />
      ))}
    </div>
  );
}

function Tile({ answer }: { answer: Answer }) {
  const { id, key, label, tone, outcome, why, lang } = answer;
  return (
    <button
      type="button"
      class="tile"
      data-tone={tone}
      data-option={id}
      data-key={key}
      lang={lang}
      aria-disabled={why === undefined ? undefined : "true"}
      aria-busy={pendingOption.value === id ? "true" : undefined}
      onClick={() => touch(answer)}
    >
      <KeyMark name={key} />
      <span class="label">{label.text}</span>
      {outcome !== undefined && <span class="outcome">{outcome.text}</span>}
      {why !== undefined && <span class="why">{why}</span>}
    </button>
  );
}

/** By touch, or by Enter on what has the focus. What can't be had says why instead. */
export function touch(answer: Answer): void {
  if (!isSettled()) return;
  play(answer.why === undefined ? "tick" : "wrong");
  if (answer.why === undefined) answer.act(isKeyed.value ? "keypad" : "touch");
  else speak([answer.why]);
}

export function KeyMark({ name }: { name: string }) {
  return isKeyed.value ? (
    <kbd class="key-mark" aria-hidden="true">
      {name}
    </kbd>
  ) : null;
}
