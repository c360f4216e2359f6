import type { CurrencyNames, Ways } from "./ways.ts";

const dollars: CurrencyNames = { unit: ["dollar", "dollars"], part: ["cent", "cents"] };

export const waysFr: Ways = {
  name: "Français",
  keyword: "FRANCAIS",
  /** A cedilla is none of GSM-7. */
  chosen: "Sinon, envoyez FRANCAIS.",
  /** Dollars as in Canada (20,00 $), all else as in France (20,00 €). */
  locale: (currency) => (currency === "USD" || currency === "CAD" ? "fr-CA" : "fr-FR"),
  spokenLocale: "fr-CA",
  money: {
    names: {
      USD: dollars,
      CAD: dollars,
      AUD: dollars,
      EUR: { unit: ["euro", "euros"], part: ["centime", "centimes"] },
      GBP: { unit: ["livre", "livres"], part: ["penny", "pence"] },
      ZAR: { unit: ["rand", "rands"], part: ["cent", "cents"] },
      JPY: { unit: ["yen", "yens"], part: null },
      KWD: { unit: ["dinar", "dinars"], part: ["fils", "fils"] },
      VND: { unit: ["dong", "dongs"], part: null },
    },
    minus: "moins",
    and: "et",
  },
  dayOrder: "dm",
  atClock: (clock) => `à ${clock}`,
  onDay: (day) => `le ${day}`,
  weekdayAnd: (weekday, day) => `${weekday} ${day}`,
  label: (label) => label,
  payee: {
    written: (ending) => `code ...${ending}`,
    said: (ending) => `qui vous a donné le code qui finit par ${ending}`,
  },
  simulated: {
    simulated: "Simulé",
    carrier: "téléphone",
    meters: "compteurs",
    payments: "cartes",
    kiosk: "espèces",
  },
};
