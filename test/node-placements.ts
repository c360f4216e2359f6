/** What the node project of vitest offers to tests of the hub. */
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { utilityHome } from "../core/ids.ts";
import type { Home } from "../core/ports.ts";
import type { NodeStore } from "../hosts/node/store.ts";
import {
  everyHomeApart,
  inOneSlice,
  offerPlacements,
  type OpenedStore,
  SlicedStore,
} from "./placements.ts";
import { openBegun, storeFolder } from "./support/begun-store.ts";

class OpenedFiles implements OpenedStore {
  readonly utilityId: string;
  readonly store: SlicedStore<NodeStore>;
  readonly #directory = storeFolder();

  constructor(utilityId: string, placeOf: (home: Home) => Home) {
    this.utilityId = utilityId;
    this.store = new SlicedStore(placeOf, (place) => this.#openFile(place));
    this.store.slice(utilityHome(utilityId));
  }

  async restart(): Promise<void> {
    await this.#closeFiles();
    for (const name of readdirSync(this.#directory)) {
      // The name was a home when the file was made.
      if (name.endsWith(".db")) this.store.slice(decodeURIComponent(name.slice(0, -3)) as Home);
    }
  }

  async close(): Promise<void> {
    await this.#closeFiles();
    rmSync(this.#directory, { recursive: true });
  }

  #openFile(place: Home): NodeStore {
    return openBegun(join(this.#directory, `${encodeURIComponent(place)}.db`), place);
  }

  async #closeFiles(): Promise<void> {
    for (const file of this.store.take()) await file.close();
  }
}

offerPlacements([
  {
    name: "on Node in one file",
    open: async (utilityId) => new OpenedFiles(utilityId, inOneSlice(utilityId)),
  },
  {
    name: "on Node with a file for every home",
    open: async (utilityId) => new OpenedFiles(utilityId, everyHomeApart),
  },
]);
