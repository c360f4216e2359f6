/** What a person hears of a speech with marks (SSML), in the words that it was marked from. */
const MARKED = /^<speak>([\s\S]*)<\/speak>$/;

const entities: readonly (readonly [RegExp, string])[] = [
  [/&lt;/g, "<"],
  [/&gt;/g, ">"],
  [/&#xD;/g, "\r"],
  [/&amp;/g, "&"],
];

/** Some leap year: a day's figures alone name no year. */
const SOME_YEAR = 2028;

function dayWords(figures: string, format: string, language: string): string {
  const [one = 1, other = 1] = figures.split("/").map(Number);
  const [month, day] = format === "md" ? [one, other] : [other, one];
  const atMs = Date.UTC(SOME_YEAR, month - 1, day);
  const shape = { month: "long", day: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(language, shape).format(atMs);
}

function said(kind: string, inside: string, format: string, language: string): string {
  if (kind === "date") return dayWords(inside, format, language);
  return kind === "cardinal" ? inside : Array.from(inside).join(" ");
}

/** The payload as it is heard; one without marks as it is. */
export function heardOf(payload: string, language: string): string {
  const inside = MARKED.exec(payload)?.[1];
  if (inside === undefined) return payload;
  const words = inside
    .replaceAll(
      /<say-as interpret-as="(\w+)"(?: format="(\w+)")?>([^<]*)<\/say-as>/g,
      (_mark, kind: string, format: string | undefined, figures: string) =>
        said(kind, figures, format ?? "", language),
    )
    .replaceAll(/<break [^>]*\/>/g, ",")
    .replaceAll(/<\/?lang[^>]*>/g, "")
    .replaceAll("</s><s>", " ")
    .replaceAll(/<\/?s>/g, "");
  return entities.reduce((text, [entity, sign]) => text.replace(entity, sign), words);
}
