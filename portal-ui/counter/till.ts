/**
 * Taking cash. What is about to be sent is kept in this tab before it leaves, under an id of its own: a second click finds it
 * under way, and a reload or a lost answer sends the very same again, which the hub does once.
 */
import { computed, signal } from "@preact/signals";
import type { OfferAnswer, QuoteAnswer } from "../../channels/counter/clerk-protocol.ts";
import type { PaymentAnswer } from "../../channels/counter/protocol.ts";
import { lookAgain } from "./account.ts";
import { decimalOf, minorOf } from "./figures.ts";
import { isUnknown, type Refused } from "./hub.ts";
import { ask, session } from "./session.ts";

/** One handing over of cash. */
export interface Attempt {
  readonly id: string;
  readonly utility: string;
  readonly account: string;
  readonly name: string;
  readonly label: string;
  readonly amount: string;
  readonly tendered: string;
  readonly currency: string;
  readonly drawer: string;
  readonly clerk: string;
  readonly atMs: number;
}

export type Till =
  | { readonly kind: "open"; readonly problem: Refused | null }
  | { readonly kind: "sending"; readonly attempt: Attempt }
  /** Sent, and nobody knows what became of it: the same is sent again until the hub says. */
  | { readonly kind: "unknown"; readonly attempt: Attempt; readonly tries: number }
  | { readonly kind: "taken"; readonly attempt: Attempt; readonly payment: PaymentAnswer };

/** Another utility's key must neither send it nor forget it. */
function keptFor(utility: string): string {
  return `counter.attempt.${utility}`;
}

const AGAIN_MS = 3_000;
/** An amount that is still being typed is not asked about. */
const PAUSE_MS = 250;

export const till = signal<Till>({ kind: "open", problem: null });
export const amount = signal("");
export const tendered = signal("");
/** What the amount would buy; null while nothing is known of it. */
export const offer = signal<OfferAnswer | Refused | null>(null);
/** The amount that turns supply on, held for a while. */
export const quote = signal<QuoteAnswer | Refused | null>(null);

export const amountMinor = computed(() => minorOf(amount.value));
export const changeMinor = computed(() => {
  const given = minorOf(tendered.value);
  return given === null || amountMinor.value === null ? null : given - amountMinor.value;
});
/** There is an amount, and what was laid down covers it. */
export const isReady = computed(
  () => amountMinor.value !== null && amountMinor.value > 0 && (changeMinor.value ?? -1) >= 0,
);

let pause: ReturnType<typeof setTimeout> | undefined;
let again: ReturnType<typeof setTimeout> | undefined;
let isHolding = false;

/** Enough that no two payments of a utility ever meet. */
const ID_BYTES = 16;

