/** How fast, how much and where texts go: slots on a clock that stands, a day's cap, and codes that somebody pumps. */
import { expect, it } from "vitest";
import {
  admitText,
  type TextAsked,
  type TextClass,
  type TextingPolicy,
} from "../../core/hub/admit-text.ts";
import { oweText } from "../../core/hub/owe-text.ts";
import { textGauges } from "../../core/hub/text-gauges.ts";
import { lineHome, utilityHome } from "../../core/ids.ts";
import { DAY_MS, MINUTE_MS } from "../../core/instant.ts";
import { messageOf } from "../../core/store/talks.ts";
import { onEachPlacement, type Open } from "../placements.ts";
import { ana, START_MS, Town, usd } from "../town.ts";

const free: TextingPolicy = {
  numberEveryMs: null,
  campaignEveryMs: null,
  costUnits: 10_000,
  dailyUnits: null,
  alarmPercent: 80,
  callingCodes: null,
  codesAPrefix: null,
};
const ours = "+15550001000";
const home = utilityHome("u");

async function townOf(open: Open, policy: Partial<TextingPolicy> | null): Promise<Town> {
  const town = new Town(await open("u"));
  await town.found({ ...usd, texting: policy === null ? null : { ...free, ...policy } });
  return town;
}

/** What came of asking, at an instant since the start. */
async function ask(town: Town, kind: TextClass, more: Partial<TextAsked> & { atMs?: number } = {}) {
  const { atMs = 0, ...fields } = more;
  const now = { wallMs: START_MS + atMs, serviceMs: START_MS + atMs };
  const asked = { from: ours, to: "+15550100001", class: kind, isAgain: false, ...fields };
  const verdict = await town.hub.store.transact(home, (sql) => admitText(sql, now, home, asked));
  return verdict.kind === "at"
    ? verdict.atMs - START_MS
    : verdict.kind === "now"
      ? atMs
      : verdict.code;
}

async function happened(town: Town, kind: string): Promise<number> {
  const rows = await town.hub.store.read(home, (sql) =>
    sql.all("SELECT 1 FROM journal WHERE home = ?1 AND kind = ?2", [home, kind]),
  );
  return rows.length;
}

