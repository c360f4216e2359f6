/**
 * "Any reasonable means" of revoking consent (47 CFR 64.1200(a)(10)), beyond the carrier's own keywords. A text is read
 * toward stopping when it names stopping and what is sent, or is nothing but a wish to be left alone; stopping something
 * else (the power, a payment, its being cut off) is not meant.
 */
import type { Language } from "../wording/language.ts";
import { lastAsked } from "./last-asked.ts";
import { isNoStop } from "./no-stop-words.ts";

/** What we send, in the words people have for it. */
const SENT_EN =
  "(?:text(?:s|ing)?|txts?|sms|messag(?:e|es|ing)|msgs?|alerts?|notifications?|notices|reminders|contact(?:ing)?|spam(?:ming)?|notifying|alerting|reminding|communicat(?:ions?|ing)|txting|texing|blowing up|hitting me up|bothering|bugging|annoying|pestering|harassing|calling|writing|subscription)";
const SENT_ES =
  "(?:mensajes?|mensajitos|textos?|sms|avisos?|alertas?|notificaciones|recordatorios|sus?cripcion|escrib\\w*|contact\\w*|mand\\w*|envi\\w*|molest\\w*)";
const SENT_FR =
  "(?:messages?|textos?|sms|alertes?|notifications?|rappels|abonnement|m?ecrire|m?envoyer|contacter|deranger|m?harceler)";
/** Words that may stand between stopping and what is stopped: "stop with all of these texts". */
const AMID_EN =
  "(?: (?:please|with|all|of|the|these|those|this|my|your|any|more|me|us|to|ever|it|and|sending|send|calls|calling|or|getting|receiving|receive|from|unwanted|damn|fucking|stupid|daily|weekly|usage|balance|account|bill|billing|payment|outage|low|high|service|power|energy|automatic|automated))*";
const AMID_ES =
  "(?: (?:de|con|a|que|la|el|los|las|sus|estos|estas|esos|esas|mis|mas|me|nos|mi|recibir|todos|todas|ningun|ninguna|ya))*";
const AMID_FR =
  "(?: (?:de|d|des|les|vos|ces|ce|mes|mon|l|a|avec|tous|toutes|me|m|nous|recevoir|envoyer|ecrire))*";

/** What a text says and nothing else, once what is said beside it for politeness is off. */
const wholes: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set([
    "stop",
    "stopall",
    "quit",
    "end",
    "cancel",
    "cease",
    "discontinue",
    "cease and desist",
    "stop to end",
    "stop 2 end",
    "stop 2 quit",
    "quit it",
    "end it",
    "end this",
    "stop it",
    "stop this",
    "stop that",
    "stop all",
    "end all",
    "cancel all",
    "stop everything",
    "stop all of it",
    "stop all this",
    "stop all of this",
    "stop all of them",
    "stop them",
    "stop these",
    "stoppp",
    "stopp",
    "st 0 p",
    "s t o p",
    "revoke",
    "opt out",
    "optout",
    "remove",
    "remove me",
    "delete me",
    "take me off",
    "leave me alone",
    "leave us alone",
    "leave my phone alone",
    "go away",
    "get lost",
    "shut up",
    "fuck off",
    "no more",
    "enough",
    "enough already",
    "not interested",
    "im not interested",
    "dnd",
    "do not disturb",
    "i dont want these",
    "i dont want these anymore",
    "dont want these",
    "wrong number",
    "you have the wrong number",
    "this is the wrong number",
    "you got the wrong number",
    "wrong person",
    "sorry wrong number",
    "unsub",
    "stpo",
    "sotp",
    "halt",
    "desist",
    "no text",
    "no texts",
    "no text messages",
    "no messages",
    "no msgs",
    "no sms",
    "no alerts",
    "no notifications",
    "no consent",
    "spam",
    "no spam",
    "this is spam",
    "block me",
  ]),
  es: new Set([
    "alto",
    "baja",
    "dar de baja",
    "darme de baja",
    "darse de baja",
    "revocar",
    "revoco",
    "no mensajes",
    "por favor no mas",
    "no textos",
    "parar",
    "pare",
    "paren",
    "parenle",
    "detener",
    "detengan",
    "detenganse",
    "basta",
    "ya basta",
    "ya paren",
    "ya parenle",
    "fin",
    "no mas",
    "ya no mas",
    "borrarme",
    "borrenme",
    "eliminarme",
    "eliminenme",
    "quitarme",
    "quitenme",
    "dejenme en paz",
    "dejame en paz",
    "dejeme en paz",
    "no me molesten",
    "pare todo",
    "paren todo",
    "parar todo",
    "detengan todo",
    "no quiero nada",
    "no quiero nada mas",
    "no quiero mas nada",
    "ya no quiero nada",
    "numero equivocado",
    "es numero equivocado",
    "se equivoco de numero",
    "no me interesa",
    "se equivocaron de numero",
  ]),
  fr: new Set([
    "arret",
    "arreter",
    "arretez",
    "arrete",
    "stopper",
    "stoppez",
    "ca suffit",
    "arretez tout",
    "arrete tout",
    "tout arreter",
    "stop tout",
    "je ne veux plus rien",
    "assez",
    "laissez moi tranquille",
    "laisse moi tranquille",
    "fichez moi la paix",
    "foutez moi la paix",
    "mauvais numero",
    "vous avez le mauvais numero",
    "pas interesse",
    "ne plus recevoir",
    "vous vous trompez de numero",
    "faux numero",
  ]),
};

