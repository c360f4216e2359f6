/** A year of 200 households: every decision is recomputed bit for bit, in under a minute. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { backtest } from "../../hosts/node/commands/backtest.ts";
import { Operator } from "../../hosts/node/commands/operator.ts";
import { copyHomes, flatTariff, packLike, sandboxHomes } from "../support/backtest-town.ts";

const REPLAY_SECONDS_MAX = 60;

interface Report {
  readonly packs: readonly {
    readonly cuts: number;
    readonly decisions: { readonly stored: number };
    readonly replayed: object;
  }[];
  readonly seconds: readonly { readonly replay: number }[];
}

let operator: Operator;

beforeAll(() => {
  operator = new Operator();
  copyHomes(join(operator.directory, "homes"), sandboxHomes);
  operator.write("flat.json", flatTariff());
  // Without weather its rules would hold every disconnection.
  operator.write("coop.json", packLike("us-coop", { id: "coop", weather: [] }));
});

afterAll(() => {
  operator.leave();
});

it("replays 365 days of 200 households bit for bit", async () => {
  const { status, json } = await operator.runJson(
    backtest,
    "--reads homes --tariff flat.json --rules coop.json --out out --households 200 --no-frontier",
  );
  const { packs, seconds } = json as unknown as Report;
  expect(status).toBe(0);
  for (const { cuts, decisions, replayed } of packs) {
    const { stored } = decisions;
    expect(cuts).toBeGreaterThan(200);
    expect(stored).toBeGreaterThan(2_000);
    expect(replayed).toMatchObject({
      decisions: stored,
      same: stored,
      not_reproduced: 0,
      chain_broken: 0,
    });
  }
  expect(seconds.map(({ replay }) => replay < REPLAY_SECONDS_MAX)).toEqual([true]);
});
