import { describe, expect, it } from "vitest";
import { must } from "../assert.ts";
import { currencyOf } from "../money.ts";
import { hear } from "./keywords.ts";
import { writtenIn } from "./written-language.ts";

const reading = { language: "en", currency: must(currencyOf("USD"), "dollars") };

function heard(text: string): string {
  return Object.values(hear(text, reading)).map(String).join(" ");
}

describe("sentences without a keyword", () => {
  it.each([
    ["how much do I owe", "asks owed", "en"],
    ["when do I run out?", "balance", "en"],
    ["What is my balance?", "balance", "en"],
    ["whats my balance", "balance", "en"],
    ["Hello, my balance please", "balance", "en"],
    ["How much longer will it last", "balance", "en"],
    ["out of money", "balance", "en"],
    ["how much do I need to pay", "minimum", "en"],
    ["can you turn my lights on", "asks turn_on", "en"],
    ["turn my power back on please", "asks turn_on", "en"],
    ["please reconnect us", "asks turn_on", "en"],
    ["my power just went out", "asks outage", "en"],
    ["last night my power went out", "asks outage", "en"],
    ["they cut my lights", "asks why", "en"],
    ["I already paid", "asks status", "en"],
    ["Where is my payment", "asks status", "en"],
    ["can i pay friday", "asks extension", "en"],
    ["i want to pay 20 on friday", "asks extension", "en"],
    ["I can't pay", "asks aid", "en"],
    ["how much power did i use yesterday", "asks use", "en"],
    ["what are your rates", "asks rates", "en"],
    ["i need to talk to a person", "call_me", "en"],
    ["i want to pay 20 dollars", "pay 2000", "en"],
    ["I'd like to pay $40.50 please", "pay 4050", "en"],
    ["can I pay", "pay null", "en"],
    ["put 20 on my account", "pay 2000", "en"],
    ["i want to pay 20 or 30", "pay unclear", "en"],
    ["i want to pay -20", "pay unclear", "en"],
    ["¿Cuánto debo?", "asks owed", "es"],
    ["cuanto tengo que pagar", "minimum", "es"],
    ["me quedé sin luz", "asks outage", "es"],
    ["me cortaron la luz", "asks why", "es"],
    ["¿pueden prender mi luz?", "asks turn_on", "es"],
    ["cuánto me queda", "balance", "es"],
    ["ya pagué", "asks status", "es"],
    ["quiero hacer un pago de veinte", "pay 2000", "es"],
    ["quisiera pagar $15,50", "pay 1550", "es"],
    ["quiero hablar con una persona", "call_me", "es"],
    ["combien je dois", "asks owed", "fr"],
    ["Combien dois-je payer ?", "minimum", "fr"],
    ["remettez le courant", "asks turn_on", "fr"],
    ["je n'ai plus de courant", "asks outage", "fr"],
    ["j'ai déjà payé", "asks status", "fr"],
    ["je voudrais payer 20,50", "pay 2050", "fr"],
    ["do you speak Spanish?", "language es", null],
    ["payment", "pay null", "en"],
    ["Payment $20.50", "pay 2050", "en"],
    ["charge my card $20", "pay 2000", "en"],
    ["top up 20", "pay 2000", "en"],
    ["add 20 dollars", "pay 2000", "en"],
    ["I want to pay twenty dollars and fifty cents", "pay 2050", "en"],
    ["put me on a payment plan", "asks plan", "en"],
    ["can i get a payment arrangement", "asks plan", "en"],
    ["quiero un plan de pagos", "asks plan", "es"],
    ["I need help", "help", "en"],
    ["who is this?", "help", "en"],
    ["necesito ayuda", "help", "es"],
    ["j'ai besoin d'aide", "help", "fr"],
    ["whats my bal", "balance", "en"],
    ["am I about to get cut off", "balance", "en"],
    ["how much gas do I have", "balance", "en"],
    ["when will my power come back on", "asks outage", "en"],
    ["is there an outage?", "asks outage", "en"],
    ["cuándo regresa la luz", "asks outage", "es"],
    ["j'ai plus de courant", "asks outage", "fr"],
    ["can someone call me", "call_me", "en"],
    ["rappelez-moi", "call_me", "fr"],
    ["how much is my bill", "asks owed", "en"],
    ["pon 20 en mi cuenta", "pay 2000", "es"],
    ["recargar 20", "pay 2000", "es"],
    ["paiement de 20,50", "pay 2050", "fr"],
    ["en français", "language fr", null],
  ])("%s is %s, in %s", (text, expected, language) => {
    expect(heard(text)).toBe(expected);
    expect(writtenIn(text)).toBe(language);
  });

  it.each([
    "I dont want to pay 20",
    "i will not pay 20",
    "do not pay 20",
    "i was going to pay 20",
    "did i pay 20",
    "should i pay 20",
    "if i pay 20 will it turn on",
    "paid 20",
    "i owe 20",
    "send me 20",
    "give me 20 dollars",
    "add 2 people to my account",
    "no quiero pagar 20",
    "ya no voy a pagar 20",
    "je ne veux pas payer 20",
    "house 12",
    "my account is 20405",
    "please don't turn it on",
    "put me on autopay",
    "turn on autopay",
    "turn on my alerts",
    "payment due 20",
    "add 20 people",
  ])("%j asks for nothing, and least of all to pay", (text) => {
    expect(heard(text)).not.toMatch(/^(?:pay|amount|digit)/);
    expect(heard(text)).not.toMatch(/turn_on|language/);
  });
});

