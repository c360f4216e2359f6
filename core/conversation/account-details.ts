import type { AccountDetails, AccountFacts } from "./facts.ts";

/** What is known of an account of which no more was read. */
const nothingKnown: AccountDetails = {
  use: null,
  rates: [],
  owed: { debtUnits: 0, debtBasisPoints: 0, feesUnits: 0, shortfallUnits: 0, emergencyUnits: 0 },
  cut: null,
  alertMinor: null,
};

export function detailsOf({ details }: AccountFacts): AccountDetails {
  return details ?? nothingKnown;
}
