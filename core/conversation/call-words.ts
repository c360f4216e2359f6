/** What is said by text of calls of ours. */

/** Said behind a word that ends what it names. */
export const off: ReadonlySet<string> = new Set(["off", "no", "none", "non"]);

const callWords = new Set(["calls", "llamadas", "appels"]);
const callsOn = new Set(["", "on", "si", "oui"]);
const callsOff = new Set([...off, "stop", "end", "fin", "arret", "alto"]);

/** "stop calls", "no more calls", "no mas llamadas", "plus d'appels". */
const NO_CALLS =
  /^(?:please )?(?:stop|quit|end|cancel|no|no more|no mas|plus|plus de|arretez)(?: (?:with|the|these|your|my|all|las|sus|les|vos|ces))* (?:calls|robo ?calls|phone calls|llamadas|d?appels)(?: please| por favor| svp)?(?: (?:just|only) texts?(?: me)?| texts? (?:me|only)(?: instead)?)?$/;

/** "stop calling me", "don't call me, text me", "no me llamen más", "ne m'appelez plus": of calls alone, and of nothing else. */
const noCalling: readonly RegExp[] = [
  /^(?:please )?(?:stop|quit|dont|do not|never|no more)(?: (?:ever|you))? (?:call|calling|phone|phoning|ring|ringing)(?: (?:me|us|here|this number|my phone|my number|again|anymore|any more|so much|at night|at work|please|ever))*(?: (?:just |only |please )?text(?: me)?(?: instead| only| please)?)?$/,
  /^text me instead(?: of calling(?: me)?)?(?: please)?$/,
  /^(?:por favor )?(?:ya )?(?:no (?:me |nos )?llam(?:en?|es|ar|arme|arnos)|(?:deje|deja|dejen|paren|pare) de llamar\w*)(?: (?:mas|por favor|nunca))*$/,
  /^ne (?:mappelez|m appelez|nous appelez) (?:plus|pas)(?: (?:svp|sil vous plait))?$/,
  /^(?:arretez|cessez) de (?:mappeler|m appeler|nous appeler|appeler)(?: (?:svp|sil vous plait))?$/,
];

/** True when the words ask for no more calls, and for nothing besides. */
export function asksForNoCalls(words: string): boolean {
  return NO_CALLS.test(words) || noCalling.some((pattern) => pattern.test(words));
}

/** Whether calls of ours are wanted: CALLS asks for them, CALLS OFF ends them; undefined where they are said of in any other way. */
export function callsSaid(words: readonly string[]): boolean | undefined {
  if (asksForNoCalls(words.join(" "))) return false;
  const [first = "", second = ""] = words;
  if (!callWords.has(first) || words.length > 2) return undefined;
  if (callsOff.has(second)) return false;
  return callsOn.has(second) ? true : undefined;
}
