/** What this terminal can show with no hub to tell it. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { enrol, type Enrolled, sandboxCode } from "../enrolment.ts";
import { connect } from "../link.ts";
import { Icon } from "../parts/icon.tsx";
import { shell } from "../state.ts";

export function Offline() {
  const { offlineTitle, offlineMoney, offlineWait, offlineElsewhere } = shell.value;
  return (
    <>
      <div class="info sign" data-tone="low">
        <span class="bead">
          <Icon name="link" />
        </span>
      </div>
      <div class="ask" role="alert">
        <h1>{offlineTitle}</h1>
        <p>{offlineMoney}</p>
        <p>{offlineWait}</p>
        <p>{offlineElsewhere}</p>
      </div>
    </>
  );
}

export function Starting() {
  return (
    <div class="ask" role="status">
      <h1>{shell.value.connecting}</h1>
    </div>
  );
}

/** A terminal that nobody knows yet asks for its one-time code; in the sandbox it gets its own. */
export function Enrol() {
  const outcome = useSignal<Enrolled | null>(null);
  const code = useSignal("");
  const words = shell.value;
  const attempt = async (given: string): Promise<void> => {
    outcome.value = await enrol(given);
    if (outcome.value === "enrolled") connect();
  };
  useEffect(() => {
    void sandboxCode().then((own) => (own === null ? undefined : attempt(own)));
  }, []);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (code.value.trim() !== "") void attempt(code.value.trim());
  };
  return (
    <>
      <div class="ask">
        <h1>{words.enrolTitle}</h1>
        <p>{words.enrolBody}</p>
        <p class="refusal" role="alert">
          {outcome.value === "refused" && words.enrolRefused}
          {outcome.value === "unreached" && words.enrolUnreached}
        </p>
      </div>
      <form class="answers" onSubmit={submit}>
        <input
          class="field"
          aria-label={words.codeLabel}
          autocomplete="off"
          value={code}
          onInput={({ currentTarget }) => (code.value = currentTarget.value)}
        />
        <button type="submit" class="tile" data-tone="primary">
          <span class="label">{words.enrolButton}</span>
        </button>
      </form>
    </>
  );
}
