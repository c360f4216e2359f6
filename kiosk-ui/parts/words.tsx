import { view } from "../state.ts";

/** The screen's one heading and the sentences under it. */
export function Question() {
  const shown = view.value;
  if (shown === null) return null;
  return (
    <div class="ask">
      <h1>{shown.title.text}</h1>
      {shown.body.map(({ text }) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  );
}
