/** A terminal of the sandbox as a program started it: its socket, its devices, and the power cut between a note and the screen. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createPrivateKey, sign } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EnrolAnswers } from "../../channels/kiosk/protocol.ts";
import { TOWN_PIN } from "../../hosts/sandbox/town.ts";
import { enrolTerminal, OpenTerminal } from "../support/open-terminal.ts";
import { freePort, ServerProcess } from "../support/server-process.ts";

const WAIT = { timeout: 30_000, interval: 50 } as const;
const directory = mkdtempSync(join(tmpdir(), "kiosk-"));
let server: ServerProcess;
let url: string;
let enrolled: EnrolAnswers;
let terminal: OpenTerminal;

async function start(): Promise<void> {
  const words = ["--port", String(await freePort()), "--speed", "60"];
  server = await ServerProcess.start({ directory, command: "sandbox", words });
  url = await server.listening;
}

beforeAll(async () => {
  await start();
  enrolled = await enrolTerminal(url, "valley");
  terminal = await OpenTerminal.open(url, enrolled);
});

afterAll(async () => {
  terminal.close();
  await server.kill();
  rmSync(directory, { recursive: true, force: true });
});

let sequence = 10 ** 15;

/** What the terminal's own acceptor would post, signed with the key in the sandbox's directory. */
async function device(
  event: Readonly<Record<string, unknown>>,
  at: { atMs?: number; sequence?: number; tampered?: boolean; kioskId?: string } = {},
): Promise<number> {
  sequence += 1;
  const body = JSON.stringify({ sequence: at.sequence ?? sequence, ...event });
  const timestamp = String(Math.floor((at.atMs ?? Date.now()) / 1000));
  const key = createPrivateKey(readFileSync(join(directory, "data/sandbox/kiosk-key.pem"), "utf8"));
  const signature = sign(null, Buffer.from(`${timestamp}|${body}`), key).toString("base64");
  const answer = await fetch(`${url}/hooks/kiosk`, {
    method: "POST",
    body: at.tampered === true ? body.replace("500", "501") : body,
    headers: {
      "x-kiosk-id": at.kioskId ?? enrolled.kioskId,
      "x-kiosk-timestamp": timestamp,
      "x-kiosk-signature": signature,
    },
  });
  return answer.status;
}

const note = { kind: "note_stacked", minor: 500, currency: "USD" } as const;

describe("what is no word of the terminal's devices is refused", () => {
  it.each<[string, () => Promise<number>, number]>([
    ["one that was changed on the way", () => device(note, { tampered: true }), 401],
    ["one that is six minutes old", () => device(note, { atMs: Date.now() - 360_000 }), 401],
    ["one of a terminal nobody knows", () => device(note, { kioskId: "valley_ffffffff" }), 401],
    ["one of a name that is none", () => device(note, { kioskId: "../valley" }), 401],
    ["a note of other money", () => device({ ...note, currency: "EUR" }), 422],
    ["a note of nothing", () => device({ ...note, minor: 0 }), 400],
    ["a kind that is none", () => device({ kind: "jackpot" }), 400],
    ["one with more in it", () => device({ ...note, account: "V-1001" }), 400],
    ["one that is too long", () => device({ kind: "x".repeat(5_000) }), 413],
  ])("%s", async (_what, post, status) => {
    expect(await post()).toBe(status);
  });

  it("and a code that was never made", async () => {
    const body = JSON.stringify({ code: "valley-AAAAAAAA" });
    const answer = await fetch(`${url}/kiosk/enrol`, { method: "POST", body });
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: "bad_code" }]);
  });
});

describe("a terminal's socket", () => {
  it("tells who is not enrolled so, and nothing else", async () => {
    const stranger = await OpenTerminal.open(url, { ...enrolled, token: "swb_valley_x" });
    await expect.poll(() => stranger.heard, WAIT).toMatchObject([{ kind: "refused" }]);
    stranger.press("begin");
    stranger.sayRaw("{}");
    await expect.poll(() => stranger.heard.length, WAIT).toBe(3);
    expect(stranger.heard.map(({ kind }) => kind)).toEqual(["refused", "refused", "refused"]);
    stranger.close();
  });

  it("shows the first screen and the terminal's own words", async () => {
    await expect.poll(() => terminal.screen, WAIT).toBe("attract");
    expect(terminal.heard).toMatchObject([
      { kind: "chrome", utility: "Valley Electric" },
      { kind: "view" },
    ]);
  });

  it("counts a note up that was put in at an amount, and credits it once over a power cut", async () => {
    terminal.press("begin");
    await expect.poll(() => terminal.screen, WAIT).toBe("identify");
    terminal.enter("1003");
    await expect.poll(() => terminal.screen, WAIT).toBe("confirm_who");
    terminal.press("see");
    await expect.poll(() => terminal.screen, WAIT).toBe("pin");
    terminal.enter(TOWN_PIN);
    await expect.poll(() => terminal.screen, WAIT).toBe("home");
    terminal.press("pay");
    await expect.poll(() => terminal.screen, WAIT).toBe("amount");
    const sent = 2 * 10 ** 15;
    expect(await device(note, { sequence: sent })).toBe(200);
    await server.kill();
    await start();
    expect(await device(note, { sequence: sent })).toBe(200);
    terminal = await OpenTerminal.open(url, enrolled);
    await expect.poll(() => terminal.view, WAIT).toMatchObject({ screen: "cash", totalMinor: 500 });
    terminal.press("finish");
    await expect.poll(() => terminal.view?.title.text, WAIT).toBe("$5.00 is paid");
    terminal.press("home");
    await expect.poll(() => terminal.screen, WAIT).toBe("home");
    terminal.press("payments");
    await expect
      .poll(() => terminal.view, WAIT)
      .toMatchObject({
        screen: "payments",
        lines: [{ value: "$5.00" }],
      });
    terminal.press("start_over");
    await expect.poll(() => terminal.screen, WAIT).toBe("ended");
  });

  it("gives the screen again to a press that is stale", async () => {
    const before = terminal.heard.length;
    terminal.say({ kind: "press", id: "stale", rev: 0, option: "begin", source: "touch" });
    await expect.poll(() => terminal.heard.length, WAIT).toBeGreaterThan(before);
    expect(terminal.screen).toBe("ended");
  });
});
