/** What use costs, by day and by unit, and what a payment goes to before it is credit. */

/** What full days of use cost by the tariffs of now. */
export interface UseFacts {
  /** The newest full day: an instant in it, and its cost. */
  readonly dayAtMs: number;
  readonly dayUnits: number;
  /** The newest seven full days together, and the seven before; null where there are not so many. */
  readonly weekUnits: number | null;
  readonly weekBeforeUnits: number | null;
}

export interface RateFacts {
  /** "kWh". */
  readonly unit: string;
  /** Exact decimals of the currency; the two differ where the price depends on the hour or on the use. */
  readonly lowPrice: string;
  readonly highPrice: string;
  /** Null where nothing is charged by the day. */
  readonly fixedPerDay: string | null;
}

/** What a payment goes to before it is credit, beside the balance. All zero or more. */
export interface OwedFacts {
  readonly debtUnits: number;
  /** The share of each payment that goes to the debt, in hundredths of a percent. */
  readonly debtBasisPoints: number;
  /** For payments that came back, with what they cost. */
  readonly feesUnits: number;
  readonly shortfallUnits: number;
  readonly emergencyUnits: number;
}