/** What may stand around such a word and change nothing. */
const POLITE =
  "(?:please|pls|plz|plse|kindly|ok|okay|yes|yeah|no|thanks|thank you|thx|now|just|hey|hi|hello|sir|can you|could you|would you|will you|you can|i want to|i want you to|i would like to|id like to|i said|por favor|porfavor|porfa|gracias|ya|si|quiero|pueden|svp|stp|s il vous plait|sil vous plait|s il te plait|merci|oui|non|je veux|fin)";
const BEFORE = new RegExp(`^(?:${POLITE} )+`);
const AFTER = new RegExp(`(?: ${POLITE})+$`);

const phrases: Readonly<Record<Language, readonly RegExp[]>> = {
  en: [
    new RegExp(`\\b(?:stop|quit|cease|end|halt|discontinue|cancel)${AMID_EN} ${SENT_EN}\\b`),
    /\b(?:stop|quit) sending (?:me |us )?(?:(?:this|that|these|your|all|stuff|crap|shit|junk|garbage|things?) ?)*$/,
    new RegExp(
      `(?!(?<=\\b(?:i|we) )(?:dont|do not|never)(?: ever| even)? (?:get|receive)\\b)\\b(?:dont|do not|never)(?: (?:ever|want|wish|like|need|to|you|send|sending|get|receive|receiving|me|us|any|anymore|more|your|these|the|those|this|all|want))* ${SENT_EN}\\b`,
    ),
    new RegExp(`\\bno (?:more|further)${AMID_EN} ${SENT_EN}\\b`),
    new RegExp(`\\bno longer (?:want|wish|need|care)${AMID_EN} ${SENT_EN}\\b`),
    new RegExp(
      `\\b(?:done|finished|fed up|sick|tired)(?: and tired)? (?:with|of)${AMID_EN} ${SENT_EN}\\b`,
    ),
    /\b(?:dont|do not|never)(?: ever)? (?:send|text|message|tell)(?: me| us)? (?:any ?thing|nothing)(?: any ?more| again| ever| else| at all)?$/,
    /\b(?:dont|do not|never|no)(?: ever)? (?:call|calls|calling|contact|phone)(?: me| us)? (?:or|and|nor|no) (?:text|txt|message|sms)\w*/,
    /^no (?:more )?(?:text )?(?:texts?|messages)(?: please)?(?: (?:just|only))? call(?: me)?(?: instead)?$/,
    /\bdo not (?:call|text|contact)(?: (?:or|and) (?:call|text|contact))? (?:list|registry)\b|\bdnc\b/,
    /\b(?:unsubscribe|usubs?cri\w*|unsubs?ri\w*|un ?subs?cri\w*|unsus?cri\w*|unsubcri\w*|opt(?:ing)? (?:me )?out|optout)\b/,
    /\b(?:revoke|withdraw|rescind|cancel|end)(?: my| all| any)? (?:consent|permission)\b/,
    /\b(?:no longer|do not|dont)(?: (?:give|have|you|any))* (?:my )?(?:consent|permission)\b(?!.*\bauto)/,
    /\b(?:did not|didnt|never)(?: (?:give|gave|you|any|my))* (?:consent|consented|permission)(?: to (?:this|these|texts?|be(?:ing)? (?:texted|contacted|messaged)|get|receive)\b.*)?$/,
    /\b(?:consent|permission) (?:is |has been )?(?:revoked|withdrawn)\b/,
    /\b(?:did not|didnt|never) (?:sign|signed|opt|opted) (?:up|in)(?: (?:for|to) (?:(?:this|these|your|any|of) ?)*(?:texts?|messages?|alerts?)?)?$/,
    /\b(?:remove|delete|take|drop) (?:me|us|my (?:phone )?(?:number|name|phone)|this number)\b/,
    /\bget me off (?:of )?(?:this|your|the)(?: (?:text|texting|mailing|call|contact))?(?: list)?$/,
    /\bremove from (?:(?:the|your|this|text|texting|mailing) )*list\b/,
    /\bhow (?:do|can) (?:i|we) (?:stop|end|cancel|get rid of) (?:these|them)$/,
    /\b(?:lose|forget|erase) (?:my|this) number\b/,
    /\b(?:wrong number|wrong person|who is this|who are you|who gave|not my account|not (?:a|your) customer)\b.*\b(?:stop|remove|text)/,
    new RegExp(`\\b(?:turn|shut|switch) off${AMID_EN} ${SENT_EN}\\b`),
  ],
  es: [
    new RegExp(
      `\\bno (?:me |nos )?(?:quiero|quieran|queremos|deseo|necesito)${AMID_ES} ${SENT_ES}\\b`,
    ),
    /\b(?:no|ni) (?:me |nos )?(?:envi|mand|escrib|contact|molest|textee)\w*/,
    new RegExp(`\\bno mas${AMID_ES} ${SENT_ES}\\b`),
    new RegExp(`\\bya no${AMID_ES} ${SENT_ES}\\b`),
    new RegExp(
      `\\b(?:deja|deje|dejen|dejar|pare|paren|parar|para|basta|cancela|cancelar|cancelen|cancele|detener|detengan|suspender|suspendan)${AMID_ES} ${SENT_ES}\\b`,
    ),
    new RegExp(`\\bno\\b.* llamadas ni(?: mas)?(?: los)? ${SENT_ES}\\b`),
    /\bdesu?s?scri\w*|\bdesinscri(?:b|pc)\w*/,
    /\b(?:retiro|revoco|cancelo|anulo) mi (?:consentimiento|permiso|autorizacion)\b/,
    /\b(?:quit|elimin|borr|saqu|sac)\w*(?:me|nos)\b/,
    /\b(?:quitar|sacar|borrar|eliminar) de (?:su|la|esta) lista\b/,
    new RegExp(`\\bno autorizo\\b.* ${SENT_ES}\\b`),
    /\b(?:quit|elimin|borr|saqu|sac)\w* mi (?:numero|nombre|telefono)\b/,
    /\b(?:dar|darme|darnos|denme|deme) de baja\b/,
  ],
  fr: [
    new RegExp(`\\b(?:arret\\w*|stop\\w*|cess\\w*|annul\\w*|finis\\w*)${AMID_FR} ${SENT_FR}\\b`),
    /\bne (?:m|me|nous) ?(?:ecri\w*|envo\w*|contact\w*|derang\w*|harcel\w*)(?: plus| pas)\b/,
    new RegExp(`\\b(?:plus|assez) (?:jamais )?(?:de |d ?)?${SENT_FR}\\b`),
    new RegExp(`\\bj ?(?:e )?veux plus recevoir${AMID_FR} ${SENT_FR}\\b`),
    new RegExp(`\\bne (?:veux|souhaite|desire) (?:plus|pas)${AMID_FR} ${SENT_FR}\\b`),
    /\bdesabonn\w*|\bdesinscri\w*|\bresili\w* mon abonnement\b/,
    /\b(?:retire|revoque|annule) mon (?:consentement|accord|autorisation)\b/,
    /\b(?:retir|enlev|supprim|effac)\w* (?:moi|nous|mon (?:numero|nom|telephone))\b/,
  ],
};

