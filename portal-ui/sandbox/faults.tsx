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
  const { accountId, address, isStuck, isDisputed } = house;
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
      id: "slow",
      words: "Cards are slow",
      effect: "A payment is pending for seconds",
      on: now.cardsSlow,
      set: (on) => say({ kind: "slow_cards", on }),
    },
    {
      id: "dispute",
      words: `Last card payment disputed at ${address}`,
      effect: isDisputed
        ? "Off: the bank lets it stand"
        : "The money is held until the bank decides",
      on: isDisputed,
      set: (on) =>
        say({ kind: "card_payment", accountId, word: on ? "dispute_open" : "dispute_won" }),
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

interface Act {
  readonly id: string;
  readonly words: string;
  readonly effect: string;
  readonly act: () => void;
}

/** What happens once, and is not taken back. */
function acts(): Act[] {
  const house = picked.value;
  if (house === null) return [];
  const { accountId, address, isDisputed } = house;
  return isDisputed
    ? [
        {
          id: "lost",
          words: "The bank decides for the customer",
          effect: "The payment is owed again",
          act: () => say({ kind: "card_payment", accountId, word: "dispute_lost" }),
        },
      ]
    : [
        {
          id: "late",
          words: `Last card payment fails late at ${address}`,
          effect: "The payment is owed again",
          act: () => say({ kind: "card_payment", accountId, word: "failed" }),
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
      {acts().map(({ id, words, effect, act }) => (
        <button type="button" key={id} class="once" onClick={act}>
          <span class="mark" aria-hidden="true">
            !
          </span>
          <span>
            {words}
            <small>{effect}</small>
          </span>
        </button>
      ))}
    </section>
  );
}
