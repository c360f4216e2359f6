import { tariffsInForce } from "../core/hub/service-tariffs.ts";
import { accountHome, utilityHome } from "../core/ids.ts";
import { offsetMs } from "../core/instant.ts";
import type { Hub } from "../core/ports.ts";
import { meterLinks, servicesOf } from "../core/store/accounts.ts";
import { lookUp } from "../core/store/customers.ts";
import { ratingOf } from "../core/store/reads.ts";
import { modelledWeek } from "../meters/simulated/modelled-week.ts";
import type { MeterMemory } from "../meters/simulated/on-demand.ts";
import type { Profile } from "../meters/simulated/profile.ts";
import { Replay } from "../meters/simulated/replay.ts";

/**
 * What simulated meters count where nobody's real reads are replayed: a made-up week again and again, in the unit that the service
 * is billed in and only while its switch is closed. What the hub knows already, by whatever way it came, is not told again.
 */
export function modelledHomes(
  hub: () => Hub,
  closedMs: (meterId: string, fromMs: number, toMs: number) => number,
): MeterMemory {
  return {
    speed: 1,
    async readsBetween(meterId, fromMs, toMs) {
      const home = await homeOf(hub(), meterId);
      if (home === null) return [];
      const replay = new Replay({ profileOf: () => home.week, anchorMs: toMs, closedMs });
      return replay
        .readsBetween(meterId, Math.max(fromMs, home.knownMs), toMs)
        .filter(({ startMs }) => startMs >= home.knownMs);
    },
  };
}

/** The week behind a meter, and through when the hub knows of it; null for a meter that no service has. */
async function homeOf(
  hub: Hub,
  meterId: string,
): Promise<{ readonly week: Profile; readonly knownMs: number } | null> {
  const utility = utilityHome(hub.utilityId);
  const entries = await hub.store.read(utility, (sql) => lookUp(sql, utility, "meter", [meterId]));
  const accountId = entries.at(-1)?.accountId;
  if (accountId === undefined) return null;
  const home = accountHome(accountId);
  return hub.store.read(home, (sql) => {
    const link = meterLinks(sql, home).findLast((meter) => meter.meterId === meterId);
    const service = servicesOf(sql, home).find(({ id }) => id === link?.serviceId);
    if (link === undefined || service === undefined) return null;
    const unit = tariffsInForce(sql, home).get(service.id)?.at(-1)?.unit ?? "";
    const { commodity, zone } = service;
    const rated = ratingOf(sql, home).find(({ serviceId }) => serviceId === service.id);
    const offset = offsetMs(zone, hub.clock.now().serviceMs);
    return {
      week: modelledWeek(meterId, { commodity, unit, offsetMs: offset }),
      knownMs: Math.max(link.fromMs, rated?.throughMs ?? 0),
    };
  });
}
