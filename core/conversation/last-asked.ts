/**
 * A pure reading of a text with its last answer kept: one turn asks the same of the same text several times, for its language, for
 * its meaning and for what is struck out of it.
 */
export function lastAsked<Answer>(read: (text: string) => Answer): (text: string) => Answer {
  let last: { readonly text: string; readonly answer: Answer } | null = null;
  return (text) => {
    if (last?.text !== text) last = { text, answer: read(text) };
    return last.answer;
  };
}
