import type { CurrencyNames, Ways } from "./ways.ts";

const dolares: CurrencyNames = { unit: ["dólar", "dólares"], part: ["centavo", "centavos"] };

export const waysEs: Ways = {
  name: "Español",
  keyword: "ESPANOL",
  chosen: "Para español escriba ESPANOL.",
  /** Dollars as in the Americas ($1,234.50) and all else as in Spain (1234,50 €). */
  locale: (currency) => (currency === "USD" ? "es-US" : "es-ES"),
  spokenLocale: "es-US",
  money: {
    names: {
      USD: dolares,
      CAD: dolares,
      AUD: dolares,
      EUR: { unit: ["euro", "euros"], part: ["céntimo", "céntimos"] },
      GBP: { unit: ["libra", "libras"], part: ["penique", "peniques"] },
      ZAR: { unit: ["rand", "rands"], part: ["centavo", "centavos"] },
      JPY: { unit: ["yen", "yenes"], part: null },
      KWD: { unit: ["dinar", "dinares"], part: ["fils", "fils"] },
      VND: { unit: ["dong", "dongs"], part: null },
    },
    minus: "menos",
    and: "con",
  },
  dayOrder: "dm",
  /** "a la 1", "a las 2". */
  atClock: (clock) => (/^1(?!\d)/.test(clock) ? `a la ${clock}` : `a las ${clock}`),
  onDay: (day) => `el ${day}`,
  weekdayAnd: (weekday, day) => `${weekday}, ${day}`,
  label: (label) => label,
  payee: {
    written: (ending) => `codigo ...${ending}`,
    said: (ending) => `quien le dio el código que termina en ${ending}`,
  },
  simulated: {
    simulated: "Simulado",
    carrier: "teléfono",
    meters: "medidores",
    payments: "tarjetas",
    kiosk: "efectivo",
  },
};
