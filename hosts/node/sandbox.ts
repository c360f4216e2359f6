import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { Fault, must } from "../../core/assert.ts";
import { isRefusal, type Refusal } from "../../core/refusal.ts";
import { type Profile, readProfile } from "../../meters/simulated/profile.ts";
import { chooseEnds } from "../ends.ts";
import { foundTown } from "../sandbox/found.ts";
import { liveTown, REPLAY_MS } from "../sandbox/live.ts";
import { townUtilities } from "../sandbox/town.ts";
import type { Serving } from "./commands/listening.ts";
import { serveHub, type ServeOptions, type ServingParts } from "./serve.ts";

export interface SandboxOptions extends Pick<
  ServeOptions,
  "dataDirectory" | "environment" | "host" | "port" | "say"
> {
  readonly speed: number;
}

/** Serves the town: simulated carrier, processor and meters, on real reads of real homes. */
export async function serveSandbox(options: SandboxOptions): Promise<Serving | Refusal> {
  const { TELNYX_PUBLIC_KEY } = options.environment;
  // No other key is looked at: nothing real may start beside what is simulated.
  const environment = TELNYX_PUBLIC_KEY === undefined ? {} : { TELNYX_PUBLIC_KEY };
  const ends = chooseEnds(environment, new Set(["carrier", "meters", "payments"]));
  if ("length" in ends) return must(ends[0], "a refusal");
  return serveHub({
    ...options,
    environment,
    configuration: { utilities: townUtilities() },
    ends,
    prepare: live,
  });
}

/** Founds the town at its first start, then lets its meters run. */
async function live({ opened, ends, every }: ServingParts): Promise<void> {
  for (const { utility, running } of opened) {
    await foundTown(utility, running);
    const meters = must(ends.meters.get(utility.utilityId), "simulated meters");
    const push = await liveTown(running.hub, meters, profileOf);
    await push();
    every(REPLAY_MS, push);
  }
}

function profileOf(file: string): Profile {
  const path = new URL(`../sandbox/reads/${file}.csv.gz`, import.meta.url);
  const profile = readProfile(gunzipSync(readFileSync(path)).toString("utf8"));
  if (isRefusal(profile)) throw new Fault(`${file}: ${profile.message}`);
  return profile;
}
