/** A terminal at a deployment: enrolled by an operator's code, its socket open at the object, its notes signed. */
import { generateKeyPairSync, sign } from "node:crypto";
import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { HubSays, KioskSays, View } from "../../channels/kiosk/protocol.ts";
import { keyOf, utilityHome } from "../../core/ids.ts";
import { hashToken } from "../api-key.ts";
import { makeCode, makeKioskId } from "../kiosk.ts";
import worker from "./worker.ts";

const utility = "valley";
const own = { ...env, UTILITY: utility };
const pair = generateKeyPairSync("ed25519");
const deviceKey = Buffer.from(pair.publicKey.export({ format: "jwk" }).x ?? "", "base64url");

function ask(path: string, init?: RequestInit): Promise<Response> {
  return Promise.resolve(worker.fetch(new Request(`http://hub${path}`, init) as never, own));
}

async function enrolled(): Promise<{ kioskId: string; token: string }> {
  const kioskId = makeKioskId(utility, crypto.getRandomValues(new Uint8Array(4)));
  const code = makeCode(utility, crypto.getRandomValues(new Uint8Array(8)));
  const offered = await ask("/v1/commands", {
    method: "POST",
    headers: { authorization: "Bearer test-admin-key" },
    body: JSON.stringify({
      command: "offer_kiosk",
      args: {
        utilityId: utility,
        kioskId,
        name: `shop ${kioskId}`,
        codeHash: await hashToken(code),
        deviceKey: deviceKey.toString("base64"),
      },
    }),
  });
  expect(offered.status).toBe(200);
  const answer = await ask("/kiosk/enrol", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ code }),
  });
  expect(answer.status).toBe(200);
  return answer.json();
}

class Page {
  readonly #socket: WebSocket;
  readonly #views: View[] = [];
  readonly refused: string[] = [];

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      const said = JSON.parse(String(data)) as HubSays;
      if (said.kind === "view") this.#views.push(said.view);
      if (said.kind === "refused") this.refused.push(said.code);
    });
    socket.accept();
  }

  static async open(origin = "http://hub"): Promise<Page | Response> {
    const answer = await ask("/kiosk/live", { headers: { upgrade: "websocket", origin } });
    return answer.webSocket === null ? answer : new Page(answer.webSocket);
  }

  say(said: KioskSays): void {
    this.#socket.send(JSON.stringify(said));
  }

  press(id: string, option: string): void {
    this.say({ kind: "press", id, rev: this.rev(), option, source: "touch" });
  }

  enter(id: string, digits: string): void {
    this.say({ kind: "enter", id, rev: this.rev(), digits, source: "keypad" });
  }

  rev(): number {
    return this.#views.at(-1)?.rev ?? 0;
  }

  screen(): string | undefined {
    return this.#views.at(-1)?.screen;
  }

  total(): string | undefined {
    const view = this.#views.at(-1);
    return view?.screen === "cash" ? view.total.text : undefined;
  }
}

async function opened(): Promise<Page> {
  const page = await Page.open();
  if (page instanceof Response) throw new Error(`no socket: ${String(page.status)}`);
  return page;
}

function tell(kioskId: string, event: object): Promise<Response> {
  const body = JSON.stringify(event);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = sign(null, Buffer.from(`${timestamp}|${body}`), pair.privateKey);
  return ask("/hooks/kiosk", {
    method: "POST",
    body,
    headers: {
      "x-kiosk-id": kioskId,
      "x-kiosk-timestamp": timestamp,
      "x-kiosk-signature": signature.toString("base64"),
    },
  });
}

describe("a terminal", () => {
  it("is shown where its talk stands, and counts up what its acceptor has", async () => {
    const { kioskId, token } = await enrolled();
    expect((await tell(kioskId, { kind: "acceptor", sequence: 1, state: "ready" })).status).toBe(
      200,
    );
    const page = await opened();
    page.say({ kind: "hello", kioskId, token });
    await expect.poll(() => page.screen()).toBe("attract");
    page.press("p1", "begin");
    await expect.poll(() => page.screen()).toBe("identify");
    page.enter("p2", "1002");
    await expect.poll(() => page.screen()).toBe("confirm_who");
    page.press("p3", "this_is_me");
    await expect.poll(() => page.screen()).toBe("amount");
    page.enter("p4", "2000");
    await expect.poll(() => page.screen()).toBe("choose");
    page.press("p5", "cash");
    await expect.poll(() => page.screen()).toBe("cash");
    const note = { kind: "note_stacked", sequence: 2, minor: 2000, currency: "USD" };
    expect((await tell(kioskId, note)).status).toBe(200);
    expect((await tell(kioskId, note)).status).toBe(200);
    await expect.poll(() => page.total()).toBe("$20.00");
    const object = env.HUB.getByName(keyOf(utility, utilityHome(utility)));
    await expect
      .poll(() =>
        runInDurableObject(object, ({ store }) =>
          store.readNow((sql) =>
            sql.all("SELECT amount_minor AS minor FROM payment WHERE channel = 'kiosk'"),
          ),
        ),
      )
      .toEqual([{ minor: 2000 }]);
  });

  it("is refused a socket from another page, a plain request, and a talk without its token", async () => {
    const other = await Page.open("http://elsewhere");
    expect(other instanceof Response && other.status).toBe(403);
    expect((await ask("/kiosk/live")).status).toBe(426);
    const { kioskId } = await enrolled();
    const page = await opened();
    page.say({ kind: "hello", kioskId, token: "none" });
    await expect.poll(() => page.refused).toEqual(["not_enrolled"]);
    page.press("p1", "begin");
    await expect.poll(() => page.refused).toEqual(["not_enrolled", "not_enrolled"]);
  });

  it("is refused what its device did not sign", async () => {
    const { kioskId } = await enrolled();
    const answer = await ask("/hooks/kiosk", {
      method: "POST",
      body: JSON.stringify({ kind: "note_stacked", sequence: 1, minor: 2000, currency: "USD" }),
      headers: {
        "x-kiosk-id": kioskId,
        "x-kiosk-timestamp": String(Math.floor(Date.now() / 1000)),
        "x-kiosk-signature": Buffer.alloc(64).toString("base64"),
      },
    });
    expect([401, 403]).toContain(answer.status);
  });
});