onEachPlacement("the rate of texts", (open) => {
  it("is one slot a text, in order, and the campaign's where that is slower", async () => {
    const town = await townOf(open, { numberEveryMs: 1_000, campaignEveryMs: 600 });
    expect(await ask(town, "answer")).toBe(0);
    expect(await ask(town, "answer")).toBe(1_000);
    expect(await ask(town, "answer", { from: "+15550001001" })).toBe(1_600);
    expect(await ask(town, "answer", { from: "+15550001001" })).toBe(2_600);
    // A minute later nothing is owed any more.
    expect(await ask(town, "answer", { atMs: MINUTE_MS })).toBe(MINUTE_MS);
  });

  it("lets an answer go before notices that wait, and keeps both moving", async () => {
    const town = await townOf(open, { numberEveryMs: 1_000 });
    const notices: unknown[] = [];
    for (let at = 0; at < 30; at += 1) notices.push(await ask(town, "notice"));
    expect(notices[29]).toBe(29 * 1_334);
    const answers = [await ask(town, "answer"), await ask(town, "answer"), await ask(town, "code")];
    expect(answers).toEqual([0, 4_000, 8_000]);
    // Slots that were given stay where they are: nobody is pushed back by who comes later.
    expect(await ask(town, "warning")).toBe(30 * 1_334);
  });

  it("is never passed over any span of a minute, whoever asks in whatever order", async () => {
    const town = await townOf(open, { numberEveryMs: 1_000 });
    const slots: number[] = [];
    for (let at = 0; at < 120; at += 1) {
      const kind = at % 3 === 0 ? "answer" : "notice";
      slots.push(Number(await ask(town, kind, { atMs: at * 100 })));
    }
    for (const from of slots) {
      const inSpan = slots.filter((atMs) => atMs >= from && atMs < from + MINUTE_MS).length;
      expect(inSpan).toBeLessThanOrEqual(62);
    }
  });

  it("survives a clock that ran days ahead", async () => {
    const town = await townOf(open, { numberEveryMs: 1_000 });
    expect(await ask(town, "answer", { atMs: 3 * DAY_MS })).toBe(3 * DAY_MS);
    expect(await ask(town, "answer")).toBe(0);
  });

  it("lets what a customer asked leave before notices that came first, and every notice after all", async () => {
    const town = await townOf(open, { numberEveryMs: 1_000 });
    const owe = (line: string, id: string, noticeId?: string) =>
      town.hub.store.transact(lineHome(line), (sql) => {
        const prompt = { utility: "N", key: "opted_out" } as const;
        const text = { id, numberUsed: ours, language: "en", prompt };
        const about = noticeId === undefined ? {} : { noticeId, accountId: "1001" };
        oweText(sql, town.hub.clock.now(), lineHome(line), { ...text, ...about });
      });
    for (let at = 0; at < 20; at += 1)
      await owe(`+155501001${String(10 + at)}`, `n${String(at)}`, "n");
    await town.settle();
    await owe("+15550100001", "answer");
    await town.settle();
    expect(town.world.said.map(({ id }) => id)).toEqual(["n0", "answer"]);
    for (let passed = 0; passed < 30; passed += 1) await town.pass(1_000);
    const said = town.world.said.map(({ id }) => id);
    expect(said.slice(2)).toEqual(Array.from({ length: 19 }, (_, at) => `n${String(at + 1)}`));
  });

  it("is kept over a restart in the middle of a queue", async () => {
    const opened = await open("u");
    const before = new Town(opened);
    await before.found({ ...usd, texting: { ...free, numberEveryMs: 10_000 } });
    for (const line of ["+15550100001", "+15550100002", "+15550100003"]) {
      await before.hub.store.transact(lineHome(line), (sql) => {
        const prompt = { utility: "N", key: "opted_out" } as const;
        const text = { id: `m-${line}`, numberUsed: ours, language: "en", prompt };
        oweText(sql, before.hub.clock.now(), lineHome(line), text);
      });
    }
    await before.settle();
    expect(before.world.said.length).toBe(1);
    await opened.restart();
    const after = new Town(opened);
    await after.settle();
    expect(after.world.said.length).toBe(0);
    await after.pass(10_000);
    expect(after.world.said.length).toBe(1);
    await after.pass(10_000);
    expect(after.world.said.length).toBe(2);
  });

  it("is kept by what is sent: each leaves in its slot and none twice", async () => {
    const town = await townOf(open, { numberEveryMs: 10_000 });
    const lines = Array.from({ length: 4 }, (_, at) => `+1555010000${String(at)}`);
    for (const line of lines) {
      await town.hub.store.transact(lineHome(line), (sql) => {
        const prompt = { utility: "N", key: "opted_out" } as const;
        const text = { id: `m-${line}`, numberUsed: ours, language: "en", prompt };
        oweText(sql, town.hub.clock.now(), lineHome(line), text);
      });
    }
    await town.settle();
    expect(town.world.said.length).toBe(1);
    for (let after = 2; after <= 4; after += 1) {
      await town.pass(9_000);
      expect(town.world.said.length).toBe(after - 1);
      await town.pass(1_000);
      expect(town.world.said.length).toBe(after);
    }
    await town.opened.restart();
    await town.pass(MINUTE_MS);
    expect(new Set(town.world.said.map(({ id }) => id)).size).toBe(4);
    expect(town.world.said.length).toBe(4);
  });
});

