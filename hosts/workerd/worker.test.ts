import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { eventBody, receivedPayload } from "../../channels/simulated/event.ts";
import { signerOf } from "../../channels/telnyx/sign.ts";
import { must } from "../../core/assert.ts";
import { settingsAt } from "../../core/hub/settings.ts";
import { accountHome, keyOf, lineHome, utilityHome } from "../../core/ids.ts";
import { localDay } from "../../core/instant.ts";
import { isRefusal } from "../../core/refusal.ts";
import { accountAt } from "../../core/store/accounts.ts";
import { configurationVersions } from "../../core/store/configuration.ts";
import { hashToken, makeToken, TOKEN_BYTES } from "../api-key.ts";
import { accountColumns } from "../import/account-line.ts";
import { readAccounts } from "../import/accounts.ts";
import { type Columns, readTable } from "../import/table.ts";
import { readTariffs, tariffColumns } from "../import/tariffs.ts";
import { configurationFile, sampleAccounts, sampleTariffs } from "../node/commands/init-files.ts";
import { keptConfiguration, utilityIn } from "./kept-configuration.ts";
import { openReports } from "./report.ts";
import worker from "./worker.ts";

const admin = { authorization: "Bearer test-admin-key" };

/** A deployment of one utility, asked as the internet asks it; no two tests share an object. */
function deployment(utility: string, bindings: Partial<Cloudflare.Env> = {}) {
  const own = { ...env, UTILITY: utility, ...bindings };
  return {
    object: env.HUB.getByName(keyOf(utility, utilityHome(utility))),
    ask: (path: string, init?: RequestInit) =>
      worker.fetch(new Request(`http://hub${path}`, init) as never, own),
    command: (command: string, args: object, headers: HeadersInit = admin) =>
      worker.fetch(
        new Request("http://hub/v1/commands", {
          method: "POST",
          headers,
          body: JSON.stringify({ command, args: { utilityId: utility, ...args } }),
        }) as never,
        own,
      ),
  };
}

type Deployment = ReturnType<typeof deployment>;

async function codeOf(response: Response): Promise<readonly [number, unknown]> {
  const body = await response.json<Record<string, unknown>>();
  return [response.status, body["code"]];
}

/** Of the household at Mill Rd 3. */
const customer = "+12025550142";

async function textIn(at: Deployment, id: string, text: string, from = customer) {
  const sign = signerOf(await (await at.ask("/sandbox/carrier-key")).text());
  const atMs = Date.now();
  const message = { carrierId: `carrier-${id}`, from, to: "+12025550100", text, atMs };
  const event = { id, type: "message.received", atMs, messageId: null } as const;
  const body = eventBody({ ...event, payload: receivedPayload(message, null) }, 1);
  const answer = await at.ask("/hooks/telnyx", { method: "POST", body, headers: sign(body, atMs) });
  return { status: answer.status, body: await answer.json() };
}

/** Texts of one line, but for notices: whom the town owes one today depends on the day. */
async function talkAt(
  at: Deployment,
  line = customer,
): Promise<{ direction: string; body: string }[]> {
  return runInDurableObject(at.object, ({ store }) =>
    store.readNow((sql) =>
      sql.all(
        "SELECT direction, body FROM message WHERE home = ? AND notice_id IS NULL ORDER BY created_at_ms, direction",
        [lineHome(line)],
      ),
    ),
  );
}

/** The records of a file, read as the command reads it. */
function records<Record>(
  text: string,
  columns: Columns,
  read: (rows: ReturnType<typeof readTable>["rows"]) => { records: Record[]; refused: unknown[] },
): Record[] {
  const found = read(readTable(new TextEncoder().encode(text), columns).rows);
  expect(found.refused).toEqual([]);
  return found.records;
}

