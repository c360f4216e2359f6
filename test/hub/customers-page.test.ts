/** A customer's own page: who is let in, and when they are out again. */
import { expect, it } from "vitest";
import { lineHome, portalLine } from "../../core/ids.ts";
import { HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import type { LivingTown } from "../living-town.ts";
import { onEachPlacement } from "../placements.ts";
import { anas, bobs, codesAt, pageTown, signedIn } from "../support/page-town.ts";
import { usd } from "../town.ts";

onEachPlacement("a customer's page", (open) => {
  it.each(["1001", "(555) 010-0001", "+1 555 010 0001", "5550100001"])(
    "is opened by %s and the code that its phone is sent",
    async (typed) => {
      const at = await pageTown(open);
      const { shown } = await signedIn(at, typed);
      expect(shown.screen).toBe("home");
      expect(shown.text).toContain("$30.00");
      expect(shown.options).toEqual(["pay", "payments", "more"]);
    },
  );

  it("answers a number that is nobody's like one that is somebody's, and sends nothing", async () => {
    const { town, visitor } = await pageTown(open);
    const [known, unknown] = [visitor(), visitor()];
    for (const page of [known, unknown]) await page.open();
    const shown = await known.type("1001");
    const other = await unknown.type("777777");
    expect(other.text).toBe(shown.text);
    expect(other.options).toEqual(shown.options);
    await town.settle();
    expect(codesAt(town, anas)).toHaveLength(1);
    expect(codesAt(town, bobs)).toHaveLength(0);
    const code = codesAt(town, anas).at(-1) ?? "";
    for (const typed of [code, "000000"]) {
      expect((await unknown.type(typed)).text).toContain("not right, or too old");
    }
    expect((await unknown.type("111111")).text).toContain("tried too often");
    expect((await unknown.open()).html).not.toContain("30.00");
  });

  it.each([
    ["a PIN", "4711"],
    ["nothing", "  "],
    ["letters", "abcdef"],
    ["seven digits", "1234567"],
  ])("is not opened by %s in place of the code", async (_name, typed) => {
    const { town, visitor } = await pageTown(open);
    await town.setPin("1001", "4711");
    const page = visitor();
    await page.open();
    await page.type("1001");
    const shown = await page.type(typed);
    expect(shown.screen).toBe("pin");
    expect(shown.html).not.toContain("30.00");
  });

  it("takes no code of another visit, and sends no second one within a minute", async () => {
    const at = await pageTown(open);
    const { town, visitor } = at;
    const [mine, other] = [visitor(), visitor()];
    await mine.open();
    await mine.type("1001");
    await town.settle();
    await other.open();
    await other.type("1001");
    await town.settle();
    expect(codesAt(town, anas)).toHaveLength(1);
    const [code = ""] = codesAt(town, anas);
    for (let tries = 0; tries < 4; tries += 1) {
      expect((await other.type(code)).html).not.toContain("30.00");
    }
    expect((await mine.type(code)).screen).toBe("home");
  });

  it("takes no code that is older than five minutes", async () => {
    const { town, visitor } = await pageTown(open);
    const page = visitor();
    await page.open();
    await page.type("1001");
    await town.settle();
    await town.pass(5 * MINUTE_MS + 1_000);
    expect((await page.type(codesAt(town, anas)[0] ?? "")).text).toContain("too old");
  });

  it("is left by signing out, and nothing of it is left behind", async () => {
    const at = await pageTown(open);
    const { page } = await signedIn(at);
    const before = new Map(page.cookies);
    const out = await page.press("start_over");
    expect(out.screen).toBe("front");
    expect(out.text).toContain("You are signed out");
    expect(page.cookies.has("visit")).toBe(false);
    const again = await at.visitor().sharing(before).open();
    expect(again.screen).toBe("front");
    expect(again.html).not.toContain("30.00");
  });

  it("is over after a quarter of an hour in which nobody touched it", async () => {
    const at = await pageTown(open);
    const { page } = await signedIn(at);
    await at.town.pass(14 * MINUTE_MS);
    expect((await page.open()).screen).toBe("home");
    await page.press("payments");
    await at.town.pass(14 * MINUTE_MS);
    expect((await page.open()).screen).toBe("payments");
    await at.town.pass(2 * MINUTE_MS);
    expect((await page.open()).screen).toBe("front");
    expect((await page.press("home")).html).not.toContain("30.00");
  });

  it("keeps the proof of nobody who has left", async () => {
    const at = await pageTown(open);
    const { page } = await signedIn(at);
    const visitId = await visitOf(at.town);
    const home = lineHome(portalLine(visitId));
    const proved = () =>
      at.town.running.hub.store.read(home, (sql) =>
        sql.get<{ proved: string | null }>("SELECT proved_customer AS proved FROM kiosk_visit"),
      );
    expect(await proved()).toEqual({ proved: "c1" });
    await page.press("start_over");
    expect(await proved()).toEqual({ proved: null });
  });

  it("speaks the language that is chosen, before and after", async () => {
    const at = await pageTown(open, { settings: { ...usd, languages: ["en", "es"] } });
    const page = at.visitor();
    expect((await page.open({ "accept-language": "es-MX,es;q=0.9" })).text).toContain("Su cuenta");
    await page.press("language:en");
    expect((await page.open({ "accept-language": "es-MX" })).text).toContain("Your account");
    await page.press("language:es");
    await page.type("1001");
    await at.town.settle();
    const shown = await page.type(codesAt(at.town, anas).at(-1) ?? "");
    expect(shown.html).toContain('lang="es"');
    expect((await page.press("language:en")).html).toContain('lang="en"');
    // French is not offered here.
    expect((await page.press("language:fr")).status).toBe(200);
  });

  it("is shut where the utility sends no texts", async () => {
    const { visitor, town } = await pageTown(open, { settings: { ...usd, numbers: [] } });
    const page = visitor();
    const shown = await page.open();
    expect(shown.text).toContain("This page can't be used yet");
    const forced = await page.send({ id: crypto.randomUUID(), typed: "1001" });
    expect(forced.screen).toBe("front");
    await town.pass(HOUR_MS);
  });
});

/** The one visit that a phone's customer has proved. */
async function visitOf(town: LivingTown): Promise<string> {
  const slices = town.running.hub.store.slices();
  for (const slice of slices) {
    const rows = await town.running.hub.store.read(slice, (sql) =>
      sql.all<{ home: string }>("SELECT home FROM kiosk_visit WHERE home LIKE 'line:portal:%'"),
    );
    const [row] = rows;
    if (row !== undefined) return row.home.slice("line:portal:".length);
  }
  throw new Error("nobody visits");
}
