/** The sentences of a customer's page that no screen of the talk has. Text only; {utility} and {phone} stand for what they say. */
import { type Language, languageOf } from "./language.ts";

export interface PortalPageWords {
  readonly title: string;
  readonly body: string;
  readonly numberLabel: string;
  readonly numberHint: string;
  readonly next: string;
  readonly codeLabel: string;
  readonly amountLabel: string;
  readonly signOut: string;
  readonly language: string;
  readonly left: string;
  readonly old: string;
  readonly unread: string;
  readonly noNumber: string;
  readonly noTexts: string;
  readonly noTextsBody: string;
  readonly which: string;
  readonly noSuchPage: string;
  readonly noSuchPageBody: string;
  readonly again: string;
  readonly call: string;
  readonly danger: string;
  readonly working: string;
}

const words: Readonly<Record<Language, PortalPageWords>> = {
  en: {
    title: "Your account",
    body: "See what is left and how long it lasts, pay, and choose what you are told.",
    numberLabel: "Account number or phone number",
    numberHint: "We send a code by text to the mobile number that we have for it.",
    next: "Continue",
    codeLabel: "Six digits",
    amountLabel: "Another amount",
    signOut: "Sign out",
    language: "Language",
    left: "You are signed out. Nothing of your account is on this page any more.",
    old: "That page was not the newest any more. Nothing was done: this is how it stands.",
    unread: "That is no amount. Nothing was paid.",
    noNumber: "There is no number in that. Type digits.",
    noTexts: "This page can't be used yet",
    noTextsBody: "{utility} sends no texts, so there is no code to sign in with. Call {phone}.",
    which: "Which utility is yours?",
    noSuchPage: "There is no such page here",
    noSuchPageBody: "Check the address, or ask your utility for it.",
    again: "Look again",
    call: "Help: call {phone}.",
    danger: "Smell gas, or see a wire down? Get away from it and call {phone} now.",
    working: "This page looks again by itself.",
  },
  es: {
    title: "Su cuenta",
    body: "Vea cuánto queda y hasta cuándo alcanza, pague y elija de qué le avisamos.",
    numberLabel: "Número de cuenta o de teléfono",
    numberHint: "Mandamos un código por mensaje al celular que tenemos de esa cuenta.",
    next: "Continuar",
    codeLabel: "Seis dígitos",
    amountLabel: "Otra cantidad",
    signOut: "Salir",
    language: "Idioma",
    left: "Salió de su cuenta. En esta página ya no queda nada de ella.",
    old: "Esa página ya no estaba al día. No se hizo nada: así está ahora.",
    unread: "Eso no es una cantidad. No se pagó nada.",
    noNumber: "Ahí no hay ningún número. Escriba cifras.",
    noTexts: "Esta página todavía no se puede usar",
    noTextsBody:
      "{utility} no manda mensajes, así que no hay código para entrar. Llame al {phone}.",
    which: "¿Cuál es su compañía?",
    noSuchPage: "Esa página no existe",
    noSuchPageBody: "Revise la dirección o pídala a su compañía.",
    again: "Actualizar",
    call: "Ayuda: llame al {phone}.",
    danger: "¿Huele a gas o ve un cable caído? Aléjese y llame ya al {phone}.",
    working: "Esta página se actualiza sola.",
  },
  fr: {
    title: "Votre compte",
    body: "Voyez ce qu'il vous reste et jusqu'à quand, payez, et choisissez vos alertes.",
    numberLabel: "Numéro de compte ou de téléphone",
    numberHint: "Nous envoyons un code par message au mobile que nous avons pour ce compte.",
    next: "Continuer",
    codeLabel: "Six chiffres",
    amountLabel: "Un autre montant",
    signOut: "Se déconnecter",
    language: "Langue",
    left: "Votre session est fermée. Cette page ne montre plus rien de votre compte.",
    old: "Cette page n'était plus à jour. Rien n'a été fait : voici où vous en êtes.",
    unread: "Ce n'est pas un montant. Rien n'a été payé.",
    noNumber: "Il n'y a pas de numéro. Tapez des chiffres.",
    noTexts: "Cette page n'est pas encore disponible",
    noTextsBody:
      "{utility} n'envoie pas de messages : il n'y a donc pas de code pour se connecter. Appelez le {phone}.",
    which: "Quelle est votre compagnie ?",
    noSuchPage: "Cette page n'existe pas",
    noSuchPageBody: "Vérifiez l'adresse, ou demandez-la à votre compagnie.",
    again: "Actualiser",
    call: "Aide : appelez le {phone}.",
    danger: "Odeur de gaz ou fil tombé ? Éloignez-vous et appelez tout de suite le {phone}.",
    working: "Cette page se met à jour toute seule.",
  },
};

export function portalPageWords(tag: string): PortalPageWords {
  return words[languageOf(tag)];
}
