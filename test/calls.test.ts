/** What a call may not do, whatever it is told and in whatever order, through the carrier's own webhooks. */
import { describe, expect, it } from "vitest";
import type { PlacedCall } from "../channels/simulated/calls.ts";
import { checkSecret } from "../core/hub/check-secret.ts";
import { takeTurn } from "../core/hub/take-turn.ts";
import { accountHome, lineHome, utilityHome } from "../core/ids.ts";
import { MINUTE_MS } from "../core/instant.ts";
import { openCallBacks } from "../core/store/call-backs.ts";
import { liveCall } from "../core/store/calls.ts";
import { LivingTown } from "./living-town.ts";
import { onEachPlacement, type Open } from "./placements.ts";
import { ana, flat, START_MS, usd } from "./town.ts";

const number = "+15550100001";
const stranger = "+15550100099";
const PIN = "4711";

const bob = {
  ...ana,
  accountId: "B-2002",
  customerId: "c2",
  name: "Bob Reed",
  label: "Elm St 4",
  contacts: [{ line: "+15550100002", agreed: null }],
  services: ana.services.map((service) => ({ ...service, meterId: "E-2", label: "Elm St 4" })),
};

async function townWith(open: Open, settings = usd): Promise<LivingTown> {
  const town = new LivingTown(await open("u"), {
    settings,
    tariffs: [flat],
    accounts: [
      { ...ana, openingUnits: 30_000_000 },
      { ...bob, openingUnits: 30_000_000 },
    ],
    reads: {},
    startMs: START_MS,
  });
  await town.found();
  await town.setPin("1001", PIN);
  await town.setPin("B-2002", "8080");
  return town;
}

function last(call: PlacedCall): string {
  return (
    call
      .lines()
      .filter(({ by }) => by === "utility")
      .at(-1)?.text ?? ""
  );
}

async function charges(town: LivingTown, accountId = "1001"): Promise<number> {
  const home = accountHome(accountId);
  const row = await town.running.hub.store.read(home, (sql) =>
    sql.get<{ rows: number }>("SELECT count(*) AS rows FROM payment WHERE home = ?1", [home]),
  );
  return row?.rows ?? 0;
}

/** To the read-back of a payment of 20 dollars. */
async function readBack(town: LivingTown, from = number): Promise<PlacedCall> {
  const call = await town.call(from);
  for (const keys of ["1", `${PIN}#`, "20#"]) await town.press(call, keys);
  await town.listen(8_000);
  expect(last(call)).toMatch(/^To pay 20 dollars/);
  return call;
}

onEachPlacement("a call", (open) => {
  it("pays once it has proved who calls and heard what it pays", async () => {
    const town = await townWith(open);
    const call = await readBack(town);
    await town.press(call, "1");
    await town.listen(5_000);
    expect(last(call)).toMatch(/^Thank you\. 20 dollars is paid to Oak Street 12\./);
    expect(await charges(town)).toBe(1);
  });

  describe("never pays", () => {
    it.each<[string, (town: LivingTown, call: PlacedCall) => Promise<void>]>([
      ["hung up at the read-back", async (_town, call) => call.hangUp()],
      [
        "hung up, and the key comes after",
        async (town, call) => {
          call.hangUp();
          await town.press(call, "1");
        },
      ],
      ["back by the star", async (town, call) => town.press(call, "*")],
      ["ended by pound", async (town, call) => town.press(call, "#")],
      ["another key", async (town, call) => town.press(call, "7")],
      ["another amount", async (town, call) => town.press(call, "2")],
      ["silence, three times", async (town) => town.listen(60_000)],
    ])("%s", async (_name, act) => {
      const town = await townWith(open);
      const call = await readBack(town);
      await act(town, call);
      await town.listen(5_000);
      expect(await charges(town)).toBe(0);
    });

    it("with a key pressed while the amount is read back", async () => {
      const town = await townWith(open);
      const call = await town.call(number);
      for (const keys of ["1", `${PIN}#`, "20#", "1"]) await town.press(call, keys);
      expect(last(call)).toMatch(/^You are paying 20 dollars/);
      await town.listen(8_000);
      expect(await charges(town)).toBe(0);
    });

    it("with the key of an older menu, or of a turn that is not known", async () => {
      const town = await townWith(open);
      const call = await readBack(town);
      const turn = { channel: "ivr", from: number, to: usd.numbers[0] ?? "" } as const;
      for (const [at, ofTurn] of [0, 1, 99, null].entries()) {
        const outcome = await takeTurn(town.running.hub, {
          ...turn,
          key: `forged-${String(at)}`,
          input: { kind: "digits", keys: "1" },
          call: { callId: call.id, ofTurn },
        });
        expect(outcome.kind).toBe("stale");
      }
      expect(await charges(town)).toBe(0);
    });
  });

  it("keeps its proof no longer than itself", async () => {
    const town = await townWith(open);
    const call = await readBack(town);
    call.hangUp();
    await town.listen(2_000);
    const again = await town.call(number);
    await town.press(again, "1");
    expect(last(again)).toMatch(/^Please enter your PIN/);
    const home = lineHome(number);
    const live = await town.running.hub.store.read(home, (sql) => liveCall(sql, home));
    expect(live).toMatchObject({ id: again.id, provedCustomer: null });
  });

  it("gives way to a newer call of the same number, with its proof", async () => {
    const town = await townWith(open);
    const first = await readBack(town);
    const second = await town.call(number);
    await town.press(first, "1");
    await town.press(second, "1");
    expect(last(second)).toMatch(/^Please enter your PIN/);
    expect(await charges(town)).toBe(0);
  });

  it("tells its result by text where the caller did not wait", async () => {
    const town = await townWith(open);
    const call = await readBack(town);
    call.press("1");
    call.hangUp();
    await town.listen(10_000);
    expect(await charges(town)).toBeLessThanOrEqual(1);
    const texts = town
      .phone(number)
      .messages()
      .map(({ text }) => text);
    expect(texts.filter((text) => text.includes("Paid $20.00")).length).toBe(await charges(town));
  });

  it("is played to once however its webhooks come", async () => {
    const town = await townWith(open);
    town.calls.setFaults({ duplicatedPerMille: 1000, answerLostPerMille: 300 });
    const call = await readBack(town);
    await town.press(call, "1");
    await town.listen(5_000);
    expect(last(call)).toMatch(/^Thank you\. 20 dollars/);
    const heard = call.lines().map(({ text }) => text);
    expect(heard.filter((text) => text.startsWith("You are paying"))).toHaveLength(1);
    expect(await charges(town)).toBe(1);
  });

  it("by a stranger needs an account number and its PIN, and is told nothing before", async () => {
    const town = await townWith(open);
    const call = await town.call(stranger);
    expect(last(call)).not.toMatch(/Oak|Elm/);
    for (const keys of ["1", "1001#"]) await town.press(call, keys);
    expect(last(call)).toBe("Account 1 0, 0 1. Please enter your PIN, then press pound.");
    await town.press(call, `${PIN}#`);
    expect(last(call)).toMatch(/^Thank you, that is right\./);
    await town.press(call, "2");
    expect(last(call)).toMatch(/^Oak Street 12 is on\./);
  });

  it("owes a call-back to who asks for a person where nobody answers", async () => {
    const town = await townWith(open);
    const call = await town.call(number);
    await town.press(call, "0");
    await town.listen(10_000);
    expect(call.state).toBe("over");
    const home = utilityHome("u");
    const owed = await town.running.hub.store.read(home, (sql) => openCallBacks(sql, home, 10));
    expect(owed).toMatchObject([{ line: number, accountId: "1001", reason: "asked" }]);
  });

  it("is put through to a person where one answers", async () => {
    const town = await townWith(open, { ...usd, agentNumber: "+15550001999" });
    const call = await town.call(number);
    await town.press(call, "0");
    await town.listen(8_000);
    expect(call.lines().at(-1)).toMatchObject({
      by: "carrier",
      text: "put through to +15550001999",
    });
  });
});

