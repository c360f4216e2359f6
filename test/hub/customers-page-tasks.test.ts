/** What a customer does on their own page, and what of it comes to nothing. */
import { expect, it } from "vitest";
import { accountHome, lineHome, utilityHome } from "../../core/ids.ts";
import { onEachPlacement } from "../placements.ts";
import { bobs, flatOf, pageTown, signedIn } from "../support/page-town.ts";

onEachPlacement("on a customer's page", (open) => {
  it("pays with the saved card once, however often the form is sent", async () => {
    const at = await pageTown(open);
    const { town } = at;
    const { page } = await signedIn(at);
    await page.press("pay");
    await page.type("12.50");
    const asked = await page.press("saved:0");
    expect(asked.text).toContain("You pay $12.50.");
    const [digit = ""] = asked.options;
    const form = { ...page.form(), option: digit };
    await Promise.all([page.send(form), page.send(form), page.send(form)]);
    await town.settle();
    const paid = await page.open();
    expect(paid.screen).toBe("success");
    expect(paid.text).toContain("$12.50 is paid");
    expect(paid.text).toContain("$42.50");
    const home = accountHome("1001");
    const rows = await town.running.hub.store.read(home, (sql) =>
      sql.all("SELECT channel, amount_minor AS amountMinor, state FROM payment"),
    );
    expect(rows).toEqual([{ channel: "portal", amountMinor: 1250, state: "settled" }]);
    // Whoever is done stays, and the days' limit of cards whose owner is out of sight counts this one.
    expect((await page.press("done")).screen).toBe("home");
  });

  it("asks again for an amount that is none, or outside of what may be paid", async () => {
    const at = await pageTown(open);
    const { page } = await signedIn(at);
    await page.press("pay");
    for (const typed of ["", "0", "0.00", "20.505", "-5", "1e3", "twenty", "1 000", "9,9,9"]) {
      const shown = await page.type(typed);
      expect([typed, shown.screen, shown.text.includes("That is no amount")]).toEqual([
        typed,
        "amount",
        true,
      ]);
    }
    for (const typed of ["0.99", "500.01", "99999999"]) {
      const shown = await page.type(typed);
      expect([typed, shown.text.includes("You can pay from $1.00 to $500.00")]).toEqual([
        typed,
        true,
      ]);
    }
    for (const typed of ["20", "$20", "20.00", "20,0", " USD 20 "]) {
      const shown = await page.type(typed);
      expect([typed, shown.screen]).toEqual([typed, "choose"]);
      await page.press("back");
    }
  });

  it("leads to a page of the processor for a new card, and keeps no card", async () => {
    const at = await pageTown(open);
    const { town } = at;
    const { page } = await signedIn(at);
    await page.press("pay");
    await page.type("20");
    const card = await page.press("card");
    expect(card.text).toContain("We never see its number");
    const stale = { ...page.form(), rev: "1", option: "card_page" };
    expect((await page.send(stale)).screen).toBe("card");
    const there = await page.press("card_page");
    expect(there.html).toMatch(/^https:\/\/pay\.example\.com\/pay\/swb_u_/);
    const links = await town.running.hub.store.read(utilityHome("u"), (sql) =>
      sql.all("SELECT account_id AS accountId, amount_minor AS amountMinor FROM pay_link"),
    );
    expect(links).toEqual([{ accountId: "1001", amountMinor: 2000 }]);
  });

  it("offers cash nowhere, and takes no note, card or number of somebody else", async () => {
    const at = await pageTown(open);
    const { page } = await signedIn(at);
    await page.press("pay");
    const tender = await page.type("20");
    expect(tender.options).toEqual(["saved:0", "card", "back"]);
    for (const option of ["hand_over", "see", "found:3", "number:2002", "card_page"]) {
      const shown = await page.press(option);
      expect([option, shown.html.includes("Elm St")]).toEqual([option, false]);
    }
  });

  it("shows of several accounts the one that is chosen, and another as often as one likes", async () => {
    const at = await pageTown(open, { more: [flatOf(3)] });
    const { page, shown } = await signedIn(at);
    expect(shown.screen).toBe("choose");
    expect(shown.options).toEqual(["found:0", "found:1"]);
    const first = await page.press("found:0");
    expect(first.screen).toBe("home");
    expect((await page.press("accounts")).screen).toBe("choose");
    const second = await page.press("found:1");
    expect(second.screen).toBe("home");
    // A third is nobody's.
    expect((await page.press("found:2")).screen).toBe("home");
  });

  it("agrees to texts for its own phone alone, with where it was agreed", async () => {
    const at = await pageTown(open);
    const { town } = at;
    const { page, shown } = await signedIn(at, "2002", bobs);
    expect(shown.options).toContain("join");
    const asked = await page.press("join");
    const digit = asked.options.find((one) => /^\d$/.test(one)) ?? "";
    await page.press(digit);
    await town.settle();
    const home = lineHome(bobs);
    const [kept] = await town.running.hub.store.read(home, (sql) =>
      sql.all<{ source: string; evidence: string }>(
        "SELECT source, evidence FROM consent_event WHERE home = ?1 ORDER BY recorded_at_ms DESC LIMIT 1",
        [home],
      ),
    );
    expect(kept?.source).toBe("portal");
    expect(kept?.evidence).toMatch(
      /^agreed on the page of visit [0-9a-f]{32}, after a code by text$/,
    );
  });

  it("does nothing for a press on a page that is not the newest", async () => {
    const at = await pageTown(open);
    const { page } = await signedIn(at);
    const old = { ...page.form(), option: "payments" };
    await page.press("pay");
    const shown = await page.send({ ...old, id: crypto.randomUUID() });
    expect(shown.screen).toBe("amount");
    expect(shown.text).toContain("not the newest any more");
  });
});
