/** What a call may not do, whatever it is told and in whatever order, through the carrier's own webhooks. */
import { describe, expect, it } from "vitest";
import type { PlacedCall } from "../channels/simulated/calls.ts";
import type { Input } from "../core/conversation/input.ts";
import { answerCall } from "../core/hub/answer-call.ts";
import { closedCallBack } from "../core/hub/note-call-back.ts";
import { takeTurn } from "../core/hub/take-turn.ts";
import { accountHome, lineHome, utilityHome } from "../core/ids.ts";
import { newestTransfers, openCallBacks } from "../core/store/call-backs.ts";
import { liveCall } from "../core/store/calls.ts";
import type { LivingTown } from "./living-town.ts";
import { onEachPlacement } from "./placements.ts";
import { last, number, PIN, stranger, townWith } from "./support/call-town.ts";
import { usd } from "./town.ts";

async function charges(town: LivingTown, accountId = "1001"): Promise<number> {
  const home = accountHome(accountId);
  const row = await town.running.hub.store.read(home, (sql) =>
    sql.get<{ rows: number }>("SELECT count(*) AS rows FROM payment WHERE home = ?1", [home]),
  );
  return row?.rows ?? 0;
}

function heardAll(call: PlacedCall): string {
  return call
    .lines()
    .filter(({ by }) => by === "utility")
    .map(({ text }) => text)
    .join(" ");
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
    // It goes on where the other call stood, at a payment, but without its proof.
    expect(last(again)).toMatch(/We go on where you were\..+ Please enter your PIN/);
    const home = lineHome(number);
    const live = await town.running.hub.store.read(home, (sql) => liveCall(sql, home));
    expect(live).toMatchObject({ id: again.id, provedCustomer: null });
  });

  it("gives way to a newer call of the same number, with its proof", async () => {
    const town = await townWith(open);
    const first = await readBack(town);
    const second = await town.call(number);
    await town.press(first, "1");
    expect(last(second)).toMatch(
      /Please enter your PIN, then press pound\. For a code by text[^.]+\.$/,
    );
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

  it("goes back by the star, though the carrier's answer to that was lost", async () => {
    const town = await townWith(open);
    const call = await town.call(number);
    town.calls.setFaults({ answerLostPerMille: 1000 });
    await town.press(call, "*");
    await town.listen(2_000);
    town.calls.setFaults({ answerLostPerMille: 0 });
    await town.listen(2_000);
    await town.press(call, "1");
    expect(last(call)).toMatch(/^Please enter your PIN/);
  });

  it("goes on past the minute after which a payment counts as slow", async () => {
    const town = await townWith(open);
    const call = await readBack(town);
    await town.press(call, "1");
    await town.listen(5_000);
    expect(last(call)).toMatch(/^Thank you\. 20 dollars/);
    for (let heard = 0; heard < 20; heard += 1) {
      await town.press(call, "2");
      expect(call.lines().at(-1)).toMatchObject({ by: "utility" });
      await town.listen(3_000);
    }
    expect(call.state).toBe("up");
  });

  describe("told out of order", () => {
    const ring = (town: LivingTown, callId: string, key: string) =>
      town.running.hub.store.transact(lineHome(number), (sql) =>
        answerCall(sql, town.running.hub.clock.now(), {
          line: number,
          key,
          callId,
          to: usd.numbers[0] ?? "",
        }),
      );
    const turn = (town: LivingTown, callId: string, input: Input, key: string) =>
      takeTurn(town.running.hub, {
        channel: "ivr",
        key,
        from: number,
        to: usd.numbers[0] ?? "",
        input,
        call: { callId, ofTurn: null },
      });

    it("is over where it ended before it was answered, and stays so", async () => {
      const town = await townWith(open);
      expect((await turn(town, "v3:x", { kind: "hang_up" }, "1")).kind).toBe("stale");
      expect((await turn(town, "v3:x", { kind: "start" }, "2")).kind).toBe("stale");
      expect((await ring(town, "v3:x", "3")).kind).toBe("stale");
    });

    it("is not answered again where it rings after it was answered", async () => {
      const town = await townWith(open);
      expect((await turn(town, "v3:x", { kind: "start" }, "1")).kind).toBe("taken");
      expect((await ring(town, "v3:x", "2")).kind).toBe("stale");
      expect((await turn(town, "v3:x", { kind: "start" }, "3")).kind).toBe("stale");
      expect((await turn(town, "v3:x", { kind: "start" }, "1")).kind).toBe("seen");
    });
  });

  it("goes back from a PIN by star at once, and ends by pound", async () => {
    const town = await townWith(open);
    const call = await town.call(number);
    for (const keys of ["1", "*"]) await town.press(call, keys);
    expect(last(call)).toMatch(/^To pay, press 1/);
    await town.press(call, "#");
    await town.listen(6_000);
    expect(call.state).toBe("over");
  });

  it("by a stranger needs an account number and its PIN, and is told nothing before", async () => {
    const town = await townWith(open);
    const call = await town.call(stranger);
    expect(last(call)).not.toMatch(/Oak|Elm/);
    for (const keys of ["1", "1001#"]) await town.press(call, keys);
    expect(last(call)).toBe(
      "Account 1 0, 0 1. Please enter your PIN, then press pound. For a code by text in place of a PIN, press 1, then pound.",
    );
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

  it.each(["busy", "no_answer"] as const)("is called back where a person is %s", async (person) => {
    const town = await townWith(open, { ...usd, agentNumber: "+15550001999" });
    town.calls.setPerson(person);
    const call = await town.call(number);
    await town.press(call, "1");
    await town.press(call, "0#");
    await town.listen(8_000);
    await town.listen(30_000);
    expect(heardAll(call)).toContain(
      "Sorry, nobody can answer right now. A person will call you back at this number. Thank you for calling Northside Power. Goodbye.",
    );
    expect(call.state).toBe("over");
    const home = utilityHome("u");
    const { store } = town.running.hub;
    const owed = await store.read(home, (sql) => openCallBacks(sql, home, 10));
    const about = { line: number, accountId: "1001", task: "pin" };
    expect(owed).toMatchObject([{ ...about, reason: "not_reached" }]);
    const put = await store.read(home, (sql) => newestTransfers(sql, home, 10));
    expect(put).toMatchObject([{ ...about, reason: "asked", isProved: false }]);
    const close = () =>
      store.transact(home, (sql) =>
        closedCallBack(sql, town.running.hub.clock.now(), home, {
          id: owed[0]?.id ?? "",
          actor: "ada",
        }),
      );
    expect(await close()).toBe(true);
    expect(await close()).toBe(false);
    expect(await store.read(home, (sql) => openCallBacks(sql, home, 10))).toEqual([]);
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
    await town.listen(30_000);
    expect(heardAll(call)).not.toMatch(/nobody can answer/);
    expect(call.state).toBe("up");
  });
});
