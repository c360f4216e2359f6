/** Watches the ways to pay by what comes of their real uses, and of probes between, and publishes when one goes down or comes back. */
import type { World } from "../core/hub/drain-outbox.ts";
import { publishChannelHealth } from "../core/hub/publish-news.ts";
import { utilityHome, keyOf } from "../core/ids.ts";
import { MINUTE_MS } from "../core/instant.ts";
import type { Calls, Carrier, Hub, Processor } from "../core/ports.ts";
import { isRefusal } from "../core/refusal.ts";
import { configurationVersions } from "../core/store/configuration.ts";
import { type ChannelWatch, newWatch, watched } from "../core/supply/channel-health.ts";
import { EVERY_AREA } from "../core/supply/channel-news.ts";

type WatchedChannel = "card" | "sms" | "ivr";

/** A way that nobody uses for a while is asked whether it still works. */
const PROBE_EVERY_MS = 5 * MINUTE_MS;
/** One that is down is asked more often: a hold of a whole area ends with it. */
const PROBE_DOWN_EVERY_MS = MINUTE_MS;
/** Whose news it is: what staff have said of a channel is theirs to take back. */
const ACTOR = "watch";

export interface ChannelsWatched {
  /** The same world, listened to. */
  readonly world: World;
  /** Publishes what has changed, and probes what nobody has used of late; called with every tick. */
  look(hub: Hub): Promise<void>;
}

export function watchChannels(world: World, nowMs: () => number): ChannelsWatched {
  const watches = new Map<WatchedChannel, ChannelWatch>();
  const published = new Map<WatchedChannel, ChannelWatch["state"]>();
  let usedAtMs = nowMs();
  const note = (channel: WatchedChannel, outcome: "worked" | "failed"): void => {
    const watch = watches.get(channel) ?? newWatch(published.get(channel) ?? "up");
    watches.set(channel, watched(watch, outcome, nowMs()));
    if (channel === "card") usedAtMs = nowMs();
  };
  return {
    world: listenTo(world, note),
    async look(hub) {
      if (published.size === 0) await recall(hub, published);
      const isDown = published.get("card") === "down";
      const everyMs = isDown ? PROBE_DOWN_EVERY_MS : PROBE_EVERY_MS;
      const { processor } = world;
      if (processor?.isUp !== undefined && nowMs() - usedAtMs >= everyMs) {
        note("card", (await isUp(processor)) ? "worked" : "failed");
      }
      for (const [channel, { state }] of watches) {
        if (state !== (published.get(channel) ?? "up")) await publish(hub, channel, state);
        published.set(channel, state);
      }
    },
  };
}

type Note = (channel: WatchedChannel, outcome: "worked" | "failed") => void;

/** A host may change an end of its world while it runs, so each is looked up as it is used. */
function listenTo(world: World, note: Note): World {
  return {
    get processor() {
      return world.processor && listenToProcessor(world.processor, note);
    },
    get carrier() {
      return world.carrier && listenToCarrier(world.carrier, note);
    },
    get calls() {
      return world.calls ? listenToCalls(world.calls, note) : null;
    },
    get books() {
      return world.books ?? null;
    },
    get meterSwitch() {
      return world.meterSwitch;
    },
    get meterReads() {
      return world.meterReads ?? null;
    },
  };
}

/** A decline is an answer: the way works, the card does not. */
function listenToProcessor(processor: Processor, note: Note): Processor {
  return {
    name: processor.name,
    underWayMs: processor.underWayMs,
    charge: (request) =>
      heard(processor.charge(request), ({ kind }) => kind !== "unknown", "card", note),
    find: (request) => processor.find(request),
    refund: (request) => processor.refund(request),
    findRefund: (request) => processor.findRefund(request),
    ...(processor.isUp === undefined ? {} : { isUp: () => isUp(processor) }),
  };
}

/** A number that may not be texted is an answer too. */
function listenToCarrier(carrier: Carrier, note: Note): Carrier {
  return {
    say: (message) => heard(carrier.say(message), isSaid, "sms", note),
  };
}

function listenToCalls(calls: Calls, note: Note): Calls {
  const place = calls.place?.bind(calls);
  return {
    act: (step) => heard(calls.act(step), isSaid, "ivr", note),
    ...(place !== undefined && { place: (call) => heard(place(call), isSaid, "ivr", note) }),
  };
}

function isSaid({ kind }: { readonly kind: string }): boolean {
  return kind !== "retry" && kind !== "unknown";
}

async function heard<Outcome>(
  use: Promise<Outcome>,
  works: (outcome: Outcome) => boolean,
  channel: WatchedChannel,
  note: Note,
): Promise<Outcome> {
  try {
    const outcome = await use;
    note(channel, works(outcome) ? "worked" : "failed");
    return outcome;
  } catch (fault) {
    note(channel, "failed");
    throw fault;
  }
}

async function isUp(processor: Processor): Promise<boolean> {
  try {
    return (await processor.isUp?.()) ?? true;
  } catch {
    return false;
  }
}

/** After a restart a channel is as this watch last said. */
async function recall(
  hub: Hub,
  published: Map<WatchedChannel, ChannelWatch["state"]>,
): Promise<void> {
  await hub.store.read(utilityHome(hub.utilityId), (sql) => {
    for (const channel of ["card", "sms", "ivr"] as const) {
      const newest = configurationVersions(sql, "channel", keyOf(EVERY_AREA, channel)).at(-1);
      const said = newest?.recordedBy === ACTOR ? newest.body : null;
      const { state } = JSON.parse(said ?? '{"state":"up"}') as { state: "up" | "down" };
      published.set(channel, state);
    }
  });
}

async function publish(hub: Hub, channel: WatchedChannel, state: "up" | "down"): Promise<void> {
  const home = utilityHome(hub.utilityId);
  const now = hub.clock.now();
  const news = { channel, area: null, state, sinceMs: now.serviceMs };
  await hub.store.transact(home, (sql) => {
    const told = publishChannelHealth(sql, now, home, { news, actor: ACTOR });
    // Staff have said something newer: theirs stands, and the watch goes on from what it sees.
    return isRefusal(told) ? { kind: "overruled" } : told;
  });
  hub.wake();
}
