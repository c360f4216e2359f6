/** The sandbox as a program started it: the town, its page's files, and the socket that the page lives by. */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PageSays, SandboxSays } from "../../channels/simulated/protocol.ts";
import { freePort, ServerProcess } from "../support/server-process.ts";

type Kind = SandboxSays["kind"];
type Said<K extends Kind> = Extract<SandboxSays, { kind: K }>;

/** An open page, without its looks: what it was told, newest last. */
class OpenPage {
  readonly #socket: WebSocket;
  readonly #heard: SandboxSays[] = [];

  constructor(url: string) {
    this.#socket = new WebSocket(`${url.replace("http", "ws")}/sandbox/live`);
    this.#socket.addEventListener("message", ({ data }) => {
      this.#heard.push(JSON.parse(String(data)) as SandboxSays);
    });
  }

  async opened(): Promise<this> {
    if (this.#socket.readyState !== WebSocket.OPEN) await once(this.#socket, "open");
    return this;
  }

  say(said: PageSays): void {
    this.#socket.send(JSON.stringify(said));
  }

  sayRaw(text: string): void {
    this.#socket.send(text);
  }

  last<K extends Kind>(kind: K): Said<K> | undefined {
    return this.#heard.findLast((said): said is Said<K> => said.kind === kind);
  }

  house(accountId: string) {
    const districts = this.last("town")?.town.districts ?? [];
    return districts.flatMap(({ houses }) => houses).find((one) => one.accountId === accountId);
  }

  /** The texts of a home's own phone, once it is the one that is picked. */
  texts(accountId: string): string[] {
    const phone = this.last("phone");
    if (phone?.accountId !== accountId) return [];
    return phone.messages.map(({ by, text }) => `${by}: ${text}`);
  }

  close(): void {
    this.#socket.close();
  }
}

const directory = mkdtempSync(join(tmpdir(), "sandbox-"));
const WAIT = { timeout: 30_000, interval: 100 } as const;
let server: ServerProcess;
let url: string;
let page: OpenPage;

beforeAll(async () => {
  const words = ["--port", String(await freePort()), "--speed", "600"];
  server = await ServerProcess.start({ directory, command: "sandbox", words });
  url = await server.listening;
  page = await new OpenPage(url).opened();
});

afterAll(async () => {
  await server.kill();
  rmSync(directory, { recursive: true, force: true });
});

describe("the town", () => {
  it("has two utilities, and 26 homes that live on what was metered", async () => {
    await expect.poll(() => page.last("town")?.town.districts.length, WAIT).toBe(2);
    const said = page.last("town");
    expect(said?.town.districts.map(({ name, houses }) => [name, houses.length])).toEqual([
      ["Valley Electric", 14],
      ["Harbor Gas & Light", 12],
    ]);
    const houses = said?.town.districts.flatMap((district) => district.houses) ?? [];
    expect(houses.filter(({ commodities }) => commodities.includes("gas"))).toHaveLength(3);
    // Four days of reads of every home are in before anyone looks, or there would be no days to tell.
    expect(houses.filter(({ daysLeft }) => daysLeft === null)).toEqual([]);
    expect(new Set(houses.map(({ light }) => light)).size).toBeGreaterThan(1);
    await expect.poll(() => page.last("town")?.town.totals.readings, WAIT).toBeGreaterThan(2_000);
  });

  it("answers a home's text on its handset alone", async () => {
    page.say({ kind: "pick", accountId: "H-2003" });
    page.say({ kind: "text", accountId: "H-2003", text: "BAL" });
    await expect
      .poll(() => page.texts("H-2003"), WAIT)
      .toContainEqual(expect.stringContaining("Sail Ct"));
    page.say({ kind: "pick", accountId: "H-2004" });
    await expect.poll(() => page.last("phone")?.accountId, WAIT).toBe("H-2004");
    expect(page.texts("H-2004").filter((text) => text.includes("Sail Ct"))).toEqual([]);
  });

  it("turns a home off that has used up its money, and back on when it has paid", async () => {
    page.say({ kind: "pick", accountId: "V-1001" });
    await expect.poll(() => page.house("V-1001")?.light, WAIT).toBe("off");
    page.say({ kind: "text", accountId: "V-1001", text: "PAY 40" });
    const asked = () => /Reply (\d) to pay \$40\.00/.exec(page.texts("V-1001").join("\n"))?.[1];
    await expect.poll(asked, WAIT).toMatch(/^\d$/);
    page.say({ kind: "text", accountId: "V-1001", text: asked() ?? "" });
    await expect.poll(() => page.house("V-1001")?.supply, WAIT).toBe("on");
    const happened = () => page.last("town")?.town.happenings.map(({ words }) => words);
    await expect.poll(happened, WAIT).toContain("Power is on: the meter says so");
    expect(page.last("town")?.town.totals).toMatchObject({ paid: "$40.00", payments: 1 });
  });
});