function freshId(what: string): string {
  const bytes = [...crypto.getRandomValues(new Uint8Array(ID_BYTES))];
  return `${what}-${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** A till for whoever is next, or for another account. What is under way stays. */
export function clearTill(): void {
  if (till.value.kind === "sending" || till.value.kind === "unknown") return;
  forgetTill();
}

/** Another account is there: what was typed is for the one before. What became of a payment stays, for after a reload nobody has seen it. */
export function clearTyped(): void {
  clearTimeout(pause);
  amount.value = "";
  tendered.value = "";
  offer.value = null;
  quote.value = null;
}

/** Nobody works here any more; what is under way is kept for whoever signs in for the utility next. */
export function forgetTill(): void {
  clearTimeout(again);
  till.value = { kind: "open", problem: null };
  clearTyped();
}

export function typeAmount(account: string, text: string): void {
  amount.value = text;
  offer.value = null;
  clearTimeout(pause);
  const minor = amountMinor.value;
  if (minor === null || minor === 0) return;
  pause = setTimeout(() => void askOffer(account, decimalOf(minor)), PAUSE_MS);
}

async function askOffer(account: string, wanted: string): Promise<void> {
  const answer = await ask<OfferAnswer>(`/v1/accounts/${account}/offers/${wanted}`);
  if (amountMinor.value === null || decimalOf(amountMinor.value) !== wanted) return;
  offer.value = told(answer);
}

/** Holds what turns supply on while the notes are counted, and takes that amount; what is held already is not held twice. */
export async function holdQuote(account: string): Promise<void> {
  const held = quote.value;
  const isHeld = held !== null && !("code" in held) && Date.parse(held.held_until) > Date.now();
  if (isHeld) return typeAmount(account, held.amount);
  if (isHolding) return;
  isHolding = true;
  const answer = await ask<QuoteAnswer>("/v1/quotes", { id: freshId("q"), account });
  isHolding = false;
  quote.value = told(answer);
  if (answer.kind === "told") typeAmount(account, answer.value.amount);
}

function told<Value>(
  answer: { kind: "told"; value: Value } | Refused | { kind: "unreached" },
): Value | Refused | null {
  if (answer.kind === "unreached") return null;
  return answer.kind === "told" ? answer.value : answer;
}

/** Takes the amount once, however often it is asked to; what was laid down must cover it. */
export function take(of: Pick<Attempt, "account" | "name" | "label">): void {
  const now = session.value;
  const minor = amountMinor.value;
  const change = changeMinor.value;
  if (till.value.kind !== "open" || now.kind !== "in" || !isReady.value) return;
  if (minor === null || change === null) return;
  const attempt: Attempt = {
    ...of,
    ...now.desk,
    id: freshId("desk"),
    utility: now.key.utility,
    amount: decimalOf(minor),
    tendered: decimalOf(minor + change),
    currency: now.key.currency,
    atMs: Date.now(),
  };
  sessionStorage.setItem(keptFor(attempt.utility), JSON.stringify(attempt));
  till.value = { kind: "sending", attempt };
  void send(attempt, 1);
}

/** What a reload, or a sign-in with another key of the utility, finds under way. */
export function resumeTill(): void {
  const now = session.value;
  if (now.kind !== "in") return;
  const text = sessionStorage.getItem(keptFor(now.key.utility));
  if (text === null) return;
  const attempt = JSON.parse(text) as Attempt;
  till.value = { kind: "unknown", attempt, tries: 1 };
  void send(attempt, 2);
}

export function sendAgain(): void {
  if (till.value.kind !== "unknown" || session.value.kind !== "in") return;
  clearTimeout(again);
  void send(till.value.attempt, till.value.tries + 1);
}

async function send(attempt: Attempt, tries: number): Promise<void> {
  const { id, account, amount: paid, currency, drawer, clerk } = attempt;
  const answer = await ask<PaymentAnswer>("/v1/payments", {
    id,
    account,
    amount: paid,
    currency,
    tender: "cash",
    drawer,
    clerk,
  });
  const isKeyOver = answer.kind === "refused" && (answer.status === 401 || answer.status === 403);
  const isUnsure = answer.kind !== "told" && (isUnknown(answer) || (isKeyOver && tries > 1));
  const isHere = utilityNow() === attempt.utility;
  if (answer.kind === "refused" && !isUnsure) {
    sessionStorage.removeItem(keptFor(attempt.utility));
    if (isHere) till.value = { kind: "open", problem: answer };
    return;
  }
  // Signed out meanwhile: it is kept, and whoever comes next for the utility is told what became of it.
  if (!isHere) return;
  if (answer.kind === "told") {
    sessionStorage.removeItem(keptFor(attempt.utility));
    till.value = { kind: "taken", attempt, payment: answer.value };
    void lookAgain();
    return;
  }
  till.value = { kind: "unknown", attempt, tries };
  clearTimeout(again);
  // A key that may not pay sends nothing more; the next one goes on with it.
  if (!isKeyOver) again = setTimeout(sendAgain, AGAIN_MS);
}

function utilityNow(): string | null {
  const now = session.value;
  return now.kind === "in" ? now.key.utility : null;
}
