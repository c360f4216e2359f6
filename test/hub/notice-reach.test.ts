/** A notice that a disconnection rests on: by text, and where no text reaches anybody, by people; the cut waits for it. */
import { expect, it } from "vitest";
import {
  listStaffNotices,
  noteStaffNotice,
  verifyNotice,
} from "../../core/hub/note-staff-notice.ts";
import { chooseQuiet } from "../../core/hub/choose-quiet.ts";
import { accountHome } from "../../core/ids.ts";
import { HOUR_MS } from "../../core/instant.ts";
import { onEachPlacement } from "../placements.ts";
import { pack, RulesTown, settings } from "../support/rules-town.ts";
import { ana, usd } from "../town.ts";

const home = accountHome("1001");
const number = "+15550100001";
const account = { ...ana, openingUnits: 18_000_000 };
const ours = { ...pack, policy: { ...pack.policy, weather: [], channels: [] } };

onEachPlacement("a notice that a disconnection rests on", (open) => {
  const founded = async (change: object = {}, own = settings) => {
    const town = new RulesTown(await open("u"));
    await town.found(own);
    await town.publish({ ...ours, notice: { ...pack.notice, channels: ["sms", "ivr", "mail"] } });
    await town.enrol({ ...account, ...change });
    await town.pass(HOUR_MS);
    await town.use("E-1", 45_000_000);
    return town;
  };
  const note = (
    town: RulesTown,
    noticeId: string,
    outcome: "called" | "mailed" | "failed",
    atMs: number | null = null,
  ) =>
    town.hub.store.transact(home, (sql) =>
      noteStaffNotice(sql, town.hub.clock.now(), home, { noticeId, outcome, atMs, actor: "ada" }),
    );
  const firstWithStaff = async (town: RulesTown): Promise<string> =>
    (await listStaffNotices(town.hub))[0]?.noticeId ?? "none";
  const withStaff = async (town: RulesTown) =>
    (await listStaffNotices(town.hub)).map(({ channel }) => channel);

  it("counts once it was delivered, and not when it was only sent", async () => {
    const town = await founded();
    expect(town.promptsTo(number).map(({ key }) => key)).toContain("notice_warning");
    expect(await town.verdict()).toBe("hold by notice");
    expect(town.world.commanded).toEqual([]);
    await town.reportTexts("delivered");
    expect(town.world.commanded).toMatchObject([{ wanted: "off" }]);
    expect(await withStaff(town)).toEqual([]);
  });

  it("goes on to the next channel where it bounced, and holds the cut until staff have given it", async () => {
    const town = await founded();
    await town.reportTexts("failed");
    expect(await town.verdict()).toBe("hold by notice");
    expect(await withStaff(town)).toEqual(["ivr"]);
    const call = await firstWithStaff(town);
    expect(await note(town, "no such", "called")).toMatchObject({ code: "no_such_notice" });
    const later = town.serviceMs + HOUR_MS;
    expect(await note(town, call, "called", later)).toMatchObject({
      code: "from_future",
    });
    expect(await note(town, call, "failed")).toEqual({ kind: "noted" });
    expect(await note(town, call, "failed")).toEqual({ kind: "seen" });
    expect(await note(town, call, "called")).toMatchObject({
      code: "not_with_staff",
    });
    expect(await withStaff(town)).toEqual(["mail"]);
    const letter = await firstWithStaff(town);
    expect(await note(town, letter, "failed")).toEqual({ kind: "noted" });
    expect(await withStaff(town)).toEqual(["hand"]);
    expect(await town.verdict()).toBe("hold by notice");
    const hand = await firstWithStaff(town);
    expect(await note(town, hand, "mailed")).toEqual({ kind: "noted" });
    expect(await withStaff(town)).toEqual([]);
    expect(await town.verdict()).toBe("cut by level");
  });

  it("is with staff at once where nobody agreed to texts, and after hours without a report", async () => {
    const contacts = [{ line: number, agreed: null }];
    const stopped = await founded({ contacts });
    expect(await withStaff(stopped)).toEqual(["ivr"]);
    expect(await stopped.verdict()).toBe("hold by notice");
    const unknown = await founded();
    expect(await withStaff(unknown)).toEqual([]);
    await unknown.pass(5 * HOUR_MS);
    expect(await withStaff(unknown)).toEqual(["ivr"]);
  });

  it("is with staff without a pack too", async () => {
    const town = new RulesTown(await open("u"));
    await town.found(usd);
    await town.enrol({ ...account, openingUnits: 6_000_000, contacts: [] });
    await town.pass(HOUR_MS);
    await town.use("E-1", 40_000_000);
    expect(await town.verdict()).toBe("hold by notice");
    expect(await withStaff(town)).toEqual(["hand"]);
  });

  it("bears digits by which it is known again, once it was sent", async () => {
    const town = await founded();
    const { askCode = "" } =
      town.promptsTo(number).find(({ key }) => key === "notice_warning") ?? {};
    expect(askCode).toMatch(/^\d{6}$/);
    const ask = (code: string) => town.hub.store.read(home, (sql) => verifyNotice(sql, home, code));
    expect(await ask(askCode)).toMatchObject({ isOurs: true, rule: "warning" });
    expect(await ask("")).toMatchObject({ isOurs: false });
    expect(await ask("no")).toMatchObject({ isOurs: false });
  });

  it("waits for the end of the quiet hours that a contact chose", async () => {
    const town = new RulesTown(await open("u"));
    await town.found(settings);
    await town.publish(ours);
    await town.enrol(account);
    const choose = (change: object) =>
      town.hub.store.transact(home, (sql) =>
        chooseQuiet(sql, town.hub.clock.now(), home, {
          line: number,
          quietFromMinute: 9 * 60,
          quietToMinute: 12 * 60,
          answerMinutes: 0,
          actor: "ada",
          ...change,
        }),
      );
    expect(await choose({ line: "+15550100009" })).toMatchObject({ code: "no_such_contact" });
    expect(await choose({ quietToMinute: 1440 })).toMatchObject({ code: "not_a_minute" });
    expect(await choose({})).toEqual({ kind: "chosen" });
    await town.pass(HOUR_MS);
    await town.use("E-1", 45_000_000);
    expect(town.promptsTo(number)).toEqual([]);
    await town.pass(2 * HOUR_MS);
    expect(town.promptsTo(number).map(({ key }) => key)).toContain("notice_warning");
  });
});
