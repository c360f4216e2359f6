import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ShownMessage } from "../../channels/simulated/protocol.ts";
import { townTime } from "./clock.tsx";
import { phoneText } from "./phone-text.ts";
import { isConnected, messages, picked, pickedDistrict, say } from "./live.ts";

/** What most people text; the rest is typed. */
const usual: readonly string[] = ["BAL", "PAY 20", "MIN", "HELP"];

/** The picked household's handset. A call is one more screen of it. */
export function Phone() {
  const house = picked.value;
  const district = pickedDistrict.value;
  if (house === null || district === null) return null;
  const { number, name } = district;
  const own = messages.value.filter((message) => message.number === number);
  return (
    <section class="phone" aria-labelledby="phone">
      <h2 id="phone" class="unseen">
        {house.name}’s phone
      </h2>
      <div class="screen">
        <div class="screen-head">
          <p>{name}</p>
          <p>
            {phoneText(number)} · this is {phoneText(house.phone)}
          </p>
        </div>
        <Messages key={house.accountId} shown={own} utility={name} />
        <Replies accountId={house.accountId} last={own.at(-1) ?? null} />
      </div>
    </section>
  );
}

function Messages({ shown, utility }: { shown: readonly ShownMessage[]; utility: string }) {
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
