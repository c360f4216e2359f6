import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ShownMessage } from "../../channels/simulated/protocol.ts";
import { townTime } from "./clock.tsx";
import { isConnected, say, town } from "./live.ts";

/** What most people text; the rest is typed. */
const usual: readonly string[] = ["BAL", "PAY 20", "MIN", "HELP"];

interface Shown {
  readonly shown: readonly ShownMessage[];
  readonly utility: string;
  readonly accountId: string;
}

/** The talk by text on a handset's screen. */
export function Texts({ shown, utility, accountId }: Shown) {
  return (
    <>
      <Messages shown={shown} utility={utility} />
      <Replies accountId={accountId} last={shown.at(-1) ?? null} />
    </>
  );
}

function Messages({ shown, utility }: Pick<Shown, "shown" | "utility">) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [shown.length]);
  return (
    <div class="messages" ref={list} role="log" aria-label="Messages" tabIndex={0}>
      {shown.length === 0 && <p class="hint">Text {utility} as this home would. Try BAL.</p>}
      {shown.map(({ id, by, text, atMs }) => (
        <div class="message" key={id} data-by={by}>
          <p>
            <span class="unseen">{by === "customer" ? "Sent: " : "Received: "}</span>
            {text}
          </p>
          <small>
            {by === "carrier" ? "the carrier, " : ""}
            {townTime(atMs)}
          </small>
        </div>
      ))}
      {town.value?.faults.carrierDown === true && (
        <p class="hint">The carrier is down: replies wait until it is back.</p>
      )}
    </div>
  );
}

function Replies({ accountId, last }: { accountId: string; last: ShownMessage | null }) {
  const draft = useSignal("");
  const send = (text: string): void => say({ kind: "text", accountId, text });
  const submit = (event: Event): void => {
    event.preventDefault();
    if (draft.value.trim() === "") return;
    send(draft.value);
    draft.value = "";
  };
  return (
    <div class="replies">
      <div class="usual" role="group" aria-label="Quick replies">
        {[...askedFor(last), ...usual].map((text) => (
          <button type="button" key={text} onClick={() => send(text)}>
            {text}
          </button>
        ))}
      </div>
      <form onSubmit={submit}>
        <label class="unseen" for="draft">
          Text message
        </label>
        <input
          id="draft"
          autocomplete="off"
          placeholder="Text message"
          maxLength={1_530}
          value={draft}
          onInput={({ currentTarget }) => (draft.value = currentTarget.value)}
        />
        <button type="submit" disabled={!isConnected.value}>
          Send
        </button>
      </form>
    </div>
  );
}

/** The digits that the last message asks to be answered with. */
function askedFor(last: ShownMessage | null): string[] {
  if (last === null || last.by !== "utility") return [];
  const asked = last.text.matchAll(/\b(?:(?:reply|responda) (\d)\b|(\d)\) )/gi);
  return [...asked].map(([, reply, option]) => reply ?? option ?? "");
}
