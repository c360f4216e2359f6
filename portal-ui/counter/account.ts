/** The account on the page: read together, and again while it is shown. Its id stands behind the # of the address, so that a reload shows it again. */
import { signal } from "@preact/signals";
import type {
  DisputesAnswer,
  ParticularsAnswer,
  SecondContactsAnswer,
} from "../../channels/counter/clerk-protocol.ts";
import type { AccountAnswer } from "../../channels/counter/protocol.ts";
import type { Refused } from "./hub.ts";
import { ask } from "./session.ts";

export interface Seen {
  readonly account: AccountAnswer;
  readonly particulars: ParticularsAnswer;
  readonly disputes: DisputesAnswer["disputes"];
  readonly seconds: SecondContactsAnswer["second_contacts"];
}

export type Shown =
  | { readonly kind: "none" }
  | { readonly kind: "loading"; readonly id: string }
  | { readonly kind: "seen"; readonly id: string; readonly seen: Seen }
  | { readonly kind: "failed"; readonly id: string; readonly problem: Refused | "unreached" };

/** Whatever else stands in the address is no account's id, and is asked for by nobody. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export const shown = signal<Shown>({ kind: "none" });
/** Set where whoever opened it wants to take cash: the amount takes the keys once it is there. */
export const isForTill = signal(false);

export async function openAccount(id: string, how = { isForTill: false }): Promise<void> {
  isForTill.value = how.isForTill;
  history.replaceState(null, "", `#${id}`);
  if (shown.value.kind === "none" || shown.value.id !== id) shown.value = { kind: "loading", id };
  await lookAgain();
}

export function closeAccount(): void {
  shown.value = { kind: "none" };
  history.replaceState(null, "", location.pathname + location.search);
}

/** The one that the address names, after a reload or from a link. */
export function openNamed(): void {
  const id = location.hash.slice(1);
  if (ID.test(id)) void openAccount(id);
}

/** Reads it anew; what could not be read leaves what is shown, unless nothing is. */
export async function lookAgain(): Promise<void> {
  const now = shown.value;
  if (now.kind === "none") return;
  const { id } = now;
  const path = `/v1/accounts/${encodeURIComponent(id)}`;
  const [account, particulars, disputes, seconds] = await Promise.all([
    ask<AccountAnswer>(path),
    ask<ParticularsAnswer>(`${path}/particulars`),
    ask<DisputesAnswer>(`${path}/disputes`),
    ask<SecondContactsAnswer>(`${path}/second-contacts`),
  ]);
  if (shown.value.kind === "none" || shown.value.id !== id) return;
  if (account.kind !== "told") return fail(id, account);
  if (particulars.kind !== "told") return fail(id, particulars);
  if (disputes.kind !== "told") return fail(id, disputes);
  if (seconds.kind !== "told") return fail(id, seconds);
  const seen = {
    account: account.value,
    particulars: particulars.value,
    disputes: disputes.value.disputes,
    seconds: seconds.value.second_contacts,
  };
  const before = shown.value.kind === "seen" ? JSON.stringify(shown.value.seen) : "";
  // Drawn anew only where something has changed.
  if (JSON.stringify(seen) !== before) shown.value = { kind: "seen", id, seen };
}

function fail(id: string, answer: Refused | { readonly kind: "unreached" }): void {
  if (shown.value.kind === "seen") return;
  const problem = answer.kind === "refused" ? answer : "unreached";
  shown.value = { kind: "failed", id, problem };
}
