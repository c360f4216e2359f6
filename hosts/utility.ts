import { type Drain, openDrain, type World } from "../core/hub/drain-outbox.ts";
import { tick } from "../core/hub/tick.ts";
import type { Refusal } from "../core/refusal.ts";
import type { BooksRead } from "./read-books.ts";
import { watchBooks } from "./watch-books.ts";
import { watchChannels } from "./watch-channels.ts";
import type { Clock, Hub, MakeId, SecretHash, Store, PayAddresses } from "../core/ports.ts";

/** One utility at work: its hub, the drain of its outbox, and what must be called as time passes. */
export interface RunningUtility {
  readonly hub: Hub;
  readonly drain: Drain;
  /** Reads the processor's own books now; refused where they can't be read. */
  readBooks(): Promise<BooksRead | Refusal>;
  /** Fires what is due and looks at the outbox; called about once a second and after every wake. */
  tick(): Promise<void>;
}

/** Puts one utility's store, clock and world together. `report` is told of every fault; none stops the rest. */
export function runUtility(
  parts: {
    readonly utilityId: string;
    readonly store: Store;
    readonly clock: Clock;
    readonly secrets: SecretHash;
    /** Of pages that take a first card; absent where there are none. */
    readonly payAddresses?: PayAddresses;
    /** Chance; a test may give its own. */
    readonly makeId?: MakeId;
  },
  world: World,
  report: (fault: unknown, where: string) => void,
): RunningUtility {
  const makeId = () => crypto.randomUUID();
  const hub: Hub = { makeId, ...parts, wake: () => drain.wake() };
  const books = watchBooks(world, (fault) => report(fault, "books"));
  const channels = watchChannels(world, () => parts.clock.now().wallMs);
  const drain = openDrain(hub, channels.world, (fault, row) => {
    report(fault, row === null ? "outbox" : `outbox ${row.kind} ${String(row.id)}`);
  });
  return {
    hub,
    drain,
    readBooks: () => books.read(hub),
    async tick() {
      await tick(hub, (fault, timer) => {
        report(fault, timer === null ? "tick" : `timer ${timer.kind}`);
      });
      await channels.look(hub).catch((fault: unknown) => report(fault, "channels"));
      books.look(hub);
      drain.wake();
    },
  };
}