describe("what asks for nothing", () => {
  it.each([
    "thanks",
    "Thank you so much!",
    "ok thank you",
    "OK",
    "k",
    "thx 🙏",
    "gracias",
    "Muchas gracias, muy amable",
    "merci beaucoup",
    "d'accord",
    "👍",
    "👍🏽",
    "❤️",
    "Liked “Bluewater: Reply 4 to pay $20.00 with Visa 4242”",
    'Loved "Bluewater: ... STOP to end texts"',
    "Emphasized “Bluewater: gas leak”",
    "Reacted 👍 to “Bluewater: PAY 20”",
    "\u200a👍\u200a to “Bluewater: Reply STOP to end texts”",
    "A aimé « Bluewater: STOP »",
    "Le gustó “Bluewater: PAGAR 20”",
  ])("%s is a courtesy", (text) => {
    expect(heard(text)).toBe("courtesy");
    expect(writtenIn(text)).toBe(null);
  });

  it.each([
    ["hello", "help"],
    ["Good morning", "help"],
    ["Hola buenas tardes", "help"],
    ["bonjour", "help"],
    ["thanks but my power is out", "asks outage"],
    ["thanks, BAL", "balance"],
    ["ok pay 20", "pay 2000"],
    ["ok stop", "opt_out"],
    ["no thanks", "no"],
    ["help thanks", "help"],
    ["thanks for your help", "courtesy"],
    ["yes", "unknown"],
    ["sure", "unknown"],
    ["👎", "unknown"],
    ["😡", "unknown"],
    ["4 👍", "digit 4"],
    ["I liked it", "unknown"],
    ["Loved ones need power", "unknown"],
  ])("%s is %s", (text, expected) => {
    expect(heard(text)).toBe(expected);
  });
});

describe("the language of a text", () => {
  it.each([
    ["SALDO", "es"],
    ["Pagar 20", "es"],
    ["por favor saldo", "es"],
    ["huele a gas", "es"],
    ["no más mensajes", "es"],
    ["hola", "es"],
    ["SOLDE", "fr"],
    ["odeur de gaz", "fr"],
    ["arrêtez", "fr"],
    ["BAL", null],
    ["PAY 20", null],
    ["stop texting me", null],
    ["plus", null],
    ["ou", null],
    ["4", null],
    ["$20", null],
    ["veinte", null],
    ["no", null],
    ["", null],
  ])("%s is %s", (text, language) => {
    expect(writtenIn(text)).toBe(language);
  });
});
