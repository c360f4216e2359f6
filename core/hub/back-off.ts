/** Back-off doubles from a second to five minutes. */
const BACK_OFF_FIRST_MS = 1_000;
export const BACK_OFF_MAX_MS = 300_000;

export function backOffMs(attempts: number): number {
  return Math.min(BACK_OFF_MAX_MS, BACK_OFF_FIRST_MS * 2 ** Math.min(attempts, 20));
}
