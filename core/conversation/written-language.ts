import type { Language } from "../wording/language.ts";
import { isReaction } from "./courtesy.ts";
import { shortTexts } from "./short-texts.ts";
import { endSaidIn } from "./stop-kinds.ts";
import { wordsIn } from "./plain-words.ts";
import { phraseSaid } from "./said-phrases.ts";

/**
 * Keywords that only one language has. English ones are missing on purpose: they stand on bills and in our own texts, and who
 * sends BAL may read Spanish all the same.
 */
const keywordsOnlyOf: Readonly<Record<Exclude<Language, "en">, readonly string[]>> = {
  es: "saldo,minimo,unirse,unirme,ayuda,repite,repetir,emergencia,kiosko,quiosco,pagar,paga,recargar,recarga,abono,depositar,ultimos,pagos,recibo,uso,consumo,tarifa,tarifas,precio,deuda,debo,cargos,porque,estado,corte,apagon,averia,mudanza,mudarme,alerta,plazos,arreglo,automatico,asistencia,subsidio,encender,prorroga,plazo,medico,oxigeno,convertir,prepago,pospago,codigo,verificar,lugares,donde,agente,operador,llamar,llamenme,llamame,opciones,llamadas,idioma,lenguaje,hola,buenas,buenos".split(
    ",",
  ),
  fr: "solde,joindre,aide,payer,payez,recharger,derniers,paiements,recu,consommation,conso,dette,frais,pourquoi,statut,etat,panne,coupure,demenager,demenagement,alerte,echelonner,automatique,allumer,delai,prolonger,oxygene,prepaye,verifier,lieux,repete,repeter,postpaye,personne,conseiller,appel,appeler,appels,bonjour,bonsoir,salut".split(
    ",",
  ),
};

const byKeyword: ReadonlyMap<string, Language> = new Map(
  (["es", "fr"] as const).flatMap((language) =>
    keywordsOnlyOf[language].map((word) => [word, language] as const),
  ),
);

/** Said of danger, wherever it stands: whoever smells gas is answered in the words they have. */
const danger: readonly (readonly [RegExp, Language])[] = [
  [
    /\b(?:huel\w*|fuga|escape de|olor a|huevos? podridos?|cable caido|cables caidos|se cayo|cayo un|fuego|chispas)\b/,
    "es",
  ],
  [
    /\b(?:odeur|fuite|gaz|[dl]?oeufs?|cable tombe|fils? (?:est )?tombes?|etincelles?|incendie)\b/,
    "fr",
  ],
];

/** An amount, a digit or a picture is of no language. */
const LETTER = /\p{L}/u;

/** The language that a text is written in, as far as it shows; null where a keyword, a digit or an amount does not show it. */
export const writtenIn = shortTexts(
  (text: string): Language | null => {
    if (!LETTER.test(text)) return null;
    if (isReaction(text)) return null;
    const words = wordsIn(text);
    const threatened = danger.find(([pattern]) => pattern.test(words))?.[1];
    if (threatened !== undefined) return threatened;
    const stop = endSaidIn(words);
    if (stop !== undefined) return stop === "en" ? null : stop;
    const [first = ""] = words.replace(/^(?:por favor|svp) /, "").split(" ");
    return phraseSaid(words)?.language ?? byKeyword.get(first) ?? null;
  },
  () => "",
);
