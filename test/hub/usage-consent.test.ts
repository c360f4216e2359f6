/** Word of high use can be left out alone: what the account owes its customer comes all the same. */
import { expect, it } from "vitest";
import { choosePurpose } from "../../core/hub/choose-purpose.ts";
import { lineHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";

const [{ line } = { line: "" }] = ana.contacts;
const DAYS = 6;

onEachPlacement("a contact that wants no word of usage", (open) => {
  const choice = {
    id: "form-1",
    accountId: "1001",
    line,
    purpose: "usage",
    isWanted: false,
    evidence: "said so at the counter, 2026-11-23",
  } as const;
  const founded = async (): Promise<Town> => {
    const town = new Town(await open("u"));
    await town.found({ ...usd, notice: { ...usd.notice, highUsePercent: 150 } });
    await town.enrol({ ...ana, openingUnits: 30_000_000 });
    return town;
  };
  /** Some even days, then one of four times the use that ends near nothing. */
  const live = async (town: Town): Promise<void> => {
    await town.pass(DAYS * DAY_MS);
    const endMs = Math.floor(town.serviceMs / HOUR_MS) * HOUR_MS;
    const reads = Array.from({ length: DAYS * 24 }, (_, at) => ({
      meterId: "E-1",
      startMs: endMs - (DAYS * 24 - at) * HOUR_MS,
      durationMs: HOUR_MS,
      quantityMicro: at >= (DAYS - 2) * 24 ? 2_400_000 : 600_000,
      revision: 0,
      estimated: false,
    }));
    await town.push(reads);
  };
  const told = (town: Town): string[] => town.promptsTo(line).map(({ key }) => key);

  it("is told of a low balance, and not of high use", async () => {
    const other = await founded();
    await live(other);
    expect(told(other)).toEqual(expect.arrayContaining(["notice_low", "notice_high_use"]));
    const town = await founded();
    expect(await choosePurpose(town.hub, choice)).toEqual({ kind: "noted" });
    await live(town);
    expect(told(town)).toContain("notice_low");
    expect(told(town)).not.toContain("notice_high_use");
  });

  it("is kept once, with its proof, for a contact of the account alone, and can be taken back", async () => {
    const town = await founded();
    expect(await choosePurpose(town.hub, choice)).toEqual({ kind: "noted" });
    expect(await choosePurpose(town.hub, choice)).toEqual({ kind: "seen" });
    const stranger = { ...choice, id: "form-2", line: "+15550109999" };
    expect(await choosePurpose(town.hub, stranger)).toMatchObject({ code: "no_such_contact" });
    await town.pass(1_000);
    await choosePurpose(town.hub, { ...choice, id: "form-3", isWanted: true });
    // Staff end what they name, however they put it.
    const calls = { ...choice, purpose: "calls", evidence: "all calls, said by phone" } as const;
    await choosePurpose(town.hub, { ...calls, id: "form-4" });
    await town.pass(1_000);
    // The same id of another choice is another choice.
    expect(await choosePurpose(town.hub, { ...choice, purpose: "calls", isWanted: true })).toEqual({
      kind: "noted",
    });
    const rows = await town.hub.store.read(lineHome(line), (sql) =>
      sql.all("SELECT purpose, state FROM consent WHERE home = ?1 ORDER BY purpose", [
        lineHome(line),
      ]),
    );
    expect(rows).toEqual([
      { purpose: "account", state: "granted" },
      { purpose: "calls", state: "granted" },
      { purpose: "usage", state: "granted" },
    ]);
  });
});
