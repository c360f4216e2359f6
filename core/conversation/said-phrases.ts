import type { Language } from "../wording/language.ts";
import { lastAsked } from "./last-asked.ts";
import type { askedTasks } from "./task-words.ts";

/** What whole sentences ask for; an amount is read from what stands behind `pay`, and nothing is paid without its read-back. */
export type PhraseMeaning = "pay" | TalkWide | (typeof askedTasks)[number];

const talkWide = ["balance", "minimum", "help", "places", "call_me"] as const;
type TalkWide = (typeof talkWide)[number];

/** True for what is heard by its own name, and not as the task of an account's details. */
export function isTalkWide(meaning: PhraseMeaning): meaning is TalkWide {
  return talkWide.some((one) => one === meaning);
}

const POWER = "(?:power|electricity|electric|lights?|water|gas|heat|service|meter)";
const LUZ = "(?:luz|electricidad|corriente|energia|agua|gas|servicio)";
const COURANT = "(?:courant|lumiere|electricite|gaz|eau|service|compteur)";
const DAY =
  "(?:later|tomorrow|tonight|next|on|monday|tuesday|wednesday|thursday|friday|saturday|sunday|when|half|some now)";

/**
 * Sentences as people write them, without keywords, by language. Each is matched from the beginning of the plain words
 * (plain-words.ts), the first that fits; more particular ones stand before more general ones.
 */
