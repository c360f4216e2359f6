import { picked, say, town } from "./live.ts";

interface Fault {
  readonly id: string;
  readonly words: string;
  readonly effect: string;
  readonly on: boolean;
  readonly set: (on: boolean) => void;
}

function faults(): Fault[] {
  const house = picked.value;
  const now = town.value?.faults;
  if (house === null || now === undefined) return [];
  const { accountId, address, isStuck } = house;
  return [
    {
      id: "stick",
      words: `Switch stuck at ${address}`,
      effect: "The meter answers, and does not move",
      on: isStuck,
      set: (on) => say({ kind: "stick", accountId, on }),
    },
    {
      id: "decline",
      words: "Every card declined",
      effect: "Payments by saved card fail",
      on: now.cardsDeclined,
      set: (on) => say({ kind: "decline_cards", on }),
    },
    {
      id: "carrier",
      words: "Carrier down",
      effect: "Replies wait until it is back",
      on: now.carrierDown,
      set: (on) => say({ kind: "carrier_down", on }),
    },
  ];
}

export function Faults() {
  return (
    <section class="card faults" aria-labelledby="faults">
      <h2 id="faults">Make it go wrong</h2>
      {faults().map(({ id, words, effect, on, set }) => (
        <button type="button" key={id} role="switch" aria-checked={on} onClick={() => set(!on)}>
          <span class="track" aria-hidden="true" />
          <span>
            {words}
            <small>{effect}</small>
          </span>
        </button>
      ))}
    </section>
  );
}
