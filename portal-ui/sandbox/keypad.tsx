interface Key {
  readonly key: string;
  /** What a phone prints under it. */
  readonly letters: string;
  /** How it is called, where its sign alone would not say. */
  readonly name: string;
}

function digit(key: string, letters: string): Key {
  return { key, letters, name: key };
}

const keys: readonly Key[] = [
  digit("1", ""),
  digit("2", "ABC"),
  digit("3", "DEF"),
  digit("4", "GHI"),
  digit("5", "JKL"),
  digit("6", "MNO"),
  digit("7", "PQRS"),
  digit("8", "TUV"),
  digit("9", "WXYZ"),
  { key: "*", letters: "", name: "star" },
  digit("0", ""),
  { key: "#", letters: "", name: "pound" },
];

/** The twelve keys of a phone. The keys of a keyboard press them too, wherever the focus is on the call. */
export function Keypad({ isOff, press }: { isOff: boolean; press: (key: string) => void }) {
  return (
    <div class="keypad" role="group" aria-label="Keypad">
      {keys.map(({ key, letters, name }) => (
        <button type="button" key={key} disabled={isOff} onClick={() => press(key)}>
          {name === key ? key : <span aria-hidden="true">{key}</span>}
          {name !== key && <span class="unseen">{name}</span>}
          <small aria-hidden="true">{letters}</small>
        </button>
      ))}
    </div>
  );
}
