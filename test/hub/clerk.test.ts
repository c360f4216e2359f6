/** What a clerk finds and is told: the account that is meant and no other, who it is of, why it is off, and what an amount would do. */
import { describe, expect, it } from "vitest";
import { createKey } from "../../core/hub/api-keys.ts";
import { FOUND_MAX } from "../../core/hub/find-accounts.ts";
import { takeCash } from "../../core/hub/take-cash.ts";
import { accountHome, utilityHome } from "../../core/ids.ts";
import { HOUR_MS } from "../../core/instant.ts";
import { isRefusal } from "../../core/refusal.ts";
import { addPayment } from "../../core/store/payments.ts";
import { clerkEnd } from "../../hosts/clerk.ts";
import { type Open, onEachPlacement } from "../placements.ts";
import { ana, Town } from "../town.ts";

const [service] = ana.services;
const home = accountHome("1001");

async function townOf(open: Open): Promise<Town> {
  const town = new Town(await open("u"));
  await town.found();
  await town.enrol(ana, {
    ...ana,
    accountId: "North-7",
    customerId: "c2",
    name: "Anabel O'Neil",
    label: "Hill Ave 9",
    contacts: [{ line: "+442079460018", agreed: null }],
    methods: [],
    services: service === undefined ? [] : [{ ...service, meterId: "E-2", label: "Hill Ave 9" }],
  });
  return town;
}

function clerkIn(town: Town) {
  return clerkEnd(() => town.hub, ["meters"]);
}

onEachPlacement("a clerk's search", (open) => {
  it("finds by id, by the end of a number as people write it, and by name", async () => {
    const { find } = clerkIn(await townOf(open));
    const ids = async (text: string) => (await find("u", text)).map(({ accountId }) => accountId);
    const asked = ["1001", "100", "north-7", "NORTH", "0100001", "(555) 010-0001", "020 7946 0018"];
    const names = ["ana", "lopez", "o'neil", "+442079460018", "Ana Lopez"];
    const found = await Promise.all([...asked, ...names].map(ids));
    const [first, second] = ["1001", "North-7"] as const;
    expect(found).toEqual([
      [first],
      [first],
      [second],
      [second],
      [first],
      [first],
      [second],
      [first, second],
      [first],
      [second],
      [second],
      [first],
    ]);
  });

  it.each([
    ["0001", "1001"],
    ["0018", "North-7"],
    ["00001", "1001"],
    ["010 0001", "1001"],
    ["00442079460018", "North-7"],
  ])(
    "takes %s for the end of a number, whose zeros are its own, or for a call's",
    async (text, id) => {
      const found = await clerkIn(await townOf(open)).find("u", text);
      expect(found.map(({ accountId }) => accountId)).toEqual([id]);
    },
  );

  it.each([
    ["a number that nobody has", "555 010 9999"],
    ["digits that stand within a number", "5550100"],
    ["too few digits to be a number's end", "001-"],
    ["a pattern", "%ana%"],
    ["a sign for any other", "A_a"],
    ["a quote that ends nothing", "x' OR '1'='1"],
    ["another customer's name", "Gonzalez"],
  ])("finds none by %s", async (_, text) => {
    expect(await clerkIn(await townOf(open)).find("u", text)).toEqual([]);
  });

  it("tells how each stands, and the number only where it was found by it", async () => {
    const { find } = clerkIn(await townOf(open));
    const [byName] = await find("u", "Lopez");
    expect(byName).toMatchObject({
      name: "Ana Lopez",
      label: "Oak St 12",
      supply: "on",
      line: null,
    });
    const [byLine] = await find("u", "100001");
    expect(byLine).toMatchObject({ balanceUnits: 6_000_000, line: "+15550100001" });
  });

  it("ends at as many as a person reads", async () => {
    const town = await townOf(open);
    const many = Array.from({ length: FOUND_MAX + 1 }, (_, at) => ({
      ...ana,
      accountId: `9-${String(at).padStart(2, "0")}`,
      contacts: [],
      methods: [],
      services: service === undefined ? [] : [{ ...service, meterId: `M-${String(at)}` }],
    }));
    await town.enrol(...many);
    expect(await clerkIn(town).find("u", "Ana Lopez")).toHaveLength(FOUND_MAX);
  });
});