onEachPlacement("a PIN", (open) => {
  it.each([
    ["one's own account", "1001", "0000"],
    ["an account that does not exist", "5555", "0000"],
    ["an account with the PIN of another", "2002", PIN],
  ])("is refused three times and then locked: %s", async (_name, account, pin) => {
    const town = await townWith(open);
    const call = await town.call(stranger);
    for (const keys of ["1", `${account}#`]) await town.press(call, keys);
    for (let tries = 0; tries < 2; tries += 1) {
      await town.press(call, `${pin}#`);
      expect(last(call)).toMatch(/^That account number and PIN do not match\./);
    }
    await town.press(call, `${pin}#`);
    expect(last(call)).toMatch(/^For your safety no more PINs are taken for now\./);
  });

  it("that is right is not looked at while it is locked, and is again after a quarter of an hour", async () => {
    const town = await townWith(open);
    const { hub } = town.running;
    const attempt = { line: number, number: "1001", accountId: null };
    const guess = (key: string, pin: string) => checkSecret(hub, { ...attempt, key }, pin);
    for (const key of ["a", "b", "c"]) await guess(key, "0000");
    expect((await guess("d", PIN)).verdict).toBe("locked");
    town.time.atMs += 15 * MINUTE_MS;
    expect(await guess("e", PIN)).toEqual({ verdict: "proved", customerId: "c1" });
  });

  it("lets no guesses slip through side by side", async () => {
    const town = await townWith(open);
    const pins = Array.from({ length: 20 }, (_, at) => String(4700 + at));
    const verdicts = await Promise.all(
      pins.map((pin) =>
        checkSecret(
          town.running.hub,
          { key: `guess-${pin}`, line: stranger, number: "1001", accountId: null },
          pin,
        ),
      ),
    );
    expect(verdicts.filter(({ verdict }) => verdict !== "locked").length).toBeLessThanOrEqual(3);
    expect(verdicts.filter(({ verdict }) => verdict === "proved")).toEqual([]);
  });

  it("told twice by the carrier is counted once", async () => {
    const town = await townWith(open);
    const { hub } = town.running;
    const attempt = { key: "again", line: number, number: "1001", accountId: null };
    for (let tries = 0; tries < 6; tries += 1) {
      expect((await checkSecret(hub, attempt, "0000")).verdict).toBe("not_proved");
    }
    expect((await checkSecret(hub, { ...attempt, key: "new" }, PIN)).verdict).toBe("proved");
  });

  it("of one's own buys a line no guesses at others", async () => {
    const town = await townWith(open);
    const { hub } = town.running;
    const verdicts: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      const key = `round-${String(round)}`;
      const own = { key: `${key}-own`, line: number, number: null, accountId: null };
      await checkSecret(hub, own, PIN);
      const other = { key, line: number, number: String(7000 + round), accountId: null };
      verdicts.push((await checkSecret(hub, other, "0000")).verdict);
    }
    expect(verdicts.filter((verdict) => verdict === "not_proved").length).toBeLessThan(6);
    expect(verdicts.at(-1)).toBe("locked");
  });
});
