/**
 * The sentences that a terminal keeps with it: what it says while the hub can't be reached, before it is enrolled, and what it says of
 * its own keys. All else comes from the hub. Text only, for it goes into the bundle of a page.
 */
import { type Language, languageOf } from "./language.ts";

export interface ShellWords {
  /** The hub does not answer. */
  readonly offlineTitle: string;
  readonly offlineMoney: string;
  readonly offlineWait: string;
  readonly offlineElsewhere: string;
  readonly connecting: string;
  readonly enrolTitle: string;
  readonly enrolBody: string;
  readonly enrolRefused: string;
  readonly enrolUnreached: string;
  readonly enrolButton: string;
  readonly codeLabel: string;
  /** What is heard of a key: {key} and {label}. */
  readonly pressFor: string;
  readonly star: string;
  readonly pound: string;
  /** What is heard for a digit that nobody else should know. */
  readonly asterisk: string;
  readonly rate: string;
  readonly volume: string;
  readonly less: string;
  readonly more: string;
  readonly curtain: string;
  readonly curtainOn: string;
}

const words: Readonly<Record<Language, ShellWords>> = {
  en: {
    offlineTitle: "This kiosk can't be used right now",
    offlineMoney: "What you already put in is safe and counts.",
    offlineWait: "We are trying to connect again. This screen comes back by itself.",
    offlineElsewhere: "You can still pay by text or by phone.",
    connecting: "One moment",
    enrolTitle: "Set up this kiosk",
    enrolBody: "Type the one-time code that your utility gave for this kiosk.",
    enrolRefused: "That code did not work. Ask for a new one.",
    enrolUnreached: "The hub did not answer. Try again in a moment.",
    enrolButton: "Set up",
    codeLabel: "One-time code",
    pressFor: "Press {key} for {label}.",
    star: "star",
    pound: "pound",
    asterisk: "asterisk",
    rate: "Speed",
    volume: "Volume",
    less: "Less",
    more: "More",
    curtain: "Hide the screen",
    curtainOn: "The screen is hidden. Press any key to hear it; press Escape or touch to show it.",
  },
  es: {
    offlineTitle: "Este quiosco no funciona por ahora",
    offlineMoney: "Lo que ya puso está seguro y cuenta.",
    offlineWait: "Intentamos conectar de nuevo. Esta pantalla vuelve sola.",
    offlineElsewhere: "Puede pagar por mensaje de texto o por teléfono.",
    connecting: "Un momento",
    enrolTitle: "Prepare este quiosco",
    enrolBody: "Escriba el código de un solo uso que le dio su empresa para este quiosco.",
    enrolRefused: "Ese código no sirvió. Pida uno nuevo.",
    enrolUnreached: "El sistema no respondió. Intente de nuevo en un momento.",
    enrolButton: "Preparar",
    codeLabel: "Código de un solo uso",
    pressFor: "Oprima {key} para {label}.",
    star: "asterisco",
    pound: "numeral",
    asterisk: "asterisco",
    rate: "Velocidad",
    volume: "Volumen",
    less: "Menos",
    more: "Más",
    curtain: "Ocultar la pantalla",
    curtainOn:
      "La pantalla está oculta. Oprima una tecla para oír; oprima Escape o toque para mostrarla.",
  },
  fr: {
    offlineTitle: "Cette borne ne marche pas en ce moment",
    offlineMoney: "Ce que vous avez déjà mis est en sécurité et compte.",
    offlineWait: "Nous essayons de nous reconnecter. Cet écran revient tout seul.",
    offlineElsewhere: "Vous pouvez payer par message ou par téléphone.",
    connecting: "Un instant",
    enrolTitle: "Préparez cette borne",
    enrolBody: "Tapez le code à usage unique que votre compagnie a donné pour cette borne.",
    enrolRefused: "Ce code n'a pas marché. Demandez-en un autre.",
    enrolUnreached: "Le système n'a pas répondu. Essayez encore dans un instant.",
    enrolButton: "Préparer",
    codeLabel: "Code à usage unique",
    pressFor: "Appuyez sur {key} pour {label}.",
    star: "étoile",
    pound: "dièse",
    asterisk: "astérisque",
    rate: "Vitesse",
    volume: "Niveau sonore",
    less: "Moins",
    more: "Plus",
    curtain: "Cacher l'écran",
    curtainOn:
      "L'écran est caché. Appuyez sur une touche pour entendre ; appuyez sur Escape ou touchez pour le montrer.",
  },
};

/** In the language of a tag such as "es-MX"; English where we have no other. */
export function shellWordsOf(tag: string): ShellWords {
  return words[languageOf(tag)];
}