const sentences: Readonly<Record<Language, readonly (readonly [string, PhraseMeaning])[]>> = {
  en: [
    [`(?:can|could|may) (?:i|we) pay(?: it| you| my \\w+)? ${DAY}`, "extension"],
    [`(?:i|we)(?: will|ll)? pay(?: it| you| my \\w+)? ${DAY}`, "extension"],
    [`(?:i|we|ill|well) (?:can |will )?pay ${DAY}`, "extension"],
    ["(?:i|we) (?:cant|cannot|can not|couldnt) (?:pay|afford)", "aid"],
    ["(?:i|we) (?:dont|do not) have (?:the |any |enough )?(?:money|funds)", "aid"],
    ["(?:i |we )?need help (?:paying|with my bill|to pay)", "aid"],
    ["(?:(?:i|we|need|want|some|more|please) )*help(?: me)?(?: please)?$", "help"],
    ["who (?:is|are) (?:this|you)|(?:new phone )?who dis", "help"],
    [
      "(?:(?:i|we|can|could|would|like|want|need|get|have|set|up|put|make|me|us|on|to|a|you|please) )*(?:payment|pay) (?:plan|arrangement)",
      "plan",
    ],
    ["how (?:do|can|to) (?:i |we )?(?:pay|make a payment)", "pay"],
    ["where (?:is|did) my (?:payment|money)", "status"],
    [
      "(?:i|we) (?:want|wanna|need|have|would like|like|am going|am ready)(?: to)? (?:pay|make a payment)",
      "pay",
    ],
    ["(?:id|wed) like to (?:pay|make a payment)", "pay"],
    ["(?:can|could|may) (?:i|we) (?:please )?(?:pay|make a payment)", "pay"],
    ["(?:let me|ill|i will|im going to|want to|wanna) (?:pay|make a payment)", "pay"],
    [
      "(?:please )?(?:put|add) (?=[\\d ]+(?:dollars |bucks |usd )?(?:on|to|in|into|toward|towards) (?:my|the|our) )",
      "pay",
    ],
    ["make a payment", "pay"],
    ["(?:make )?payment(?: of)?(?= \\d|$)", "pay"],
    ["top ?up\\b(?! a )", "pay"],
    [
      "(?:(?:can|could) you )?(?:please )?charge (?:my (?:card|visa|mastercard|amex) )?(?:for )?(?=\\d)",
      "pay",
    ],
    ["add (?=[\\d ]+(?:dollars|bucks|usd)?$)", "pay"],
    ["(?:i|we)(?: have| just| already|ve)* paid\\b", "status"],
    [
      "(?:did|have) (?:you|u|yall) (?:get|got|receive|received) (?:my|the|our) (?:payment|money)",
      "status",
    ],
    [
      "how much (?:do|does|will|would) (?:i|we|it) (?:need|have|take|cost)(?: to)?(?: pay)?.* (?:on|back)$",
      "minimum",
    ],
    ["how much (?:do|should|must) (?:i|we) (?:need to |have to |gotta )?pay", "minimum"],
    ["how much (?:to|is needed|do i need)", "minimum"],
    ["what(?:s| is)? the (?:minimum|least|smallest)", "minimum"],
    ["what do (?:i|we) (?:need|have) to pay", "minimum"],
    ["(?:how much|what) (?:do|did) (?:i|we) (?:still )?owe", "owed"],
    ["(?:what|how much)(?:s| is) (?:my|the) (?:debt|bill)", "owed"],
    [
      `how much ${POWER}?(?: |energy )?(?:did|have|do|am|are) (?:i|we) (?:been )?us(?:e|ed|ing)`,
      "use",
    ],
    ["(?:what(?:s| is) )?my (?:usage|use)\\b", "use"],
    ["how much (?:is|does|do you charge|per).*(?:kwh|kilowatt|unit)", "rates"],
    ["what(?:s| is| are) (?:the|my|your) (?:rates?|prices?|tariffs?)", "rates"],
    [
      "(?:(?:what(?:s| is)|whats|check|show|see|tell|send|give|text|get|need|want|view|know|i|me|to|can|you|please) )*(?:my|the|our) (?:current |account )?bal(?:ance)?\\b",
      "balance",
    ],
    ["(?:check|see|view|show|get|whats|what is) bal(?:ance)?\\b", "balance"],
    [`how much (?:money |credit |${POWER} )?(?:do|have)? ?(?:i|we) (?:have|got)`, "balance"],
    ["how much (?:is|do i have) (?:on|in) my|what(?:s| is) left", "balance"],
    [
      "(?:will|am|is|are) (?:i|we|my \\w+|you|yall) (?:(?:going to|gonna|about to|be|get|getting|going) )*(?:disconnected|(?:cut|shut|turned) off|off$|cut(?: off)? (?:me|us|my))",
      "balance",
    ],
    [`when (?:will|is|does) .*\\b${POWER}\\b.*\\b(?:back|restored)\\b`, "outage"],
    ["how much (?:money |credit |power |time )?(?:is )?(?:left|remaining)", "balance"],
    [
      `when (?:do|does|will|am|is|are) (?:i|we|it|my \\w+|the \\w+)(?: gonna| going to)? (?:run|go|going|get|be|shut|cut|turn|end|disconnect)`,
      "balance",
    ],
    ["how (?:long|much longer|many (?:more )?days)", "balance"],
    [
      "(?:i am |im |we are |were )?(?:out of|running out of|low on) (?:money|credit|funds)",
      "balance",
    ],
    [
      `(?:can|could|will|would)?(?: ?you)?(?: please)? ?(?:turn|switch|put|get) (?:(?:my|the|our|it|me|us|back|${POWER}) ?)+on\\b(?! (?:an?|the|auto\\w*|hold|my|your) ?)`,
      "turn_on",
    ],
    [
      `(?:can|could|will|would)?(?: ?you)?(?: please)? ?(?:reconnect|restore|turn on|turn back on)\\b(?! (?:my |the )?(?:auto\\w*|alerts?|notifications?|texts?|messages?|reminders?))`,
      "turn_on",
    ],
    [
      `(?:my|our|the|all(?: the| my)?) ${POWER}(?: (?:is|are|has|have|just|went|been|still|completely|all))* (?:out|off|down|gone|cut|stopped|not working)`,
      "outage",
    ],
    [
      `(?:i|we) (?:lost|have lost|have no|dont have|do not have|got no|aint got)(?: any| my| our)? ${POWER}`,
      "outage",
    ],
    [`(?:it is|its|we are|were|im|i am) (?:in the dark|dark|without ${POWER})`, "outage"],
    ["(?:last night|today|this morning|just now) (?:my|the|our) (?:power|lights?)", "outage"],
    ["(?:is|are) there (?:an? |any )?(?:power )?outages?", "outage"],
    ["how come", "why"],
    ["(?:you|they)(?: just| have)? (?:cut|shut|turned) (?:me|us|my|our|off)", "why"],
    [
      "(?:(?:can|could|would|please|have) (?:(?:you|u|someone|somebody|please) )*(?:call me|give me a call)|give me a call)",
      "call_me",
    ],
    [
      "(?:(?:i|can|could|want|need|would|like|let|me|to|please|is there|a|way) )*(?:talk|speak|chat) (?:to|with)\\b",
      "call_me",
    ],
    ["(?:a |real |live )*(?:human|representative|rep|customer service)\\b", "call_me"],
    [
      "(?:what can (?:i|you)|how does this work|what are (?:the|my) (?:options|commands)|options|commands|menu)\\b",
      "help",
    ],
  ],
  es: [
    [
      "(?:puedo|podria|voy a) pagar(?:les?)? (?:manana|despues|luego|mas tarde|el|la|en unos)",
      "extension",
    ],
    ["(?:no puedo|no podemos) pagar", "aid"],
    ["no (?:tengo|tenemos) (?:dinero|con que|plata)", "aid"],
    ["(?:como|donde) (?:hago (?:un|el) pago|puedo pagar con efectivo)", "places"],
    ["como (?:puedo )?(?:pago|pagar|hago para pagar)", "pay"],
    [
      "(?:quiero|quisiera|queremos|necesito|deseo|puedo|voy a|me gustaria|quiciera) (?:pagar|hacer un pago|abonar)",
      "pay",
    ],
    ["hacer un pago|abonar", "pay"],
    ["pon(?:er|ga|gan)? (?=\\d+ (?:dolares )?(?:a|en) mi )", "pay"],
    ["(?:(?:quiero|quisiera|necesito|puedo|hacer|tener|un) )*plan de pagos?", "plan"],
    ["(?:necesito|quiero) ayuda$|ayud[ea](?:n)?me$", "help"],
    [`cuando (?:vuelve|vuelva|regresa|llega|viene) (?:la |el )?${LUZ}`, "outage"],
    ["cuanto es (?:mi|la) (?:factura|deuda)", "owed"],
    [
      "ya (?:pague|hice el pago|pagamos|esta pagado)|recibieron mi pago|les llego mi pago",
      "status",
    ],
    ["cuanto (?:tengo que|debo|necesito|hay que|debo de) (?:pagar|abonar)", "minimum"],
    ["cuanto (?:es|seria) (?:lo )?minimo", "minimum"],
    ["(?:cuanto|que) (?:les |le |te )?(?:debo|debemos)", "owed"],
    [
      "cuant[oa] (?:\\w+ )?(?:gaste|gasto|use|consumi|consumo|he gastado|he consumido|gastamos)",
      "use",
    ],
    ["cuanto (?:cuesta|vale|cobran)", "rates"],
    [
      "(?:(?:cual|cuanto|es|dime|digame|quiero|saber|ver|consultar|necesito|mandame|enviame|por favor) )*(?:mi|el) saldo",
      "balance",
    ],
    [
      "cuanto (?:dinero |credito |saldo |luz )?(?:me queda|nos queda|tengo|tenemos|queda)",
      "balance",
    ],
    ["cuantos dias|hasta cuando|para cuando", "balance"],
    [
      "cuando (?:se )?(?:me |nos )?(?:acaba|termina|agota|cortan|corta|quedo sin|quitan|van a cortar)",
      "balance",
    ],
    [
      `(?:(?:me|nos|pueden?|podrian?|quiero que|necesito que|ya|por favor) )*(?:prend|enciend|encend|reconect|conect|devuelv|regres|reactiv|activ|pong|pon)\\w* (?:la |el |mi )?${LUZ}`,
      "turn_on",
    ],
    [`(?:me |nos )?(?:quede|quedamos|estoy|estamos|sigo|seguimos) sin ${LUZ}`, "outage"],
    [`se (?:me |nos )?(?:fue|corto|apago|ha ido) (?:la |el )?${LUZ}`, "outage"],
    [`(?:mi casa )?no (?:hay|tengo|tenemos|me llega|tiene) (?:la )?${LUZ}`, "outage"],
    [`(?:me|nos) (?:cortaron|quitaron|apagaron|desconectaron|suspendieron)`, "why"],
    ["(?:(?:quiero|necesito|puedo|quisiera|me|gustaria) )*hablar con", "call_me"],
    ["(?:que puedo|como funciona|que opciones|menu)\\b", "help"],
  ],
  fr: [
    [
      "je (?:peux|pourrai|vais) payer (?:demain|plus tard|la semaine|lundi|mardi|mercredi|jeudi|vendredi)",
      "extension",
    ],
    ["(?:je|on) (?:ne )?(?:peux|peut) (?:pas|plus) payer", "aid"],
    ["(?:je )?(?:nai|n ai) (?:pas|plus) (?:d )?(?:dargent|argent|assez)", "aid"],
    ["comment (?:payer|je paie|je paye|faire un paiement)", "pay"],
    ["je (?:veux|voudrais|souhaite|peux|dois|vais) (?:payer|regler|faire un paiement)", "pay"],
    ["(?:puis je|est ce que je peux) (?:payer|regler)", "pay"],
    ["faire un paiement|regler (?=.*\\d)", "pay"],
    ["(?:(?:je|veux|voudrais|un) )*plan de paiement", "plan"],
    ["(?:jai |j ai )?besoin daide$|aidez moi$", "help"],
    [`quand (?:revient|reviendra) (?:le |la |l)?${COURANT}`, "outage"],
    [`(?:jai|j ai|on a) (?:plus|pas) (?:de |d)?${COURANT}`, "outage"],
    ["(?:pouvez vous )?(?:me rappeler|rappelez moi|appelez moi)|un conseiller", "call_me"],
    ["paiement(?: de)?(?= \\d|$)", "pay"],
    ["(?:jai|j ai) (?:deja )?paye|avez vous recu mon paiement", "status"],
    [
      "combien (?:dois je|je dois|faut il|il faut|est ce que je dois)(?: vous)? (?:payer|regler)",
      "minimum",
    ],
    ["combien (?:pour|faut il pour)", "minimum"],
    [
      "(?:combien|que|quest ce que) (?:je (?:vous )?dois|dois je|est ce que je (?:vous )?dois|vous dois je)",
      "owed",
    ],
    ["combien (?:\\w+ )*(?:consomme|utilise|depense)", "use"],
    ["combien (?:coute|vaut)", "rates"],
    [
      "(?:(?:quel|quelle|est|cest|quoi|voir|connaitre|je|veux|voudrais|donnez|moi) )*(?:mon|le) solde",
      "balance",
    ],
    [
      "combien (?:dargent |de credit )?(?:il )?(?:me|nous) (?:reste|restent)|combien (?:il )?reste",
      "balance",
    ],
    ["combien de (?:jours|temps)|jusqua quand|jusqu a quand", "balance"],
    ["quand (?:est ce que )?(?:je|vais|on|vous|serai)", "balance"],
    [
      `(?:(?:pouvez|pourriez|vous|veuillez|pouvez vous|me|svp|merci de) )*(?:remett|retabli|rallum|reconnect|allum|rebranch|remet)\\w*(?: (?:moi|nous|me))? (?:le |la |l|mon |ma )?${COURANT}`,
      "turn_on",
    ],
    [
      `(?:je|on|nous) (?:nai|na|navons|n ai|n a|n avons) (?:plus|pas) (?:de |d )?d?${COURANT}`,
      "outage",
    ],
    [`(?:le |la |l |mon |ma )?${COURANT} (?:est|a ete) (?:coupe\\w*|parti\\w*|en panne)`, "outage"],
    ["(?:vous|on|ils) (?:mavez|ma|mont|m avez|m a|m ont) coupe", "why"],
    ["(?:(?:je|veux|voudrais|puis|peux|souhaite) )*parler (?:a|avec)\\b", "call_me"],
    ["(?:que puis je|comment ca marche|quelles options|menu)\\b", "help"],
  ],
};

