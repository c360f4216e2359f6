import { anchorClock } from "../core/hub/anchor-clock.ts";
import type { World } from "../core/hub/drain-outbox.ts";
import { publishSettings } from "../core/hub/publish-configuration.ts";
import { settingsAt } from "../core/hub/settings.ts";
import { utilityHome } from "../core/ids.ts";
import type { Clock, Hub, Store } from "../core/ports.ts";
import type { ServiceClockRow } from "../core/store/clock.ts";
import { utilityClock } from "./clock.ts";
import type { UtilityConfiguration } from "./configuration.ts";
import { payAddresses } from "./pay-address.ts";
import { secretHash } from "./secret-hash.ts";
import { settingsOf } from "./settings.ts";
import { runUtility, type RunningUtility } from "./utility.ts";

/** What of a utility's world is there, once its store and clock are. */
export type MakeWorld = (parts: {
  readonly utility: UtilityConfiguration;
  readonly clock: Clock;
  /** The hub that the world's answers go to; it stands once the world is made. */
  readonly hub: () => Hub;
}) => World;

export interface OpenOptions {
  /** Null leaves what was published before. */
  readonly processor: string | null;
  /** Service time over wall time, 1 but in a sandbox; null leaves what it was. */
  readonly speed: number | null;
  /** What the service clock shows at the first start of all; wall time where nothing is said. */
  readonly firstServiceMs?: (utility: UtilityConfiguration, wallMs: number) => number;
  readonly wallMs: () => number;
  /** What PINs are hashed with beside their salts; the same for as long as they are to be known again. */
  readonly pepper: string;
  readonly makeWorld: MakeWorld;
  /** Where customers reach pay pages; null, or absent, where they can't. */
  readonly payBase?: () => string | null;
  readonly report: (fault: unknown, where: string) => void;
}

export interface StartedUtility {
  readonly clock: Clock;
  readonly anchor: ServiceClockRow;
  readonly running: RunningUtility;
}

/** Sets one utility to work on a store that is up to date, and publishes what its configuration says. */
export async function startUtility(
  { utility, store }: { readonly utility: UtilityConfiguration; readonly store: Store },
  { processor, speed, firstServiceMs, wallMs, pepper, makeWorld, payBase, report }: OpenOptions,
): Promise<StartedUtility> {
  const { utilityId } = utility;
  const home = utilityHome(utilityId);
  const startMs = wallMs();
  const anchor = await store.transact(home, (sql) =>
    anchorClock(sql, home, {
      wallMs: startMs,
      speed,
      ...(firstServiceMs && { firstServiceMs: firstServiceMs(utility, startMs) }),
    }),
  );
  const clock = utilityClock(wallMs, anchor);
  await publishUtility({ utility, store, clock }, processor);
  const hub = (): Hub => running.hub;
  const world = makeWorld({ utility, clock, hub });
  const secrets = secretHash(pepper);
  const pages = payBase && { payAddresses: payAddresses(utilityId, payBase) };
  const running = runUtility(
    { utilityId, store, clock, secrets, ...pages },
    world,
    (fault, where) => report(fault, `${utilityId} ${where}`),
  );
  return { clock, anchor, running };
}

/** Publishes the settings that a configuration says, as a new version where they differ from the newest. */
export async function publishUtility(
  at: { readonly utility: UtilityConfiguration; readonly store: Store; readonly clock: Clock },
  processor: string | null,
): Promise<ReturnType<typeof publishSettings>> {
  const home = utilityHome(at.utility.utilityId);
  return at.store.transact(home, (sql) => {
    const now = at.clock.now();
    const before = settingsAt(sql, now.serviceMs)?.settings.payment.processor;
    const settings = settingsOf(at.utility, processor ?? before ?? "none");
    return publishSettings(sql, now, home, { settings, actor: "configuration" });
  });
}
