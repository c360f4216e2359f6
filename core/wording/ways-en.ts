import type { CurrencyNames, Ways } from "./ways.ts";

const dollars: CurrencyNames = { unit: ["dollar", "dollars"], part: ["cent", "cents"] };

const streets: ReadonlyMap<string, string> = new Map([
  ["St", "Street"],
  ["Ave", "Avenue"],
  ["Rd", "Road"],
  ["Dr", "Drive"],
  ["Ln", "Lane"],
  ["Blvd", "Boulevard"],
  ["Ct", "Court"],
  ["Apt", "Apartment"],
]);

export const waysEn: Ways = {
  name: "English",
  keyword: "ENGLISH",
  chosen: "For English text ENGLISH.",
  locale: () => "en-US",
  spokenLocale: "en-US",
  money: {
    names: {
      USD: dollars,
      CAD: dollars,
      AUD: dollars,
      EUR: { unit: ["euro", "euros"], part: ["cent", "cents"] },
      GBP: { unit: ["pound", "pounds"], part: ["penny", "pence"] },
      ZAR: { unit: ["rand", "rand"], part: ["cent", "cents"] },
      JPY: { unit: ["yen", "yen"], part: null },
      KWD: { unit: ["dinar", "dinars"], part: ["fils", "fils"] },
      VND: { unit: ["dong", "dong"], part: null },
    },
    minus: "minus",
    and: "and",
  },
  dayOrder: "md",
  atClock: (clock) => clock,
  onDay: (day) => day,
  weekdayAnd: (weekday, day) => `${weekday}, ${day}`,
  /** "Oak Street 12": a voice would read "St" as "saint". */
  label: (label) =>
    label.replaceAll(/\b(\p{L}+)\b\.?/gu, (word, name: string) => streets.get(name) ?? word),
  payee: {
    written: (ending) => `code ...${ending}`,
    said: (ending) => `whoever gave you the code ending in ${ending}`,
  },
  simulated: {
    simulated: "Simulated",
    carrier: "phone",
    meters: "meters",
    payments: "cards",
    kiosk: "cash",
  },
};
