/** Which ends a server starts, from its configuration, environment and --simulate: one decision for `serve` and `doctor`. */
import { type Refusal, refuse } from "../core/refusal.ts";
import type { Configuration } from "./configuration.ts";
import { type Environment, isLoopbackUrl, valueOf } from "./environment.ts";
import {
  type PaymentsEnd,
  paymentsFound,
  paymentsOf,
  type StripeEnd,
  stripeEnd,
  type StripeRefusal,
  stripeRefusals,
} from "./stripe-end.ts";

export const simulatedKinds = ["carrier", "meters", "payments"] as const;
export type SimulatedKind = (typeof simulatedKinds)[number];

export interface TelnyxCarrier {
  readonly kind: "telnyx";
  /** Null is Telnyx itself. */
  readonly baseUrl: string | null;
  /** A carrier on this very machine is a stand-in: it counts as simulated and needs no list of allowed numbers. */
  readonly isLoopback: boolean;
  /** True where it answers only the numbers of each utility's `carrier.allow`. */
  readonly onlyAllowed: boolean;
}

export interface Ends {
  readonly carrier: TelnyxCarrier | { readonly kind: "simulated" } | { readonly kind: "off" };
  readonly meters: "simulated" | "off";
  readonly payments: PaymentsEnd;
  /** What Stripe, or its stand-in, is reached and believed by; null where it is not the processor. */
  readonly stripe: StripeEnd | null;
  /** Base64 of the 32 bytes that carrier webhooks are verified with; null where none is set. */
  readonly carrierPublicKey: string | null;
}

export type EndsRefusal = StripeRefusal | "bad_public_key";

/** The kinds of "--simulate carrier,meters", or the word that is none. */
export function readSimulate(
  text: string | undefined,
): ReadonlySet<SimulatedKind> | Refusal<"unknown_kind"> {
  const chosen = new Set<SimulatedKind>();
  for (const word of text === undefined ? [] : text.split(",")) {
    const kind = simulatedKinds.find((name) => name === word.trim());
    if (kind === undefined) {
      const kinds = simulatedKinds.join(", ");
      return refuse("unknown_kind", `--simulate takes ${kinds}, not "${word.trim()}"`);
    }
    chosen.add(kind);
  }
  return chosen;
}

/** The ends that start, or every reason why none may. */
export function chooseEnds(
  environment: Environment,
  simulate: ReadonlySet<SimulatedKind>,
): Ends | readonly Refusal<EndsRefusal>[] {
  const telnyx: Telnyx = {
    apiKey: valueOf(environment, "TELNYX_API_KEY"),
    baseUrl: valueOf(environment, "TELNYX_BASE_URL"),
    publicKey: valueOf(environment, "TELNYX_PUBLIC_KEY"),
  };
  const refusals = [
    ...refusalsOf(telnyx, simulate),
    ...stripeRefusals(environment, simulate.has("payments")),
  ];
  if (refusals.length > 0) return refusals;
  return {
    carrier: carrierOf(telnyx, simulate),
    meters: simulate.has("meters") ? "simulated" : "off",
    payments: paymentsOf(environment, simulate.has("payments")),
    stripe: stripeEnd(environment),
    carrierPublicKey: telnyx.publicKey,
  };
}

/** The kinds that are stand-ins, a carrier on this very machine among them. */
export function simulatedIn({ carrier, meters, payments }: Ends): readonly SimulatedKind[] {
  const isCarrier =
    carrier.kind === "simulated" || (carrier.kind === "telnyx" && carrier.isLoopback);
  const kinds = {
    carrier: isCarrier,
    meters: meters === "simulated",
    payments: payments === "simulated" || payments === "stripe_stand_in",
  };
  return simulatedKinds.filter((kind) => kinds[kind]);
}

interface Telnyx {
  readonly apiKey: string | null;
  readonly baseUrl: string | null;
  readonly publicKey: string | null;
}

