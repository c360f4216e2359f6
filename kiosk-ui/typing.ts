/** The digits that are typed on a screen, by touch or by key: one buffer, one Enter. */
import { computed } from "@preact/signals";
import type { Source } from "../channels/kiosk/protocol.ts";
import { enter, isSettled } from "./press.ts";
import { previewOf } from "./preview.ts";
import { language, typed, view } from "./state.ts";

/** Nobody pays an amount of more digits at a kiosk. */
const AMOUNT_DIGITS_MAX = 5;

export const preview = computed(() => {
  const shown = view.value;
  return shown?.screen === "amount" ? previewOf(shown.preview, typed.value, language.value) : null;
});

function mostDigits(): number {
  const shown = view.value;
  if (shown === null) return 0;
  return "digitsMax" in shown ? shown.digitsMax : AMOUNT_DIGITS_MAX;
}

/** Whether Enter would send what is typed. */
export const canEnter = computed(() => {
  const shown = view.value;
  if (shown === null) return false;
  if ("digitsMin" in shown) return typed.value.length >= shown.digitsMin;
  return preview.value?.isInRange === true;
});

export function type(digit: string): boolean {
  if (!isSettled() || typed.value.length >= mostDigits()) return false;
  // A first nought says nothing of an amount, and may well begin an account number.
  if (preview.value !== null && typed.value === "" && digit === "0") return false;
  typed.value += digit;
  return true;
}

export function eraseLast(): void {
  typed.value = typed.value.slice(0, -1);
}

export function clearTyped(): void {
  typed.value = "";
}

export function enterTyped(source: Source): boolean {
  if (!canEnter.value) return false;
  enter(preview.value === null ? typed.value : String(preview.value.amountMinor), source);
  return true;
}
