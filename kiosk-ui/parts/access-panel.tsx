/** How the screen is seen, heard and reached: for this person, till they leave. */
import { type Signal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import {
  isCurtained,
  isHighContrast,
  isLarge,
  isLowReach,
  isSpeaking,
  LAST_STEP,
  rateStep,
  volumeStep,
} from "../preferences.ts";
import { screenChanged } from "../press.ts";
import { chrome, isPanelOpen, shell } from "../state.ts";
import { KeyMark } from "./answers.tsx";

/** Drawn while nobody waits, and shut: a finger that opens it waits for no more than its place on the screen. */
export function AccessPanel() {
  const dialog = useRef<HTMLDialogElement>(null);
  useSignalEffect(() => {
    const isOpen = isPanelOpen.value;
    if (isOpen === (dialog.current?.open ?? false)) return;
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  });
  const words = chrome.value;
  if (words === null) return null;
  const { rate, volume, curtain } = shell.value;
  return (
    <dialog ref={dialog} class="dialog panel" aria-labelledby="access-title" onCancel={close}>
      <h2 id="access-title">{words.access}</h2>
      <div class="settings">
        <Switch
          at="1"
          name={words.textSize}
          choice={isLarge}
          says={isLarge.value ? words.large : words.normal}
        />
        <Switch at="2" name={words.contrast} choice={isHighContrast} says={onOff(isHighContrast)} />
        <Switch at="3" name={words.lowReach} choice={isLowReach} says={onOff(isLowReach)} />
        <Switch at="4" name={words.speech} choice={isSpeaking} says={onOff(isSpeaking)} />
        <Level keys={["5", "6"]} name={rate} step={rateStep} />
        <Level keys={["7", "8"]} name={volume} step={volumeStep} />
        <Switch at="9" name={curtain} choice={isCurtained} says={onOff(isCurtained)} />
        <button type="button" class="tile" data-tone="primary" data-key="0" onClick={close}>
          <KeyMark name="0" />
          <span class="label">{words.done}</span>
        </button>
      </div>
    </dialog>
  );
}

function close(): void {
  screenChanged();
  isPanelOpen.value = false;
}

function onOff(choice: Signal<boolean>): string {
  return (choice.value ? chrome.value?.on : chrome.value?.off) ?? "";
}

interface SwitchOf {
  readonly at: string;
  readonly name: string;
  readonly choice: Signal<boolean>;
  readonly says: string;
}

function Switch({ at, name, choice, says }: SwitchOf) {
  return (
    <button
      type="button"
      class="tile switch"
      data-tone="plain"
      data-key={at}
      aria-pressed={choice.value}
      onClick={() => flip(choice)}
    >
      <KeyMark name={at} />
      <span class="label">{name}</span>
      <span class="outcome">{says}</span>
    </button>
  );
}

/** A hidden screen is heard or it is of no use to anyone. */
function flip(choice: Signal<boolean>): void {
  choice.value = !choice.value;
  if (choice !== isCurtained || !choice.value) return;
  isSpeaking.value = true;
  close();
}

interface LevelOf {
  readonly keys: readonly [string, string];
  readonly name: string;
  readonly step: Signal<number>;
}

function Level({ keys: [lessKey, moreKey], name, step }: LevelOf) {
  const { less, more } = shell.value;
  const move = (by: 1 | -1): void => {
    step.value = Math.min(LAST_STEP, Math.max(1, step.value + by));
  };
  return (
    <div class="level" role="group" aria-label={name}>
      <button
        type="button"
        class="tile"
        data-key={lessKey}
        aria-label={`${name}: ${less}`}
        onClick={() => move(-1)}
      >
        <KeyMark name={lessKey} />−
      </button>
      <p>
        {name}
        <span class="dots" role="img" aria-label={`${String(step.value)} / ${String(LAST_STEP)}`}>
          {Array.from({ length: LAST_STEP }, (_, at) => (
            <i key={at} data-on={at < step.value} />
          ))}
        </span>
      </p>
      <button
        type="button"
        class="tile"
        data-key={moreKey}
        aria-label={`${name}: ${more}`}
        onClick={() => move(1)}
      >
        <KeyMark name={moreKey} />+
      </button>
    </div>
  );
}
