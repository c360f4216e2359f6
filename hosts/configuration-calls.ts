/** What of a utility's file says which numbers are which, and how its calls go. */
import { isPhone } from "../core/phone.ts";
import type { Note } from "./configuration-amount.ts";
import type { UtilityAsWritten } from "./configuration-file.ts";

export function phonesOf(phones: readonly string[], at: string, note: Note): readonly string[] {
  for (const [index, phone] of phones.entries()) {
    const where = `${at}[${String(index)}]`;
    if (!isPhone(phone)) {
      note(where, "not_e164", `"${phone}" must be written as "+", country code, number, no spaces`);
    } else if (phones.indexOf(phone) < index) {
      note(where, "listed_twice", `"${phone}" is listed twice`);
    }
  }
  return phones;
}

/** How the utility's calls go, beside who answers them. */
export interface CallsConfiguration {
  readonly agentNumber: string | null;
  readonly connectionId: string;
  /** The carrier's payment connector that takes cards in a call; null where none does. */
  readonly payConnector: string | null;
  /** The currencies that it takes a card in. */
  readonly payCurrencies: readonly string[];
}

export function callsOf(
  calls: UtilityAsWritten["calls"],
  agentNumber: string | null,
): CallsConfiguration {
  const { connection_id: connectionId, pay_connector: connector, pay_currencies } = calls;
  const payConnector = connector === "" ? null : connector;
  return { agentNumber, connectionId, payConnector, payCurrencies: pay_currencies };
}
