/**
 * Wishes to be told no more of one kind. A text is read so only where it is that wish and nothing else, of one kind that we know:
 * of anything beside it ("all", a second kind, another sentence) it ends every text, which is what revoking is taken for in doubt.
 */
import type { Language } from "../wording/language.ts";
import { bareOf, stopSaidIn } from "./opt-out-words.ts";

/** Kinds of texts that end by their own name: word of high use, what reminds of something told before, and what we never send. */
export const endedKinds = ["usage", "reminders", "marketing"] as const;
export type EndedKind = (typeof endedKinds)[number];

/** What an end of messages is of. */
export type RevokedScope = "all" | "calls" | EndedKind;

interface Words {
  /** What a wish begins with. */
  readonly stop: string;
  /** What may stand between it and the kind. */
  readonly amid: string;
  /** What may stand behind, and changes nothing. */
  readonly behind: string;
  /** What makes it a wish for the end of more than the one kind, wherever it stands behind. */
  readonly more: string;
  readonly kinds: Readonly<Record<EndedKind, string>>;
}

const SENT = "(?:texts?|txts?|sms|messages?|msgs?|alerts?|notifications?|notices)";
const SENT_ES = "(?:mensajes?|textos?|sms|avisos?|alertas?|notificaciones)";
const SENT_FR = "(?:messages?|textos?|sms|alertes?|notifications?)";

const words: Readonly<Record<Language, Words>> = {
  en: {
    stop: "(?:stop|quit|cease|end|cancel|discontinue|no|no more|turn off|unsubscribe(?: me)? from|opt(?: me)? out of|(?:i |we )?(?:dont|do not|no longer) (?:want|need)|(?:dont|do not|never) (?:send|text))",
    amid: "(?: (?:sending|texting|getting|receiving|to get|to receive|me|us|any|more|the|these|those|this|your|my|with))*",
    behind: "(?: (?:any ?more|to me|to us|to this number|now))*",
    more: `(?:${SENT}|usage|reminders?|ads|offers|anything|everything|(?<!at )all|stop|never|(?:the|all) (?:rest|others?))`,
    kinds: {
      usage: `(?:(?:high |energy |power |water |gas )?(?:use|usage|consumption)(?: ${SENT})+)`,
      reminders: `(?:(?:payment |balance |bill |billing |daily )?reminders?(?: ${SENT})?)`,
      marketing: `(?:marketing|(?:marketing|promotion|promotional|promo|advertising|ad|sales)(?: ${SENT})+|promotions|promos|advertising|advertisements|adverts|ads|offers)`,
    },
  },
  es: {
    stop: "(?:paren|pare|parar|dejen|deje|basta|cancelar|cancelen|cancele|detener|detengan|suspender|suspendan|no mas|ya no(?: quiero| queremos| deseo)?|no (?:quiero|queremos|deseo)|(?:ya )?no (?:me |nos )?(?:envien?|envie|manden?))",
    amid: "(?: (?:de|con|recibir|enviarme|mandarme|enviar|mandar|mas|me|nos|el|la|los|las|sus|estos|estas|esos|esas))*",
    behind: "(?: (?:mas|nunca|ya))*",
    more: `(?:${SENT_ES}|recordatorios?|publicidad|nada|todo|todos|todas|basta|paren|stop)`,
    kinds: {
      usage: `(?:${SENT_ES} (?:de |del |sobre )(?:mi |el |alto )?(?:consumo|uso)(?: alto)?)`,
      reminders: `(?:(?:${SENT_ES} de )?recordatorios?(?: de (?:pago|saldo|factura))?)`,
      marketing: `(?:(?:${SENT_ES} (?:de )?)?(?:publicidad|publicitarios|promociones|promocionales|ofertas|anuncios|mercadotecnia|marketing))`,
    },
  },
  fr: {
    stop: "(?:arretez?|arreter|stop|stoppez|cessez|annulez|plus|assez|(?:je )?ne (?:veux|souhaite|desire) (?:plus|pas)|(?:ne )?(?:m ?|me |nous )?envoyez (?:plus|pas))",
    amid: "(?: (?:de|d|des|les|vos|ces|mes|l|la|a|avec|recevoir|envoyer|m ?envoyer|me|m|nous))*",
    behind: "(?: (?:du tout|maintenant))*",
    more: `(?:${SENT_FR}|rappels?|pubs?|publicites?|rien|tout|tous|toutes|stop|arretez)`,
    kinds: {
      usage: `(?:d?${SENT_FR} (?:de |sur la |sur ma )?(?:conso|consommation))`,
      reminders: `(?:(?:${SENT_FR} de )?rappels?(?: de (?:paiement|facture|solde))?)`,
      marketing: `(?:(?:${SENT_FR} )?(?:de )?(?:publicites?|publicitaires|pubs?|promotions?|promotionnels|offres|marketing))`,
    },
  },
};

const languages: readonly Language[] = ["en", "es", "fr"];

const wishes = languages.flatMap((language) => {
  const { stop, amid, behind, kinds } = words[language];
  return endedKinds.map((kind) => ({
    language,
    kind,
    pattern: new RegExp(`^${stop}${amid} ${kinds[kind]}${behind}$`),
  }));
});

/** What each name of a kind begins with: most texts have none, and are looked at no further. */
const NAMED =
  /\b(?:use|usage|uso|consum|conso|remind|recordat|rappel|market|mercado|promo|adv|ads?\b|sales|off|ofertas|anuncios|pub)/;

/** The one kind that the words (plain, parted by single spaces) ask to end, and in which language; undefined where they do not. */
export function kindEnded(
  said: string,
): { readonly kind: EndedKind; readonly language: Language } | undefined {
  if (!NAMED.test(said)) return undefined;
  const bare = bareOf(said);
  return wishes.find(({ pattern }) => bare.some((each) => pattern.test(each)));
}

/** Said of what did not come ("no reminders, no texts came") it is no wish: after a bare "no" it must go on as one. */
const GOES_ON = "(?: (?:and|or|nor|no|y|o|ni|et|ou))";

const widened = languages.flatMap((language) => {
  const { stop, amid, kinds, more } = words[language];
  const of = `${amid} (?:${Object.values(kinds).join("|")})`;
  return [
    { language, pattern: new RegExp(`^(?!no )${stop}${of}\\b.* ${more}(?: |$)`) },
    { language, pattern: new RegExp(`^${stop}${of}${GOES_ON}+(?: [a-z]+)? ${more}$`) },
  ];
});

/** "Stop", "no more" and the like, before a wish about one kind. */
const STOPS_WORDS_MAX = 2;

/** The language of a wish that names one kind and goes beyond it: it is of every text. */
function moreEnded(said: string): Language | undefined {
  if (!NAMED.test(said)) return undefined;
  const bare = bareOf(said);
  const one = widened.find(({ pattern }) => bare.some((each) => pattern.test(each)));
  if (one !== undefined) return one.language;
  const each = said.split(" ");
  for (let at = 1; at <= STOPS_WORDS_MAX; at += 1) {
    const stops = stopSaidIn(each.slice(0, at).join(" "));
    if (stops !== undefined && kindEnded(each.slice(at).join(" ")) !== undefined) return stops;
  }
  return undefined;
}

/** The language in which the words ask for the end of every text; undefined where they do not. */
export function allEndSaidIn(said: string): Language | undefined {
  return stopSaidIn(said) ?? moreEnded(said);
}

/** The language in which the words ask for no more texts, of one kind or of any; undefined where they do not. */
export function endSaidIn(said: string): Language | undefined {
  return kindEnded(said)?.language ?? allEndSaidIn(said);
}
