/** What a customer was told turns supply on does so when it is paid in time, whatever reads came late; nobody need ask for a quote. */
import { beforeEach, expect, it } from "vitest";
import { accountHome } from "../../core/ids.ts";
import { must } from "../../core/assert.ts";
import { HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, START_MS, Town } from "../town.ts";

const number = "+15550100001";
const home = accountHome("1001");

onEachPlacement("an amount that was told", (open) => {
  let town: Town;

  beforeEach(async () => {
    town = new Town(await open("u"));
    await town.found();
    await town.enrol(ana);
    await town.pass(2 * HOUR_MS);
    await town.use("E-1", 40_000_000);
    await town.report("1001");
  });

  function last(): string {
    return town.textsTo(number).at(-1) ?? "";
  }

  /** The amount of the last text's `PAY 5.07`. */
  function toldAmount(): string {
    return /PAY (\d+(?:\.\d\d)?)/.exec(last())?.[1] ?? "none";
  }

  async function useLate(): Promise<void> {
    const read = { startMs: START_MS, durationMs: HOUR_MS, quantityMicro: 3_000_001 };
    const [result] = await town.push([{ meterId: "E-1", ...read, revision: 0, estimated: false }]);
    expect(result).toMatchObject({ outcome: "accepted" });
  }

  /** Pays by text, with the digit that is asked for, and the processor's yes. */
  async function pay(amount: string): Promise<void> {
    await town.text(number, `PAY ${amount}`);
    await town.text(number, /Reply (\d)/.exec(last())?.[1] ?? "none");
    await town.settleCharge(must(town.world.charged.at(-1), "it was charged"), "succeeded");
  }

  function quotes() {
    return town.hub.store.read(home, (sql) =>
      sql.all<{ id: string; minor: number; used: string | null }>(
        "SELECT id, amount_minor AS minor, payment_id AS used FROM quote ORDER BY created_at_ms, id",
      ),
    );
  }

  it("turns supply on though a read came late, and is told again until then", async () => {
    await town.text(number, "MIN");
    const amount = toldAmount();
    await useLate();
    await town.pass(5 * MINUTE_MS);
    await town.text(number, "MIN");
    expect(toldAmount()).toBe(amount);
    await pay(amount);
    expect(town.world.commanded.at(-1)?.wanted).toBe("on");
    const given = await town.hub.store.read(home, (sql) =>
      sql.get<{ units: number }>(
        "SELECT posted_units AS units FROM ledger_balance WHERE account = 'quotes_honoured'",
      ),
    );
    expect(given?.units).toBeGreaterThan(0);
    expect((await quotes()).map(({ used }) => used !== null)).toEqual([true]);
  });

  it("is a newer and higher one when its time is nearly up", async () => {
    await town.text(number, "MIN");
    const amount = toldAmount();
    await useLate();
    await town.pass(11 * MINUTE_MS);
    await town.text(number, "BAL");
    await town.text(number, "MIN");
    expect(Number(toldAmount())).toBeGreaterThan(Number(amount));
    expect((await quotes()).map(({ minor }) => minor / 100)).toEqual([
      Number(amount),
      Number(toldAmount()),
    ]);
  });

  it("turns nothing on once its time is over", async () => {
    await town.text(number, "MIN");
    const amount = toldAmount();
    await useLate();
    await town.pass(15 * MINUTE_MS);
    await pay(amount);
    expect(town.world.commanded.at(-1)?.wanted).toBe("off");
  });

  it("is no promise to pay less", async () => {
    await town.text(number, "MIN");
    await useLate();
    await pay((Number(toldAmount()) - 0.01).toFixed(2));
    expect(town.world.commanded.at(-1)?.wanted).toBe("off");
  });

  it("is held once however often it is asked, and not for whoever is on", async () => {
    for (const text of ["MIN", "BAL", "WHY", "MIN"]) await town.text(number, text);
    expect(await quotes()).toHaveLength(1);
    await pay("40");
    await town.text(number, "BAL");
    expect(await quotes()).toHaveLength(1);
  });
});
