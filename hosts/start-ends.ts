import { randomUUID } from "node:crypto";
import { commandsOf, dialOf } from "../channels/ivr/render.ts";
import { telnyxCalls } from "../channels/ivr/send.ts";
import { SimulatedCalls } from "../channels/simulated/calls.ts";
import { SimulatedCarrier } from "../channels/simulated/carrier.ts";
import type { CarrierKey } from "../channels/simulated/key.ts";
import { renderText } from "../channels/sms/render.ts";
import { telnyxCarrier } from "../channels/sms/send.ts";
import { withTwimlCalls } from "../channels/twiml/calls.ts";
import { telnyxClient } from "../channels/telnyx/client.ts";
import { signerOf } from "../channels/telnyx/sign.ts";
import type { World } from "../core/hub/drain-outbox.ts";
import type { Calls, Carrier, Clock, Hub } from "../core/ports.ts";
import { SimulatedMeters } from "../meters/simulated/meter.ts";
import { SimulatedReads } from "../meters/simulated/on-demand.ts";
import { SimulatedProcessor } from "../payments/simulated/processor.ts";
import { settleEvent } from "../payments/simulated/settle.ts";
import type { StripeClient } from "../payments/stripe/client.ts";
import { stripeProcessor } from "../payments/stripe/processor.ts";
import { confirmReport } from "./confirm-report.ts";
import type { UtilityConfiguration } from "./configuration.ts";
import type { Ends } from "./ends.ts";
import type { Environment } from "./environment.ts";
import { twimlToken } from "./twiml-account.ts";
import { modelledHomes } from "./modelled-homes.ts";
import type { MakeWorld } from "./open-utility.ts";
import { pushReads } from "./push-reads.ts";
import { StripeClients, stripeOf } from "./start-stripe.ts";
import { memoryOf, type SimulatedMemory } from "./simulated-memory.ts";

/** Posts to the hub's own HTTP surface without a socket: how simulated ends tell what happened. */
export type Request = (path: string, init: RequestInit) => Response | Promise<Response>;

export interface StartedEnds {
  readonly makeWorld: MakeWorld;
  /** How a utility's texts leave, by its configuration; null where they do not. */
  carrierOf(utility: UtilityConfiguration): Carrier | null;
  /** Gives the simulated ends the surface to post their webhooks to. */
  connect(request: Request): void;
  /** The key that carrier webhooks are verified with, base64. */
  carrierKey(): string;
  /** The simulated ends, for the sandbox to work; meters and processors by utility. */
  readonly carrier: SimulatedCarrier | null;
  readonly calls: SimulatedCalls | null;
  readonly meters: ReadonlyMap<string, SimulatedMeters>;
  /** Who asks the simulated meters for their reads: made-up ones, until somebody says what they counted. */
  readonly reads: ReadonlyMap<string, SimulatedReads>;
  readonly processors: ReadonlyMap<string, SimulatedProcessor>;
  /** How each utility's Stripe account is reached; empty where Stripe is not the processor. */
  readonly stripe: ReadonlyMap<string, StripeClient>;
  /** When a simulated end next does what it has in mind, by wall time; null when it has nothing. */
  nextDueMs(): number | null;
  /** Takes up what the simulated ends were about when they were last stopped; the utilities stand now. */
  resume(): void;
  /** Calls off what simulated ends had still in mind, and closes their memory. */
  stop(): void;
}

/** Follows in every draw of chance of the simulated ends; the same in every start, so that a fault can be met again. */
const SEED = "switchboard";

export interface EndsOptions {
  readonly ends: Ends;
  /** Simulated meters that "on" only arms, until a hand at the meter closes them; none where nothing is said. */
  readonly armsFirst?: (meterId: string) => boolean;
  readonly environment: Environment;
  /** What simulated ends remember; opened only where there are such. */
  readonly openMemory: () => SimulatedMemory & { readonly close?: () => void };
  /** The pair that a simulated carrier signs with, the same after every start. */
  readonly carrierKey: () => CarrierKey;
}

