/** What is said for politeness alone, which asks for nothing: thanks, an "ok", a thumbs-up, a reaction to a text of ours. */
import type { Language } from "../wording/language.ts";

/** Words of which one at least makes it a courtesy, and those that may stand beside it. */
const said: Readonly<Record<Language, { readonly core: string; readonly beside: string }>> = {
  en: {
    core: "thanks thank thankyou thanx thx tks ty tysm ok okay okey k kk cool great perfect awesome nice alright appreciated appreciate understood noted",
    beside:
      "you u it so very much many a lot again good got that is the do i we for sounds will day night have bless god all set",
  },
  es: {
    core: "gracias vale bueno listo perfecto entendido excelente grasias",
    beside:
      "muchas mil muy amable por la su todo ok de acuerdo dios le lo los bendiga buen dia bien",
  },
  fr: {
    core: "merci daccord parfait entendu super",
    beside: "beaucoup bien bonne journee soiree a vous pour tout votre aide ok cest",
  },
};

const listOf = (words: string) => new Set(words.split(" "));
const kinds = Object.values(said).map(({ core, beside }) => ({
  core: listOf(core),
  any: listOf(`${core} ${beside}`),
}));

/** "help" is a courtesy in nothing but this. */
const FOR_HELP = / for (?:all )?(?:the|your|ur)(?: kind)? help\b/;

/** Signs that say as much. */
const SIGNS =
  /^(?:[👍🙏❤♥💙💚🧡💛💜😊🙂😀😃😄😁🙌👌💯🤝😘🥰😍✅👏🎉🤗😇]|[\p{M}\p{Cf}\p{Emoji_Modifier}\s.!,~])+$/u;
const PICTURE = /\p{Extended_Pictographic}/u;

/** How phones that can't send a reaction to a text send it: in words, with the text in quotes. */
const REACTION =
  /^\s*(?:(?:liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|(?:reacted|removed|reaccionó|a réagi) .{1,40}?|(?:le|me) (?:gust|encant)[oó]|se ri[oó] de|exclam[oó] por|(?:a )?(?:aimé|adoré|ri de))\s*(?:["“«„]|an (?:image|attachment)\s*$)|[^\p{L}\p{N}\s]{1,12}\s*(?:to|a|à)\s*["“«„])/iu;

/** What every one of them has. */
const QUOTING = /["“«„]|image|attachment/i;

/** True for a reaction to a text, which quotes what we said and says none of it. */
export function isReaction(text: string): boolean {
  return QUOTING.test(text) && REACTION.test(text.normalize("NFC").replace(/\p{Cf}/gu, ""));
}

/** True when the text is nothing but courtesy; `words` are its plain words. */
export function isCourtesy(text: string, words: readonly string[]): boolean {
  if (words.length === 0) return PICTURE.test(text) && SIGNS.test(text);
  const bare = words.join(" ").replace(FOR_HELP, "").split(" ");
  return kinds.some(
    ({ core, any }) => bare.some((word) => core.has(word)) && bare.every((word) => any.has(word)),
  );
}

const greetings: ReadonlySet<string> = new Set(
  "hi hello hey hiya hola buenas bonjour bonsoir salut allo morning afternoon evening buenos".split(
    " ",
  ),
);
const besideGreeting = listOf(
  "there good day dias tardes noches sir madam maam a todos tout le monde",
);

/** A greeting alone: somebody who does not know yet what can be asked here. */
export function isGreeting(words: readonly string[]): boolean {
  return (
    words.some((word) => greetings.has(word)) &&
    words.every((word) => greetings.has(word) || besideGreeting.has(word))
  );
}
