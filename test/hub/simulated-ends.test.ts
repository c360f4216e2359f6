import { expect, it } from "vitest";
import { accountFacts } from "../../core/hub/account-facts.ts";
import { confirmSwitch } from "../../core/hub/confirm-switch.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { accountHome } from "../../core/ids.ts";
import { HOUR_MS } from "../../core/instant.ts";
import { SimulatedMeters } from "../../meters/simulated/meter.ts";
import { type ProcessorEvent, SimulatedProcessor } from "../../payments/simulated/processor.ts";
import { settleEvent } from "../../payments/simulated/settle.ts";
import { FakeMemory, FakeTime } from "../support/fake-time.ts";
import { onEachPlacement, type Open } from "../placements.ts";
import { ana, Town } from "../town.ts";

const number = "+15550100001";
const home = accountHome("1001");
/** The ends' time goes along with the town's in steps: a report is then never from the future. */
const STEP_MS = 5_000;

/** A town whose charges and switch commands go to the simulated ends, which tell the hub what came of them. */
async function townWith(open: Open, methodToken = "sim_visa_4242") {
  const town = new Town(await open("u"));
  const time = new FakeTime(town.wallMs);
  const told: { event: ProcessorEvent; came: string }[] = [];
  const ends = { seed: "town", nowMs: time.nowMs, after: time.after };
  const processor = new SimulatedProcessor({
    ...ends,
    merchant: "u",
    memory: new FakeMemory(),
    notify: async (event) => {
      told.push({ event, came: (await settleEvent(town.hub, event)).kind });
    },
  });
  const meters = new SimulatedMeters({
    ...ends,
    now: () => ({ wallMs: time.atMs, serviceMs: time.atMs }),
    memory: new FakeMemory(),
    report: async ({ id, meterId, commandId, evidence, atMs }) => {
      await town.hub.store.transact(home, (sql) =>
        confirmSwitch(sql, town.hub.clock.now(), home, {
          key: id,
          meterId,
          position: evidence,
          atMs,
          commandId,
        }),
      );
      town.hub.wake();
    },
  });
  town.world.chargeOutcome = (request) => processor.charge(request);
  town.world.findOutcome = (key) => processor.find({ key });
  town.world.commandOutcome = (command) => meters.command(command);
  town.world.meterSwitch.look = (meterId) => meters.look(meterId);
  await town.found();
  await town.enrol({ ...ana, methods: [{ token: methodToken, brand: "Visa", last4: "4242" }] });
  await town.pass(2 * HOUR_MS);
  time.atMs = town.wallMs;
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += STEP_MS) {
      town.wallMs += STEP_MS;
      town.serviceMs += STEP_MS;
      await time.pass(STEP_MS);
      await town.pass(0);
    }
  };
  const pay = async (): Promise<void> => {
    await town.text(number, "pay 20");
    const confirm = town.promptsTo(number).at(-1);
    await town.text(number, String(confirm?.key === "confirm_pay" ? confirm.digit : ""));
  };
  const supply = async (): Promise<string> => {
    const facts = await town.hub.store.read(home, (sql) =>
      accountFacts(sql, town.hub.clock.now(), "1001", []),
    );
    return facts?.supply ?? "none";
  };
  return { town, meters, told, pay, pass, supply };
}

onEachPlacement("a payment through the simulated processor", (open) => {
  it.each([
    ["sim_visa_4242", "receipt", ["seen"]],
    ["sim_slow", "receipt", ["settled"]],
    ["sim_lost_answer", "receipt", ["settled"]],
    ["sim_lost_webhook", "receipt", []],
    ["sim_duplicate", "receipt", ["seen", "seen"]],
    ["sim_decline", "pay_declined", ["seen"]],
  ] as const)("with %s ends as %s, once", async (token, prompt, came) => {
    const { town, told, pay, pass } = await townWith(open, token);
    await pay();
    await pass(60_000);
    expect(town.promptsTo(number).at(-1)?.key).toBe(prompt);
    expect(told.map((one) => one.came)).toEqual(came);
    const verdict = await town.hub.store.read(home, (sql) => verifyLedger(sql, home));
    expect(verdict.problems).toEqual([]);
    const charged = await town.hub.store.read(home, (sql) =>
      sql.get<{ units: number }>(
        `SELECT coalesce(sum(amount_units), 0) AS units
         FROM entry JOIN transfer ON id = transfer_id
         WHERE account = 'clearing.simulated' AND kind <> 'pending'`,
      ),
    );
    expect(charged?.units).toBe(prompt === "receipt" ? 20_000_000 : 0);
  });
});

onEachPlacement("a cut and a reconnection through simulated meters", (open) => {
  it.each([
    ["nothing wrong", "lost_report", "late"],
    ["lost_answer", "duplicate", "silent"],
    ["late_after_refusal", "stuck", "refuse"],
  ] as const)(
    "with %s, then %s and %s: the hub ends where the switch is",
    async (off, on, next) => {
      const { town, meters, pay, pass, supply } = await townWith(open);
      if (off !== "nothing wrong") meters.demand("E-1", off);
      await town.use("E-1", 40_000_000);
      for (let tries = 0; tries < 20 && (await supply()) !== "off"; tries += 1) await pass(30_000);
      expect([await supply(), await meters.look("E-1")]).toEqual(["off", { kind: "open" }]);
      meters.demand("E-1", on, next);
      await pay();
      for (let tries = 0; tries < 40 && (await supply()) !== "on"; tries += 1) await pass(30_000);
      expect([await supply(), await meters.look("E-1")]).toEqual(["on", { kind: "closed" }]);
    },
  );
});
