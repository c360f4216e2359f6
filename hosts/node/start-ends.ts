import { randomUUID } from "node:crypto";
import { SimulatedCarrier } from "../../channels/simulated/carrier.ts";
import { renderText } from "../../channels/sms/render.ts";
import { telnyxCarrier } from "../../channels/sms/send.ts";
import { telnyxClient } from "../../channels/telnyx/client.ts";
import { signerOf } from "../../channels/telnyx/sign.ts";
import type { Carrier, Clock, Hub } from "../../core/ports.ts";
import { SimulatedMeters } from "../../meters/simulated/meter.ts";
import { SimulatedProcessor } from "../../payments/simulated/processor.ts";
import { settleEvent } from "../../payments/simulated/settle.ts";
import { confirmReport } from "../confirm-report.ts";
import type { UtilityConfiguration } from "../configuration.ts";
import type { MakeWorld } from "./open-utilities.ts";
import { sandboxKey } from "./sandbox-key.ts";
import type { ServeOptions } from "./serve.ts";
import { openSimulatedMemory, type SimulatedMemory } from "./simulated-memory.ts";

/** Posts to the hub's own HTTP surface without a socket: how simulated ends tell what happened. */
export type Request = (path: string, init: RequestInit) => Response | Promise<Response>;

export interface StartedEnds {
  readonly makeWorld: MakeWorld;
  /** Gives the simulated ends the surface to post their webhooks to. */
  connect(request: Request): void;
  /** The key that carrier webhooks are verified with, base64. */
  carrierKey(): string;
  /** The simulated ends, for the sandbox to work; meters by utility. */
  readonly carrier: SimulatedCarrier | null;
  readonly meters: ReadonlyMap<string, SimulatedMeters>;
  /** Takes up what the simulated ends were about when they were last stopped; the utilities stand now. */
  resume(): void;
  /** Calls off what simulated ends had still in mind, and closes their memory. */
  stop(): void;
}

/** Follows in every draw of chance of the simulated ends; the same in every start, so that a fault can be met again. */
const SEED = "switchboard";

/** Makes the ends that the configuration and the environment call for; the utilities are put to them one by one. */
export function makeEnds(
  options: Pick<ServeOptions, "dataDirectory" | "ends" | "environment">,
): StartedEnds {
  const { ends, dataDirectory } = options;
  const isSimulated = ends.meters === "simulated" || ends.payments === "simulated";
  const memory = isSimulated ? openSimulatedMemory(dataDirectory) : null;
  const pending = new Set<() => void>();
  const after = laterBy(pending);
  const meters = new Map<string, SimulatedMeters>();
  const processors: SimulatedProcessor[] = [];
  let request: Request = () => new Response(null, { status: 503 });
  const key = ends.carrier.kind === "simulated" ? sandboxKey(dataDirectory) : null;
  const carrier =
    key === null
      ? null
      : simulatedCarrier(signerOf(key.privatePem), after, (path, init) => request(path, init));
  return {
    makeWorld: ({ utility, clock, hub }) => {
      const { utilityId } = utility;
      const parts =
        memory === null ? null : { after, memory: memoryOf(memory, utilityId), hub, clock };
      const startsMeters = ends.meters === "simulated" && parts !== null;
      const meterSwitch = startsMeters ? startMeters(parts) : null;
      if (meterSwitch !== null) meters.set(utilityId, meterSwitch);
      const startsPayments = ends.payments === "simulated" && parts !== null;
      const processor = startsPayments ? startProcessor(utilityId, parts) : null;
      if (processor !== null) processors.push(processor);
      return { carrier: carrier ?? realCarrier(options, utility), processor, meterSwitch };
    },
    connect(given) {
      request = given;
    },
    carrierKey: () => ends.carrierPublicKey ?? key?.publicBase64 ?? "",
    carrier,
    meters,
    resume() {
      for (const one of meters.values()) one.resume();
      for (const one of processors) one.resume();
    },
    stop() {
      for (const cancel of pending) cancel();
      memory?.close();
    },
  };
}

type After = (delayMs: number, work: () => void) => () => void;

function laterBy(pending: Set<() => void>): After {
  return (delayMs, work) => {
    const cancel = (): void => {
      clearTimeout(timer);
      pending.delete(cancel);
    };
    const timer = setTimeout(() => {
      pending.delete(cancel);
      work();
    }, delayMs);
    pending.add(cancel);
    return cancel;
  };
}

function simulatedCarrier(
  sign: ReturnType<typeof signerOf>,
  after: After,
  request: Request,
): SimulatedCarrier {
  return new SimulatedCarrier({
    seed: SEED,
    makeId: randomUUID,
    nowMs: Date.now,
    after,
    sign,
    render: renderText,
    async deliver(body, headers, messageId) {
      const query = messageId === null ? "" : `?message=${encodeURIComponent(messageId)}`;
      const answer = await request(`/hooks/telnyx${query}`, { method: "POST", body, headers });
      return answer.status;
    },
  });
}

function realCarrier(
  { ends, environment }: Pick<ServeOptions, "ends" | "environment">,
  utility: UtilityConfiguration,
): Carrier | null {
  if (ends.carrier.kind !== "telnyx") return null;
  const { baseUrl } = ends.carrier;
  const { messagingProfileId } = utility.sms;
  const publicUrl = environment["PUBLIC_URL"]?.replace(/\/$/, "");
  return telnyxCarrier({
    client: telnyxClient({
      apiKey: environment["TELNYX_API_KEY"]?.trim() ?? "",
      ...(baseUrl === null ? {} : { baseUrl }),
    }),
    ...(messagingProfileId === null ? {} : { messagingProfileId }),
    ...(publicUrl === undefined || publicUrl === ""
      ? {}
      : {
          webhookUrlOf: (messageId: string) =>
            `${publicUrl}/hooks/telnyx?message=${encodeURIComponent(messageId)}`,
        }),
  });
}

interface SimulatedParts {
  readonly after: After;
  readonly memory: Omit<SimulatedMemory, "close">;
  readonly hub: () => Hub;
  readonly clock: Clock;
}

/** One utility's part of the memory: two utilities may name a meter alike. */
function memoryOf(memory: SimulatedMemory, utilityId: string): Omit<SimulatedMemory, "close"> {
  const own = `${utilityId} `;
  return {
    recall: (name) => memory.recall(own + name),
    remember: (name, text) => memory.remember(own + name, text),
    forget: (name) => memory.forget(own + name),
    names: (start) => memory.names(own + start).map((name) => name.slice(own.length)),
  };
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

function startMeters({ after, memory, hub, clock }: SimulatedParts): SimulatedMeters {
  return new SimulatedMeters({
    seed: SEED,
    now: () => clock.now(),
    after,
    memory,
    report: (report) => confirmReport(hub(), report),
  });
}
