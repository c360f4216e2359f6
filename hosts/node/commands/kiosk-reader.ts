/** `kiosk reader`: brings a smart reader of Stripe's into use beside a terminal. */
import { isRefusal, refuse } from "../../../core/refusal.ts";
import { stripeClient } from "../../../payments/stripe/client.ts";
import { refusedBy } from "../../../payments/stripe/outcome.ts";
import { registerReader } from "../../../payments/stripe/reader.ts";
import { stripeEnd } from "../../stripe-end.ts";
import { type Given, type Outcome, refusedOutcome, type Terminal, UsageError } from "../command.ts";
import type { Commands } from "../control.ts";
import { chosenUtility, configured } from "./configured.ts";

/** Its own words, joined by dashes: "sepia-cerulean-aqua". */
const CODE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LOCATION = /^tml_\w{1,64}$/;

/** Checks what is asked before anything is opened. */
export function registering(given: Given, terminal: Terminal, kioskId: string) {
  const code = given.text("code") ?? "";
  const location = given.text("location") ?? "";
  if (!CODE.test(code))
    throw new UsageError("--code is what the reader shows: sepia-cerulean-aqua");
  if (!LOCATION.test(location)) throw new UsageError("--location is one of Stripe's: tml_...");
  return async (commands: Commands, utilityId: string): Promise<Outcome> => {
    const known = await commands("list_kiosks", { utilityId });
    if (isRefusal(known)) return refusedOutcome(known);
    const kiosks = known as readonly { readonly id: string; readonly revokedAtMs: number | null }[];
    const isThere = kiosks.some(({ id, revokedAtMs }) => id === kioskId && revokedAtMs === null);
    if (!isThere) {
      return refusedOutcome(refuse("no_such_kiosk", `${kioskId} is no terminal of ${utilityId}`));
    }
    return register(given, terminal, { kioskId, code, location });
  };
}

async function register(
  given: Given,
  terminal: Terminal,
  asked: { readonly kioskId: string; readonly code: string; readonly location: string },
): Promise<Outcome> {
  const found = configured(given, terminal);
  if (found.kind === "refused") return found.outcome;
  const stripe = stripeEnd(terminal.environment);
  if (stripe === null) {
    return refusedOutcome(refuse("no_processor", "STRIPE_SECRET_KEY is not set here"));
  }
  const { secretKey, base } = stripe;
  const account = chosenUtility(found.configuration, given).payment.stripeAccount;
  const client = stripeClient({ secretKey, account, ...(base === null ? {} : { base }) });
  const { kioskId, code, location } = asked;
  try {
    const made = await registerReader(await client(), { code, location, label: kioskId });
    const line = `readers = { ${kioskId} = "${made.readerId}" }`;
    return {
      status: 0,
      lines: [
        `${made.device} ${made.readerId} is in use at ${location}.`,
        `Write it into [utility.payment], and start the server again: ${line}`,
      ],
      json: { id: kioskId, reader: made.readerId, device: made.device },
    };
  } catch (error) {
    const { isFinal, word } = refusedBy(error);
    const message = error instanceof Error ? error.message : String(error);
    const came = isFinal ? "reader_refused" : "no_answer";
    return refusedOutcome(refuse(came, `Stripe: ${message} (${word})`));
  }
}
