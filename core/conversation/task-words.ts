import type { AlertChoice } from "./alert-choice.ts";
import { messagesSaid } from "./message-words.ts";
import type { Amount } from "./amount.ts";
import type { AskTask } from "./account-tasks.ts";
import { off } from "./call-words.ts";
import type { Danger } from "./talk-event.ts";

/** Tasks that a word alone asks for, whatever stands behind it. */
export const askedTasks = [
  "payments",
  "receipt",
  "use",
  "rates",
  "owed",
  "why",
  "status",
  "outage",
  "move",
  "plan",
  "aid",
  "turn_on",
  "extension",
  "medical",
  "dispute",
  "convert",
  "second_end",
  "alerts",
] as const satisfies readonly AskTask[];

/** What only one task is asked by: a word, and what it needs of the rest. */
export type TaskHeard =
  | { readonly kind: "asks"; readonly task: (typeof askedTasks)[number] }
  /** 0 for the utility's own level again. */
  | { readonly kind: "alert" | "autopay" | "pay_code"; readonly amount: Amount }
  | { readonly kind: "verify"; readonly code: string | null }
  | { readonly kind: "danger"; readonly what: Danger | null }
  /** When and of what alerts tell; a level in major units beside a time. */
  | { readonly kind: "alert_choice"; readonly choice: AlertChoice; readonly level: number | null }
  /** Somebody else to be told too: the digits of their number; null where none were said. */
  | { readonly kind: "second"; readonly digits: string | null }
  /** Being called by us with warnings. */
  | { readonly kind: "calls"; readonly isWanted: boolean }
  | { readonly kind: "places" | "call_me" | "more" };

type FirstWord =
  | (typeof askedTasks)[number]
  | "alert"
  | "autopay"
  | "pay_code"
  | "verify"
  | "places"
  | "call_me"
  | "more";

/** First words and what they ask for, in every language at once: none of them means another task in another language. */
const firstWords: ReadonlyMap<string, FirstWord> = new Map<string, FirstWord>([
  ["last", "payments"],
  ["payments", "payments"],
  ["ultimos", "payments"],
  ["pagos", "payments"],
  ["derniers", "payments"],
  ["paiements", "payments"],
  ["receipt", "receipt"],
  ["recibo", "receipt"],
  ["recu", "receipt"],
  ["use", "use"],
  ["usage", "use"],
  ["uso", "use"],
  ["consumo", "use"],
  ["consommation", "use"],
  ["conso", "use"],
  ["rate", "rates"],
  ["rates", "rates"],
  ["tariff", "rates"],
  ["price", "rates"],
  ["tarifa", "rates"],
  ["tarifas", "rates"],
  ["precio", "rates"],
  ["tarif", "rates"],
  ["prix", "rates"],
  ["owe", "owed"],
  ["debt", "owed"],
  ["fee", "owed"],
  ["fees", "owed"],
  ["deuda", "owed"],
  ["debo", "owed"],
  ["cargos", "owed"],
  ["dette", "owed"],
  ["frais", "owed"],
  ["why", "why"],
  ["whys", "why"],
  ["porque", "why"],
  ["pourquoi", "why"],
  ["status", "status"],
  ["estado", "status"],
  ["statut", "status"],
  ["etat", "status"],
  ["out", "outage"],
  ["outage", "outage"],
  ["blackout", "outage"],
  ["corte", "outage"],
  ["apagon", "outage"],
  ["averia", "outage"],
  ["panne", "outage"],
  ["coupure", "outage"],
  ["move", "move"],
  ["moving", "move"],
  ["mudanza", "move"],
  ["mudarme", "move"],
  ["demenager", "move"],
  ["demenagement", "move"],
  ["alert", "alert"],
  ["alerta", "alert"],
  ["alerte", "alert"],
  ["alerts", "alerts"],
  ["alertas", "alerts"],
  ["alertes", "alerts"],
  ["plan", "plan"],
  ["arrangement", "plan"],
  ["plazos", "plan"],
  ["arreglo", "plan"],
  ["echelonner", "plan"],
  ["auto", "autopay"],
  ["autopay", "autopay"],
  ["automatico", "autopay"],
  ["automatique", "autopay"],
  ["aid", "aid"],
  ["assistance", "aid"],
  ["asistencia", "aid"],
  ["subsidio", "aid"],
  ["on", "turn_on"],
  ["encender", "turn_on"],
  ["allumer", "turn_on"],
  ["extend", "extension"],
  ["extension", "extension"],
  ["prorroga", "extension"],
  ["plazo", "extension"],
  ["delai", "extension"],
  ["prolonger", "extension"],
  ["medical", "medical"],
  ["oxygen", "medical"],
  ["medico", "medical"],
  ["medica", "medical"],
  ["oxigeno", "medical"],
  ["medicale", "medical"],
  ["oxygene", "medical"],
  ["dispute", "dispute"],
  ["disputa", "dispute"],
  ["disputar", "dispute"],
  ["reclamo", "dispute"],
  ["reclamar", "dispute"],
  ["reclamacion", "dispute"],
  ["contester", "dispute"],
  ["conteste", "dispute"],
  ["reclamation", "dispute"],
  ["convert", "convert"],
  ["prepaid", "convert"],
  ["postpaid", "convert"],
  ["convertir", "convert"],
  ["prepago", "convert"],
  ["pospago", "convert"],
  ["prepaye", "convert"],
  ["postpaye", "convert"],
  ["code", "pay_code"],
  ["paycode", "pay_code"],
  ["codigo", "pay_code"],
  ["verify", "verify"],
  ["verificar", "verify"],
  ["verifier", "verify"],
  ["places", "places"],
  ["where", "places"],
  ["lugares", "places"],
  ["donde", "places"],
  ["lieux", "places"],
  ["ou", "places"],
  ["call", "call_me"],
  ["agent", "call_me"],
  ["agente", "call_me"],
  ["operator", "call_me"],
  ["operador", "call_me"],
  ["person", "call_me"],
  ["persona", "call_me"],
  ["personne", "call_me"],
  ["conseiller", "call_me"],
  ["callback", "call_me"],
  ["llamar", "call_me"],
  ["llamenme", "call_me"],
  ["llamame", "call_me"],
  ["appel", "call_me"],
  ["appeler", "call_me"],
  ["more", "more"],
  ["mas", "more"],
  ["opciones", "more"],
  ["plus", "more"],
]);

