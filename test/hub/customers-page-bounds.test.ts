/** What a customer's page gives away to nobody, and what it leaves behind. */
import { expect, it } from "vitest";
import { takeTurn } from "../../core/hub/take-turn.ts";
import { portalLine, utilityHome } from "../../core/ids.ts";
import { DAY_MS, MINUTE_MS } from "../../core/instant.ts";
import { isRefusal } from "../../core/refusal.ts";
import { eraseHere } from "../../hosts/erase.ts";
import type { LivingTown } from "../living-town.ts";
import { onEachPlacement } from "../placements.ts";
import { leaveForGood } from "../support/closing-town.ts";
import { anas, bobs, codesAt, flatOf, pageTown, signedIn } from "../support/page-town.ts";
import { ana, Town, usd } from "../town.ts";

const annex = "+15550100009";

onEachPlacement("a customer's page", (open) => {
  it.each([
    ["one customer's account and phone", "1001", "5550100001"],
    ["nobody's phone in two spellings", "5550199999", "15550199999"],
    ["two customers", "1001", "2002"],
  ])("answers wrong codes alike for %s, asked for at two visits at once", async (_, one, other) => {
    const { town, visitor } = await pageTown(open);
    const [first, second] = [visitor(), visitor()];
    for (const [page, typed] of [
      [first, one],
      [second, other],
    ] as const) {
      await page.open();
      await page.type(typed);
      await town.settle();
    }
    const said: boolean[] = [];
    for (let tries = 0; tries < 4; tries += 1) {
      said.push((await second.type("000000")).text.includes("tried too often"));
    }
    expect(said).toEqual([false, false, true, true]);
  });

  it("lets in by the code before, however often another visit asks for one", async () => {
    const { town, visitor } = await pageTown(open);
    const [mine, other] = [visitor(), visitor()];
    await mine.open();
    await mine.type("1001");
    await town.settle();
    await other.open();
    await other.type("1001");
    await town.settle();
    await mine.press("proof_code");
    await town.settle();
    expect((await mine.type(codesAt(town, anas).at(-1) ?? "")).screen).toBe("home");
  });

  it("sends the code to the phone that was typed, where it is the customer's", async () => {
    const two = { ...flatOf(3), customerId: "c3", name: "Cy Odd" };
    const contacts = [
      { line: bobs, agreed: null },
      { line: annex, agreed: null },
    ];
    const at = await pageTown(open, { more: [{ ...two, contacts }] });
    const { shown } = await signedIn(at, "5550100009", annex);
    expect(shown.screen).toBe("home");
    expect(codesAt(at.town, bobs)).toEqual([]);
  });

  it("begins one visit for a form that is sent twice, whichever answer comes last", async () => {
    const at = await pageTown(open);
    const page = at.visitor();
    await page.open();
    const form = { ...page.form(), typed: "1001" };
    const twice = at.visitor();
    await twice.send(form);
    await page.send(form);
    await at.town.settle();
    const [code = "", ...more] = codesAt(at.town, anas);
    expect(more).toEqual([]);
    expect((await page.type(code)).screen).toBe("home");
    // Who finds the form later is let into nothing.
    await at.town.pass(MINUTE_MS);
    expect((await at.visitor().send(form)).screen).toBe("pin");
  });

  it("is left by a press of an old page too", async () => {
    const at = await pageTown(open);
    const { page } = await signedIn(at);
    const old = { ...page.form(), option: "start_over" };
    await page.press("pay");
    expect((await page.send(old)).text).toContain("You are signed out");
  });

  it("is over a quarter of an hour after the last press, whatever the hub told it meanwhile", async () => {
    const at = await pageTown(open);
    const { page } = await signedIn(at);
    await page.press("pay");
    await page.type("20");
    // What is asked here is asked no more after ten minutes.
    await page.press("saved:0");
    await at.town.pass(14 * MINUTE_MS);
    expect((await page.open()).screen).not.toBe("front");
    await at.town.pass(2 * MINUTE_MS);
    expect((await page.open()).screen).toBe("front");
  });

  it("pays nothing for an account that became another's meanwhile", async () => {
    const at = await pageTown(open);
    const { page } = await signedIn(at);
    await page.press("pay");
    await page.type("20");
    await page.press("card");
    const { store } = at.town.running.hub;
    await store.transact(utilityHome("u"), (sql) => {
      sql.run("UPDATE customer_account SET customer_id = 'c2' WHERE account_id = '1001'");
    });
    await page.press("card_page");
    const links = await store.read(utilityHome("u"), (sql) => sql.all("SELECT hash FROM pay_link"));
    expect(links).toEqual([]);
  });

  it("leaves nothing at its line once it is over, and little of older codes", async () => {
    const at = await pageTown(open);
    const { page } = await signedIn(at);
    const unproved = at.visitor();
    await unproved.open();
    await unproved.type("777777");
    await at.town.settle();
    expect(await rowsOf(at.town, "conversation")).toBe(2);
    await page.press("start_over");
    await at.town.pass(30 * MINUTE_MS);
    for (const table of ["conversation", "kiosk_visit", "inbox", "timer"] as const) {
      expect([table, await rowsOf(at.town, table)]).toEqual([table, 0]);
    }
    await at.town.pass(DAY_MS);
    for (let more = 0; more < 6; more += 1) {
      const next = at.visitor();
      await next.open();
      await next.type(`88888${String(more)}`);
    }
    await at.town.settle();
    const codes = await at.town.running.hub.store.read(utilityHome("u"), (sql) =>
      sql.all("SELECT line FROM text_proof WHERE number = '777777'"),
    );
    expect(codes.length).toBeLessThanOrEqual(1);
  });

  it("keeps no number that was typed of a customer who is erased", async () => {
    const town = new Town(await open("u"));
    await town.found(usd);
    await town.enrol(ana);
    await town.settle();
    const inputs = [
      { kind: "chose", option: "begin" },
      { kind: "digits", keys: "5550100001" },
    ] as const;
    for (const [at, input] of inputs.entries()) {
      const turn = { channel: "portal", from: portalLine("v"), to: "v" } as const;
      await takeTurn(town.hub, { ...turn, key: `page/v/${String(at)}`, input });
    }
    await town.settle();
    await leaveForGood(town);
    const came = await eraseHere(town.hub, { accountId: "1001", isDry: false });
    expect(isRefusal(came) ? came.message : came.erased.text_proof).toBe(1);
  });

  it("says that there is no number in what has none", async () => {
    const { visitor } = await pageTown(open);
    const page = visitor();
    await page.open();
    const shown = await page.type("my account");
    expect([shown.screen, shown.text.includes("There is no number in that")]).toEqual([
      "front",
      true,
    ]);
  });

  it.each(["multipart/form-data; boundary=x", "multipart/form-data", "text/plain"])(
    "shows itself to a body of %s that is no form",
    async (type) => {
      const { town } = await pageTown(open);
      const answer = await town.request("https://portal.test/my/u", {
        method: "POST",
        body: "--x",
        headers: { origin: "https://portal.test", host: "portal.test", "content-type": type },
      });
      expect(answer.status).toBe(200);
      expect(town.faults).toEqual([]);
    },
  );

  it("says which of several accounts is shown and paid", async () => {
    const at = await pageTown(open, { more: [flatOf(3)] });
    const { page } = await signedIn(at);
    for (const option of ["found:1", "pay", "amount:2000", "saved:0"]) {
      expect([option, (await page.press(option)).text]).toEqual([
        option,
        expect.stringContaining("Pine St 3, ending in 1003"),
      ]);
    }
  });
});

/** Rows of all visits. */
async function rowsOf(
  town: LivingTown,
  table: "conversation" | "kiosk_visit" | "inbox" | "timer",
): Promise<number> {
  const { store } = town.running.hub;
  const found = await Promise.all(
    store
      .slices()
      .map((slice) =>
        store.read(slice, (sql) =>
          sql.all<{ home: string }>(`SELECT home FROM ${table} WHERE home LIKE 'line:portal:%'`),
        ),
      ),
  );
  return new Set(found.flat().map(({ home }) => home)).size;
}