onEachPlacement("what a clerk is told of an account", (open) => {
  it("is who it is of, and why it is off by the stored decision", async () => {
    const town = await townOf(open);
    await town.pass(2 * HOUR_MS);
    await town.use("E-1", 40_000_000);
    await town.report("1001");
    const told = await clerkIn(town).particulars("u", "1001");
    expect(told).toMatchObject({
      name: "Ana Lopez",
      contacts: [{ line: "+15550100001", language: "en" }],
      services: [{ commodity: "electricity", meterId: "E-1", supply: "off" }],
      cut: { balanceUnits: -2_350_000, rule: null },
      warned: null,
      payments: [],
    });
    if (isRefusal(told)) throw new Error(told.code);
    expect(told.cut?.decisionId).toMatch(/^1001\/.+\/\d+$/);
    expect(told.cut?.reasons[0]).toMatch(/^Supply is to be turned off \(cut\)/);
  });

  it("has its payments, newest first, whatever became of them", async () => {
    const town = await townOf(open);
    await town.hub.store.transact(home, (sql) => {
      const cash = { amountMinor: 2_000, currency: "USD", drawer: "desk-1", clerk: "maria" };
      const taken = takeCash(sql, town.hub.clock.now(), home, { ...cash, paymentId: "p-1" });
      expect(isRefusal(taken)).toBe(false);
      const card = { id: "p-2", state: "declined", tender: "card", amountMinor: 500 } as const;
      const none = {
        chargeKey: null,
        chargeToken: null,
        processorId: null,
        line: null,
        payee: null,
      };
      const by = { channel: "sms", actor: "customer", methodId: null, processor: "simulated" };
      const at = { confirmation: null, code: "card_declined", resolvedAtMs: town.wallMs };
      addPayment(sql, home, { ...card, ...none, ...by, ...at, createdAtMs: town.wallMs + 1 });
    });
    const told = await clerkIn(town).particulars("u", "1001");
    expect(told).toMatchObject({
      cut: null,
      payments: [
        { id: "p-2", state: "declined", confirmation: null },
        { id: "p-1", state: "settled", tender: "cash", channel: "counter", isReturned: false },
      ],
    });
  });

  it("is nothing of an account that is not there", async () => {
    const clerk = clerkIn(await townOf(open));
    for (const asked of [clerk.particulars("u", "1002"), clerk.offer("u", "1002", 2_000)]) {
      expect(await asked).toMatchObject({ kind: "refused", code: "no_such_account" });
    }
  });

  it("is what an amount would do, and holds nothing", async () => {
    const clerk = clerkIn(await townOf(open));
    const offer = await clerk.offer("u", "1001", 2_000);
    expect(offer).toMatchObject({ balanceAfterUnits: 26_000_000, reaches: true });
  });
});

describe("a key", () => {
  onEachPlacement("as its holder is told of it", (open) => {
    it("is named with the utility, what it may do and what is simulated", async () => {
      const town = await townOf(open);
      const utility = utilityHome("u");
      await town.hub.store.transact(utility, (sql) => {
        const made = { keyId: "key-1", name: "desk", scopes: ["read"], hash: "h", actor: "test" };
        expect(createKey(sql, town.hub.clock.now(), utility, made)).toEqual({ kind: "created" });
      });
      expect(await clerkIn(town).describeKey("u", "key-1")).toEqual({
        key: "key-1",
        name: "desk",
        scopes: ["read"],
        utility: "u",
        utility_name: "Northside Power",
        currency: "USD",
        minor_digits: 2,
        zone: "America/New_York",
        simulated: ["meters"],
      });
    });
  });
});