function refusalsOf(
  { apiKey, baseUrl, publicKey }: Telnyx,
  simulate: ReadonlySet<SimulatedKind>,
): Refusal<EndsRefusal>[] {
  const refusals: Refusal<EndsRefusal>[] = [];
  if (simulate.has("carrier") && apiKey !== null) {
    const words =
      "TELNYX_API_KEY is set, and a simulated carrier never starts beside a real one: unset it, or leave carrier out of --simulate";
    refusals.push(refuse("simulated_beside_real", words));
  }
  if (baseUrl !== null && !/^https?:$/.test(URL.parse(baseUrl)?.protocol ?? "")) {
    refusals.push(refuse("bad_base_url", "TELNYX_BASE_URL is not an http or https URL"));
  }
  if (publicKey !== null && !isPublicKey(publicKey)) {
    const words =
      "TELNYX_PUBLIC_KEY is not a public key: copy it from the Telnyx portal, 44 characters that end in =";
    refusals.push(refuse("bad_public_key", words));
  }
  return refusals;
}

function carrierOf(
  { apiKey, baseUrl }: Telnyx,
  simulate: ReadonlySet<SimulatedKind>,
): Ends["carrier"] {
  if (simulate.has("carrier")) return { kind: "simulated" };
  if (apiKey === null) return { kind: "off" };
  const isLoopback = baseUrl !== null && isLoopbackUrl(baseUrl);
  const othersSimulated = simulate.has("meters") || simulate.has("payments");
  return { kind: "telnyx", baseUrl, isLoopback, onlyAllowed: othersSimulated && !isLoopback };
}

/** Base64 of 32 bytes, as the Telnyx portal shows it. */
function isPublicKey(text: string): boolean {
  return /^[A-Za-z0-9+/]{43}=$/.test(text);
}

export interface Finding {
  /** Null is the whole process. */
  readonly utilityId: string | null;
  readonly subject: string;
  readonly state: "on" | "simulated" | "off" | "wrong";
  readonly words: string;
}

/** What people need to know of the ends, utility by utility. */
export function describeEnds(ends: Ends, configuration: Configuration): Finding[] {
  return configuration.utilities.flatMap((utility): Finding[] => {
    const { utilityId } = utility;
    const allowed = utility.carrier.allow.length;
    return [
      { utilityId, subject: "texts", ...textsOf(ends, utility.sms.numbers.length, allowed) },
      {
        utilityId,
        subject: "meters",
        ...(ends.meters === "simulated"
          ? {
              state: "simulated",
              words:
                "switches are simulated, and meters that are asked for their reads (reading.on_demand) answer with made-up ones",
            }
          : {
              state: "off",
              words:
                "reads come in by POST /v1/reads; no switch is connected, so nothing is turned off or on (--simulate meters to try it)",
            }),
      },
      {
        utilityId,
        subject: "payments",
        ...paymentsFound(ends.payments, ends.stripe),
      },
    ];
  });
}

function textsOf(
  { carrier, carrierPublicKey }: Ends,
  numbers: number,
  allowed: number,
): Pick<Finding, "state" | "words"> {
  if (carrier.kind === "off") {
    return {
      state: "off",
      words: "TELNYX_API_KEY is not set: no text is sent (--simulate carrier to try it)",
    };
  }
  if (carrier.kind === "simulated") {
    return { state: "simulated", words: "no text leaves this machine" };
  }
  if (numbers === 0)
    return { state: "wrong", words: "TELNYX_API_KEY is set, but sms.numbers is empty" };
  if (carrierPublicKey === null) {
    const words = "TELNYX_PUBLIC_KEY is not set: every text that comes in is refused as unproved";
    return { state: "wrong", words };
  }
  const from = `from ${String(numbers)} ${numbers === 1 ? "number" : "numbers"}`;
  if (carrier.isLoopback) {
    return { state: "simulated", words: `${from}, to the stand-in at ${carrier.baseUrl ?? ""}` };
  }
  if (!carrier.onlyAllowed) return { state: "on", words: `${from}, through Telnyx` };
  return allowed === 0
    ? {
        state: "wrong",
        words:
          "meters or payments are simulated and carrier.allow is empty, so the real carrier answers nobody",
      }
    : { state: "on", words: `${from}, to the ${String(allowed)} of carrier.allow only` };
}
