import { ways } from "./all-ways.ts";
import type { Language } from "./language.ts";

/** What a terminal says of itself, whatever its talk says; `{seconds}`, `{amount}`, `{days}` and `{date}` are filled in there. */
const en = {
  back: "Back",
  help: "Help",
  startOver: "Start over",
  repeat: "Say it again",
  clear: "Clear",
  erase: "Erase",
  enter: "Enter",
  idleTitle: "Are you still there?",
  idleBody: "Your visit ends in {seconds} seconds. What you paid is safe.",
  moreTime: "I need more time",
  end: "End now",
  otherAmount: "Another amount",
  next: "Next",
  access: "Make it easier",
  textSize: "Text size",
  contrast: "High contrast",
  speech: "Read aloud",
  lowReach: "Lower the buttons",
  on: "On",
  off: "Off",
  normal: "Normal",
  large: "Large",
  done: "Done",
  stillWorking: "Still working. Your money is safe.",
  digitsEntered: "{count} digits entered",
  buysOneDay: "{amount} buys 1 more day, to {date}",
  buysDays: "{amount} buys {days} more days, to {date}",
} as const;

export type KioskChrome = Readonly<Record<keyof typeof en, string>>;

const es: KioskChrome = {
  back: "Atrás",
  help: "Ayuda",
  startOver: "Empezar de nuevo",
  repeat: "Decir otra vez",
  clear: "Borrar todo",
  erase: "Borrar",
  enter: "Entrar",
  idleTitle: "¿Sigue ahí?",
  idleBody: "Su visita termina en {seconds} segundos. Lo que pagó está seguro.",
  moreTime: "Necesito más tiempo",
  end: "Terminar ahora",
  otherAmount: "Otra cantidad",
  next: "Siguiente",
  access: "Hacerlo más fácil",
  textSize: "Tamaño de letra",
  contrast: "Alto contraste",
  speech: "Leer en voz alta",
  lowReach: "Bajar los botones",
  on: "Sí",
  off: "No",
  normal: "Normal",
  large: "Grande",
  done: "Listo",
  stillWorking: "Seguimos trabajando. Su dinero está seguro.",
  digitsEntered: "{count} cifras escritas",
  buysOneDay: "{amount} compra 1 día más, hasta el {date}",
  buysDays: "{amount} compra {days} días más, hasta el {date}",
};

const fr: KioskChrome = {
  back: "Retour",
  help: "Aide",
  startOver: "Recommencer",
  repeat: "Répéter",
  clear: "Tout effacer",
  erase: "Effacer",
  enter: "Entrer",
  idleTitle: "Êtes-vous encore là ?",
  idleBody: "Votre visite finit dans {seconds} secondes. Ce que vous avez payé est en sécurité.",
  moreTime: "Il me faut plus de temps",
  end: "Finir maintenant",
  otherAmount: "Un autre montant",
  next: "Suivant",
  access: "Plus facile à utiliser",
  textSize: "Taille du texte",
  contrast: "Fort contraste",
  speech: "Lire à voix haute",
  lowReach: "Descendre les boutons",
  on: "Oui",
  off: "Non",
  normal: "Normale",
  large: "Grande",
  done: "Terminé",
  stillWorking: "C'est en cours. Votre argent est en sécurité.",
  digitsEntered: "{count} chiffres entrés",
  buysOneDay: "{amount} paient 1 jour de plus, jusqu'au {date}",
  buysDays: "{amount} paient {days} jours de plus, jusqu'au {date}",
};

export const kioskChrome: Readonly<Record<Language, KioskChrome>> = { en, es, fr };

/** What is a stand-in here, said on the screen; empty where nothing is. */
export function simulatedText(kinds: readonly string[], language: Language): string {
  if (kinds.length === 0) return "";
  const { simulated } = ways[language];
  const names: Readonly<Record<string, string>> = simulated;
  return `${simulated.simulated}: ${kinds.map((kind) => names[kind] ?? kind).join(", ")}`;
}
