/** A JSON number as it was written: a double could not say every price that is filed. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * A JSON document whose numbers are what the text says. Throws what JSON.parse throws. A runtime that doesn't tell the text
 * of a number gives its shortest decimal, which is the text of any number of up to 15 digits.
 */
export function parseExactJson(text: string): unknown {
  const keep = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === "number" ? new JsonNumber(context?.source ?? String(value)) : value;
  return JSON.parse(text, keep) as unknown;
}