/** Makes the ends that the configuration and the environment call for; the utilities are put to them one by one. */
export function makeEnds(options: EndsOptions): StartedEnds {
  const { ends } = options;
  const isSimulated = ends.meters === "simulated" || ends.payments === "simulated";
  const memory = isSimulated ? options.openMemory() : null;
  const pending: Pending = new Map();
  const after = laterBy(pending);
  const meters = new Map<string, SimulatedMeters>();
  const reads = new Map<string, SimulatedReads>();
  const processors = new Map<string, SimulatedProcessor>();
  const stripe = new StripeClients();
  let request: Request = () => new Response(null, { status: 503 });
  const key = ends.carrier.kind === "simulated" ? options.carrierKey() : null;
  const utilityOf = new Map<string, string>();
  const simulated =
    key === null
      ? null
      : carrierOptions(signerOf(key.privatePem), after, (path, init) => request(path, init));
  const profileOf = (number: string): string => utilityOf.get(number) ?? number;
  const carrier =
    simulated === null
      ? null
      : new SimulatedCarrier({ ...simulated, render: renderText, profileOf });
  const calls =
    simulated === null
      ? null
      : new SimulatedCalls({
          ...simulated,
          commandsOf,
          dialOf: (call) => dialOf(call, "simulated"),
        });
  const carrierOf = (utility: UtilityConfiguration): Carrier | null =>
    carrier ?? realCarrier(options, utility);
  return {
    makeWorld: ({ utility, clock, hub }) => {
      const { utilityId } = utility;
      for (const number of utility.sms.numbers) utilityOf.set(number, utilityId);
      const parts =
        memory === null ? null : { after, memory: memoryOf(memory, utilityId), hub, clock };
      const startsMeters = ends.meters === "simulated" && parts !== null;
      const meterSwitch = startsMeters ? startMeters(parts, options.armsFirst) : null;
      if (meterSwitch !== null) meters.set(utilityId, meterSwitch);
      const meterReads = parts && meterSwitch ? startReads(parts, meterSwitch) : null;
      if (meterReads !== null) reads.set(utilityId, meterReads);
      const money = openProcessor({ ends, utility, parts, processors, stripe });
      const voice = calls ?? realCalls(options, utility);
      const callsOf = twimlToken(options.environment) === null ? voice : withTwimlCalls(voice);
      return { carrier: carrierOf(utility), calls: callsOf, ...money, meterSwitch, meterReads };
    },
    carrierOf,
    connect(given) {
      request = given;
    },
    carrierKey: () => ends.carrierPublicKey ?? key?.publicBase64 ?? "",
    carrier,
    calls,
    meters,
    reads,
    processors,
    stripe,
    nextDueMs: () => (pending.size === 0 ? null : Math.min(...pending.values())),
    resume() {
      for (const one of meters.values()) one.resume();
      for (const one of processors.values()) one.resume();
    },
    stop() {
      for (const cancel of pending.keys()) cancel();
      memory?.close?.();
    },
  };
}

/** What calls each waiting work off, and when it is due by wall time. */
type Pending = Map<() => void, number>;

type After = (delayMs: number, work: () => void) => () => void;

function laterBy(pending: Pending): After {
  return (delayMs, work) => {
    const cancel = (): void => {
      clearTimeout(timer);
      pending.delete(cancel);
    };
    const timer = setTimeout(() => {
      pending.delete(cancel);
      work();
    }, delayMs);
    pending.set(cancel, Date.now() + delayMs);
    return cancel;
  };
}

/** What texts and calls of the simulated carrier have in common. */
function carrierOptions(sign: ReturnType<typeof signerOf>, after: After, request: Request) {
  return {
    seed: SEED,
    makeId: randomUUID,
    nowMs: Date.now,
    after,
    sign,
    async deliver(body: string, headers: Record<string, string>, messageId: string | null) {
      const query = messageId === null ? "" : `?message=${encodeURIComponent(messageId)}`;
      const answer = await request(`/hooks/telnyx${query}`, { method: "POST", body, headers });
      return answer.status;
    },
  };
}