/** Two words that no single one of them would say. */
const phrases: readonly (readonly [RegExp, (typeof askedTasks)[number]])[] = [
  [
    /^(?:no|i have no|we have no|lost) (?:power|electricity|light|lights|water|gas|service)\b/,
    "outage",
  ],
  [/^(?:power|lights?|water|gas) (?:is |are )?(?:out|off)\b/, "outage"],
  [/^(?:sin|no hay|no tengo) (?:luz|agua|gas|electricidad|servicio)\b/, "outage"],
  [/^(?:(?:pas|plus) (?:de |d)|sans (?:l |l)?)(?:courant|lumiere|eau|gaz|electricite)\b/, "outage"],
  [/^(?:por que|because|how come)\b/, "why"],
  [/^(?:moving|move) out\b/, "move"],
  [/^(?:i need |need )?more time\b/, "extension"],
  [/^(?:necesito )?mas tiempo\b/, "extension"],
  [/^(?:il me faut )?plus de temps\b/, "extension"],
  [
    /^(?:my |the |this )?(?:bill|charge|charges|balance) (?:is|are) (?:wrong|not right)\b/,
    "dispute",
  ],
  [/^(?:i dispute|i want to dispute)\b/, "dispute"],
  [/^(?:i want to )?(?:(?:take|get) me off|opt (?:me )?out of|leave) pre ?pa(?:y|id)\b/, "convert"],
  [/\b(?:life support|oxygen machine|soporte vital|maintien en vie)\b/, "medical"],
];

const AUTOPAY =
  "(?:auto ?pay\\w*|auto ?payments?|automatic payments?|pagos? automaticos?|paiements? automatiques?)";
const AUTOPAY_OFF = new RegExp(
  `^(?:(?:stop|cancel|end|disable|no more|no|turn off|remove|take me off|remove me from|opt (?:me )?out of|cancelar?|quitar?|parar?|desactivar?|arretez?|arreter|annuler|desactiver) (?:the |my |el |mi |les? |mon )?${AUTOPAY}|turn (?:my )?${AUTOPAY} off|stop (?:automatically )?charging (?:me|my card))\\b`,
);
const AUTOPAY_ON = new RegExp(
  `^(?:(?:i|we|want|to|can|you|please|put|me|on|set|up|start|turn|enable|sign|for|enroll|in|activar|activer|quiero|je|veux) )+${AUTOPAY}\\b`,
);

/** What is wished of the standing word to charge a card, in other words than its keyword. */
function autopaySaid(said: string): TaskHeard | undefined {
  if (AUTOPAY_OFF.test(said)) return { kind: "autopay", amount: 0 };
  return AUTOPAY_ON.test(said) ? { kind: "autopay", amount: null } : undefined;
}

function codeIn(digits: string): string | null {
  return /^\d{6}$/.test(digits) ? digits : null;
}

function phraseSaid(words: readonly string[]): TaskHeard | undefined {
  const autopay = autopaySaid(words.join(" "));
  if (autopay !== undefined) return autopay;
  const task = phrases.find(([pattern]) => pattern.test(words.join(" ")))?.[1];
  return task && { kind: "asks", task };
}

/** What the words ask for beyond the tasks of every talk; `amountIn` reads an amount out of what stands behind the first word. */
export function taskSaid(
  words: readonly string[],
  amountIn: (first: string) => Amount,
): TaskHeard | undefined {
  const [first = "", second = ""] = words;
  const phrase = messagesSaid(words) ?? phraseSaid(words);
  if (phrase !== undefined) return phrase;
  const said = firstWords.get(first);
  if (said === undefined) return undefined;
  if (said === "alert" || said === "autopay" || said === "pay_code") {
    return { kind: said, amount: sumSaid(said, second) ?? amountIn(first) };
  }
  if (said === "verify") return { kind: said, code: codeIn(words.slice(1).join("")) };
  return isBare(said) ? { kind: said } : { kind: "asks", task: said };
}

/** "ALERT OFF" and "AUTO NO": nothing any more. */
function sumSaid(said: "alert" | "autopay" | "pay_code", second: string): 0 | undefined {
  return said !== "pay_code" && off.has(second) ? 0 : undefined;
}

function isBare(said: FirstWord): said is "places" | "call_me" | "more" {
  return said === "places" || said === "call_me" || said === "more";
}