onEachPlacement("a day's spending", (open) => {
  it("is told once at its alarm, and stops codes and notices at its end, never answers and warnings", async () => {
    const town = await townOf(open, { dailyUnits: 100_000 });
    for (let at = 0; at < 7; at += 1) expect(await ask(town, "notice")).toBe(0);
    expect(await happened(town, "text-spend-alarm")).toBe(0);
    for (let at = 7; at < 10; at += 1) expect(await ask(town, "notice")).toBe(0);
    expect(await happened(town, "text-spend-alarm")).toBe(1);
    expect(await ask(town, "notice")).toBe("spend_cap");
    expect(await ask(town, "code")).toBe("spend_cap");
    expect(await happened(town, "texts-stopped")).toBe(1);
    expect(await ask(town, "answer")).toBe(0);
    expect(await ask(town, "warning")).toBe(0);
    // What was let go and comes again is not stopped half-way, nor counted twice.
    expect(await ask(town, "notice", { isAgain: true })).toBe(0);
    const told = await town.hub.store.read(home, (sql) => textGauges(sql, home));
    expect(told.spentUnits).toBe(120_000);
    expect(told.today).toEqual([
      { outcome: "spend_cap", texts: 2 },
      { outcome: "sent", texts: 12 },
    ]);
    // The next local day has money of its own.
    expect(await ask(town, "notice", { atMs: DAY_MS })).toBe(DAY_MS);
  });

  it("is not spent by what is sent where nothing is bounded", async () => {
    const town = await townOf(open, null);
    expect(await ask(town, "notice")).toBe(0);
    expect((await town.hub.store.read(home, (sql) => textGauges(sql, home))).today).toEqual([]);
  });

  it("that is used up leaves a code unsent, and says why", async () => {
    const town = await townOf(open, { dailyUnits: 5_000 });
    const line = lineHome("+15550100001");
    await town.hub.store.transact(line, (sql) => {
      const prompt = { utility: "N", key: "proof_code", code: "123456" } as const;
      const text = { id: "m", numberUsed: ours, language: "en", prompt };
      oweText(sql, town.hub.clock.now(), line, text);
    });
    await town.settle();
    expect(town.world.said).toEqual([]);
    const message = await town.hub.store.read(line, (sql) => messageOf(sql, line, "m"));
    expect(message?.state).toBe("refused");
    expect(message?.body).not.toContain("123456");
  });
});

onEachPlacement("whoever pumps", (open) => {
  it.each<[string, boolean]>([
    ["+15550100001", true],
    ["+5215550100001", true],
    ["+447700900123", false],
    ["+882160000000", false],
  ])("is texted at %s: %s", async (to, isTexted) => {
    const town = await townOf(open, { callingCodes: ["1", "52"] });
    for (const kind of ["answer", "warning", "code", "notice"] as const) {
      expect(await ask(town, kind, { to })).toBe(isTexted ? 0 : "country");
    }
  });

  it("gets so many codes a day to one prefix, and everybody else theirs", async () => {
    const town = await townOf(open, { codesAPrefix: 3 });
    for (let at = 0; at < 3; at += 1) {
      expect(await ask(town, "code", { to: `+1555010000${String(at)}` })).toBe(0);
    }
    expect(await ask(town, "code", { to: "+15550100009" })).toBe("prefix");
    expect(await ask(town, "code", { to: "+15550200009" })).toBe(0);
    expect(await ask(town, "answer", { to: "+15550100009" })).toBe(0);
    expect(await ask(town, "notice", { to: "+15550100009" })).toBe(0);
    expect(await ask(town, "code", { to: "+15550100009", atMs: DAY_MS })).toBe(DAY_MS);
  });
});

onEachPlacement("an invitation to agree to texts", (open) => {
  it("is no answer: a day that is spent stops it, and not the same words to who asks for them", async () => {
    const line = "+15550100001";
    const town = new Town(await open("u"));
    const consent = { stopsAllFromMs: 0, confirmed: ["import"] } as const;
    await town.found({ ...usd, consent, texting: { ...free, dailyUnits: 0 } });
    await town.enrol(ana);
    expect(town.textsTo(line)).toEqual([]);
    await town.text(line, "JOIN");
    expect(town.textsTo(line)).toEqual([expect.stringContaining("to join")]);
  });

  it("goes where the day is not spent", async () => {
    const town = new Town(await open("u"));
    const consent = { stopsAllFromMs: 0, confirmed: ["import"] } as const;
    await town.found({ ...usd, consent, texting: free });
    await town.enrol(ana);
    expect(town.textsTo("+15550100001")).toEqual([expect.stringContaining("to join")]);
  });
});
