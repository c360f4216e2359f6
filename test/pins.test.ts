/** A PIN is counted before it is compared, however it is guessed, and an unknown account is answered like any other. */
import { expect, it } from "vitest";
import { checkSecret } from "../core/hub/check-secret.ts";
import { MINUTE_MS } from "../core/instant.ts";
import { onEachPlacement } from "./placements.ts";
import { last, number, PIN, stranger, townWith } from "./support/call-town.ts";

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
    const attempt = { line: number, channel: "ivr", number: "1001", accountId: null } as const;
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
          { key: `guess-${pin}`, line: stranger, channel: "ivr", number: "1001", accountId: null },
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
    const attempt = {
      key: "again",
      line: number,
      channel: "ivr",
      number: "1001",
      accountId: null,
    } as const;
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
      const own = {
        key: `${key}-own`,
        line: number,
        channel: "ivr",
        number: null,
        accountId: null,
      } as const;
      await checkSecret(hub, own, PIN);
      const other = {
        key,
        line: number,
        channel: "ivr",
        number: String(7000 + round),
        accountId: null,
      } as const;
      verdicts.push((await checkSecret(hub, other, "0000")).verdict);
    }
    expect(verdicts.filter((verdict) => verdict === "not_proved").length).toBeLessThan(6);
    expect(verdicts.at(-1)).toBe("locked");
  });
});
