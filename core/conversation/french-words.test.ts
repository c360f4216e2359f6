/** Whatever can be texted in English or Spanish can be in French, and amounts may be written out. */
import { describe, expect, it } from "vitest";
import { must } from "../assert.ts";
import { currencyOf } from "../money.ts";
import { askedTasks } from "./task-words.ts";
import { hear } from "./keywords.ts";
import { isNumberWord, readNumberWords } from "./number-words.ts";
import { writtenIn } from "./written-language.ts";

const reading = { language: "fr", currency: must(currencyOf("USD"), "USD") };

function heardIn(text: string): string {
  return Object.values(hear(text, reading)).map(String).join(" ");
}

const words: readonly (readonly [text: string, heard: string])[] = [
  ["SOLDE", "balance"],
  ["svp solde", "balance"],
  ["Bonjour, solde s'il vous plaît", "balance"],
  ["MINIMUM", "minimum"],
  ["PAYER 20", "pay 2000"],
  ["payez vingt dollars", "pay 2000"],
  ["PAYER quatre-vingt-dix-neuf", "pay 9900"],
  ["PAYER cent", "pay 10000"],
  ["payer deux cents dollars", "pay 20000"],
  ["PAYER MA FACTURE", "bill null"],
  ["facture 40", "bill 4000"],
  ["vingt-cinq dollars", "amount 2500"],
  ["quatre", "digit 4"],
  ["JOINDRE", "join"],
  ["AIDE", "help"],
  ["RÉPÈTE", "repeat"],
  ["répéter", "repeat"],
  ["BORNE", "hand_over"],
  ["EC", "emergency"],
  ["FRANÇAIS", "language fr"],
  ["LANGUE", "language null"],
  ["NON", "no"],
  ["DERNIERS", "asks payments"],
  ["REÇU", "asks receipt"],
  ["CONSO", "asks use"],
  ["TARIF", "asks rates"],
  ["DETTE", "asks owed"],
  ["POURQUOI", "asks why"],
  ["STATUT", "asks status"],
  ["PANNE", "asks outage"],
  ["DÉMÉNAGER", "asks move"],
  ["ÉCHELONNER", "asks plan"],
  ["ASSISTANCE", "asks aid"],
  ["ALLUMER", "asks turn_on"],
  ["DÉLAI", "asks extension"],
  ["OXYGÈNE", "asks medical"],
  ["CONTESTER", "asks dispute"],
  ["POSTPAYÉ", "asks convert"],
  ["CONTACT NON", "asks second_end"],
  ["ALERTES", "asks alerts"],
  ["ALERTE 20", "alert 2000"],
  ["ALERTE vingt", "alert 2000"],
  ["AUTOMATIQUE 20", "autopay 2000"],
  ["AUTOMATIQUE NON", "autopay 0"],
  ["CODE quarante", "pay_code 4000"],
  ["VÉRIFIER 123456", "verify 123456"],
  ["LIEUX", "places"],
  ["CONSEILLER", "call_me"],
  ["PLUS", "more"],
  ["APPELS", "calls true"],
  ["APPELS NON", "calls false"],
  ["CONTACT 2025550143", "second 2025550143"],
  ["odeur de gaz", "danger gas"],
  ["un fil est tombé", "danger wire"],
];

describe("a text in French", () => {
  it.each(words)("%s is %s", (text, heard) => {
    expect(heardIn(text)).toBe(heard);
  });

  it("can ask for every task that a word asks for", () => {
    const met = new Set(words.map(([, heard]) => heard.replace(/^asks /, "")));
    expect(askedTasks.filter((task) => !met.has(task))).toEqual([]);
  });

  it("is answered in French where its word is of no other language", () => {
    for (const text of ["répète", "solde", "postpayé", "démenager"])
      expect(writtenIn(text)).toBe("fr");
    for (const text of ["BAL", "20", "assistance"]) expect(writtenIn(text)).not.toBe("fr");
  });

  it.each([
    "PAYER un cent",
    "PAYER 50 cents",
    "PAYER deux cents",
    "PAYER cinquante centimes",
    "PAYER vingt dollars cent cinquante cents",
    "PAYER vingt trente",
    "PAYER vingt ou trente",
    "PAYER soixante-vingt",
    "PAYER vingt 5",
    "PAYER moins vingt 5",
    "PAYER 20 livres",
  ])("%s has no certain amount", (text) => {
    expect(heardIn(text)).toBe("pay unclear");
  });
});

describe("a number in French words", () => {
  it.each([
    ["vingt et un", 21],
    ["soixante-dix", 70],
    ["soixante et onze", 71],
    ["soixante-dix-sept", 77],
    ["septante", 70],
    ["quatre-vingts", 80],
    ["quatre-vingt-un", 81],
    ["quatre-vingt-dix-neuf", 99],
    ["nonante-neuf", 99],
    ["cent vingt", 120],
    ["deux cent vingt-cinq", 225],
    ["quatre cent quatre-vingt-quatre", 484],
    ["mille", 1000],
    ["deux mille trois cent", 2300],
    ["twenty-five", 25],
  ])("%s is %i", (said, value) => {
    expect(readNumberWords(said.split(/[ -]/), "fr")).toBe(value);
  });

  it.each([
    "vingt dix",
    "dix onze",
    "un cent",
    "cinquante cent",
    "cent deux cent",
    "soixante vingt",
  ])("%s is none", (said) => {
    expect(readNumberWords(said.split(" "), "fr")).toBe("unclear");
  });

  it("is none in any other language", () => {
    for (const language of ["en", "es"]) {
      for (const word of ["vingt", "cent", "mille", "et", "vingts"]) {
        expect(isNumberWord(word, language)).toBe(false);
      }
      expect(readNumberWords(["cent"], language)).toBeNull();
    }
  });
});
