/** How this person wants to see and hear the terminal. Everything goes back with the end of the talk. */
import { signal } from "@preact/signals";

export const isLarge = signal(false);
export const isHighContrast = signal(false);
export const isSpeaking = signal(false);
export const isLowReach = signal(false);
export const isCurtained = signal(false);
/** Keys are in use, so every action shows its own. */
export const isKeyed = signal(false);
/** Steps from 1 to 5; 3 is as people talk. */
export const rateStep = signal(3);
export const volumeStep = signal(3);

export const LAST_STEP = 5;

export function resetPreferences(): void {
  for (const choice of [isLarge, isHighContrast, isSpeaking, isLowReach, isCurtained, isKeyed]) {
    choice.value = false;
  }
  rateStep.value = 3;
  volumeStep.value = 3;
}
