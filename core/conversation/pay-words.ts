/** What is said of paying: how much, the bill, the least, all there is, or another day. */
import { type AmountReading, readAmount } from "./amount.ts";
import type { Heard } from "./keywords.ts";
import { LATER } from "./said-phrases.ts";

const payWords: ReadonlyMap<string, "en" | "es" | "fr"> = new Map<string, "en" | "es" | "fr">([
  ["pay", "en"],
  ["py", "en"],
  ["pya", "en"],
  ["payy", "en"],
  ["topup", "en"],
  ["recharge", "en"],
  ["reload", "en"],
  ["pagar", "es"],
  ["paga", "es"],
  ["pago", "es"],
  ["recargar", "es"],
  ["recarga", "es"],
  ["abono", "es"],
  ["depositar", "es"],
  ["payer", "fr"],
  ["payez", "fr"],
  ["paie", "fr"],
  ["paye", "fr"],
  ["recharger", "fr"],
]);

/** "PAY BILL", "pay my bill 40", "BILL 40", "factura": of a bill that something else is said, it is not this. */
const BILL =
  /^(?:(?:pay|pagar|paga|pago|payer|payez) )?(?:(?:my|the|mi|la|ma) )?(bill|factura|facture)\b/;

function billSaid(
  plain: string,
  words: readonly string[],
  reading: AmountReading,
): Heard | undefined {
  const word = BILL.exec(words.join(" "))?.[1];
  if (word === undefined) return undefined;
  const amount = readAmount(restAfter(plain, word), reading);
  const isPaid = payWords.has(words[0] ?? "");
  const isAlone = typeof amount === "number" || words.at(-1) === word;
  return isPaid || isAlone ? { kind: "bill", amount } : undefined;
}

export function restAfter(plain: string, first: string): string {
  return plain.slice(plain.indexOf(first) + first.length).replace(/^[.,:;!]+/, "");
}

/** Behind PAY, the least that turns it on. */
const LEAST = /^(?:(?:the|el|lo|le) )?min(?:imum|imo)?$/;
/** Behind PAY, whatever there is to pay. */
const ALL =
  /^(?:(?:it|off|the|my|mi|el|le|mon|in) )*(?:all|everything|full|full amount|full balance|total|what i owe|balance|todo|total|saldo|lo que debo|tout|solde|ce que je dois)(?: of it| i owe| now)*$/;

export function paySaid(
  plain: string,
  words: readonly string[],
  reading: AmountReading,
): Heard | undefined {
  const [first = ""] = words;
  const said = payWords.get(first);
  if (said !== undefined && LATER.test(words.join(" "))) return { kind: "asks", task: "extension" };
  const bill = billSaid(plain, words, reading);
  if (bill !== undefined) return bill;
  if (said === undefined) return undefined;
  const rest = words.slice(1).join(" ");
  if (LEAST.test(rest)) return { kind: "minimum" };
  return ALL.test(rest) ? { kind: "bill", amount: "all" } : pay(plain, first, { ...reading, said });
}

/** PAGAR 20,00 is read as Spanish on an English line too, and PAYER 20,00 as French. */
function pay(
  plain: string,
  first: string,
  reading: AmountReading & { said: "en" | "es" | "fr" },
): Heard {
  const rest = restAfter(plain, first);
  const language = reading.said === "en" ? reading.language : reading.said;
  return { kind: "pay", amount: readAmount(rest, { language, currency: reading.currency }) };
}
