/** Who works here: the key, which lies in this tab's session storage alone, and the drawer and the clerk that payments name. */
import { signal } from "@preact/signals";
import type { KeyAnswer } from "../../channels/counter/clerk-protocol.ts";
import { type Answer, askHub, type Refused } from "./hub.ts";

export interface Desk {
  readonly drawer: string;
  readonly clerk: string;
}

interface Kept extends Desk {
  readonly token: string;
}

export type Session =
  | { readonly kind: "out"; readonly problem: Refused | "unreached" | null }
  | { readonly kind: "checking"; readonly isWaiting: boolean }
  | { readonly kind: "in"; readonly key: KeyAnswer; readonly desk: Desk };

/** With an empty key after signing out, so that the drawer and the clerk need not be typed again. */
const KEPT = "counter.session";
/** A hub that starts again is back within seconds. */
const AGAIN_MS = 3_000;
/** Of a wrong key the same is said as of a revoked one: the hub tells neither from the other. */
const KEY_IS_OVER = 401;

export const session = signal<Session>({ kind: "out", problem: null });

function kept(): Kept | null {
  const text = sessionStorage.getItem(KEPT);
  return text === null ? null : (JSON.parse(text) as Kept);
}

/** What was typed for the drawer and the clerk before. */
export function lastDesk(): Desk {
  const { drawer, clerk } = kept() ?? { drawer: "desk-1", clerk: "" };
  return { drawer, clerk };
}

export async function signIn(token: string, desk: Desk): Promise<void> {
  session.value = { kind: "checking", isWaiting: false };
  const answer = await askHub<KeyAnswer>(token, "/v1/key");
  if (answer.kind === "told") {
    sessionStorage.setItem(KEPT, JSON.stringify({ token, ...desk } satisfies Kept));
    session.value = { kind: "in", key: answer.value, desk };
    return;
  }
  session.value = { kind: "out", problem: answer.kind === "refused" ? answer : "unreached" };
}

/** After a reload: with the key that this tab has, for as long as it takes to reach the hub. */
export async function resumeSession(): Promise<void> {
  const before = kept();
  if (before === null || before.token === "") return;
  const { token, drawer, clerk } = before;
  session.value = { kind: "checking", isWaiting: false };
  for (;;) {
    // Each look is after the one before: nothing else is to be done meanwhile.
    const answer = await askHub<KeyAnswer>(token, "/v1/key");
    if (answer.kind === "told") {
      session.value = { kind: "in", key: answer.value, desk: { drawer, clerk } };
      return;
    }
    if (answer.kind === "refused" && answer.status < 500) return endSession(answer);
    session.value = { kind: "checking", isWaiting: true };
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    if (kept()?.token !== token) return;
  }
}

/** Forgets the key. */
export function endSession(problem: Refused | null = null): void {
  sessionStorage.setItem(KEPT, JSON.stringify({ token: "", ...lastDesk() } satisfies Kept));
  session.value = { kind: "out", problem };
}

/** Calls the API as whoever is signed in; a key that is no longer known ends the session. */
export async function ask<Value>(path: string, body?: object): Promise<Answer<Value>> {
  const answer = await askHub<Value>(kept()?.token ?? "", path, body);
  if (answer.kind === "refused" && answer.status === KEY_IS_OVER) endSession(answer);
  return answer;
}

export function may(scope: KeyAnswer["scopes"][number]): boolean {
  const now = session.value;
  if (now.kind !== "in") return false;
  return now.key.scopes.includes(scope) || now.key.scopes.includes("admin");
}