describe("a home with gas", { timeout: 120_000 }, () => {
  it("has paid, and waits for a hand at the meter", async () => {
    const slow = { timeout: 90_000, interval: 200 } as const;
    page.say({ kind: "pick", accountId: "H-2005" });
    await expect.poll(() => page.house("H-2005")?.light, slow).toBe("off");
    page.say({ kind: "text", accountId: "H-2005", text: "PAGAR 40" });
    const asked = () =>
      /Responda (\d) para pagar \$40\.00/.exec(page.texts("H-2005").join("\n"))?.[1];
    await expect.poll(asked, slow).toMatch(/^\d$/);
    page.say({ kind: "text", accountId: "H-2005", text: asked() ?? "" });
    await expect.poll(() => page.house("H-2005")?.canPress, slow).toBe(true);
    expect(page.house("H-2005")?.supply).toBe("waits for a hand at the meter");
    page.say({ kind: "press", accountId: "H-2005" });
    await expect.poll(() => page.house("H-2005")?.supply, slow).toBe("on");
  });
});

describe("what goes wrong on demand", () => {
  it("is seen by every page: cards, the carrier, one home's switch", async () => {
    const other = await new OpenPage(url).opened();
    page.say({ kind: "stick", accountId: "H-2003", on: true });
    page.say({ kind: "decline_cards", on: true });
    page.say({ kind: "slow_cards", on: true });
    page.say({ kind: "carrier_down", on: true });
    const seen = () => [other.last("town")?.town.faults, other.house("H-2003")?.isStuck];
    const allWrong = { cardsDeclined: true, cardsSlow: true, carrierDown: true };
    await expect.poll(seen, WAIT).toEqual([allWrong, true]);
    page.say({ kind: "slow_cards", on: false });
    page.say({ kind: "stick", accountId: "H-2003", on: false });
    page.say({ kind: "carrier_down", on: false });
    const cardsOnly = { cardsDeclined: true, cardsSlow: false, carrierDown: false };
    await expect.poll(seen, WAIT).toEqual([cardsOnly, false]);
    other.close();
  });

  it("declines a card, and says so", async () => {
    page.say({ kind: "pick", accountId: "H-2011" });
    page.say({ kind: "text", accountId: "H-2011", text: "PAY 5" });
    const asked = () => /Reply (\d) to pay/.exec(page.texts("H-2011").join("\n"))?.[1];
    await expect.poll(asked, WAIT).toMatch(/^\d$/);
    page.say({ kind: "text", accountId: "H-2011", text: asked() ?? "" });
    await expect.poll(() => page.texts("H-2011").join("\n"), WAIT).toMatch(/declined/i);
    page.say({ kind: "decline_cards", on: false });
  });

  it("disputes a card payment, which is lost, and refuses where there is none", async () => {
    page.say({ kind: "card_payment", accountId: "H-2009", word: "dispute_open" });
    const refused = "H-2009 has no card payment that this can happen to now";
    await expect.poll(() => page.last("refused")?.message, WAIT).toBe(refused);
    page.say({ kind: "pick", accountId: "V-1004" });
    page.say({ kind: "text", accountId: "V-1004", text: "PAY 5" });
    const question = /(?:Reply (\d) to pay|Responda (\d) para pagar) \$5\.00/;
    const asked = () => question.exec(page.texts("V-1004").join("\n"))?.slice(1).find(Boolean);
    await expect.poll(asked, WAIT).toMatch(/^\d$/);
    page.say({ kind: "text", accountId: "V-1004", text: asked() ?? "" });
    const told = () => (page.last("town")?.town.happenings ?? []).map(({ words }) => words);
    await expect
      .poll(() => told().some((words) => words.startsWith("Paid $5.00")), WAIT)
      .toBe(true);
    page.say({ kind: "card_payment", accountId: "V-1004", word: "dispute_open" });
    await expect.poll(() => page.house("V-1004")?.isDisputed, WAIT).toBe(true);
    const held = "The customer's bank disputes a payment: the money is held";
    await expect.poll(told, WAIT).toContain(held);
    page.say({ kind: "card_payment", accountId: "V-1004", word: "dispute_lost" });
    await expect.poll(told, WAIT).toContain("The bank took the payment back");
    expect(page.house("V-1004")?.isDisputed).toBe(false);
  });
});

