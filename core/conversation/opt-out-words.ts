/**
 * "Any reasonable means" of revoking consent (47 CFR 64.1200(a)(10)), beyond the carrier's own keywords. A text is read
 * toward stopping when it names stopping and what is sent; stopping something else (the power, a payment) is not meant.
 */

/** What we send, in the words people have for it. */
const SENT_EN =
  "(?:text(?:s|ing)?|txts?|sms|messag(?:e|es|ing)|msgs?|alerts?|notifications?|notices|contact(?:ing)?|spam(?:ming)?|bothering|calling|writing)";
const SENT_ES =
  "(?:mensajes?|textos?|sms|avisos?|alertas?|notificaciones|escrib\\w*|contact\\w*|mand\\w*|envi\\w*|molest\\w*)";
/** Words that may stand between stopping and what is stopped: "stop with all of these texts". */
const AMID_EN =
  "(?: (?:please|with|all|of|the|these|those|this|my|your|any|more|me|us|to|ever|it|and|sending|send|getting|receiving|receive|from|unwanted|damn|fucking))*";
const AMID_ES =
  "(?: (?:de|con|a|que|los|las|sus|estos|estas|esos|esas|mis|mas|me|nos|mi|recibir|todos|todas|ya))*";

const wholes = new Set([
  "revoke",
  "opt out",
  "optout",
  "remove",
  "remove me",
  "delete me",
  "leave me alone",
  "no more",
  "stop please",
  "please stop",
  "please stop all",
  "stop now",
  "stop it",
  "stop this",
  "alto",
  "baja",
  "dar de baja",
  "darme de baja",
  "parar",
  "pare",
  "paren",
  "detener",
  "basta",
  "no mas",
  "ya no mas",
  "borrarme",
  "borrenme",
  "eliminarme",
  "eliminenme",
  "quitarme",
  "quitenme",
  "dejenme en paz",
]);

const phrases: readonly RegExp[] = [
  new RegExp(`\\b(?:stop|quit|cease|end|halt|discontinue|cancel)${AMID_EN} ${SENT_EN}\\b`),
  new RegExp(
    `\\b(?:dont|do not|never)(?: (?:ever|want|wish|like|need|to|you|send|sending|get|receive|receiving|me|us|any|anymore|more|your|these|the|those|this|all|want))* ${SENT_EN}\\b`,
  ),
  new RegExp(`\\bno (?:more|further)${AMID_EN} ${SENT_EN}\\b`),
  /\b(?:unsubscribe|opt(?:ing)? (?:me )?out|optout|revoke(?: my)? consent)\b/,
  /\b(?:remove|delete|take|drop) (?:me|us|my (?:phone )?(?:number|name|phone)|this number)\b/,
  /\b(?:lose|forget|erase) (?:my|this) number\b/,
  /\bwrong number\b.*\b(?:stop|remove|text)/,
  new RegExp(`\\b(?:turn|shut|switch) off${AMID_EN} ${SENT_EN}\\b`),
  new RegExp(
    `\\bno (?:me |nos )?(?:quiero|quieran|queremos|deseo|necesito)${AMID_ES} ${SENT_ES}\\b`,
  ),
  /\bno (?:me |nos )?(?:envi|mand|escrib|contact|molest|textee)\w*/,
  new RegExp(`\\bno mas${AMID_ES} ${SENT_ES}\\b`),
  new RegExp(`\\bya no${AMID_ES} ${SENT_ES}\\b`),
  new RegExp(
    `\\b(?:deja|deje|dejen|dejar|pare|paren|parar|para|basta|cancelar|cancelen|cancele|detener|detengan|suspender|suspendan)${AMID_ES} ${SENT_ES}\\b`,
  ),
  /\b(?:quit|elimin|borr|saqu|sac)\w*(?:me|nos)\b/,
  /\b(?:quit|elimin|borr|saqu|sac)\w* mi (?:numero|nombre|telefono)\b/,
  /\b(?:dar|darme|darnos|denme|deme) de baja\b/,
];

/** Said of what did or did not happen, or turned round ("don't stop texting me"): not a wish to be left alone. */
const otherwise: readonly RegExp[] = [
  /\b(?:dont|do not|never) (?:ever )?(?:stop|quit|cancel|end|remove|delete|unsubscribe)\b/,
  /\bno (?:paren?|dejen?|quiten|cancelen|me (?:den de baja|quiten|borren|eliminen))\b/,
  /\bno (?:me |nos )?(?:enviaron|mandaron|escribieron|enviaste|mandaste|enviado|mandado)\b/,
  /\b(?:why|when|since when|por que|cuando) (?:did|have|has|dejaron|dejaste)\b/,
  /^(?:did|have|has) /,
];

/** True when the words (plain, parted by single spaces) ask for no more texts. */
export function asksToStop(words: string): boolean {
  if (wholes.has(words)) return true;
  return (
    phrases.some((phrase) => phrase.test(words)) && !otherwise.some((turn) => turn.test(words))
  );
}
