import type { HouseView, KioskView, PageSays } from "../../channels/simulated/protocol.ts";
import { kiosks, picked, pickedDistrict, say, town } from "./live.ts";
import { phoneText } from "../phone-text.ts";

type Acceptor = Extract<PageSays, { readonly kind: "kiosk_acceptor" }>["state"];
type Reader = Extract<PageSays, { readonly kind: "kiosk_reader" }>["state"];
type Card = Extract<PageSays, { readonly kind: "kiosk_card" }>["outcome"];

/** The cent is the smallest there is, and no note. */
const STRANGE_MINOR = 1;

const acceptorWords: Readonly<Record<KioskView["acceptor"], string>> = {
  ready: "takes notes",
  reading: "reads a note …",
  rejected: "knew not the last note",
  full: "is full",
  jammed: "is jammed",
  away: "is not there",
};
const readerWords: Readonly<Record<KioskView["reader"], string>> = {
  ready: "takes cards",
  reading: "reads a card …",
  away: "is not there",
};
const noteWords = {
  stacked: "the last note is in the box",
  returned: "the last note came back",
  asking: "keeps the last note and asks the hub whether it is counted",
};
const acceptors: readonly Acceptor[] = ["ready", "full", "jammed", "away"];
const readers: readonly Reader[] = ["ready", "away"];
const cards: readonly (readonly [Card, string])[] = [
  ["good", "Good card"],
  ["declined", "Declined card"],
  ["unresolved", "Card with no answer"],
];

/** The terminal of the picked home's utility: a way to its screen, and hands for its simulated devices. */
export function Kiosk() {
  const house = picked.value;
  const district = pickedDistrict.value;
  const kiosk = kiosks.value.find(({ utilityId }) => utilityId === district?.utilityId);
  if (house === null || district === null || kiosk === undefined) return null;
  return (
    <section class="card kiosk" aria-labelledby="kiosk">
      <Way house={house} utility={district.name} utilityId={kiosk.utilityId} />
      <Cash kiosk={kiosk} />
      <Cards kiosk={kiosk} />
    </section>
  );
}

interface WayShown {
  readonly house: HouseView;
  readonly utility: string;
  readonly utilityId: string;
}

function Way({ house, utility, utilityId }: WayShown) {
  return (
    <div>
      <h2 id="kiosk">The kiosk of {utility}</h2>
      <p class="quiet">
        {house.name} types {phoneText(house.phone)} there, and the PIN {town.value?.pin}.{" "}
        <strong>Simulated</strong>: its notes and cards are the buttons here.
      </p>
      <a href={`/kiosk?utility=${encodeURIComponent(utilityId)}`} target="kiosk">
        Open the kiosk
      </a>
    </div>
  );
}

function Cash({ kiosk: { utilityId, acceptor, lastNote, notes } }: { readonly kiosk: KioskView }) {
  const put = (minor: number): void => say({ kind: "kiosk_note", utilityId, minor });
  const last = lastNote === null || acceptor === "rejected" ? "" : ` · ${noteWords[lastNote]}`;
  return (
    <div role="group" aria-labelledby="slot">
      <h3 id="slot">Cash slot</h3>
      <p class="device" role="status" data-well={acceptor === "ready" || acceptor === "reading"}>
        {acceptorWords[acceptor]}
        {last}
      </p>
      <div class="holds">
        {notes.map(({ minor, text }) => (
          <button type="button" class="note-in" key={minor} onClick={() => put(minor)}>
            {text}
          </button>
        ))}
        <button type="button" onClick={() => put(STRANGE_MINOR)}>
          Strange note
        </button>
      </div>
      <States
        of="slot"
        states={acceptors}
        now={acceptor === "reading" || acceptor === "rejected" ? "ready" : acceptor}
        set={(state) => say({ kind: "kiosk_acceptor", utilityId, state })}
      />
    </div>
  );
}

function Cards({ kiosk: { utilityId, reader } }: { readonly kiosk: KioskView }) {
  return (
    <div role="group" aria-labelledby="reader">
      <h3 id="reader">Card reader</h3>
      <p class="device" role="status" data-well={reader !== "away"}>
        {readerWords[reader]}
      </p>
      <div class="holds">
        {cards.map(([outcome, words]) => (
          <button
            type="button"
            key={outcome}
            onClick={() => say({ kind: "kiosk_card", utilityId, outcome })}
          >
            {words}
          </button>
        ))}
      </div>
      <States
        of="reader"
        states={readers}
        now={reader === "away" ? "away" : "ready"}
        set={(state) => say({ kind: "kiosk_reader", utilityId, state })}
      />
    </div>
  );
}

interface StatesShown<State extends string> {
  readonly of: string;
  readonly states: readonly State[];
  readonly now: State;
  readonly set: (state: State) => void;
}

/** What a device is like, as whoever looks after it makes it. */
function States<State extends string>({ of, states, now, set }: StatesShown<State>) {
  return (
    <div class="states" role="radiogroup" aria-labelledby={of}>
      {states.map((state) => (
        <label key={state}>
          <input type="radio" name={of} checked={state === now} onChange={() => set(state)} />
          {state}
        </label>
      ))}
    </div>
  );
}
