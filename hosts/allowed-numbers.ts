import type { UtilityConfiguration } from "./configuration.ts";
import type { Ends } from "./ends.ts";

/** Whether a customer's number is answered: all are, but beside simulated ends a real carrier answers `carrier.allow` only. */
export function allowedNumbers(
  { carrier }: Ends,
  utilities: readonly UtilityConfiguration[],
): (number: string) => boolean {
  if (carrier.kind !== "telnyx" || !carrier.onlyAllowed) return () => true;
  const allowed = new Set(utilities.flatMap(({ carrier: { allow } }) => allow));
  return (number) => allowed.has(number);
}
