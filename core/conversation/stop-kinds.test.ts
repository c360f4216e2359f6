import { describe, expect, it } from "vitest";
import { wordsIn } from "./plain-words.ts";
import { allEndSaidIn, kindEnded } from "./stop-kinds.ts";
import { writtenIn } from "./written-language.ts";

describe("the end of one kind of texts", () => {
  it.each([
    ["stop usage alerts", "usage"],
    ["Please stop the usage alerts.", "usage"],
    ["stop sending me usage texts", "usage"],
    ["no more high usage alerts please", "usage"],
    ["turn off my energy usage notifications", "usage"],
    ["I don't want usage alerts anymore", "usage"],
    ["don't send me any more usage messages", "usage"],
    ["unsubscribe me from usage alerts", "usage"],
    ["opt out of usage texts", "usage"],
    ["stop reminders", "reminders"],
    ["no more payment reminders", "reminders"],
    ["STOP THE REMINDER TEXTS", "reminders"],
    ["stop marketing", "marketing"],
    ["stop marketing messages", "marketing"],
    ["no ads", "marketing"],
    ["I do not want promotional texts", "marketing"],
    ["stop sending me offers", "marketing"],
    ["no más avisos de consumo", "usage"],
    ["Paren los avisos de consumo por favor", "usage"],
    ["no quiero recibir alertas de consumo", "usage"],
    ["ya no me manden mensajes de uso", "usage"],
    ["no más recordatorios", "reminders"],
    ["no me envíen recordatorios de pago", "reminders"],
    ["dejen de mandarme publicidad", "marketing"],
    ["no quiero promociones", "marketing"],
    ["arrêtez les alertes de consommation", "usage"],
    ["plus d'alertes conso", "usage"],
    ["je ne veux plus d'alertes de consommation", "usage"],
    ["plus de rappels", "reminders"],
    ["arrêtez les rappels de paiement svp", "reminders"],
    ["ne m'envoyez plus de publicité", "marketing"],
    ["stop pub", "marketing"],
  ])("%s is of %s", (text, kind) => {
    expect(kindEnded(wordsIn(text))?.kind).toBe(kind);
  });

  it.each([
    ["no más avisos de consumo", "es"],
    ["plus d'alertes conso", "fr"],
    ["dejen de mandarme publicidad", "es"],
    ["plus de publicité", "fr"],
    ["stop usage alerts", null],
  ])("%s is written in %s", (text, language) => {
    expect(writtenIn(text)).toBe(language);
  });
});

describe("what ends every text, though a kind is named", () => {
  it.each([
    "stop all usage alerts",
    "stop all texts",
    "stop usage alerts and reminders",
    "stop usage alerts, stop everything",
    "stop the usage alerts and leave me alone",
    "stop texting me about usage",
    "stop alerts",
    "stop daily texts",
    "stop balance alerts",
    "stop account texts",
    "stop outage alerts",
    "no more messages",
    "no more reminders or any texts",
    "no quiero avisos",
    "no más avisos de saldo",
    "no más avisos de consumo ni mensajes",
    "no quiero ningún mensaje de consumo",
    "arrêtez les messages",
    "plus d'alertes de solde",
    "arrêtez les rappels et tous les messages",
    "stop ads and texts",
    "Stop ads. Stop.",
    "stop ads & reminders",
    "no ads, no texts",
    "No more. No reminders.",
    "stop no reminders",
    "I don't want usage alerts or any texts",
    "stop sending me these marketing texts and all the rest",
    "cancel offers, cancel all",
    "no quiero publicidad ni nada",
    "arrêtez la pub et les sms",
    "stop reminding me",
    "don't send me anything",
    "paren todo",
    "arrêtez tout",
    "je ne veux plus rien",
  ])("%s", (text) => {
    expect(kindEnded(wordsIn(text))).toBeUndefined();
    expect(allEndSaidIn(wordsIn(text))).toBeDefined();
  });
});

describe("what ends nothing", () => {
  it.each([
    "",
    "usage",
    "USE",
    "what is my usage",
    "usage alerts",
    "reminders",
    "do you have any offers",
    "don't stop usage alerts",
    "why did you stop usage alerts",
    "stop my usage",
    "no use",
    "no usage today",
    "I did not get a reminder",
    "plus de consommation",
    "no hay consumo",
    "quiero recordatorios",
    "marketing",
    "please send reminders",
    "no reminders and I was cut off",
    "no reminder at all, why was I cut off",
    "no reminders, no texts came",
    "stop ads and pay 20",
    "don't tell me anything about it",
    "no quiero nada de eso, quiero pagar",
  ])("%j", (text) => {
    expect(kindEnded(wordsIn(text))).toBeUndefined();
    expect(allEndSaidIn(wordsIn(text))).toBeUndefined();
  });
});
