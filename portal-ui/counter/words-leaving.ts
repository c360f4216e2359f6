/** What the counter's page says of customers who leave, in each of its languages. */
import { computed } from "@preact/signals";
import { language } from "./language.ts";

interface LeavingWords {
  readonly leaves: string;
  readonly left: string;
  readonly leavesOn: (day: string) => string;
  readonly leftOn: (day: string) => string;
  readonly form: string;
  readonly day: string;
  readonly dayHint: string;
  readonly moveTo: string;
  readonly moveToHint: string;
  readonly register: (meter: string) => string;
  readonly registerHint: string;
  readonly comesTo: string;
  readonly cameTo: string;
  readonly billed: string;
  readonly owed: string;
  readonly owedHint: string;
  readonly cards: string;
  readonly people: string;
  readonly moved: (account: string) => string;
  readonly waiting: string;
  readonly unread: (labels: string) => string;
  readonly offStays: string;
  readonly goesOn: string;
  readonly closeNow: string;
  readonly closeOn: (day: string) => string;
  readonly sending: string;
  readonly cancel: string;
  readonly takeBack: string;
  readonly payouts: string;
  readonly payOut: (amount: string) => string;
  readonly reference: string;
  readonly byBank: string;
  readonly byDrawer: string;
  readonly paidBy: (by: string, reference: string) => string;
  readonly adminOnly: string;
  readonly again: string;
}

const english: LeavingWords = {
  leaves: "Customer leaves",
  left: "Closed",
  leavesOn: (day) => `Leaves: the account is theirs until ${day}`,
  leftOn: (day) => `Left: the account was theirs until ${day}`,
  form: "Close the account",
  day: "Last day",
  dayHint: "The day ends with it. Empty: at once.",
  moveTo: "Move what is left to account",
  moveToHint: "Another account of the same customer. Empty: it goes back to them.",
  register: (meter) => `Register of meter ${meter}`,
  registerHint: "As it stands when they leave. Empty where the meter tells by itself.",
  comesTo: "What it would come to by now",
  cameTo: "What it came to",
  billed: "Final bill",
  owed: "Still owed",
  owedHint: "Cash is taken up to this.",
  cards: "Back to the card",
  people: "To be paid out",
  moved: (account) => `To account ${account}`,
  waiting: "Waits to be reckoned",
  unread: (labels) =>
    `Not read to the end: ${labels}. It is reckoned with the last read, or three days later.`,
  offStays: "Supply is off and stays off. Nothing is switched by closing.",
  goesOn: "Payments on their way, pledges and disputes are taken along.",
  closeNow: "Close it now",
  closeOn: (day) => `Close it at the end of ${day}`,
  sending: "Closing it …",
  cancel: "Not now",
  takeBack: "They stay: take it back",
  payouts: "Paid out by people",
  payOut: (amount) => `Pay out ${amount}`,
  reference: "Number of the check, transfer or receipt",
  byBank: "The bank paid it",
  byDrawer: "Paid from the drawer",
  paidBy: (by, reference) => `${by}, ${reference}`,
  adminOnly: "A key with the scope admin pays out.",
  again: "The hub did not answer. Press again: it is closed once.",
};

const spanish: LeavingWords = {
  leaves: "El cliente se va",
  left: "Cerrada",
  leavesOn: (day) => `Se va: la cuenta es suya hasta ${day}`,
  leftOn: (day) => `Se fue: la cuenta fue suya hasta ${day}`,
  form: "Cerrar la cuenta",
  day: "Último día",
  dayHint: "Termina con ese día. Vacío: ahora mismo.",
  moveTo: "Pasar lo que queda a la cuenta",
  moveToHint: "Otra cuenta del mismo cliente. Vacío: se le devuelve.",
  register: (meter) => `Registro del medidor ${meter}`,
  registerHint: "Como está cuando se va. Vacío si el medidor informa solo.",
  comesTo: "A cuánto llegaría ahora",
  cameTo: "A cuánto llegó",
  billed: "Factura final",
  owed: "Debe todavía",
  owedHint: "Se recibe efectivo hasta esta suma.",
  cards: "Vuelve a la tarjeta",
  people: "Por pagar",
  moved: (account) => `A la cuenta ${account}`,
  waiting: "Espera la cuenta final",
  unread: (labels) =>
    `Sin lectura final: ${labels}. Se calcula con la última lectura, o tres días después.`,
  offStays: "Está sin servicio y sigue así. Cerrar no conecta ni corta nada.",
  goesOn: "Los pagos en camino, ayudas y reclamos siguen su curso.",
  closeNow: "Cerrarla ahora",
  closeOn: (day) => `Cerrarla al final del ${day}`,
  sending: "Cerrándola …",
  cancel: "Ahora no",
  takeBack: "Se queda: anular",
  payouts: "Pagos a mano",
  payOut: (amount) => `Pagar ${amount}`,
  reference: "Número del cheque, transferencia o recibo",
  byBank: "Lo pagó el banco",
  byDrawer: "Pagado de la caja",
  paidBy: (by, reference) => `${by}, ${reference}`,
  adminOnly: "Paga quien tenga una clave con el permiso admin.",
  again: "El sistema no respondió. Oprima otra vez: se cierra una sola vez.",
};

export const leavingWords = computed<LeavingWords>(() =>
  language.value === "es" ? spanish : english,
);
