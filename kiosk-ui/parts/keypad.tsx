import { KeyMark } from "./answers.tsx";
import { Icon } from "./icon.tsx";
import { isKeyed } from "../preferences.ts";
import { isSettled, pendingOption } from "../press.ts";
import { play } from "../sound.ts";
import { speakDigit } from "../speech.ts";
import { chrome } from "../state.ts";
import { canEnter, clearTyped, enterTyped, eraseLast, type } from "../typing.ts";

const digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"] as const;

/** Twelve keys as on a telephone, with Enter beside them. */
export function Keypad() {
  const words = chrome.value;
  if (words === null) return null;
  return (
    <div class="pad">
      {digits.map((digit) => (
        <button type="button" key={digit} class="digit" onClick={() => typeDigit(digit)}>
          {digit}
        </button>
      ))}
      <PadKey name="erase" label={words.erase} act={eraseLast} />
      <PadKey name="clear" label={words.clear} act={clearTyped} />
      <button
        type="button"
        class="enter"
        aria-disabled={canEnter.value ? undefined : "true"}
        aria-busy={pendingOption.value === "enter" ? "true" : undefined}
        onClick={() => enterTyped(isKeyed.value ? "keypad" : "touch")}
      >
        <KeyMark name="#" />
        <Icon name="tick" />
        <span>{words.enter}</span>
      </button>
    </div>
  );
}

function typeDigit(digit: string): void {
  if (!type(digit)) return;
  play("tick");
  speakDigit(digit);
}

function PadKey({ name, label, act }: { name: "erase" | "clear"; label: string; act: () => void }) {
  const press = (): void => {
    if (!isSettled()) return;
    play("tick");
    act();
  };
  return (
    <button type="button" class="pad-key" data-pad={name} onClick={press}>
      <Icon name={name === "erase" ? "erase" : "cross"} />
      <span>{label}</span>
    </button>
  );
}
