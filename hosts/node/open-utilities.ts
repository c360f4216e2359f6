import type { World } from "../../core/hub/drain-outbox.ts";
import { utilityHome } from "../../core/ids.ts";
import type { Clock } from "../../core/ports.ts";
import { isRefusal, type Refusal } from "../../core/refusal.ts";
import { migrations } from "../../core/store/migrations/all.ts";
import { steadyWall } from "../clock.ts";
import { hubCommands } from "../commands.ts";
import type { Configuration, UtilityConfiguration } from "../configuration.ts";
import { type OpenOptions, startUtility } from "../open-utility.ts";
import type { RunningUtility } from "../utility.ts";
import { storePath } from "./commands/configured.ts";
import type { OpenCommands } from "./control.ts";
import { pepperOf } from "./pepper.ts";
import { type NodeStore, openStore } from "./store.ts";

export interface OpenedUtility {
  readonly utility: UtilityConfiguration;
  readonly store: NodeStore;
  readonly clock: Clock;
  readonly running: RunningUtility;
}

const noWorld: World = { carrier: null, processor: null, meterSwitch: null };

export interface OpenUtilitiesOptions extends Omit<OpenOptions, "wallMs" | "pepper"> {
  readonly configuration: Configuration;
  readonly dataDirectory: string;
}

/**
 * Opens every utility's store, brings it up to date and publishes what the configuration file says. The caller holds the
 * directory's lock. Refused when one file can't be used; those already open are closed again.
 */
export async function openUtilities(
  options: OpenUtilitiesOptions,
): Promise<OpenedUtility[] | Refusal> {
  const wallMs = steadyWall(Date.now, () => performance.now());
  const opened: OpenedUtility[] = [];
  for (const utility of options.configuration.utilities) {
    const one = await openUtility(utility, wallMs, options);
    if (isRefusal(one)) {
      await closeUtilities(opened);
      return one;
    }
    opened.push(one);
  }
  return opened;
}

async function openUtility(
  utility: UtilityConfiguration,
  wallMs: () => number,
  options: OpenUtilitiesOptions,
): Promise<OpenedUtility | Refusal> {
  const { utilityId } = utility;
  const home = utilityHome(utilityId);
  const path = storePath(options.dataDirectory, utilityId);
  const store = openStore({ path, home, migrations });
  if (isRefusal(store)) return store;
  const pepper = pepperOf(options.dataDirectory);
  const { clock, running } = await startUtility({ utility, store }, { ...options, wallMs, pepper });
  return { utility, store, clock, running };
}

export async function closeUtilities(opened: readonly OpenedUtility[]): Promise<void> {
  await Promise.all(opened.map(({ store }) => store.close()));
}

/** Opens the utilities for one command of an operator, without a world: what it leaves in the outbox waits for `serve`. */
export async function openCommands(
  configuration: Configuration,
  dataDirectory: string,
): Promise<OpenCommands | Refusal> {
  const faults: unknown[] = [];
  const opened = await openUtilities({
    configuration,
    dataDirectory,
    processor: null,
    speed: null,
    makeWorld: () => noWorld,
    report: (fault) => faults.push(fault),
  });
  if (isRefusal(opened)) return opened;
  const running = new Map(opened.map((one) => [one.running.hub.utilityId, one.running]));
  return {
    commands: hubCommands((utilityId) => running.get(utilityId)),
    async close() {
      await Promise.all([...running.values()].map(({ drain }) => drain.idle()));
      await closeUtilities(opened);
    },
  };
}
