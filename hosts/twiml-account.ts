import type { TwimlAccount } from "./app.ts";
import type { UtilityConfiguration } from "./configuration.ts";
import type { Ends } from "./ends.ts";
import type { Environment } from "./environment.ts";

/** What a carrier of TwiML signs with; null where none is set. */
export function twimlToken(environment: Environment): string | null {
  return environment["TWILIO_AUTH_TOKEN"]?.trim() || null;
}

/**
 * The account of a carrier that speaks TwiML, or undefined where its token or our own address is not set. Such a carrier is real:
 * beside simulated meters or payments it answers only the numbers of `carrier.allow`.
 */
export function twimlAccount(
  environment: Environment,
  ends: Ends,
  utilities: readonly UtilityConfiguration[],
): TwimlAccount | undefined {
  const authToken = twimlToken(environment);
  const publicUrl = environment["PUBLIC_URL"]?.trim().replace(/\/$/, "") || null;
  if (authToken === null || publicUrl === null) return undefined;
  const isPartlySimulated = ends.meters === "simulated" || ends.payments === "simulated";
  const allowed = new Set(utilities.flatMap(({ carrier }) => carrier.allow));
  return { authToken, publicUrl, allow: (number) => !isPartlySimulated || allowed.has(number) };
}
