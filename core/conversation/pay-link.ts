import type { Facts } from "./facts.ts";

/** Whether this line may be sent the address of a page that takes a first card. */
export function mayLink({ utility, line }: Facts): boolean {
  if (utility.linksPay !== true) return false;
  return line.channel === "sms" || (line.channel === "ivr" && line.takesTexts === true);
}

/** Whether the carrier can take a card in this call, so that no digit of it comes here. */
export function mayCapture({ utility, line }: Facts): boolean {
  return line.channel === "ivr" && (utility.payConnector ?? null) !== null;
}