describe("the socket refuses", () => {
  it.each([
    ["not JSON", "BAL", "the page said what no page says"],
    ["an unknown kind", '{"kind":"call","accountId":"V-1001"}', "the page said what no page says"],
    ["a field too many", '{"kind":"pick","accountId":"V-1001","as":"me"}', "no page says"],
    ["an empty text", '{"kind":"text","accountId":"V-1001","text":" "}', "no page says"],
    [
      "a word that is none",
      '{"kind":"card_payment","accountId":"V-1001","word":"won"}',
      "no page says",
    ],
    ["a switch that is no switch", '{"kind":"carrier_down","on":"yes"}', "no page says"],
    ["a stranger's account", '{"kind":"pick","accountId":"V-9"}', "nobody in the town"],
    [
      "more than a phone sends",
      `{"kind":"text","accountId":"V-1001","text":"${"x".repeat(1_531)}"}`,
      "a phone does not send this much",
    ],
  ])("%s", async (_what, text, message) => {
    const own = await new OpenPage(url).opened();
    own.sayRaw(text);
    await expect.poll(() => own.last("refused")?.message, WAIT).toContain(message);
    own.close();
  });

  it("a page of another origin", async () => {
    const headers = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
      origin: "http://elsewhere.example",
    };
    const asking = request(`${url}/sandbox/live`, { headers }).end();
    const status = await new Promise((resolve) => {
      asking.on("upgrade", () => resolve("upgraded"));
      asking.on("response", ({ statusCode }) => resolve(statusCode));
    });
    expect(status).toBe(403);
  });
});

describe("the page", () => {
  it("is served with all its files, none of them from elsewhere", async () => {
    const answer = await fetch(`${url}/sandbox`);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? "");
    expect(files.length).toBeGreaterThan(1);
    for (const path of files) {
      expect(path).toMatch(/^\/sandbox\/assets\//);
      expect((await fetch(url + path)).status).toBe(200);
    }
  });

  it("is where the root leads", async () => {
    const answer = await fetch(`${url}/`);
    expect([answer.status, answer.url]).toEqual([200, `${url}/sandbox`]);
  });

  it.each(["/sandbox/assets/none.js", "/sandbox/assets/..%2Findex.html", "/sandbox/none"])(
    "has no %s",
    async (path) => {
      expect((await fetch(url + path)).status).toBe(404);
    },
  );
});

it("ends in order with a page open", async () => {
  expect(await server.stop()).toBe(0);
  expect(server.said).toBe("");
});
