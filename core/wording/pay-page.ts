/** The sentences of the page where a first card is saved. Text only; {utility}, {amount} and {phone} stand for what they say. */
import { type Language, languageOf } from "./language.ts";

export interface PayPageWords {
  readonly saveTitle: string;
  readonly payTitle: string;
  readonly saveBody: string;
  readonly payBody: string;
  /** By somebody's code: the card is charged once. */
  readonly guestBody: string;
  readonly cardLabel: string;
  readonly saveButton: string;
  readonly payButton: string;
  readonly needsScript: string;
  readonly loading: string;
  readonly failed: string;
  readonly simulatedTitle: string;
  readonly simulatedBody: string;
  readonly simulatedGood: string;
  readonly simulatedDeclined: string;
  readonly simulatedSlow: string;
  readonly savedTitle: string;
  readonly savedBody: string;
  readonly paidBody: string;
  readonly guestPaidBody: string;
  readonly toAccount: string;
  readonly goneTitle: string;
  readonly usedBody: string;
  readonly expiredBody: string;
  readonly goneBody: string;
  readonly call: string;
  readonly amountLabel: string;
  readonly safe: string;
  readonly once: string;
}

const words: Readonly<Record<Language, PayPageWords>> = {
  en: {
    saveTitle: "Save a card for {utility}",
    payTitle: "Pay {amount} to {utility}",
    saveBody: "You can then pay by text or by phone, and we charge only what you ask for.",
    payBody: "The card is charged {amount} now, and saved, so that next time a text is enough.",
    guestBody:
      "The card is charged {amount} once, for the code that you were given, and never again without you.",
    cardLabel: "Card or bank account",
    saveButton: "Save the card",
    payButton: "Pay {amount}",
    needsScript:
      "The card fields are the card processor's own and need JavaScript. Without it, please pay at the counter.",
    loading: "The card fields are on their way.",
    failed: "The card fields could not be loaded. Please try again, or pay at the counter.",
    simulatedTitle: "Simulated: no money moves",
    simulatedBody: "This is a try-out. No card number is asked for. Choose what the card is to do:",
    simulatedGood: "A card that pays",
    simulatedDeclined: "A card that is declined",
    simulatedSlow: "A card whose bank takes its time",
    savedTitle: "Thank you",
    savedBody: "{card} is saved. You can close this page.",
    paidBody: "{card} is saved and is being charged {amount}. You can close this page.",
    guestPaidBody:
      "{card} is being charged {amount}, once. You get a text when it is paid. You can close this page.",
    toAccount: "See your account",
    goneTitle: "This link can't be used",
    usedBody: "It was used before, and works once.",
    expiredBody: "It is more than 30 minutes old.",
    goneBody: "Its address is not complete, or it was never given out.",
    call: "Ask for a new one, or call {phone}.",
    amountLabel: "Amount",
    safe: "Card details go straight to the card processor. {utility} never sees them.",
    once: "This link works once, for 30 minutes.",
  },
  es: {
    saveTitle: "Guarde una tarjeta para {utility}",
    payTitle: "Pague {amount} a {utility}",
    saveBody: "Después podrá pagar por mensaje o por teléfono; solo cobramos lo que usted pida.",
    payBody: "Se cobran {amount} ahora y se guarda la tarjeta: la próxima vez basta un mensaje.",
    guestBody:
      "Se cobran {amount} una sola vez, por el código que le dieron, y nunca más sin usted.",
    cardLabel: "Tarjeta o cuenta bancaria",
    saveButton: "Guardar la tarjeta",
    payButton: "Pagar {amount}",
    needsScript:
      "Los campos de la tarjeta son del procesador de tarjetas y necesitan JavaScript. Sin él, pague en caja.",
    loading: "Se están cargando los campos de la tarjeta.",
    failed: "No se pudieron cargar los campos de la tarjeta. Inténtelo otra vez o pague en caja.",
    simulatedTitle: "Simulado: no se mueve dinero",
    simulatedBody:
      "Esto es una prueba. No se pide ningún número de tarjeta. Elija qué hará la tarjeta:",
    simulatedGood: "Una tarjeta que paga",
    simulatedDeclined: "Una tarjeta rechazada",
    simulatedSlow: "Una tarjeta cuyo banco tarda",
    savedTitle: "Gracias",
    savedBody: "{card} queda guardada. Puede cerrar esta página.",
    paidBody: "{card} queda guardada y se le cobran {amount}. Puede cerrar esta página.",
    guestPaidBody:
      "Se cobran {amount} a {card}, una sola vez. Le llegará un mensaje cuando esté pagado. Puede cerrar esta página.",
    toAccount: "Ver su cuenta",
    goneTitle: "Este enlace no sirve",
    usedBody: "Ya se usó, y sirve una sola vez.",
    expiredBody: "Tiene más de 30 minutos.",
    goneBody: "La dirección no está completa o nunca se entregó.",
    call: "Pida uno nuevo o llame al {phone}.",
    amountLabel: "Monto",
    safe: "Los datos de la tarjeta van directo al procesador. {utility} nunca los ve.",
    once: "Este enlace sirve una vez, durante 30 minutos.",
  },
  fr: {
    saveTitle: "Enregistrez une carte pour {utility}",
    payTitle: "Payez {amount} à {utility}",
    saveBody:
      "Vous pourrez ensuite payer par message ou par téléphone; nous ne débitons que ce que vous demandez.",
    payBody:
      "La carte est débitée de {amount} maintenant et enregistrée : la prochaine fois un message suffit.",
    guestBody:
      "La carte est débitée de {amount} une seule fois, pour le code que l'on vous a donné, et plus jamais sans vous.",
    cardLabel: "Carte ou compte bancaire",
    saveButton: "Enregistrer la carte",
    payButton: "Payer {amount}",
    needsScript:
      "Les champs de la carte sont ceux du processeur de paiement et demandent JavaScript. Sans lui, payez à la caisse.",
    loading: "Les champs de la carte arrivent.",
    failed:
      "Les champs de la carte n'ont pas pu être chargés. Essayez encore, ou payez à la caisse.",
    simulatedTitle: "Simulé : aucun argent ne bouge",
    simulatedBody:
      "Ceci est un essai. Aucun numéro de carte n'est demandé. Choisissez ce que fera la carte :",
    simulatedGood: "Une carte qui paie",
    simulatedDeclined: "Une carte refusée",
    simulatedSlow: "Une carte dont la banque prend son temps",
    savedTitle: "Merci",
    savedBody: "{card} est enregistrée. Vous pouvez fermer cette page.",
    paidBody: "{card} est enregistrée et sera débitée de {amount}. Vous pouvez fermer cette page.",
    guestPaidBody:
      "{card} est débitée de {amount}, une seule fois. Un message vous dira que c'est payé. Vous pouvez fermer cette page.",
    toAccount: "Voir votre compte",
    goneTitle: "Ce lien ne peut pas servir",
    usedBody: "Il a déjà servi, et ne sert qu'une fois.",
    expiredBody: "Il a plus de 30 minutes.",
    goneBody: "Son adresse n'est pas complète, ou n'a jamais été donnée.",
    call: "Demandez-en un autre, ou appelez le {phone}.",
    amountLabel: "Montant",
    safe: "Les données de la carte vont droit au processeur de paiement. {utility} ne les voit jamais.",
    once: "Ce lien sert une seule fois, pendant 30 minutes.",
  },
};

export function payPageWords(tag: string): PayPageWords {
  return words[languageOf(tag)];
}
