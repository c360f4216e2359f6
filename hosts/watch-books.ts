/** Has the processor's own books read now and then, and when somebody asks. */
import type { World } from "../core/hub/drain-outbox.ts";
import { HOUR_MS } from "../core/instant.ts";
import type { Hub } from "../core/ports.ts";
import { type Refusal, refuse } from "../core/refusal.ts";
import { type BooksRead, readBooks } from "./read-books.ts";

/** A day that is over is compared with books that are read after its end, so at most so much later. */
const READ_EVERY_MS = HOUR_MS;

export interface BooksWatched {
  /** Begins a reading where one is due, and waits for none; called with every tick. */
  look(hub: Hub): void;
  read(hub: Hub): Promise<BooksRead | Refusal>;
}

export function watchBooks(
  world: Pick<World, "books">,
  fault: (error: unknown) => void,
): BooksWatched {
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let underWay: Promise<BooksRead | Refusal> | null = null;
  /** One at a time: two would find the same moves new. */
  const read = (hub: Hub): Promise<BooksRead | Refusal> => {
    const { books } = world;
    if (!books) {
      const words =
        "no processor whose books could be read is connected here (the running server reads them)";
      return Promise.resolve(refuse("no_books", words));
    }
    underWay ??= readBooks(hub, books).finally(() => {
      underWay = null;
    });
    return underWay;
  };
  return {
    read,
    look(hub) {
      const { wallMs } = hub.clock.now();
      // A clock that was set back is no reason to wait for it.
      if (!world.books || Math.abs(wallMs - lookedAtMs) < READ_EVERY_MS) return;
      lookedAtMs = wallMs;
      read(hub).catch(fault);
    },
  };
}
