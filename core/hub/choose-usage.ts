import { accountHome, lineHome } from "../ids.ts";
import type { Hub } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { contactsAt } from "../store/accounts.ts";
import { noteConsent } from "./note-consent.ts";

export interface ChooseUsage {
  /** The caller's id of the choice: the same again changes nothing. */
  readonly id: string;
  readonly accountId: string;
  readonly line: string;
  readonly wantsUsage: boolean;
  /** What the customer said or signed, and who took it, in words that prove it later. */
  readonly evidence: string;
}

/**
 * Keeps that a contact wants no word of its usage, or wants it again, apart from all that the account owes it: a warning or a
 * receipt comes all the same. Consent to texts at all is the customer's own to give, and is not touched.
 */
export async function chooseUsage(
  hub: Hub,
  { id, accountId, line, wantsUsage, evidence }: ChooseUsage,
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
      key: `usage/${accountId}/${id}`,
      purpose: "usage",
      state: wantsUsage ? "granted" : "revoked",
      source: "staff",
      evidence,
      occurredAtMs: null,
    }),
  );
  return { kind };
}
