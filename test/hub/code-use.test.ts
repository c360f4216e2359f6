/** Codes that somebody pumps are asked for and never given back: what goes to a range of numbers is held against what comes of it. */
import { expect, it } from "vitest";
import { admitText, type TextAsked, type TextingPolicy } from "../../core/hub/admit-text.ts";
import { checkProofCode } from "../../core/hub/check-proof-code.ts";
import { type CodeUsePolicy, countCodeUsed, stoppedRanges } from "../../core/hub/code-use.ts";
import { sendProofCode } from "../../core/hub/send-proof-code.ts";
import { textGauges } from "../../core/hub/text-gauges.ts";
import { utilityHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, START_MS, Town, usd } from "../town.ts";

const texting: TextingPolicy = {
  numberEveryMs: null,
  campaignEveryMs: null,
  costUnits: 10_000,
  dailyUnits: null,
  alarmPercent: 80,
  callingCodes: null,
  codesAPrefix: null,
};
const home = utilityHome("u");
const usual: CodeUsePolicy = { leastPercent: 50, withinMs: 2 * HOUR_MS, sentLeast: 4 };
const pumped = "+1555010";

onEachPlacement("codes to a range of numbers", (open) => {
  const founded = async (codeUse: CodeUsePolicy | null = usual): Promise<Town> => {
    const town = new Town(await open("u"));
    await town.found({ ...usd, texting: { ...texting, codeUse } });
    await town.enrol(ana);
    return town;
  };
  const at = (atMs: number) => ({ wallMs: START_MS + atMs, serviceMs: START_MS + atMs });
  const ask = async (town: Town, atMs: number, more: Partial<TextAsked> = {}): Promise<string> => {
    const to = more.to ?? `${pumped}900${String(atMs % 10)}`;
    const asked = { from: "+15550001000", class: "code", isAgain: false, ...more, to } as const;
    const verdict = await town.hub.store.transact(home, (sql) =>
      admitText(sql, at(atMs), home, asked),
    );
    return verdict.kind === "refused" ? verdict.code : verdict.kind;
  };
  const send = async (town: Town, codes: number, atMs = 0): Promise<void> => {
    for (let one = 0; one < codes; one += 1) expect(await ask(town, atMs + one)).toBe("now");
  };
  const use = (town: Town, codes: number, madeAtMs = 0): Promise<void> =>
    town.hub.store.transact(home, (sql) => {
      for (let one = 0; one < codes; one += 1) {
        countCodeUsed(sql, home, pumped, START_MS + madeAtMs);
      }
    });
  const stopped = (town: Town, atMs: number) =>
    town.hub.store.read(home, (sql) => stoppedRanges(sql, at(atMs), home));
  const told = (town: Town): Promise<object[]> =>
    town.hub.store.read(home, (sql) =>
      sql
        .all<{ facts: string }>(
          "SELECT facts FROM journal WHERE home = ?1 AND kind = 'codes-unused' ORDER BY sequence",
          [home],
        )
        .map(({ facts }) => JSON.parse(facts) as object),
    );

  it.each<[string, { sent: number; used: number }, number, string]>([
    ["none of too few come back", { sent: 3, used: 0 }, HOUR_MS, "now"],
    ["none come back", { sent: 4, used: 0 }, HOUR_MS, "unused"],
    ["one in four comes back", { sent: 4, used: 1 }, HOUR_MS, "unused"],
    ["just so many come back", { sent: 4, used: 2 }, HOUR_MS, "now"],
    ["all come back", { sent: 4, used: 4 }, HOUR_MS, "now"],
    ["they can be used still", { sent: 4, used: 0 }, 5 * MINUTE_MS - 1, "now"],
    ["the last of their span can be used still", { sent: 4, used: 0 }, 10 * MINUTE_MS - 1, "now"],
    ["they can be used no more", { sent: 4, used: 0 }, 10 * MINUTE_MS, "unused"],
    [
      "they are at the end of what is judged",
      { sent: 4, used: 0 },
      2 * HOUR_MS + 5 * MINUTE_MS,
      "unused",
    ],
    [
      "they are older than what is judged",
      { sent: 4, used: 0 },
      2 * HOUR_MS + 10 * MINUTE_MS,
      "now",
    ],
  ])("where %s", async (_, { sent, used }, laterMs, expected) => {
    const town = await founded();
    await send(town, sent);
    await use(town, used);
    expect(await ask(town, laterMs)).toBe(expected);
    const listed = await stopped(town, laterMs);
    expect(listed).toEqual(expected === "unused" ? [{ range: pumped, sent, used }] : []);
  });

  it("is stopped alone: other ranges, answers, warnings and what is sent again go on", async () => {
    const town = await founded();
    await send(town, 4);
    expect(await ask(town, HOUR_MS)).toBe("unused");
    expect(await ask(town, HOUR_MS, { to: "+15550200001" })).toBe("now");
    for (const kind of ["answer", "warning", "notice"] as const) {
      expect(await ask(town, HOUR_MS, { class: kind })).toBe("now");
    }
    expect(await ask(town, HOUR_MS, { isAgain: true })).toBe("now");
  });

  it("is told to staff once a day and range, with what went there and came back, and no number", async () => {
    const town = await founded();
    await send(town, 4);
    await use(town, 1);
    for (let one = 0; one < 3; one += 1) await ask(town, HOUR_MS + one);
    expect(await told(town)).toEqual([{ sent: 4, used: 1 }]);
    const { today } = await town.hub.store.read(home, (sql) => textGauges(sql, home));
    expect(today).toEqual([
      { outcome: "unused", texts: 3 },
      { outcome: "sent", texts: 4 },
    ]);
    await send(town, 4, DAY_MS);
    await ask(town, DAY_MS + HOUR_MS);
    expect(await told(town)).toEqual([
      { sent: 4, used: 1 },
      { sent: 4, used: 0 },
    ]);
  });

  it("gets codes again when the old ones are past, and is stopped again when they are not used either", async () => {
    const town = await founded();
    for (let round = 0; round < 3; round += 1) {
      const fromMs = round * 3 * HOUR_MS;
      await send(town, 4, fromMs);
      expect(await ask(town, fromMs + HOUR_MS)).toBe("unused");
    }
    // What is past is forgotten, not kept for good.
    const kept = await town.hub.store.read(home, (sql) => sql.all("SELECT 1 FROM code_range"));
    expect(kept.length).toBe(1);
  });

  it("counts no code given back that was not counted as sent, nor more than were", async () => {
    const town = await founded();
    await use(town, 2);
    await send(town, 4);
    await use(town, 9);
    const [row] = await town.hub.store.read(home, (sql) =>
      sql.all<{ sent: number; used: number }>("SELECT sent, used FROM code_range"),
    );
    expect(row).toEqual({ sent: 4, used: 4 });
  });

  it("is not judged where no share is asked", async () => {
    const town = await founded(null);
    await send(town, 9);
    expect(await ask(town, HOUR_MS)).toBe("now");
    expect(await stopped(town, HOUR_MS)).toEqual([]);
  });

  it("counts a code that proves who is there for the number it was sent to, once, and a wrong one not at all", async () => {
    const town = await founded();
    const line = "+15550100001";
    const place = { line, channel: "ivr", number: "1001", accountId: null } as const;
    await sendProofCode(town.hub, town.hub.clock.now(), { home, key: "k1" }, place);
    await town.settle();
    const texts = town.textsTo(line);
    const code = /\b\d{6}\b/.exec(texts.at(-1) ?? "")?.[0] ?? "";
    const counts = () =>
      town.hub.store.read(home, (sql) =>
        sql.all("SELECT number_range AS range, sent, used FROM code_range"),
      );
    const attempt = { ...place, key: "a1" };
    const wrong = code === "000000" ? "000001" : "000000";
    expect(await checkProofCode(town.hub, attempt, wrong)).toMatchObject({ verdict: "not_proved" });
    expect(await counts()).toEqual([{ range: "+1555010", sent: 1, used: 0 }]);
    const right = { ...place, key: "a2" };
    expect(await checkProofCode(town.hub, right, code)).toMatchObject({ verdict: "proved" });
    expect(await checkProofCode(town.hub, right, code)).toMatchObject({ verdict: "proved" });
    expect(await counts()).toEqual([{ range: "+1555010", sent: 1, used: 1 }]);
  });
});
