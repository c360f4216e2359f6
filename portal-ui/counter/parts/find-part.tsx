import { useEffect, useRef } from "preact/hooks";
import { isBelowZero, moneyText, owedText } from "../figures.ts";
import {
  clearSearch,
  type Found,
  mark,
  marked,
  search,
  take,
  takeMarked,
  type,
  typed,
} from "../find.ts";
import { words } from "../language.ts";
import { Problem } from "./problem.tsx";

/** A search as the usual rules have it: arrows move the mark, Enter takes it, the keys stay in the field. */
export function Find() {
  const say = words.value;
  const now = search.value;
  const rows = now.kind === "found" ? now.accounts : [];
  const active = rows[marked.value];
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) mark(step);
    else if (event.key === "Enter") void takeMarked();
    else return;
    event.preventDefault();
  };
  return (
    <search class="find">
      <label for="find" class="unseen">
        {say.find}
      </label>
      <svg viewBox="0 0 24 24" class="icon" aria-hidden="true">
        <circle cx="11" cy="11" r="7" />
        <path d="m16.5 16.5 5 5" />
      </svg>
      <input
        id="find"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        placeholder={say.findWhat}
        aria-describedby="find-hint"
        aria-expanded={rows.length > 0}
        aria-controls="found"
        aria-autocomplete="list"
        {...(active && { "aria-activedescendant": `found-${active.account}` })}
        value={typed.value}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {typed.value === "" ? (
        <kbd aria-hidden="true">/</kbd>
      ) : (
        <button type="button" class="plain" aria-label={say.close} onClick={clearSearch}>
          ×
        </button>
      )}
      <span id="find-hint" class="unseen">
        {say.findHint}
      </span>
      <div class="results" hidden={now.kind === "none"}>
        <Told />
        <ul id="found" role="listbox" aria-label={say.find} hidden={rows.length === 0}>
          {rows.map((one, at) => (
            <Row key={one.account} one={one} isMarked={at === marked.value} />
          ))}
        </ul>
      </div>
    </search>
  );
}

function Told() {
  const now = search.value;
  const { short, looking, found, foundNone, findHint } = words.value;
  if (now.kind === "refused") return <Problem problem={now.problem} />;
  if (now.kind === "unreached") return <Problem problem="unreached" />;
  const told = {
    none: () => "",
    short: () => `${short}. ${findHint}.`,
    looking: () => looking,
    found: () => {
      if (now.kind !== "found") return "";
      return now.accounts.length === 0 ? foundNone(now.text) : found(now.accounts.length);
    },
  };
  return (
    <p class="quiet" role="status">
      {told[now.kind]()}
    </p>
  );
}

function Row({ one, isMarked }: { readonly one: Found; readonly isMarked: boolean }) {
  const { supply, owed, phoneEnds } = words.value;
  const { account, name, label, balance, phone_ends: ends } = one;
  const isOwing = isBelowZero(balance);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isMarked) row.current?.scrollIntoView({ block: "nearest" });
  }, [isMarked]);
  return (
    // The field has the keys; a row is only for the hand.
    <li
      role="option"
      ref={row}
      id={`found-${account}`}
      aria-selected={isMarked}
      onClick={() => take(account)}
    >
      <span>
        <strong>{name}</strong>
        <span class="quiet">
          {label} · {account}
          {ends === null ? "" : ` · ${phoneEnds(ends)}`}
        </span>
      </span>
      <span class="row-figures">
        <span class="lamp" data-supply={one.supply}>
          {supply[one.supply]}
        </span>
        <span>
          {isOwing ? `${owed} ` : ""}
          {isOwing ? owedText(balance) : moneyText(balance)}
        </span>
      </span>
    </li>
  );
}
