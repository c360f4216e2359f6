import { anchorClock } from "../../core/hub/anchor-clock.ts";
import type { World } from "../../core/hub/drain-outbox.ts";
import { publishSettings } from "../../core/hub/publish-configuration.ts";
import { settingsAt } from "../../core/hub/settings.ts";
import { utilityHome } from "../../core/ids.ts";
import type { Clock, Hub } from "../../core/ports.ts";
import { isRefusal, type Refusal } from "../../core/refusal.ts";
import { migrations } from "../../core/store/migrations/all.ts";
import { steadyWall, utilityClock } from "../clock.ts";
import { hubCommands } from "../commands.ts";
import type { Configuration, UtilityConfiguration } from "../configuration.ts";
import { settingsOf } from "../settings.ts";
import { runUtility, type RunningUtility } from "../utility.ts";
import { storePath } from "./commands/configured.ts";
import type { OpenCommands } from "./control.ts";
import { type NodeStore, openStore } from "./store.ts";

export interface OpenedUtility {
  readonly utility: UtilityConfiguration;
  readonly store: NodeStore;
  readonly clock: Clock;
  readonly running: RunningUtility;
}

/** What of a utility's world is there, once its store and clock are. */
export type MakeWorld = (parts: {
  readonly utility: UtilityConfiguration;
  readonly clock: Clock;
  /** The hub that the world's answers go to; it stands once the world is made. */
  readonly hub: () => Hub;
}) => World;

const noWorld: World = { carrier: null, processor: null, meterSwitch: null };

export interface OpenOptions {
  readonly configuration: Configuration;
  readonly dataDirectory: string;
  /** Null leaves what was published before. */
  readonly processor: string | null;
  /** Service time over wall time, 1 but in a sandbox; null leaves what it was. */
  readonly speed: number | null;
  readonly makeWorld: MakeWorld;
  readonly report: (fault: unknown, where: string) => void;
}

/**
 * Opens every utility's store, brings it up to date and publishes what the configuration file says. The caller holds the
 * directory's lock. Refused when one file can't be used; those already open are closed again.
 */
export async function openUtilities(options: OpenOptions): Promise<OpenedUtility[] | Refusal> {
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
  { dataDirectory, processor, speed, makeWorld, report }: OpenOptions,
): Promise<OpenedUtility | Refusal> {
  const { utilityId } = utility;
  const home = utilityHome(utilityId);
  const store = openStore({ path: storePath(dataDirectory, utilityId), home, migrations });
  if (isRefusal(store)) return store;
  const anchor = await store.transact(home, (sql) =>
    anchorClock(sql, home, { wallMs: wallMs(), speed }),
  );
  const clock = utilityClock(wallMs, anchor);
  await store.transact(home, (sql) => {
    const now = clock.now();
    const before = settingsAt(sql, now.serviceMs)?.settings.payment.processor;
    const settings = settingsOf(utility, processor ?? before ?? "none");
    return publishSettings(sql, now, home, { settings, actor: "configuration" });
  });
  const hub = (): Hub => running.hub;
  const world = makeWorld({ utility, clock, hub });
  const running = runUtility({ utilityId, store, clock }, world, (fault, where) =>
    report(fault, `${utilityId} ${where}`),
  );
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
  const hubs = new Map(opened.map(({ running }) => [running.hub.utilityId, running.hub]));
  return {
    commands: hubCommands((utilityId) => hubs.get(utilityId)),
    async close() {
      await Promise.all(opened.map(({ running }) => running.drain.idle()));
      await closeUtilities(opened);
    },
  };
}
