/** Rule packs as rows: published, adopted by every store, named by settings or areas, and recorded by decisions. */
import { expect, it } from "vitest";
import { endProtection, noteProtection } from "../../core/hub/note-protection.ts";
import { replayDecisions } from "../../core/hub/replay-decisions.ts";
import { accountHome } from "../../core/ids.ts";
import { HOUR_MS } from "../../core/instant.ts";
import type { PublishedPack } from "../../core/supply/pack.ts";
import { onEachPlacement } from "../placements.ts";
import { pack, RulesTown, settings } from "../support/rules-town.ts";
import { ana, usd } from "../town.ts";

async function founded(
  open: () => Promise<RulesTown>,
  { area, packs = [] }: { area?: string; packs?: readonly PublishedPack[] } = {},
): Promise<RulesTown> {
  const town = await open();
  await town.found(settings);
  for (const one of packs) await town.publish(one);
  const services = ana.services.map((service) => ({
    ...service,
    ...(area === undefined ? {} : { area }),
  }));
  await town.enrol({ ...ana, services, openingUnits: 18_000_000 });
  return town;
}

/** Uses up money until the pack, but not the settings, would have the account cut; its notices are delivered at once. */
async function spend(town: RulesTown): Promise<void> {
  await town.pass(HOUR_MS);
  await town.use("E-1", 45_000_000);
}

onEachPlacement("a rule pack", (open) => {
  const opened = async () => new RulesTown(await open("u"));

  it("that settings name and nobody has imported holds every disconnection", async () => {
    const town = await founded(opened);
    await town.pass(HOUR_MS);
    await town.use("E-1", 50_000_000);
    await town.pass(HOUR_MS);
    await town.use("E-1", 50_000_000);
    expect(await town.verdict()).toBe("hold by hold");
    expect((await town.latest()).guards.find(({ guard }) => guard === "hold")?.detail).toEqual({
      code: "rules_missing",
    });
    expect((await town.latest()).pack).toBeUndefined();
  });

  it("is published once a version, in order, in the utility's currency", async () => {
    const town = await founded(opened);
    expect(await town.publish(pack)).toBe("published");
    expect(await town.publish(pack)).toBe("unchanged");
    expect(await town.publish({ ...pack, title: "Another" })).toBe("version_differs");
    expect(await town.publish({ ...pack, version: 2, currency: "EUR" })).toBe("wrong_currency");
    const sooner = { ...pack, version: 2, effectiveFromMs: pack.effectiveFromMs - 1 };
    expect(await town.publish(sooner)).toBe("begins_too_soon");
    expect(await town.publish({ ...pack, version: 2 })).toBe("published");
  });

  it("decides in the place of the settings, and every decision names its version and is replayed by it", async () => {
    const town = await founded(opened);
    await town.publish(pack);
    await spend(town);
    expect(await town.verdict()).toBe("hold by weather");
    expect(await town.latest()).toMatchObject({ pack: { packId: "here", version: 1 } });
    const later = { ...pack, version: 2, effectiveFromMs: town.serviceMs + HOUR_MS };
    await town.publish({ ...later, policy: { ...pack.policy, disconnectLevelUnits: 1_000_000 } });
    await town.pass(1_000);
    expect((await town.latest()).pack?.version).toBe(1);
    await town.pass(HOUR_MS);
    expect((await town.latest()).verdict).toBe("leave");
    expect((await town.latest()).pack?.version).toBe(2);
    const replayed = await town.hub.store.read(accountHome("1001"), replayDecisions);
    expect(replayed.findings).toEqual([]);
    expect(replayed.same).toBe(replayed.decisions);
  });

  it("is another one where the premise's area has another", async () => {
    const other = { ...pack, packId: "other", policy: { ...usd.supply, noticeMs: HOUR_MS } };
    const town = await founded(opened, { area: "hills", packs: [pack, other] });
    await spend(town);
    expect(await town.latest()).toMatchObject({ verdict: "leave", pack: { packId: "other" } });
  });

  it("holds while weather forbids it or is not known any more, and lets go when it is over", async () => {
    const town = await founded(opened);
    await town.publish(pack);
    await town.weather(["heat_advisory"]);
    await spend(town);
    expect(await town.verdict()).toBe("hold by weather");
    expect(town.world.commanded).toEqual([]);
    await town.pass(HOUR_MS);
    await town.weather([]);
    await town.pass(1_000);
    expect(await town.verdict()).not.toBe("hold by weather");
  });

  it("holds while a promised way to pay is down, and for its grace after", async () => {
    const town = await founded(opened);
    await town.publish(pack);
    await town.weather([]);
    await town.channel("down");
    await spend(town);
    expect(await town.verdict()).toBe("hold by payment_channel");
    await town.reportTexts("delivered");
    await town.channel("up");
    await town.pass(1_000);
    expect(await town.verdict()).toBe("wait_until by payment_channel");
  });

  it("is asked again at once when a protection comes or goes", async () => {
    const town = await founded(opened);
    await town.publish(pack);
    await town.weather([]);
    const home = accountHome("1001");
    const protection = {
      id: "p1",
      kind: "medical",
      fromMs: town.serviceMs,
      untilMs: null,
      liftUnits: 0,
      years: null,
      actor: "test",
    } as const;
    const at = town.hub.clock.now();
    const note = (change: object) =>
      town.hub.store.transact(home, (sql) =>
        noteProtection(sql, at, home, { ...protection, ...change }),
      );
    expect(await note({ years: 70 })).toMatchObject({ code: "bad_years" });
    expect(await note({ liftUnits: 1 })).toMatchObject({ code: "bad_lift" });
    expect(await note({ kind: "pledge" })).toMatchObject({ code: "bad_lift" });
    expect(await note({ untilMs: protection.fromMs })).toMatchObject({
      code: "ends_before_it_begins",
    });
    expect(await note({})).toEqual({ kind: "noted" });
    expect(await note({})).toEqual({ kind: "seen" });
    expect(await note({ kind: "dispute" })).toMatchObject({ code: "id_reused" });
    await spend(town);
    await town.reportTexts("delivered");
    expect(await town.verdict()).toBe("hold by medical");
    const end = (id: string) =>
      town.hub.store.transact(home, (sql) =>
        endProtection(sql, town.hub.clock.now(), home, { id, atMs: null, actor: "test" }),
      );
    expect(await end("p2")).toMatchObject({ code: "no_such_protection" });
    expect(await end("p1")).toEqual({ kind: "ended" });
    expect(await end("p1")).toEqual({ kind: "seen" });
    expect(await town.verdict()).toBe("cut by level");
  });

  it("holds by itself where charges fail one after another, and lets go when a probe finds the way back", async () => {
    const town = await founded(opened);
    await town.publish(pack);
    await town.weather([]);
    town.world.findOutcome = () => Promise.reject(new Error("no answer"));
    for (let minutes = 0; minutes < 60; minutes += 6) await town.pass(6 * 60_000);
    await town.use("E-1", 45_000_000);
    await town.reportTexts("delivered");
    expect(await town.verdict()).toBe("hold by payment_channel");
    town.world.findOutcome = () => Promise.resolve({ kind: "absent" });
    for (let minutes = 0; minutes < 4; minutes += 1) await town.pass(60_000);
    await town.pass(1_000);
    expect(await town.verdict()).toBe("wait_until by payment_channel");
    expect(town.world.commanded).toEqual([]);
  });
});
