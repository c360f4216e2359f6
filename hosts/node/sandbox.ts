import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { Fault, must } from "../../core/assert.ts";
import { instantOf, localDay } from "../../core/instant.ts";
import { isRefusal, type Refusal } from "../../core/refusal.ts";
import { type Profile, readProfile } from "../../meters/simulated/profile.ts";
import type { UtilityConfiguration } from "../configuration.ts";
import { chooseEnds } from "../ends.ts";
import { sandboxCounters } from "../sandbox/counter-keys.ts";
import { TownFaults } from "../sandbox/faults.ts";
import { foundTown, householdsIn } from "../sandbox/found.ts";
import { type Household, householdOf } from "../sandbox/houses.ts";
import { isGasMeter } from "../sandbox/households.ts";
import { sandboxKiosks, type SandboxKiosks } from "../sandbox/kiosks.ts";
import { liveTown, REPLAY_MS } from "../sandbox/live.ts";
import { PhoneCalls } from "../sandbox/phone-calls.ts";
import { townUtilities } from "../sandbox/town.ts";
import { LOOK_MS, TownWatch } from "../sandbox/watch-town.ts";
import type { Serving } from "./commands/listening.ts";
import { sandboxKey } from "./sandbox-key.ts";
import { sandboxPage } from "./sandbox-page.ts";
import { serveHub, type ServeOptions, type ServingParts } from "./serve.ts";

export interface SandboxOptions extends Pick<
  ServeOptions,
  "dataDirectory" | "environment" | "host" | "port" | "say"
> {
  readonly speed: number;
}

/**
 * The town is founded on an afternoon of today, whatever the hour is here: nobody is told anything by night, so that a town
 * founded at midnight would stand still for the first minutes that someone looks at it.
 */
const FOUNDED_AT_MINUTE = 16 * 60;

/** Serves the town: simulated carrier, processor and meters, on real reads of real homes, and the page to watch it by. */
export async function serveSandbox(options: SandboxOptions): Promise<Serving | Refusal> {
  const { TELNYX_PUBLIC_KEY } = options.environment;
  // No other key is looked at: nothing real may start beside what is simulated.
  const environment = TELNYX_PUBLIC_KEY === undefined ? {} : { TELNYX_PUBLIC_KEY };
  const ends = chooseEnds(environment, new Set(["carrier", "meters", "payments"]));
  if ("length" in ends) return must(ends[0], "a refusal");
  let watch: TownWatch | null = null;
  const kiosks = sandboxKiosks(
    () => sandboxKey(options.dataDirectory, "kiosk"),
    (fault) => options.say(`fault in a simulated terminal: ${String(fault)}`),
  );
  const routes = sandboxPage(() => must(watch, "nothing is served before the town stands"));
  const counters = sandboxCounters();
  for (const own of [kiosks.routes, counters.routes]) routes.route("/", own);
  return serveHub({
    ...options,
    environment,
    configuration: { utilities: townUtilities() },
    ends,
    firstServiceMs: ({ zone }, wallMs) =>
      instantOf(zone, localDay(zone, wallMs), FOUNDED_AT_MINUTE),
    // Gas must not come back to an open tap: somebody at home closes the switch.
    armsFirst: isGasMeter,
    terminals: "simulated",
    routes,
    async prepare(parts) {
      watch = await live(parts, options.speed, kiosks);
      await counters.start(parts.opened.map(({ running }) => running.hub));
    },
  });
}

/** Founds the town at its first start, then lets its meters run. */
async function live(
  { opened, ends, reports, every, request }: ServingParts,
  speed: number,
  kiosks: SandboxKiosks,
): Promise<TownWatch> {
  const households: Household[] = [];
  for (const { utility, running } of opened) {
    await foundTown(utility, running);
    const switches = must(ends.meters.get(utility.utilityId), "simulated meters");
    const reads = must(ends.reads.get(utility.utilityId), "simulated reads");
    const push = await liveTown(running.hub, { switches, reads, speed }, profileOf);
    await push();
    every(REPLAY_MS, push);
    households.push(...householdsHere(utility, running.hub));
  }
  const hubs = opened.map(({ running }) => running.hub);
  await kiosks.start(hubs, request);
  const carrier = must(ends.carrier, "a simulated carrier");
  const faults = new TownFaults(ends);
  const calls = new PhoneCalls(must(ends.calls, "simulated calls"));
  const watch = new TownWatch({ households, carrier, calls, faults, reports, speed, kiosks });
  every(LOOK_MS, () => watch.look());
  return watch;
}

function householdsHere(utility: UtilityConfiguration, hub: Household["hub"]): Household[] {
  return householdsIn(utility, localDay(utility.zone, hub.clock.now().serviceMs)).map((record) =>
    householdOf(utility, hub, record),
  );
}

function profileOf(file: string): Profile {
  const path = new URL(`../sandbox/reads/${file}.csv.gz`, import.meta.url);
  const profile = readProfile(gunzipSync(readFileSync(path)).toString("utf8"));
  if (isRefusal(profile)) throw new Fault(`${file}: ${profile.message}`);
  return profile;
}
