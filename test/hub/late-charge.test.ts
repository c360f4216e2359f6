/** A charge that never left while it was fresh: nobody is charged for what was agreed to the day before yesterday. */
import { expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { accountFacts } from "../../core/hub/account-facts.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import { parkedRows } from "../../core/store/outbox.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, Town } from "../town.ts";

const number = "+15550100001";

onEachPlacement("a charge that has waited for its processor", (open) => {
  it.each([
    ["under a day, is sent", DAY_MS - MINUTE_MS, 1, 20_000_000],
    ["a day, is not sent and told as declined", DAY_MS, 0, 0],
  ])("for %s", async (_, waitedMs, sent, pendingUnits) => {
    const town = new Town(await open("u"));
    await town.found();
    await town.enrol(ana);
    const { processor } = town.world;
    Object.assign(town.world, { processor: null });
    await town.text(number, "PAY 20");
    const asked = must(town.promptsTo(number).at(-1), "the question of a charge");
    await town.text(number, asked.key === "confirm_pay" ? String(asked.digit) : "none");
    await town.pass(waitedMs);
    Object.assign(town.world, { processor });
    await town.pass(0);
    expect(town.world.charged).toHaveLength(sent);
    const facts = await town.hub.store.read(accountHome("1001"), (sql) =>
      accountFacts(sql, town.hub.clock.now(), "1001", []),
    );
    expect(facts?.pendingUnits).toBe(pendingUnits);
    const told = town.promptsTo(number).map(({ key }) => key);
    expect(told.includes("pay_declined")).toBe(sent === 0);
  });

  it("or whose outcome nobody can say after a day, is set aside for staff until its word comes", async () => {
    const town = new Town(await open("u"));
    await town.found();
    await town.enrol(ana);
    const { world } = town;
    world.chargeOutcome = () => Promise.resolve({ kind: "unknown", code: "StripeAPIError" });
    world.findOutcome = () => Promise.resolve({ kind: "unknown" });
    await town.text(number, "PAY 20");
    const asked = must(town.promptsTo(number).at(-1), "the question of a charge");
    await town.text(number, asked.key === "confirm_pay" ? String(asked.digit) : "none");
    const home = accountHome("1001");
    const parked = () =>
      town.hub.store.read(home, (sql) => parkedRows(sql, 10).map(({ kind, code }) => [kind, code]));
    await town.pass(23 * HOUR_MS);
    expect(await parked()).toEqual([]);
    await town.pass(HOUR_MS);
    expect(await parked()).toEqual([["charge", "outcome_unknown"]]);
    expect(world.charged).toHaveLength(1);
    await town.pass(DAY_MS);
    expect(world.charged).toHaveLength(1);
    await town.settleCharge(must(world.charged[0], "the charge"), "succeeded");
    expect(await parked()).toEqual([]);
    const facts = await town.hub.store.read(home, (sql) =>
      accountFacts(sql, town.hub.clock.now(), "1001", []),
    );
    expect(facts?.pendingUnits).toBe(0);
  });

  it("is not sent by the next process while what the last one sent may be under way", async () => {
    const opened = await open("u");
    const killed = new Town(opened);
    await killed.found();
    await killed.enrol(ana);
    // The process ends before it has an answer.
    killed.world.chargeOutcome = () => new Promise(() => {});
    await killed.text(number, "PAY 20");
    const asked = must(killed.promptsTo(number).at(-1), "the question of a charge");
    void killed.text(number, asked.key === "confirm_pay" ? String(asked.digit) : "none");
    await expect.poll(() => killed.world.charged.length).toBe(1);

    const next = new Town(opened);
    Object.assign(next.world.processor, { underWayMs: MINUTE_MS });
    let looks = 0;
    next.world.findOutcome = () => {
      looks += 1;
      return Promise.resolve({ kind: "absent" });
    };
    for (let seconds = 0; seconds < 59; seconds += 1) await next.pass(1_000);
    expect(looks).toBeGreaterThan(2);
    expect(next.world.charged).toEqual([]);
    await next.pass(MINUTE_MS);
    expect(next.world.charged.map(({ key }) => key)).toEqual(
      killed.world.charged.map(({ key }) => key),
    );
    next.world.findOutcome = (key) =>
      Promise.resolve({ kind: "succeeded", processorId: `ch-${key}` });
    await next.pass(HOUR_MS);
    expect(next.world.charged).toHaveLength(1);
  });

  it("by a clock that was set back since waits no longer for it", async () => {
    const town = new Town(await open("u"));
    await town.found();
    await town.enrol(ana);
    Object.assign(town.world.processor, { underWayMs: MINUTE_MS });
    town.world.chargeOutcome = () => Promise.resolve({ kind: "unknown" });
    await town.text(number, "PAY 20");
    const asked = must(town.promptsTo(number).at(-1), "the question of a charge");
    await town.text(number, asked.key === "confirm_pay" ? String(asked.digit) : "none");
    town.wallMs -= 5 * HOUR_MS;
    town.serviceMs -= 5 * HOUR_MS;
    for (let minutes = 0; minutes < 10; minutes += 1) await town.pass(MINUTE_MS);
    expect(town.world.charged.length).toBeGreaterThan(1);
  });
});
