/** What comes to a customer's page without being a press of its visitor: nothing of it moves anything. */
import { expect, it } from "vitest";
import { onEachPlacement } from "../placements.ts";
import { bobs, pageTown, signedIn } from "../support/page-town.ts";
import { PageVisitor } from "../support/page-visitor.ts";
import { usd } from "../town.ts";

const own = { origin: "https://portal.test" };

onEachPlacement("a customer's page", (open) => {
  it("takes no form of another site, or of one that does not say whose it is", async () => {
    const at = await pageTown(open);
    const { page } = await signedIn(at);
    const form = { ...page.form(), option: "pay" };
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "https://portal.test.evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
      {},
    ]) {
      const shown = await page.send(form, headers);
      expect([headers, shown.status]).toEqual([headers, 403]);
    }
    expect((await page.open()).screen).toBe("home");
  });

  it("does nothing for fields that no form of ours has", async () => {
    const at = await pageTown(open);
    const { page } = await signedIn(at);
    const { id = "", rev = "" } = page.form();
    const good = { id, rev, option: "pay" };
    for (const fields of [
      { rev, option: "pay" },
      { ...good, id: "x" },
      { ...good, rev: "-1" },
      { ...good, rev: "1e9" },
      { ...good, option: "a'; DROP TABLE payment; --" },
      { ...good, option: "<script>" },
      { ...good, typed: "20" },
      { id, rev },
      { ...page.form(), typed: "9".repeat(33) },
    ]) {
      expect([fields, (await page.send(fields, own)).screen]).toEqual([fields, "home"]);
    }
    expect((await page.send({ ...good, padding: "x".repeat(2_000) }, own)).status).toBe(413);
    expect((await page.open()).screen).toBe("home");
  });

  it("shows a visit to no other utility, and to no cookie that was made up", async () => {
    const at = await pageTown(open);
    const { page } = await signedIn(at);
    const token = page.cookies.get("visit") ?? "";
    expect(token).toMatch(/^swb_u_[\w-]{43}$/);
    for (const visit of [`${token}x`, token.replace("swb_u_", "swb_other_"), "x", ""]) {
      const other = at.visitor().sharing(new Map([["visit", visit]]));
      expect([visit, (await other.open()).screen]).toEqual([visit, "front"]);
    }
    expect((await new PageVisitor(at.town.request, "/my/other").open()).status).toBe(404);
    expect((await new PageVisitor(at.town.request, "/my/U").open()).status).toBe(404);
    expect((await page.open()).screen).toBe("home");
  });

  it("is kept by no cache and framed by no page, and its cookie is shown to no script", async () => {
    const { town } = await pageTown(open);
    const shown = await town.request("https://portal.test/my/u", {});
    expect(shown.headers.get("cache-control")).toBe("no-store");
    expect(shown.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(shown.headers.get("content-security-policy")).not.toContain("unsafe");
    const body = new URLSearchParams({ id: crypto.randomUUID(), typed: "1001" }).toString();
    const headers = {
      ...own,
      host: "portal.test",
      "content-type": "application/x-www-form-urlencoded",
    };
    const begun = await town.request("https://portal.test/my/u", { method: "POST", body, headers });
    expect(begun.status).toBe(303);
    expect(begun.headers.getSetCookie().join()).toMatch(
      /^visit=swb_u_[\w-]{43}; Path=\/my\/u; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it("writes names as text, whatever they are", async () => {
    const name = "<b>A&B</b> \"Power\" 'n' Light";
    const at = await pageTown(open, {
      settings: { ...usd, name },
      labelOfBob: "<script>alert(1)</script> St",
    });
    const { shown } = await signedIn(at, "2002", bobs);
    expect(shown.html).not.toContain("<b>");
    expect(shown.html).not.toContain("<script>alert");
    expect(shown.html).toContain("&lt;b&gt;A&amp;B&lt;/b&gt; &quot;Power&quot; &#39;n&#39; Light");
  });

  it("is led to from the address of all where one utility is served", async () => {
    const { town } = await pageTown(open);
    for (const [path, to] of [["/my", "/my/u"]] as const) {
      const answer = await town.request(`https://portal.test${path}`, {});
      expect([path, answer.status, answer.headers.get("location")]).toEqual([path, 302, to]);
    }
  });
});