/** The words as they are, and without what is said around them for politeness; a word said over and over once. */
export function bareOf(words: string): readonly string[] {
  const once = words.replace(/\b([a-z]+)(?: \1\b)+/g, "$1");
  const ended = once.replace(AFTER, "");
  return [words, once, ended, ended.replace(BEFORE, "")];
}

const languages: readonly Language[] = ["en", "es", "fr"];

/** The language in which the words (plain, parted by single spaces) ask for no more texts; undefined where they do not. */
export const stopSaidIn = lastAsked((words): Language | undefined => {
  const bare = bareOf(words);
  const whole = languages.find((one) => bare.some((said) => wholes[one].has(said)));
  if (whole !== undefined) return whole;
  if (isNoStop(words)) return undefined;
  return languages.find((one) => phrases[one].some((phrase) => phrase.test(words)));
});

/** True when the words (plain, parted by single spaces) ask for no more texts. */
export function asksToStop(words: string): boolean {
  return stopSaidIn(words) !== undefined;
}

const EVERYTHING =
  /\b(?:contact\w*|alone|away|lost|number|person|consent\w*|permission|bother\w*|bugging|harass\w*|remove|delete|disturb|calling|call (?:list|registry)|dnc|paz|numero|molest\w*|consentimiento|permiso|autorizacion|llam\w*|tranquille|paix|derang\w*|accord|autorisation|appel\w*|revoke)\b/;

/** True where words that ask for no more texts are about being reached at all, and not about texts alone. */
export function asksToStopAll(words: string): boolean {
  return asksToStop(words) && EVERYTHING.test(words);
}

/** A stop that stands by itself at the end of a text: "I paid that already. Stop." */
const ENDS_WITH_STOP =
  /[.!?,;:\n]\s*(?:(?:please|pls|just|por favor) )?(?:stop|stop it|stopall|unsubscribe|opt out|alto|arretez|desabonnez moi)(?: (?:please|pls|now|por favor|svp))?[\s.!]*$/;

/** True where a text (plain) says something, and then asks for no more texts by a word of its own. */
export function endsWithStop(plain: string): boolean {
  return ENDS_WITH_STOP.test(plain);
}