describe("a deployment where everything is simulated", () => {
  it("serves a town, answers a text once however often it comes, and says what is simulated", async () => {
    const town = deployment("valley");
    expect(await textIn(town, "text-1", "BAL")).toEqual({ status: 200, body: { outcome: "turn" } });
    expect(await textIn(town, "text-1", "BAL")).toMatchObject({ status: 200 });
    expect(await (await town.ask("/healthz")).json()).toEqual({
      ok: true,
      problems: [],
      simulated: ["carrier", "meters", "payments"],
    });
    await expect
      .poll(async () => (await talkAt(town)).map(({ direction }) => direction))
      .toEqual(["in", "out"]);
    const said = JSON.parse((await talkAt(town))[1]?.body ?? "null") as unknown;
    expect(said).toMatchObject({ utility: "Valley Electric", key: "balance", label: "Mill Rd 3" });
    const account = await runInDurableObject(town.object, ({ store }) =>
      store.readNow((sql) => accountAt(sql, accountHome("V-1002"))),
    );
    expect(account).toMatchObject({ id: "V-1002" });
  });

  it("shows customers their page, and takes a number there", async () => {
    const town = deployment("valley");
    const first = await town.ask("/my", { redirect: "manual" });
    expect(first.headers.get("location")).toBe("/my/valley");
    const root = await town.ask("/", { redirect: "manual" });
    expect(root.headers.get("location")).toBe("/my");
    const page = await (await town.ask("/my/valley")).text();
    expect(page).toContain("Account number or phone number");
    const body = new URLSearchParams({ id: crypto.randomUUID(), typed: "1002" });
    const headers = { origin: "http://hub", host: "hub" };
    const sent = { method: "POST", body, headers, redirect: "manual" } as const;
    const begun = await town.ask("/my/valley", sent);
    expect(begun.status).toBe(303);
    const cookie = begun.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const shown = await (await town.ask("/my/valley", { headers: { cookie } })).text();
    expect(shown).toContain("Type the six digits of the text");
  });

  it("goes on by its alarm, which ships the journal too", async () => {
    const town = deployment("valley");
    await textIn(town, "text-2", "HELP ME");
    expect(await runDurableObjectAlarm(town.object)).toBe(true);
    const reports = await openReports(env);
    const counted = async () => {
      const text = "SELECT count(*) AS rows FROM journal WHERE utility = ?";
      return Number((await reports.read({ text, values: ["valley"] }))[0]?.["rows"]);
    };
    await expect.poll(counted).toBeGreaterThan(0);
    // The next one stands: midnight comes, if nothing else does.
    const next = await runInDurableObject(town.object, (_, state) => state.storage.getAlarm());
    expect(must(next, "an alarm")).toBeGreaterThan(0);
  });

  it("rings again after a fault, so that what waits is gone on with once it is put right", async () => {
    const { object } = deployment("broken");
    await runInDurableObject(object, async (_, { storage }) => {
      storage.sql.exec("ALTER TABLE configuration RENAME TO lost");
      await storage.setAlarm(Date.now() + 3_600_000);
    });
    expect(await runDurableObjectAlarm(object)).toBe(true);
    const next = await runInDurableObject(object, (_, { storage }) => storage.getAlarm());
    expect(must(next, "an alarm")).toBeGreaterThan(Date.now());
  });

  it("refuses a text that is not signed, and takes no configuration over a town", async () => {
    const town = deployment("valley");
    const forged = await town.ask("/hooks/telnyx", { method: "POST", body: "{}" });
    expect([400, 401, 403]).toContain(forged.status);
    const answer = await town.command("configure", {
      text: configurationFile.replace('"my-utility"', '"valley"'),
    });
    expect(await codeOf(answer)).toEqual([422, "is_sandbox"]);
  });
});

