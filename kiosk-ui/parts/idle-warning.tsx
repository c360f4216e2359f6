import { useEffect, useRef } from "preact/hooks";
import { endNow, giveMoreTime, graceSeconds } from "../idle.ts";
import { chrome, secondsLeft, view } from "../state.ts";
import { KeyMark } from "./answers.tsx";

/** Says that the talk will end, and by when; whatever is personal is out of sight while it stands. */
export function IdleWarning() {
  const dialog = useRef<HTMLDialogElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    more.current?.focus();
  }, []);
  const words = chrome.value;
  const idle = view.value?.idle ?? null;
  const left = secondsLeft.value;
  if (words === null || idle === null || left === null) return null;
  return (
    <dialog
      ref={dialog}
      class="dialog warning"
      aria-labelledby="idle-title"
      onCancel={(event) => {
        event.preventDefault();
        giveMoreTime();
      }}
    >
      <h2 id="idle-title">{words.idleTitle}</h2>
      <p role="timer">{words.idleBody.replace("{seconds}", String(left))}</p>
      <div class="bar" aria-hidden="true">
        <i style={{ scale: `${String(left / graceSeconds(idle))} 1` }} />
      </div>
      <div class="choices">
        <button
          type="button"
          ref={more}
          class="tile"
          data-tone="primary"
          data-key="1"
          onClick={giveMoreTime}
        >
          <KeyMark name="1" />
          <span class="label">{words.moreTime}</span>
        </button>
        <button type="button" class="tile" data-tone="plain" data-key="2" onClick={endNow}>
          <KeyMark name="2" />
          <span class="label">{words.end}</span>
        </button>
      </div>
    </dialog>
  );
}
