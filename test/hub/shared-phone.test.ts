/** A phone of several households: each of them pays by a code with their own PIN and card, and none of them lends the others guesses. */
import { expect, it } from "vitest";
import { checkSecret } from "../../core/hub/check-secret.ts";
import { MINUTE_MS } from "../../core/instant.ts";
import { LivingTown } from "../living-town.ts";
import { type Open, onEachPlacement } from "../placements.ts";
import { ben, code, makeCode, payer, spentOf } from "../support/code-town.ts";
import { ana, flat, START_MS, usd } from "../town.ts";

const stranger = "+15550100098";

interface Sharer {
  readonly accountId: string;
  readonly pin: string | null;
  readonly card: string;
}

const bea: Sharer = { accountId: "2001", pin: "8024", card: "sim_visa_1881" };
const carl: Sharer = { accountId: "2002", pin: "3179", card: "sim_visa_1117" };
const dora: Sharer = { accountId: "2003", pin: "6640", card: "sim_visa_0005" };

async function townOf(open: Open, sharers: readonly Sharer[]) {
  const households = sharers.map(({ accountId, card }) => ({
    ...ben,
    accountId,
    customerId: `c${accountId}`,
    name: `Customer ${accountId}`,
    methods: [{ token: card, brand: "Visa", last4: card.slice(-4) }],
    services: ben.services.map((own) => ({ ...own, meterId: `E-${accountId}` })),
  }));
  const town = new LivingTown(await open("u"), {
    settings: usd,
    tariffs: [flat],
    accounts: [{ ...ana, openingUnits: 30_000_000 }, ...households],
    reads: {},
    startMs: START_MS,
  });
  await town.found();
  for (const { accountId, pin } of sharers) if (pin !== null) await town.setPin(accountId, pin);
  const { hub } = town.running;
  await makeCode(hub);
  let tries = 0;
  /** A PIN at the line's own question, or at that of an account. */
  const guess = async (pin: string, number: string | null = null, line = payer) => {
    tries += 1;
    const attempt = { key: `try-${String(tries)}`, line, channel: "ivr", accountId: null } as const;
    const { verdict, customerId } = await checkSecret(hub, { ...attempt, number }, pin);
    return customerId ?? verdict;
  };
  return { town, hub, guess };
}

onEachPlacement("a phone that several customers share", (open) => {
  it.each([bea, carl, dora])(
    "takes the PIN of $accountId at a code, and that card alone",
    async (one) => {
      const { town, hub } = await townOf(open, [bea, carl, dora]);
      const call = await town.call(payer);
      for (const key of ["3", "4", "2"]) await town.press(call, key);
      for (const keys of [`${code}#`, `${one.pin ?? ""}#`, "20#"]) await town.press(call, keys);
      await town.listen(12_000);
      const said = () =>
        call
          .lines()
          .map(({ text }) => text)
          .join("\n");
      expect(said()).toContain(one.card.slice(-4).split("").join(" "));
      for (const other of [bea, carl, dora].filter((each) => each !== one)) {
        expect(said()).not.toContain(other.card.slice(-4).split("").join(" "));
      }
      await town.press(call, "1");
      await town.listen(20_000);
      expect(said()).toContain("is paid to whoever gave you the code");
      expect(await spentOf(hub)).toEqual([2_000, 4]);
    },
  );

  it("gives no more guesses than a phone of one", async () => {
    const { guess } = await townOf(open, [bea, carl]);
    expect(await guess("0000")).toBe("not_proved");
    expect(await guess("0001")).toBe("not_proved");
    expect(await guess("0002")).toBe("locked");
    for (const { pin } of [bea, carl]) expect(await guess(pin ?? "")).toBe("locked");
    // Each is locked as if the guesses had been at their own number, whoever calls.
    expect(await guess(carl.pin ?? "", "2002", stranger)).toBe("locked");
  });

  it("is locked the sooner, the more it shares: what is compared counts, not what is keyed", async () => {
    const { guess, town } = await townOf(open, [bea, carl, dora]);
    expect(await guess("0000")).toBe("not_proved");
    expect(await guess("0001")).toBe("locked");
    expect(await guess(dora.pin ?? "")).toBe("locked");
    town.time.atMs += 15 * MINUTE_MS;
    expect(await guess(dora.pin ?? "")).toBe("c2003");
  });

  it("is locked for a quarter of an hour first, however many share it, and for twice that next", async () => {
    const five = [
      bea,
      carl,
      dora,
      ...["2004", "2005"].map((accountId) => ({ ...dora, accountId })),
    ];
    const { guess, town } = await townOf(open, five);
    expect(await guess("0000")).toBe("not_proved");
    for (const minutes of [15, 30]) {
      expect(await guess("0001")).toBe("locked");
      town.time.atMs += (minutes - 1) * MINUTE_MS;
      expect(await guess(bea.pin ?? "")).toBe("locked");
      town.time.atMs += MINUTE_MS;
    }
    expect(await guess(bea.pin ?? "")).toBe("c2001");
  });

  it("lets no guesses slip through side by side", async () => {
    const { guess } = await townOf(open, [bea, carl]);
    const pins = Array.from({ length: 20 }, (_, at) => String(7_000 + at));
    const came = await Promise.all(pins.map((pin) => guess(pin)));
    expect(came.filter((one) => one !== "locked").length).toBeLessThanOrEqual(3);
    expect(await guess(bea.pin ?? "")).toBe("locked");
  });

  it("buys nobody guesses at another by a PIN of their own", async () => {
    const { guess } = await townOf(open, [bea, carl]);
    const came: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      came.push(await guess(bea.pin ?? ""), await guess(`000${String(round)}`));
    }
    expect(came.slice(0, 6)).toEqual([
      "c2001",
      "not_proved",
      "c2001",
      "not_proved",
      "c2001",
      "locked",
    ]);
    expect(await guess(carl.pin ?? "", "2002", stranger)).toBe("locked");
  });

  it("lifts no lock of another that guesses elsewhere made while a right PIN was compared", async () => {
    const { hub, guess } = await townOf(open, [bea, carl]);
    const guessing = {
      ...hub.secrets,
      matches: async (secret: string, digest: string | null) => {
        for (const pin of ["0000", "0001", "0002"]) await guess(pin, "2002", stranger);
        return hub.secrets.matches(secret, digest);
      },
    };
    const own = { key: "own", line: payer, channel: "ivr", number: null, accountId: null } as const;
    const came = await checkSecret({ ...hub, secrets: guessing, wake: () => {} }, own, "8024");
    expect(came).toEqual({ verdict: "proved", customerId: "c2001" });
    expect(await guess(carl.pin ?? "", "2002", stranger)).toBe("locked");
  });

  it("takes the others' PINs while one of them is locked, and looks at that one's no more", async () => {
    const { guess } = await townOf(open, [bea, carl]);
    for (const pin of ["0000", "0001", "0002"]) await guess(pin, "2001", stranger);
    expect(await guess(bea.pin ?? "")).toBe("not_proved");
    expect(await guess(carl.pin ?? "")).toBe("c2002");
  });

  it("counts none who has no PIN, and is proved by nobody where none has", async () => {
    const { guess } = await townOf(open, [{ ...bea, pin: null }, carl]);
    expect(await guess(carl.pin ?? "")).toBe("c2002");
    const nobody = await townOf(open, [
      { ...bea, pin: null },
      { ...carl, pin: null },
    ]);
    expect(await nobody.guess("0000")).toBe("not_proved");
    expect(await nobody.guess("")).toBe("not_proved");
    expect(await nobody.guess("0000")).toBe("locked");
  });
});