describe("a deployment that an operator sets up", () => {
  const bare = deployment("my-utility");
  const ask = (path: string, token: string) =>
    bare.ask(path, { headers: { authorization: `Bearer ${token}` } });

  it("refuses everything but its operator until it is configured", async () => {
    expect(await codeOf(await bare.ask("/healthz"))).toEqual([503, "not_configured"]);
    expect(await codeOf(await ask("/v1/accounts/A-1", "x"))).toEqual([503, "not_configured"]);
    expect(await codeOf(await bare.command("list_keys", {}))).toEqual([422, "not_configured"]);
    expect((await bare.ask("/sandbox/carrier-key")).status).toBe(503);
  });

  it.each([
    ["is no text", { text: 7 }, "no_text"],
    ["is broken", { text: "[[utility]" }, "bad_configuration"],
    [
      "has another utility",
      { text: configurationFile.replace('"my-utility"', '"dale"') },
      "unknown_utility",
    ],
  ])("refuses a file that %s", async (_, args, code) => {
    expect(await codeOf(await bare.command("configure", args))).toEqual([422, code]);
  });

  it("takes the file, tariffs, accounts and a key, and serves them", async () => {
    expect((await bare.command("configure", { text: configurationFile })).status).toBe(200);
    const utility = utilityIn(configurationFile, "my-utility");
    if (isRefusal(utility)) throw new Error(utility.message);
    const tariffs = records(sampleTariffs, tariffColumns, (rows) => readTariffs(rows, utility));
    const text = sampleAccounts(localDay(utility.zone, Date.now()));
    const accounts = records(text, accountColumns, (rows) => readAccounts(rows, utility));
    const counts = async (command: string, list: readonly object[], mode: string) => {
      const answer = await bare.command(command, { records: list, mode });
      const { result } = await answer.json<{ result: { kind: string }[] }>();
      return result.map(({ kind }) => kind);
    };
    const all = ["accepted", "accepted", "accepted"];
    expect(await counts("import_accounts", accounts, "check")).toEqual(Array(3).fill("refused"));
    expect(await counts("import_tariffs", tariffs, "write")).toEqual(all);
    expect(await counts("import_accounts", accounts, "check")).toEqual(all);
    expect(await counts("import_accounts", accounts, "write")).toEqual(all);
    expect(await counts("import_accounts", accounts, "write")).toEqual(Array(3).fill("unchanged"));
    const token = makeToken("my-utility", crypto.getRandomValues(new Uint8Array(TOKEN_BYTES)));
    const key = { keyId: "key-1", name: "test", scopes: ["read"], hash: await hashToken(token) };
    expect((await bare.command("create_key", key)).status).toBe(200);
    await expect
      .poll(async () => (await ask("/v1/accounts/A-1001", token)).json())
      .toMatchObject({ account: "A-1001", balance: "35.000000" });
    expect(await codeOf(await ask("/v1/accounts/A-1001", `${token}x`))).toEqual([401, "bad_key"]);
    // Nobody signs with a town's key here.
    expect((await bare.ask("/sandbox/carrier-key")).status).toBe(404);
    expect((await bare.ask("/healthz")).status).toBe(200);
  });

  it("uses a newer file from then on, and keeps both", async () => {
    const newer = configurationFile.replace('low = "10.00"', 'low = "12.00"');
    expect((await bare.command("configure", { text: newer })).status).toBe(200);
    expect((await bare.command("configure", { text: newer })).status).toBe(200);
    const versions = await runInDurableObject(bare.object, ({ store }) =>
      store.readNow((sql) => [
        keptConfiguration(sql),
        configurationVersions(sql, "utility", "file").map(({ version }) => version),
        settingsAt(sql, Date.now())?.settings.notice.lowUnits,
      ]),
    );
    expect(versions).toEqual([newer, [1, 2], 12_000_000]);
  });

  it("refuses commands that are none, or another utility's", async () => {
    expect(await codeOf(await bare.command("list_keys", { utilityId: "dale" }))).toEqual([
      422,
      "unknown_utility",
    ]);
    const broken = { method: "POST", headers: admin };
    for (const [body, status, code] of [
      ["{", 400, "not_json"],
      ["[]", 422, "bad_command"],
      ['{"command": 1, "args": {}}', 422, "bad_command"],
      ['{"command": "list_keys", "args": []}', 422, "bad_command"],
    ] as const) {
      const answer = await bare.ask("/v1/commands", { ...broken, body });
      expect([body, ...(await codeOf(answer))]).toEqual([body, status, code]);
    }
  });
});

describe("the gate", () => {
  const one = deployment("gated");

  it.each([
    ["/my/../v2", 404, "no_such_route"],
    ["/my/a/b", 404, "no_such_route"],
    ["/hooks/other", 404, "no_such_route"],
    ["/v2/reads", 404, "no_such_route"],
    ["/healthz/x", 404, "no_such_route"],
  ])("lets no request to %s through", async (path, status, code) => {
    expect(await codeOf(await one.ask(path))).toEqual([status, code]);
  });

  it.each([
    ["/hooks/telnyx", 256 * 1024 + 1],
    ["/v1/reads", 16 * 1024 * 1024 + 1],
    ["/v1/commands", 16 * 1024 * 1024 + 1],
    ["/v1/payments", 16 * 1024 + 1],
  ])("lets no body through to %s that says it is longer than allowed", async (path, bytes) => {
    const headers = { ...admin, "content-length": String(bytes) };
    const answer = await one.ask(path, { method: "POST", headers });
    expect(await codeOf(answer)).toEqual([413, "too_large"]);
  });

  it.each([
    ["no utility", { UTILITY: " " }, 503, "no_utility"],
    ["a utility of no such name", { UTILITY: "Valley Electric" }, 503, "no_utility"],
    ["no hash of a key", { ADMIN_KEY_HASH: "" }, 503, "no_admin_key"],
    ["a key in the hash's place", { ADMIN_KEY_HASH: "test-admin-key" }, 503, "no_admin_key"],
  ])("lets no operator in with %s", async (_, bindings, status, code) => {
    const answer = await deployment("gated", bindings).command("list_keys", {});
    expect(await codeOf(answer)).toEqual([status, code]);
  });

  it.each([
    ["no key", {}, "no_key"],
    ["another scheme", { authorization: "Basic test-admin-key" }, "no_key"],
    ["another key", { authorization: "Bearer test-admin-keys" }, "bad_key"],
  ])("lets nobody in with %s", async (_, headers, code) => {
    expect(await codeOf(await one.command("list_keys", {}, headers))).toEqual([401, code]);
  });
});
