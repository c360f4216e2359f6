import type { AccountFacts, ConsentState } from "../conversation/facts.ts";
import { accountHome, lineHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Hub } from "../ports.ts";
import { contactsAt } from "../store/accounts.ts";
import { consentOf } from "../store/talks.ts";
import type { UtilitySettings } from "./settings.ts";
import type { Reaching } from "./take-turn.ts";

export interface Alerted {
  readonly accountId: string;
  readonly line: string;
  readonly consent: ConsentState;
}

/** Where alerts of the accounts on a terminal's screen go, and whether they do; nothing before a PIN, or without a number to text from. */
export async function readAlerts(
  hub: Hub,
  now: Now,
  { accountIds = [], provedCustomer }: Reaching,
  { numbers }: UtilitySettings,
): Promise<readonly Alerted[]> {
  if (provedCustomer === null || numbers.length === 0) return [];
  const all = accountIds.map(async (accountId): Promise<readonly Alerted[]> => {
    const home = accountHome(accountId);
    const [first] = await hub.store.read(home, (sql) => contactsAt(sql, home, now.serviceMs));
    if (first === undefined) return [];
    const { line } = first;
    const at = lineHome(line);
    const consent = await hub.store.read(at, (sql) => consentOf(sql, at, "account") ?? "none");
    return [{ accountId, line, consent }];
  });
  return (await Promise.all(all)).flat();
}

/** Digits of a phone that are shown: enough to know one's own. */
const PHONE_SHOWN = 4;

export function alertsOf(
  alerted: readonly Alerted[],
  accountId: string,
): Pick<AccountFacts, "alerts"> {
  const one = alerted.find((alert) => alert.accountId === accountId);
  if (one === undefined) return {};
  return { alerts: { last4: one.line.slice(-PHONE_SHOWN), consent: one.consent } };
}
