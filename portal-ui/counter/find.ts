/** The search: what is typed, what it finds, and the row that Enter would take. */
import { signal } from "@preact/signals";
import type { FoundAnswer } from "../../channels/counter/clerk-protocol.ts";
import { openAccount } from "./account.ts";
import { ask } from "./session.ts";
import type { Refused } from "./hub.ts";
import { clearTill } from "./till.ts";

export type Found = FoundAnswer["accounts"][number];

type Search =
  | { readonly kind: "none" }
  | { readonly kind: "short" | "looking" | "unreached" }
  | { readonly kind: "found"; readonly text: string; readonly accounts: readonly Found[] }
  | { readonly kind: "refused"; readonly problem: Refused };

/** The hub looks for nothing shorter. */
const TEXT_MIN = 3;
/** Typing on, nothing is asked for. */
const PAUSE_MS = 200;

export const typed = signal("");
export const search = signal<Search>({ kind: "none" });
/** The row that is marked, from 0. */
export const marked = signal(0);

let pause: ReturnType<typeof setTimeout> | undefined;

export function type(text: string): void {
  typed.value = text;
  clearTimeout(pause);
  marked.value = 0;
  const asked = text.trim();
  if (asked.length < TEXT_MIN) {
    search.value = { kind: asked === "" ? "none" : "short" };
    return;
  }
  pause = setTimeout(() => void look(asked), PAUSE_MS);
}

export function mark(step: number): void {
  if (search.value.kind !== "found") return;
  const count = search.value.accounts.length;
  if (count > 0) marked.value = (marked.value + step + count) % count;
}

/** Takes the marked row; where the answer is not there yet, looks first. */
export async function takeMarked(): Promise<void> {
  const asked = typed.value.trim();
  if (asked.length < TEXT_MIN) return;
  clearTimeout(pause);
  const isAnswered = search.value.kind === "found" && search.value.text === asked;
  if (!isAnswered) await look(asked);
  const now = search.value;
  if (now.kind !== "found" || typed.value.trim() !== asked) return;
  // With several to choose from, the first look only shows them.
  if (!isAnswered && now.accounts.length > 1) return;
  const row = now.accounts[marked.value];
  if (row !== undefined) take(row.account);
}

export function take(account: string): void {
  clearSearch();
  clearTill();
  void openAccount(account, { isForTill: true });
}

export function clearSearch(): void {
  clearTimeout(pause);
  typed.value = "";
  search.value = { kind: "none" };
  marked.value = 0;
}

async function look(text: string): Promise<void> {
  search.value = { kind: "looking" };
  const answer = await ask<FoundAnswer>("/v1/account-searches", { text });
  // Something else was typed meanwhile: its own answer comes.
  if (typed.value.trim() !== text) return;
  marked.value = 0;
  if (answer.kind === "told") {
    search.value = { kind: "found", text, accounts: answer.value.accounts };
  } else if (answer.kind === "refused") search.value = { kind: "refused", problem: answer };
  else search.value = { kind: "unreached" };
}
