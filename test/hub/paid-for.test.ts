/** Who has paid enough has supply again, or the fault has a name and its case is open: by seeds, whatever head-end and meter do. */
import { expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { powerBackFigures } from "../../core/hub/power-back.ts";
import { takeCash } from "../../core/hub/take-cash.ts";
import { accountHome } from "../../core/ids.ts";
import { HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import type { CommandOutcome, SwitchCommand } from "../../core/ports.ts";
import { type Seeded, seeded } from "../../core/seeded.ts";
import { supplyOf } from "../../core/store/supply.ts";
import type { SwitchRecord } from "../../core/supply/state.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";

const home = accountHome("1001");
const SEEDS = 5;
/** Of a hundred: what becomes of a command at a bad head-end, and of a look. */
const REFUSED = 25;
const LOST = 30;
const MOVES = 60;
const SEEN = 70;

onEachPlacement("an account that has paid enough", (open) => {
  const record = async (town: Town): Promise<SwitchRecord> => {
    const [row] = await town.hub.store.read(home, (sql) => supplyOf(sql, home));
    return JSON.parse(must(row, "a service").record) as SwitchRecord;
  };

  /** A meter that moves or does not, whatever was answered, and tells where it stands when it is heard. */
  const breakWorld = (town: Town, chance: Seeded): { readonly twice: number } => {
    const found = { twice: 0 };
    let underWayUntilMs = 0;
    town.world.commandOutcome = (command: SwitchCommand): Promise<CommandOutcome> => {
      if (town.wallMs < underWayUntilMs) found.twice += 1;
      const drawn = chance.below(100);
      if (chance.below(100) < MOVES) {
        town.world.switches.set(command.meterId, {
          kind: command.wanted === "on" ? "closed" : "open",
        });
      }
      // A refused command is over; any other is under way until its deadline or until it is seen.
      underWayUntilMs = drawn < REFUSED ? 0 : town.wallMs + 1_000;
      if (drawn < REFUSED) return Promise.resolve({ kind: "refused", code: "busy" });
      return Promise.resolve({ kind: drawn < REFUSED + LOST ? "unknown" : "accepted" });
    };
    town.world.meterSwitch.look = (meterId) =>
      Promise.resolve(
        chance.below(100) < SEEN
          ? must(town.world.switches.get(meterId), "its switch stands somewhere")
          : { kind: "no_answer" },
      );
    return found;
  };

  it.each(Array.from({ length: SEEDS }, (_, at) => at + 1))(
    "is on, or in a named fault with an open case: seed %d",
    async (seed) => {
      const town = new Town(await open("u"));
      await town.found(usd);
      await town.enrol(ana);
      await town.pass(HOUR_MS);
      await town.use("E-1", 40_000_000);
      await town.report("1001");
      town.world.switches.set("E-1", { kind: "open" });
      const { commanded } = town.world;
      const found = breakWorld(town, seeded("paid-for", seed));
      await town.hub.store.transact(home, (sql) =>
        takeCash(sql, town.hub.clock.now(), home, {
          paymentId: "p1",
          amountMinor: 2_000,
          currency: "USD",
          drawer: "d",
          clerk: "c",
        }),
      );
      town.hub.wake();
      await town.settle();
      for (let minutes = 0; minutes < 90; minutes += 3) await town.pass(3 * MINUTE_MS);
      const { state, parkedCode } = await record(town);
      const { open: cases } = await powerBackFigures(town.hub);
      const position = town.world.switches.get("E-1")?.kind;
      const isOn = state === "on" && position === "closed" && cases.length === 0;
      const isNamed = state !== "on" && parkedCode !== null && cases[0]?.paymentId === "p1";
      expect([isOn, isNamed].filter(Boolean)).toHaveLength(1);
      expect(found.twice).toBe(0);
      // Nothing has called for a disconnection since.
      expect(commanded.slice(1).every(({ wanted }) => wanted === "on")).toBe(true);
    },
  );
});
