/** "PAY 20.00" has four digits and so may a PIN: of a text that may hold a secret nothing stays in memory. */
const DIGITS_MAX = 3;
const LENGTH_MAX = 16;
/** So many texts, each with its meaning, are some hundred kilobytes. */
const KEPT_MAX = 1_024;

function isShort(text: string): boolean {
  if (text.length > LENGTH_MAX) return false;
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // A sign of another script may be a digit there.
    if (code > 127 || (code >= 48 && code <= 57)) digits += 1;
  }
  return digits <= DIGITS_MAX;
}

/**
 * A pure reading of a text, with its answers to short texts kept: most texts are a word and an amount that others have sent before
 * ("BAL", "PAY 20", "1"). `keyOf` names all that the answer depends on beside the text.
 */
export function shortTexts<Answer extends object | string | null, By extends readonly unknown[]>(
  read: (text: string, ...by: By) => Answer,
  keyOf: (...by: By) => string,
): (text: string, ...by: By) => Answer {
  const answers = new Map<string, Answer>();
  return (text, ...by) => {
    if (!isShort(text)) return read(text, ...by);
    const key = `${keyOf(...by)} ${text}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    if (answers.size >= KEPT_MAX) answers.clear();
    const answer = read(text, ...by);
    answers.set(key, answer);
    return answer;
  };
}
