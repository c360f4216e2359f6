/** A first card given in a call: taken by the carrier, charged by its name, and no digit of it anywhere here. */
import { afterEach, expect, it, vi } from "vitest";
import type { PlacedCall } from "../../channels/simulated/calls.ts";
import { lineHome, utilityHome } from "../../core/ids.ts";
import { MINUTE_MS } from "../../core/instant.ts";
import { LivingTown } from "../living-town.ts";
import { onEachPlacement, type Open } from "../placements.ts";
import { last, number, PIN } from "../support/call-town.ts";
import { ana, flat, START_MS, usd } from "../town.ts";

const card = "4111111111111111";

async function townOf(open: Open, payConnector: string | null): Promise<LivingTown> {
  const town = new LivingTown(await open("u"), {
    settings: { ...usd, payConnector },
    tariffs: [flat],
    accounts: [{ ...ana, methods: [], openingUnits: 30_000_000 }],
    reads: {},
    startMs: START_MS,
  });
  await town.found();
  await town.setPin("1001", PIN);
  return town;
}

/** To where the carrier asks for the card. */
async function atCard(town: LivingTown): Promise<PlacedCall> {
  const call = await town.call(number);
  await town.press(call, "1");
  await town.press(call, `${PIN}#`);
  await town.press(call, "20#");
  await town.listen(12_000);
  return call;
}

function askedFor(call: PlacedCall): string[] {
  return call.lines().flatMap(({ text }) => /^asks for the (.+)$/.exec(text)?.[1] ?? []);
}

/** Every row of every table that a home's store has. */
async function everything(town: LivingTown, line = number): Promise<string> {
  const { hub } = town.running;
  const homes = [...hub.store.slices(), lineHome(line), utilityHome(hub.utilityId)];
  const kept = homes.map((home) =>
    hub.store.read(home, (sql) =>
      sql
        .all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
        .map(({ name }) => sql.all(`SELECT * FROM "${name}"`)),
    ),
  );
  return JSON.stringify(await Promise.all(kept));
}

const logged = [vi.spyOn(console, "log"), vi.spyOn(console, "error"), vi.spyOn(console, "warn")];
const written = vi.spyOn(process.stdout, "write");

afterEach(() => {
  for (const spy of [...logged, written]) spy.mockClear();
});

onEachPlacement("a card by phone", (open) => {
  it("is taken by the carrier, read back and charged, and no digit of it is kept or logged", async () => {
    const town = await townOf(open, "northside");
    const call = await atCard(town);
    await town.press(call, `${card}#`);
    await town.press(call, "1230#");
    await town.press(call, "60601#");
    await town.press(call, "737#");
    expect(askedFor(call)).toEqual([
      "payment-card-number",
      "expiration-date",
      "postal-code",
      "security-code",
    ]);
    expect(last(call)).toBe(
      "You are paying 20 dollars to Oak Street 12, with Visa ending in 1 1 1 1.",
    );
    await town.listen(12_000);
    await town.press(call, "1");
    await town.listen(MINUTE_MS / 2);
    expect(call.lines().some(({ text }) => text.includes("20 dollars is paid"))).toBe(true);
    const kept = await everything(town);
    expect(kept).toContain("sim_visa_1111");
    const said = JSON.stringify([...logged, written].map((spy) => spy.mock.calls));
    const told = JSON.stringify(town.faults);
    for (const secret of [card, "60601", "1230#", `"737"`]) {
      expect(kept + said + told).not.toContain(secret);
    }
  });

  it("is charged once, though the carrier tells twice what came of it", async () => {
    const town = await townOf(open, "northside");
    const call = await atCard(town);
    for (const keys of [card, "1230", "60601", "737"]) await town.press(call, `${keys}#`);
    const told = town.posted.findLast(({ body }) => body.includes("call.payment.completed"));
    await town.request(told?.path ?? "", {
      method: "POST",
      body: told?.body ?? "",
      headers: told?.headers ?? {},
    });
    await town.settle();
    const { hub } = town.running;
    const methods = await hub.store.read(utilityHome(hub.utilityId), (sql) =>
      sql.all("SELECT * FROM method"),
    );
    expect(methods.length).toBe(1);
  });

  it("that can't be leads to a link or a person, and is kept nowhere", async () => {
    const town = await townOf(open, "northside");
    const call = await atCard(town);
    for (let tried = 0; tried < 3; tried += 1) await town.press(call, "55556666#");
    expect(last(call)).toContain("has no saved card");
    expect(await everything(town)).not.toContain("55556666");
  });

  it("that nobody keys is given up by the carrier, and the caller goes on", async () => {
    const town = await townOf(open, "northside");
    const call = await atCard(town);
    await town.listen(MINUTE_MS);
    const said = call.lines().map(({ text }) => text);
    expect(said.filter((text) => text.includes("has no saved card"))).toHaveLength(1);
    // What was told is told once; what may be pressed is said again.
    expect(last(call)).toMatch(/^I heard no key\. To pay, press 1\./);
  });

  it("is nobody's when its caller hangs up before it is whole", async () => {
    const town = await townOf(open, "northside");
    const call = await atCard(town);
    await town.press(call, `${card}#`);
    call.hangUp();
    await town.settle();
    const kept = await everything(town);
    expect(kept).not.toContain(card);
    expect(kept).not.toContain("sim_visa_1111");
  });

  it("that is keyed where an account number is asked for is no number, and is kept nowhere", async () => {
    const town = await townOf(open, "northside");
    const call = await town.call("+15550100099");
    await town.press(call, "1");
    await town.press(call, `${card}#`);
    expect(last(call)).toMatch(/^That is no key here\. Please enter your account number/);
    await town.press(call, "1001#");
    expect(last(call)).toMatch(/Please enter your PIN/);
    expect(await everything(town, "+15550100099")).not.toContain(card);
  });

  it("is not asked for where the utility has no connector", async () => {
    const town = await townOf(open, null);
    const call = await atCard(town);
    expect(askedFor(call)).toEqual([]);
    expect(call.lines().some(({ text }) => text.includes("has no saved card"))).toBe(true);
  });

  it("is offered another way when the carrier can take none", async () => {
    const town = await townOf(open, "northside");
    town.calls.setFaults({ takesCards: false });
    const call = await atCard(town);
    await town.listen(5_000);
    expect(askedFor(call)).toEqual([]);
    expect(last(call)).toContain("has no saved card");
  });
});
