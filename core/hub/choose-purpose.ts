import { accountHome, lineHome } from "../ids.ts";
import type { Hub } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { contactsAt } from "../store/accounts.ts";
import { noteConsent } from "./note-consent.ts";

/** What a contact may want or not apart from texts at all: word of its usage by text, and calls of ours. */
export type ChosenPurpose = "usage" | "calls";

export interface ChoosePurpose {
  /** The caller's id of the choice: the same again changes nothing. */
  readonly id: string;
  readonly accountId: string;
  readonly line: string;
  readonly purpose: ChosenPurpose;
  readonly isWanted: boolean;
  /** What the customer said or signed, and who took it, in words that prove it later. */
  readonly evidence: string;
}

/**
 * Keeps that a contact wants word of its usage or none, or agrees to be called or not, as staff were told: a warning or a receipt by
 * text comes all the same. Consent to texts at all is the customer's own to give, and is not touched.
 */
export async function choosePurpose(
  hub: Hub,
  { id, accountId, line, purpose, isWanted, evidence }: ChoosePurpose,
): Promise<{ kind: "noted" | "seen" } | Refusal<"no_such_contact">> {
  const { serviceMs } = hub.clock.now();
  const home = accountHome(accountId);
  const isContact = await hub.store.read(home, (sql) =>
    contactsAt(sql, home, serviceMs).some((contact) => contact.line === line),
  );
  if (!isContact) return refuse("no_such_contact", "the account has no such contact");
  const { kind } = await hub.store.transact(lineHome(line), (sql) =>
    noteConsent(sql, hub.clock.now(), {
      line,
      key: `${purpose}/${accountId}/${id}`,
      purpose,
      state: isWanted ? "granted" : "revoked",
      source: "staff",
      evidence,
      occurredAtMs: null,
    }),
  );
  return { kind };
}
