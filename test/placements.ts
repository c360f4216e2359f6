/**
 * Where a utility's homes lie is placement, not behaviour, so a test of the hub is written once, in test/hub/, and runs on all
 * four placements: on Node in one file and with a file for every home, in workerd in one Durable Object and with an object
 * for every home. Vitest takes the same file into its node and its workerd project; each project's setup file says what it has.
 *
 *     onEachPlacement("settle-payment", (open) => {
 *       it("credits an account once", async () => {
 *         const { store } = await open("north");
 *         await store.transact("account:a1", (sql) => ...);
 *       });
 *     });
 */
import { afterEach, describe } from "vitest";
import { utilityHome } from "../core/ids.ts";
import type { Home, Sql, Store, Synchronous } from "../core/ports.ts";

/** One utility's stores, new and empty, at this program's schema. */
export interface OpenedStore {
  readonly utilityId: string;
  readonly store: Store;
  /** Ends and starts again what holds the rows, as a restart of the machine does; `store` stays good. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface Placement {
  readonly name: string;
  open(utilityId: string): Promise<OpenedStore>;
}

let placementsHere: readonly Placement[] = [];

/** For the setup file of a vitest project. */
export function offerPlacements(placements: readonly Placement[]): void {
  placementsHere = placements;
}

/** Opens a utility's stores; what a test has opened is closed after it. */
export type Open = (utilityId?: string) => Promise<OpenedStore>;

/** Declares `tests` once for every placement of this project. */
export function onEachPlacement(name: string, tests: (open: Open) => void): void {
  if (placementsHere.length === 0) throw new Error("this vitest project offers no placements");
  describe.each(placementsHere)(`${name}, $name`, (placement) => {
    const opened: OpenedStore[] = [];
    afterEach(async () => {
      for (const one of opened.splice(0)) await one.close();
    });
    tests(async (utilityId = "u") => {
      const one = await placement.open(utilityId);
      opened.push(one);
      return one;
    });
  });
}

/** One file or one object: the part of a Store that works. */
export type Slice = Pick<Store, "transact" | "read">;

/** Sends every call to the slice of its home and opens that slice when it is first asked for. */
export class SlicedStore<One extends Slice> implements Store {
  readonly #slices = new Map<Home, One>();
  readonly #placeOf: (home: Home) => Home;
  readonly #open: (place: Home) => One;

  constructor(placeOf: (home: Home) => Home, open: (place: Home) => One) {
    this.#placeOf = placeOf;
    this.#open = open;
  }

  transact<Result>(home: Home, work: (sql: Sql) => Synchronous<Result>): Promise<Result> {
    return this.slice(home).transact<Result>(home, work);
  }

  read<Result>(home: Home, work: (sql: Sql) => Synchronous<Result>): Promise<Result> {
    return this.slice(home).read<Result>(home, work);
  }

  sliceOf(home: Home): string {
    return this.#placeOf(home);
  }

  slices(): readonly Home[] {
    return [...this.#slices.keys()];
  }

  slice(home: Home): One {
    const place = this.#placeOf(home);
    const slice = this.#slices.get(place) ?? this.#open(place);
    this.#slices.set(place, slice);
    return slice;
  }

  /** Forgets every open slice and gives them to who must end them. */
  take(): readonly One[] {
    const slices = [...this.#slices.values()];
    this.#slices.clear();
    return slices;
  }
}

/** All homes of a utility in one slice, named by the utility's own home. */
export function inOneSlice(utilityId: string): (home: Home) => Home {
  return () => utilityHome(utilityId);
}

export function everyHomeApart(home: Home): Home {
  return home;
}
