/** How a language writes and says what is no sentence: money, days, times, places. What has no entry here is alike in all. */
export interface Ways {
  /** Its own name for itself. */
  readonly name: string;
  /** The word that chooses it by text, and how that is said in its own words. */
  readonly keyword: string;
  readonly chosen: string;
  /** The locale that amounts and times are written by, which may go by the currency. */
  readonly locale: (currency: string) => string;
  /** The locale that days and times are said by. */
  readonly spokenLocale: string;
  readonly money: {
    readonly names: Readonly<Record<string, CurrencyNames>>;
    readonly minus: string;
    /** Between the whole and its part. */
    readonly and: string;
  };
  /** Whether a day's figures stand after its month's. */
  readonly dayOrder: "md" | "dm";
  /** A clock's time as it stands in a sentence: "a las 2", "at" left out where it is. */
  readonly atClock: (clock: string) => string;
  readonly onDay: (day: string) => string;
  /** A weekday and a day of a month, whose words may be marks. */
  readonly weekdayAnd: (weekday: string, day: string) => string;
  /** How the name of a place is said where a voice would stumble over its abbreviations. */
  readonly label: (label: string) => string;
  /** Whom a payment by somebody's code goes to, by the code's last digits: as it stands in a sentence, and as it is said. */
  readonly payee: {
    readonly written: (ending: string) => string;
    readonly said: (ending: string) => string;
  };
  /** What is a stand-in here, said on a terminal's screen. */
  readonly simulated: Readonly<
    Record<"simulated" | "carrier" | "meters" | "payments" | "kiosk", string>
  >;
}

export interface CurrencyNames {
  /** One of it, and many. */
  readonly unit: readonly [string, string];
  /** The part of a unit; null where there is none. */
  readonly part: readonly [string, string] | null;
}
