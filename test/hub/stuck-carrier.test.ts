/** A carrier that neither answers nor fails, in the middle of everything: money and power must not notice. */
import { expect, it, vi } from "vitest";
import { must } from "../../core/assert.ts";
import { accountFacts } from "../../core/hub/account-facts.ts";
import { settlePayment } from "../../core/hub/settle-payment.ts";
import { takeTurn } from "../../core/hub/take-turn.ts";
import { accountHome } from "../../core/ids.ts";
import { HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import type { SayOutcome } from "../../core/ports.ts";
import { onEachPlacement, type Open } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";

const number = "+15550100001";
const home = accountHome("1001");
/** Texts that the outbox has under way at once, and more who want one: whoever comes last waits. */
const TEXTS_UNDER_WAY = 32;
const STRANGERS = TEXTS_UNDER_WAY + 2;
/** Real time, for a machine under load; none of it passes where the hub does what it should. */
const patience = { timeout: 30_000 };
/** A carrier's time-out. */
const STUCK_MS = MINUTE_MS;

/** A carrier that takes texts and leaves every answer open, until it is told to give them. */
class HangingCarrier {
  readonly #open: ((outcome: SayOutcome) => void)[] = [];

  readonly say = (): Promise<SayOutcome> =>
    new Promise((resolve) => {
      this.#open.push(resolve);
    });

  get underWay(): number {
    return this.#open.length;
  }

  answer(outcome: SayOutcome): void {
    for (const resolve of this.#open.splice(0)) resolve(outcome);
  }
}

/** A town with a household that is off and has asked to pay; then the carrier hangs, with as many texts as it takes. */
async function stuckTown(open: Open) {
  const town = new Town(await open("u"));
  await town.found();
  await town.enrol(ana);
  await town.pass(2 * HOUR_MS);
  await town.use("E-1", 40_000_000);
  await town.report("1001");
  await town.text(number, "PAY 40");
  const asked = must(town.promptsTo(number).at(-1), "the question of a charge");
  const digit = asked.key === "confirm_pay" ? String(asked.digit) : "none";
  const carrier = new HangingCarrier();
  town.world.sayOutcome = carrier.say;
  const turn = (from: string, text: string, key: string) =>
    takeTurn(town.hub, {
      channel: "sms",
      key,
      from,
      to: usd.numbers[0] ?? "",
      input: { kind: "said", text },
    });
  for (let at = 0; at < STRANGERS; at += 1) {
    await turn(`+155502${String(10_000 + at)}`, "BAL", `stranger-${String(at)}`);
  }
  await turn(number, "BAL", "own");
  town.hub.wake();
  await vi.waitFor(() => expect(carrier.underWay).toBe(TEXTS_UNDER_WAY), patience);
  const supply = async () =>
    (await town.hub.store.read(home, (sql) => accountFacts(sql, town.hub.clock.now(), "1001", [])))
      ?.supply;
  return { town, carrier, turn, digit, supply };
}

onEachPlacement("a carrier in a time-out", (open) => {
  it("delays neither a charge nor the reconnect that it pays for", async () => {
    const { town, carrier, turn, digit, supply } = await stuckTown(open);
    const { world, hub } = town;
    expect([await supply(), world.commanded.length]).toEqual(["off", 1]);
    const stuck = carrier.underWay;

    await turn(number, digit, "digit");
    hub.wake();
    await vi.waitFor(() => expect(world.charged).toHaveLength(1), patience);
    // Most of the time-out goes by before the processor has its final word.
    town.wallMs += STUCK_MS - 1_000;
    town.serviceMs += STUCK_MS - 1_000;
    const request = must(world.charged[0], "a charge was sent");
    await hub.store.transact(home, (sql) =>
      settlePayment(sql, hub.clock.now(), home, {
        paymentId: request.paymentId,
        key: "paid",
        outcome: { kind: "succeeded", processorId: "ch" },
      }),
    );
    hub.wake();
    // From the commit on no clock moves and no text comes back: what leaves now has waited for neither.
    await vi.waitFor(() => expect(world.commanded).toHaveLength(2), patience);
    expect(world.commanded[1]).toMatchObject({ meterId: "E-1", wanted: "on" });
    expect(carrier.underWay).toBe(stuck);
    await vi.waitFor(async () => expect(await supply()).toBe("turning_on"), patience);
    expect(town.faults).toEqual([]);
  });

  it("keeps every text for its turn, and says each once the carrier is back", async () => {
    const { town, carrier } = await stuckTown(open);
    const from = (message: { to: string }) => message.to;
    const told = new Set(town.world.said.map(from));
    town.world.sayOutcome = (message) =>
      Promise.resolve({ kind: "sent", carrierId: `late-${message.id}` });
    carrier.answer({ kind: "retry", code: "timeout" });
    await town.settle();
    expect(told.size).toBeLessThan(STRANGERS);
    await town.pass(10 * MINUTE_MS);
    const texted = town.world.said.map(from).filter((to) => to !== number);
    expect(new Set(texted).size).toBe(STRANGERS);
    const owed = [];
    for (const slice of town.hub.store.slices()) {
      owed.push(
        ...(await town.hub.store.read(slice, (sql) =>
          sql.all("SELECT id FROM message WHERE direction = 'out' AND state = 'owed'"),
        )),
      );
    }
    expect(owed).toEqual([]);
  });
});
