import { Mark } from "../../mark.tsx";
import type { KeyAnswer } from "../../../channels/counter/clerk-protocol.ts";
import { changeLanguage, otherLanguage, words } from "../language.ts";
import { signOut } from "../keys.ts";
import { session } from "../session.ts";
import { Find } from "./find-part.tsx";

/** Whose counter it is, the search, and who works here. */
export function Top() {
  const now = session.value;
  const say = words.value;
  return (
    <header class="top" data-in={now.kind === "in"}>
      <div class="brand">
        <Mark />
        <p>
          <strong>{now.kind === "in" ? now.key.utility_name : "Switchboard"}</strong>
          <span>{say.counter}</span>
        </p>
      </div>
      {now.kind === "in" && <Find />}
      <div class="who">
        {now.kind === "in" && (
          <>
            <Simulated ends={now.key.simulated} />
            <p class="clerk">
              <strong>{now.desk.clerk}</strong>
              <span>{now.desk.drawer}</span>
            </p>
          </>
        )}
        <button type="button" class="plain" lang={otherLanguage.value.tag} onClick={changeLanguage}>
          {otherLanguage.value.name}
        </button>
        {now.kind === "in" && (
          <button type="button" class="plain" onClick={signOut}>
            {say.signOut}
          </button>
        )}
      </div>
    </header>
  );
}

function Simulated({ ends }: { readonly ends: KeyAnswer["simulated"] }) {
  const { simulated, simulatedWhat, ends: names } = words.value;
  if (ends.length === 0) return null;
  return (
    <p class="simulated">
      <strong class="tag">{simulated}</strong>{" "}
      <span>{simulatedWhat(ends.map((end) => names[end] ?? end))}</span>
    </p>
  );
}
