/** Erasure on request: what was said with a person goes, and nothing that law or books need; refused while anything is open. */
import { expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { askSecondContact } from "../../core/hub/second-contact.ts";
import { readGuest } from "../../core/hub/make-pay-link.ts";
import { addReport, closeReport } from "../../core/store/reports.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { verifyMoney } from "../../core/hub/verify-money.ts";
import { brokenLink } from "../../core/hub/journal.ts";
import { accountHome, lineHome, utilityHome } from "../../core/ids.ts";
import type { Home } from "../../core/ports.ts";
import { isRefusal } from "../../core/refusal.ts";
import { closeCallBack, openCallBacks } from "../../core/store/call-backs.ts";
import { customerName, methodsOf } from "../../core/store/customers.ts";
import { eraseHere, type EraseWanted } from "../../hosts/erase.ts";
import { onEachPlacement, type Open } from "../placements.ts";
import { agreeing, code as payCode, codeTown, guest, payer } from "../support/code-town.ts";
import { leaveForGood } from "../support/closing-town.ts";
import { ana, Town, usd } from "../town.ts";

const number = "+15550100001";
const stranger = "+15550100099";
const utility = utilityHome("u");
const home = accountHome("1001");

const cabin = {
  ...ana,
  accountId: "1002",
  label: "Cabin",
  services: ana.services.map((one) => ({ ...one, meterId: "E-2", label: "Cabin" })),
};

async function townOf(open: Open): Promise<Town> {
  const town = new Town(await open("u"));
  await town.found(usd);
  await town.enrol(ana);
  await town.settle();
  return town;
}

/** What went, where any did; the code of a refusal. */
async function erase(town: Town, wanted: EraseWanted) {
  const came = await eraseHere(town.hub, wanted);
  if (isRefusal(came)) return came.code;
  return Object.fromEntries(Object.entries(came.erased).filter(([, rows]) => rows > 0));
}

const byNumber = (of = number) => ({ number: of, isDry: false });
const byAccount = { accountId: "1001", isDry: false };

/** Everything in the stores of the line, the account and the utility, as text: but for what may not go. */
async function everythingOf(town: Town, line: string): Promise<string> {
  const tables = ["message", "conversation", "call", "call_back", "call_transfer", "text_proof"];
  const others = ["customer", "contact", "account_contact", "contact_choice", "method", "secret"];
  const all = await Promise.all(
    [lineHome(line), home, utility].map((at) =>
      town.hub.store.read(at, (sql) =>
        JSON.stringify([...tables, ...others].map((table) => sql.all(`SELECT * FROM ${table}`))),
      ),
    ),
  );
  return all.join("\n");
}

function countOf(town: Town, at: Home, table: string): Promise<number> {
  return town.hub.store.read(at, (sql) => sql.all(`SELECT 1 FROM ${table}`).length);
}

async function expectBooksWhole(town: Town): Promise<void> {
  for (const at of [home, utility, lineHome(number)]) {
    expect(await town.hub.store.read(at, (sql) => brokenLink(sql, at))).toBeNull();
    const { problems } = await town.hub.store.read(at, (sql) => verifyLedger(sql));
    expect(problems).toEqual([]);
    expect(await town.hub.store.read(at, (sql) => verifyMoney(sql))).toEqual([]);
  }
}

onEachPlacement("erasing a number", (open) => {
  it("takes what was said at a number of no account, once", async () => {
    const town = await townOf(open);
    await town.text(stranger, "my secret words");
    await town.text(stranger, "BAL");
    const dry = await erase(town, { number: stranger, isDry: true });
    expect(dry).toEqual({ message: 4, conversation: 1 });
    expect(await everythingOf(town, stranger)).toContain("my secret words");
    expect(await erase(town, byNumber(stranger))).toEqual(dry);
    expect(await everythingOf(town, stranger)).not.toContain("my secret words");
    expect(await erase(town, byNumber(stranger))).toEqual({});
    const erased = await town.hub.store.read(lineHome(stranger), (sql) =>
      sql.all<{ facts: string }>("SELECT facts FROM journal WHERE kind = 'person-erased'", []),
    );
    expect(erased).toHaveLength(1);
    // Whoever texts again begins anew.
    await town.text(stranger, "BAL");
    expect(town.textsTo(stranger).at(-1)).toContain("not on any account");
  });

  it("keeps the consents of a number and their proof, so that it is told of nothing", async () => {
    const town = await townOf(open);
    await leaveForGood(town);
    await town.text(number, "stop texting me");
    const before = await countOf(town, lineHome(number), "consent_event");
    expect(await erase(town, byNumber())).toMatchObject({ conversation: 1 });
    expect(await countOf(town, lineHome(number), "consent_event")).toBe(before);
    expect(await countOf(town, lineHome(number), "consent")).toBeGreaterThan(0);
  });

  it.each(["", "5550100001", "+1", "kiosk:u_00000001", "1001"])(
    "takes %j for no number",
    async (wrong) => {
      expect(await erase(await townOf(open), byNumber(wrong))).toBe("bad_number");
    },
  );

  it("is refused while an account at the number is open", async () => {
    const town = await townOf(open);
    await town.text(number, "BAL");
    expect(await erase(town, byNumber())).toBe("account_open");
    expect(await erase(town, { number, isDry: true })).toBe("account_open");
    expect(await countOf(town, lineHome(number), "conversation")).toBe(1);
  });

  it("is refused while a payment is on its way, and goes once it has come", async () => {
    const town = await townOf(open);
    await town.text(number, "PAY 20");
    await town.text(number, /Reply (\d)/.exec(town.textsTo(number).at(-1) ?? "")?.[1] ?? "none");
    await leaveForGood(town);
    expect(await erase(town, byNumber())).toBe("payment_on_its_way");
    expect(await erase(town, byAccount)).toBe("payment_on_its_way");
    await town.settleCharge(must(town.world.charged[0], "a charge"), "declined");
    expect(await erase(town, byNumber())).toMatchObject({ conversation: 1 });
    await expectBooksWhole(town);
  });

  it("is refused while a payment by somebody's code is on its way, at whoever's account", async () => {
    const town = await codeTown(open);
    await town.text(payer, `CODE ${payCode} 20`);
    await town.text(payer, agreeing(town));
    await leaveForGood(town, accountHome("2001"));
    await town.hub.store.transact(lineHome(payer), (sql) => {
      // As where its card was taken by a page: the talk waits for nothing.
      sql.run("UPDATE conversation SET talk = 'null' WHERE home = ?1", [lineHome(payer)]);
      return null;
    });
    expect(await erase(town, byNumber(payer))).toBe("payment_on_its_way");
    await town.settleCharge(must(town.world.charged[0], "a charge"), "succeeded");
    expect(await erase(town, byNumber(payer))).toMatchObject({ conversation: 1 });
    expect(await countOf(town, utility, "pay_code_use")).toBe(1);
  });

  it("takes the links that the number paid for others by, and of those of nobody else any", async () => {
    const town = await codeTown(open);
    const other = "+155501000990";
    for (const line of [guest, other]) {
      await town.text(line, `CODE ${payCode} 20`);
      await town.text(line, agreeing(town, line));
    }
    expect(await erase(town, byNumber(guest))).toMatchObject({ pay_link: 1, conversation: 1 });
    const left = await town.hub.store.read(utility, (sql) =>
      sql.all<{ id: string }>("SELECT customer_id AS id FROM pay_link", []).map(({ id }) => id),
    );
    expect(left.map((id) => readGuest(id)?.line)).toEqual([other]);
  });

  it("is refused while what the number reported is not looked after", async () => {
    const town = await townOf(open);
    await town.hub.store.transact(utility, (sql) => {
      const about = { what: "outage", line: stranger, accountId: null, channel: "sms" } as const;
      addReport(sql, utility, { ...about, id: "r", createdAtMs: town.wallMs });
    });
    expect(await erase(town, byNumber(stranger))).toBe("case_open");
    await town.hub.store.transact(utility, (sql) => {
      closeReport(sql, utility, "r", town.wallMs);
    });
    expect(await erase(town, byNumber(stranger))).toMatchObject({ report: 1 });
  });

  it("is refused while the number waits for a text or a call back", async () => {
    const town = await townOf(open);
    await town.text(stranger, "CALL");
    expect(await erase(town, byNumber(stranger))).toBe("case_open");
    await town.hub.store.transact(utility, (sql) => {
      const [one] = openCallBacks(sql, utility, 1);
      return closeCallBack(sql, utility, must(one, "a call-back").id, town.wallMs);
    });
    const at = lineHome(stranger);
    const mark = (state: string) =>
      town.hub.store.transact(at, (sql) => {
        sql.run("UPDATE message SET state = ?2 WHERE home = ?1 AND direction = 'out'", [at, state]);
        return null;
      });
    await mark("owed");
    expect(await erase(town, byNumber(stranger))).toBe("not_over");
    await mark("sent");
    expect(await erase(town, byNumber(stranger))).toMatchObject({ call_back: 1, message: 2 });
  });

  it("is refused while the number is told for another's account, by itself or as it is asked", async () => {
    const town = await townOf(open);
    await town.hub.store.transact<object>(home, (sql) =>
      askSecondContact(sql, town.hub.clock.now(), home, {
        line: stranger,
        channel: "counter",
        actor: "test",
      }),
    );
    town.hub.wake();
    await town.settle();
    expect(await erase(town, byNumber(stranger))).toBe("told_for_others");
    await town.text(stranger, "stop texting me");
    expect(await erase(town, byNumber(stranger))).toMatchObject({ told_for: 1 });
  });
});

onEachPlacement("erasing an account", (open) => {
  it("takes its customer's name, numbers, PIN and cards with what was said, and leaves the books whole", async () => {
    const town = await townOf(open);
    await town.text(number, "PAY 20");
    await town.text(number, /Reply (\d)/.exec(town.textsTo(number).at(-1) ?? "")?.[1] ?? "none");
    await town.settleCharge(must(town.world.charged[0], "a charge"), "succeeded");
    await leaveForGood(town);
    const payments = await countOf(town, home, "payment");
    const entries = await countOf(town, home, "entry");
    const dry = await erase(town, { ...byAccount, isDry: true });
    expect(await town.hub.store.read(utility, (sql) => customerName(sql, utility, "c1"))).toBe(
      ana.name,
    );
    expect(await erase(town, byAccount)).toEqual(dry);
    expect(dry).toMatchObject({ customer: 1, contact: 1, method: 1, account_contact: 1 });
    const rest = await everythingOf(town, number);
    for (const gone of [ana.name, number, "4242"]) expect(rest).not.toContain(gone);
    expect(await countOf(town, home, "payment")).toBe(payments);
    expect(await countOf(town, home, "entry")).toBe(entries);
    await expectBooksWhole(town);
    expect(await erase(town, byAccount)).toEqual({});
  });

  it("leaves what another open account of the customer needs, and says so", async () => {
    const town = await townOf(open);
    await town.enrol(cabin);
    await town.text(number, "BAL");
    await leaveForGood(town);
    const came = await eraseHere(town.hub, byAccount);
    if (isRefusal(came)) throw new Error(came.code);
    expect(came.left).toEqual([
      "customer c1: account 1002 is open",
      `${number}: account 1002 is open`,
    ]);
    expect(came.erased).not.toHaveProperty("message");
    const kept = await town.hub.store.read(utility, (sql) => [
      customerName(sql, utility, "c1"),
      methodsOf(sql, utility, "c1", town.serviceMs).length,
    ]);
    expect(kept).toEqual([ana.name, 1]);
    await town.text(number, "BAL");
    expect(town.textsTo(number).at(-1)).not.toContain("not on any account");
  });

  it("leaves a number that another customer's open account has", async () => {
    const town = await townOf(open);
    await town.enrol({ ...cabin, customerId: "c2", name: "Ben Okafor" });
    await leaveForGood(town);
    const came = await eraseHere(town.hub, byAccount);
    expect(came).toMatchObject({
      left: [`${number}: account 1002 is open`],
      erased: { customer: 1, contact: 1 },
    });
    await town.text(number, "BAL");
    expect(town.textsTo(number).at(-1)).toContain("Cabin");
  });

  it.each([
    ["1001", "account_open"],
    ["9999", "no_such_account"],
    ["", "no_such_account"],
  ])("is refused of %j: %s", async (accountId, code) => {
    const town = await townOf(open);
    for (const isDry of [true, false]) {
      expect(await erase(town, { accountId, isDry })).toBe(code);
    }
    expect(await countOf(town, utility, "contact")).toBe(1);
  });

  it("is refused while its charge is not resolved, and while a number of it waits for something", async () => {
    const town = await townOf(open);
    await leaveForGood(town);
    await town.text(number, "CALL");
    expect(await erase(town, byAccount)).toBe("case_open");
    expect(await countOf(town, utility, "contact")).toBe(1);
  });
});
