/** The sandbox's town in a Durable Object: what is served where everything is simulated and nothing was configured. */
import { gunzipSync } from "node:zlib";
import { Fault, must } from "../../core/assert.ts";
import { isRefusal } from "../../core/refusal.ts";
import { type Profile, readProfile } from "../../meters/simulated/profile.ts";
import ausgrid12 from "../sandbox/reads/au-ausgrid-c12.csv.gz";
import electricity0 from "../sandbox/reads/uk-elec-0.csv.gz";
import gas0 from "../sandbox/reads/uk-gas-0.csv.gz";
import fontana01 from "../sandbox/reads/us-ca-fontana-01.csv.gz";
import fontana01Spring from "../sandbox/reads/us-ca-fontana-01-spring.csv.gz";
import fontana03 from "../sandbox/reads/us-ca-fontana-03.csv.gz";
import fontana05 from "../sandbox/reads/us-ca-fontana-05.csv.gz";
import fontana05Spring from "../sandbox/reads/us-ca-fontana-05-spring.csv.gz";
import fontana07 from "../sandbox/reads/us-ca-fontana-07.csv.gz";
import fontana09 from "../sandbox/reads/us-ca-fontana-09.csv.gz";
import fontana09Spring from "../sandbox/reads/us-ca-fontana-09-spring.csv.gz";
import fontana11 from "../sandbox/reads/us-ca-fontana-11.csv.gz";
import fontana13 from "../sandbox/reads/us-ca-fontana-13.csv.gz";
import fontana15 from "../sandbox/reads/us-ca-fontana-15.csv.gz";
import fontana17 from "../sandbox/reads/us-ca-fontana-17.csv.gz";
import type { UtilityConfiguration } from "../configuration.ts";
import { foundTown } from "../sandbox/found.ts";
import { liveTown } from "../sandbox/live.ts";
import type { StartedEnds } from "../start-ends.ts";
import type { RunningUtility } from "../utility.ts";

/** An object has no files, so the bundle carries them. */
const files: Readonly<Record<string, ArrayBuffer>> = {
  "au-ausgrid-c12": ausgrid12,
  "uk-elec-0": electricity0,
  "uk-gas-0": gas0,
  "us-ca-fontana-01": fontana01,
  "us-ca-fontana-01-spring": fontana01Spring,
  "us-ca-fontana-03": fontana03,
  "us-ca-fontana-05": fontana05,
  "us-ca-fontana-05-spring": fontana05Spring,
  "us-ca-fontana-07": fontana07,
  "us-ca-fontana-09": fontana09,
  "us-ca-fontana-09-spring": fontana09Spring,
  "us-ca-fontana-11": fontana11,
  "us-ca-fontana-13": fontana13,
  "us-ca-fontana-15": fontana15,
  "us-ca-fontana-17": fontana17,
};

/** A minute of yours is an hour of theirs, as on one machine. */
export const TOWN_SPEED = 60;
/** New reads are looked for this often: half an hour of theirs. */
const TOWN_STEP_MS = 30_000;

/** What keeps a town alive as time passes. */
export interface Town {
  /** When new reads are looked for, by wall time. */
  nextDueMs(): number;
  pass(): Promise<void>;
}

/** Founds the town at its first start, and hands in the reads that fell due while its object slept. */
export async function openTown(
  utility: UtilityConfiguration,
  running: RunningUtility,
  { ends, wallMs }: { ends: Pick<StartedEnds, "meters" | "reads">; wallMs: () => number },
): Promise<Town> {
  await foundTown(utility, running);
  const switches = must(ends.meters.get(utility.utilityId), "its meters");
  const reads = must(ends.reads.get(utility.utilityId), "its reads");
  const push = await liveTown(running.hub, { switches, reads, speed: TOWN_SPEED }, profileOf);
  let dueMs = 0;
  const pass = async (): Promise<void> => {
    if (wallMs() < dueMs) return;
    dueMs = wallMs() + TOWN_STEP_MS;
    await push();
  };
  return { nextDueMs: () => dueMs, pass };
}

function profileOf(file: string): Profile {
  const packed = must(files[file], file);
  const profile = readProfile(gunzipSync(packed).toString("utf8"));
  if (isRefusal(profile)) throw new Fault(`${file}: ${profile.message}`);
  return profile;
}