const languages: readonly Language[] = ["en", "es", "fr"];

const patterns = languages.flatMap((language) =>
  sentences[language].map(
    ([source, meaning]) => ({ language, meaning, pattern: new RegExp(`^(?:${source})`) }) as const,
  ),
);

/** All of them at once: most texts are a word or a figure and begin none. */
const anyPattern = new RegExp(
  `^(?:${patterns.map(({ pattern }) => pattern.source.slice(1)).join("|")})`,
);

/** A wish to pay on another day is a wish for time. */
export const LATER =
  /\b(?:later|tomorrow|next (?:week|month|time)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|manana|despues|mas tarde|(?:proxima|otra) semana|lunes|martes|miercoles|jueves|viernes|sabado|domingo|demain|plus tard|semaine prochaine|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b/;

export interface PhraseSaid {
  readonly language: Language;
  readonly meaning: PhraseMeaning;
  /** What stands behind it, where an amount may be. */
  readonly rest: string;
}

/** Small talk before a sentence. */
const LEAD =
  /^(?:(?:hi|hello|hey|hola|bonjour|good morning|good evening|good afternoon|buenos dias|buenas tardes|buenas noches|buenas|please|so|ok|okay|um|excuse me|sorry|disculpe|perdon|por favor|oye|excusez moi|salut|but|and|y|et) )+/;

/** The sentence that the words (plain, parted by single spaces) begin with; undefined where they begin with none. */
export const phraseSaid = lastAsked((words): PhraseSaid | undefined => {
  const said = words.replace(LEAD, "");
  if (!anyPattern.test(said)) return undefined;
  for (const { language, meaning, pattern } of patterns) {
    const [found] = pattern.exec(said) ?? [];
    if (found === undefined) continue;
    const rest = said.slice(found.length);
    return {
      language,
      meaning: meaning === "pay" && LATER.test(rest) ? "extension" : meaning,
      rest,
    };
  }
  return undefined;
});