function realClient({ ends, environment }: EndsOptions): ReturnType<typeof telnyxClient> | null {
  if (ends.carrier.kind !== "telnyx") return null;
  const { baseUrl } = ends.carrier;
  return telnyxClient({
    apiKey: environment["TELNYX_API_KEY"]?.trim() ?? "",
    ...(baseUrl === null ? {} : { baseUrl }),
  });
}

function realCalls(options: EndsOptions, utility: UtilityConfiguration): Calls | null {
  const client = realClient(options);
  if (client === null) return null;
  const { connectionId } = utility.calls;
  return telnyxCalls({ client, ...(connectionId !== "" && { connectionId }) });
}

function realCarrier(options: EndsOptions, utility: UtilityConfiguration): Carrier | null {
  const client = realClient(options);
  if (client === null) return null;
  const { environment } = options;
  const { messagingProfileId } = utility.sms;
  const publicUrl = environment["PUBLIC_URL"]?.replace(/\/$/, "");
  return telnyxCarrier({
    client,
    ...(messagingProfileId === null ? {} : { messagingProfileId }),
    ...(publicUrl === undefined || publicUrl === ""
      ? {}
      : {
          webhookUrlOf: (messageId: string) =>
            `${publicUrl}/hooks/telnyx?message=${encodeURIComponent(messageId)}`,
        }),
  });
}

/** Who moves a utility's card money; null where nobody does. What was opened is kept by utility. */
function openProcessor(of: {
  readonly ends: Ends;
  readonly utility: UtilityConfiguration;
  readonly parts: SimulatedParts | null;
  readonly processors: Map<string, SimulatedProcessor>;
  readonly stripe: StripeClients;
}): Pick<World, "processor" | "books"> {
  const { utilityId } = of.utility;
  const client = stripeOf(of.ends, of.utility);
  if (client !== null) {
    of.stripe.set(utilityId, client);
    const books = of.stripe.booksOf(of.utility, client);
    return { processor: stripeProcessor({ client, utilityId }), books };
  }
  if (of.ends.payments !== "simulated" || of.parts === null) return { processor: null };
  const processor = startProcessor(utilityId, of.parts);
  of.processors.set(utilityId, processor);
  return { processor, books: processor.books() };
}

interface SimulatedParts {
  readonly after: After;
  readonly memory: SimulatedMemory;
  readonly hub: () => Hub;
  readonly clock: Clock;
}

function startProcessor(merchant: string, { after, memory, hub, clock }: SimulatedParts) {
  return new SimulatedProcessor({
    merchant,
    seed: SEED,
    nowMs: () => clock.now().wallMs,
    after,
    memory,
    notify: (event) => settleEvent(hub(), event),
  });
}

function startMeters(
  { after, memory, hub, clock }: SimulatedParts,
  armsFirst: EndsOptions["armsFirst"],
): SimulatedMeters {
  return new SimulatedMeters({
    seed: SEED,
    now: () => clock.now(),
    after,
    memory,
    ...(armsFirst && { armsFirst }),
    report: (report) => confirmReport(hub(), report),
  });
}

/** Of a thousand asks those that no simulated meter answers: what real networks lose. */
const READS_LOST = 30;

/** They answer as made-up households would, until somebody connects real ones. */
function startReads(
  { after, hub, clock }: SimulatedParts,
  switches: SimulatedMeters,
): SimulatedReads {
  const cause = { actor: "meter", channel: null, cause: "simulated" };
  const reads = new SimulatedReads({
    seed: SEED,
    now: () => clock.now(),
    after,
    faults: { neverPerMille: READS_LOST },
    push: (told) =>
      pushReads(
        hub(),
        told.map((read) => ({ ...read, revision: 0, estimated: false })),
        { cause, mode: "write" },
      ),
  });
  reads.connect(
    modelledHomes(hub, (meterId, fromMs, toMs) => switches.closedMs(meterId, fromMs, toMs)),
  );
  return reads;
}
