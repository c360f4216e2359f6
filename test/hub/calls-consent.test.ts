/** The customer's own word on calls of ours: agreed to and ended by text and call, kept as proof, and at once in force. */
import { expect, it } from "vitest";
import type { UtilitySettings } from "../../core/hub/settings.ts";
import { lineHome } from "../../core/ids.ts";
import { consentEvents, consentOf } from "../../core/store/talks.ts";
import { type Open, onEachPlacement } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";

const number = "+15550100001";
const stranger = "+15550100099";

async function townOf(open: Open, settings: UtilitySettings = usd): Promise<Town> {
  const town = new Town(await open("u"));
  await town.found(settings);
  await town.enrol(ana);
  return town;
}

/** Each word in turn; `digit` answers with the digit that the last text asks for. */
async function say(town: Town, words: readonly string[], line = number): Promise<string> {
  for (const word of words) {
    const asked = /(?:Reply|Responda) (\d)/.exec(town.textsTo(line).at(-1) ?? "")?.[1] ?? "none";
    await town.text(line, word === "digit" ? asked : word);
  }
  return town.textsTo(line).at(-1) ?? "";
}

function stateOf(town: Town, purpose: string, line = number) {
  const home = lineHome(line);
  return town.hub.store.read(home, (sql) => consentOf(sql, home, purpose) ?? null);
}

onEachPlacement("calls of ours", (open) => {
  it("are agreed to by the digit, and what was shown, said and done is proof", async () => {
    const town = await townOf(open);
    expect(await say(town, ["CALLS", "digit"])).toContain("We may now call this number");
    expect(await stateOf(town, "calls")).toBe("granted");
    const home = lineHome(number);
    const events = await town.hub.store.read(home, (sql) => consentEvents(sql, home));
    const agreed = events.at(-1);
    expect(agreed).toMatchObject({
      purpose: "calls",
      state: "granted",
      source: "text",
      cameFrom: "sms +15550001000",
    });
    expect(agreed?.wording).toContain("CALLS OFF ends them");
    expect(agreed?.evidence).toMatch(/^the customer texted: \d$/);
    expect(agreed?.recordedAtMs).toBe(town.hub.clock.now().wallMs);
  });

  it.each([
    ["by no word alone", ["CALLS"]],
    ["by no YES", ["CALLS", "YES"]],
    ["by no wrong digit", ["CALLS", "1"]],
    ["by no digit of another question", ["JOIN", "CALLS", "BAL", "0"]],
    ["by no digit before it is asked", ["3"]],
    ["by nobody who said no", ["CALLS", "NO", "3"]],
  ] as const)("are agreed to %s", async (_what, words) => {
    const town = await townOf(open);
    await say(town, words);
    expect(await stateOf(town, "calls")).toBe(null);
  });

  it("are not agreed to by a number of no account", async () => {
    const town = await townOf(open);
    await say(town, ["CALLS", "digit"], stranger);
    expect(await stateOf(town, "calls", stranger)).toBe(null);
  });

  it.each([
    ["before a JOIN of its own", [], "revoked"],
    ["after it", ["JOIN", "digit"], "granted"],
  ] as const)("are asked of a number that ended everything %s", async (_what, between, calls) => {
    const town = await townOf(open);
    await say(town, ["CALLS", "digit", "stop all texts"]);
    expect(await stateOf(town, "calls")).toBe("revoked");
    await town.pass(1000);
    await say(town, [...between, "CALLS", "digit"]);
    expect(await stateOf(town, "calls")).toBe(calls);
  });

  it.each(["leave me alone", "stop contacting me", "wrong number", "no me molesten"])(
    "end with the texts by %s, which is about being reached at all",
    async (words) => {
      const town = await townOf(open, { ...usd, consent: { stopsAllFromMs: 9e15, confirmed: [] } });
      await say(town, ["CALLS", "digit", words]);
      expect(await stateOf(town, "calls")).toBe("revoked");
      expect(await stateOf(town, "account")).toBe("revoked");
    },
  );

  it.each(["stop texting me", "no más mensajes", "STOP please"])(
    "stay agreed to after %s before the day of stop-all",
    async (words) => {
      const town = await townOf(open, { ...usd, consent: { stopsAllFromMs: 9e15, confirmed: [] } });
      await say(town, ["CALLS", "digit", words]);
      expect(await stateOf(town, "calls")).toBe("granted");
      expect(await stateOf(town, "account")).toBe("revoked");
    },
  );

  it.each(["CALLS OFF", "no more calls", "LLAMADAS NO", "appels non", "stop calling me"])(
    "end at once by %s, and texts go on",
    async (words) => {
      const town = await townOf(open, { ...usd, consent: { stopsAllFromMs: 9e15, confirmed: [] } });
      await say(town, ["CALLS", "digit"]);
      expect(await stateOf(town, "calls")).toBe("granted");
      expect(await say(town, [words])).toMatch(/no more calls|no le llamaremos|plus d'appels/);
      expect(await stateOf(town, "calls")).toBe("revoked");
      expect(await stateOf(town, "account")).toBe("granted");
    },
  );

  it.each([
    ["CALLS OFF", "You get no more calls or texts from us. To have texts again text JOIN."],
    ["LLAMADAS NO", "ya no le llamaremos ni"],
  ])(
    "that %s ends end texts too from the day of the law on, and it says so",
    async (words, says) => {
      const town = await townOf(open, { ...usd, consent: { stopsAllFromMs: 0, confirmed: [] } });
      await say(town, ["CALLS", "digit"]);
      expect(await say(town, [words])).toContain(says);
      expect(await stateOf(town, "calls")).toBe("revoked");
      expect(await stateOf(town, "account")).toBe("revoked");
    },
  );
});
