/** The program as it is started: child processes, exit statuses, signals, HTTP. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Operator } from "./commands/operator.ts";
import { runSwitchboard } from "./switchboard-commands.ts";

const launcher = join(import.meta.dirname, "switchboard.js");
const cli = join(import.meta.dirname, "cli.ts");
/** A start takes a third of a second on an idle machine; a loaded one is ten times slower. */
const SLOW_MS = 60_000;

let operator: Operator;
const children: ChildProcess[] = [];

beforeEach(() => {
  operator = new Operator();
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  operator.leave();
});

/** The environment of the tests, without what would make a server real or choose its port. */
function environment() {
  const { PATH, HOME } = process.env;
  return { PATH, HOME };
}

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function switchboard(...words: string[]): Promise<Ended> {
  const options = { cwd: operator.directory, env: environment() };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [launcher, ...words], options, (_error, out, err) => {
      resolve({ status: child.exitCode, out, err });
    });
  });
}

/** The same words in this process, which is many times quicker than to start one. */
async function here(...words: string[]): Promise<Ended> {
  const [out, err]: [string[], string[]] = [[], []];
  const status = await runSwitchboard(words, {
    environment: {},
    directory: operator.directory,
    isWatched: false,
    out: (text) => out.push(`${text}\n`),
    err: (text) => err.push(`${text}\n`),
  });
  return { status, out: out.join(""), err: err.join("") };
}

const names = [
  "init",
  "doctor",
  "import",
  "rate",
  "tariff",
  "rules",
  "backtest",
  "serve",
  "configure",
  "key",
  "pin",
  "kiosk",
  "notice",
  "consent",
  "erase",
  "decision",
  "quote",
  "pay-code",
  "suspense",
  "closing",
  "payout",
  "refund",
  "settle",
  "reconcile",
  "bank",
  "ledger",
  "backup",
  "sandbox",
  "sandbox-event",
];

describe("npx switchboard", { timeout: SLOW_MS }, () => {
  it("lists its commands", async () => {
    const { status, out, err } = await switchboard("--help");
    expect([status, err]).toEqual([0, ""]);
    for (const name of names) expect(out).toMatch(new RegExp(`^  ${name} `, "m"));
    const json = await switchboard("--help", "--json");
    expect(JSON.parse(json.out)).toMatchObject({
      ok: true,
      commands: names.map((command) => ({ command })),
    });
  });

  it.each(names)("%s has help, for people and for programs", async (name) => {
    const { status, out } = await here(name, "--help");
    expect(status).toBe(0);
    expect(out).toContain(`npx switchboard ${name}`);
    expect(out).toContain("--json");
    const json = await here(name, "--help", "--json");
    expect(JSON.parse(json.out)).toMatchObject({ ok: true, name });
  });

  it.each([
    [[], "name a command"],
    [["nothing"], "there is no command nothing"],
    [["constructor"], "there is no command constructor"],
    [["init", "--colour"], "Unknown option"],
    [["import"], "say what to import"],
    [["serve", "--simulate", "all"], "--simulate takes"],
    [["serve", "--port", "http"], "a port is a number"],
    [["backup", "now"], "name the folder by --out"],
    [["sandbox", "--speed", "0"], "--speed is a whole number"],
  ])("takes %j for bad usage", async (words, message) => {
    const { status, out, err } = await here(...words);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toContain(message);
    const json = await here(...words, "--json");
    expect(json.status).toBe(2);
    expect(JSON.parse(json.out)).toMatchObject({ ok: false, code: "usage" });
  });

  it("ends in order when nobody reads what it says", async () => {
    const child = spawn(process.execPath, [launcher, "--help"], { env: environment() });
    children.push(child);
    child.stdout.destroy();
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    const [status] = (await once(child, "close")) as [number | null];
    expect({ status, err }).toEqual({ status: 0, err: "" });
  });

  it("writes a configuration, reads it again, and refuses to write over it", async () => {
    expect((await switchboard("init")).status).toBe(0);
    const doctor = await switchboard("doctor", "--json");
    expect(doctor.status).toBe(0);
    expect(JSON.parse(doctor.out)).toMatchObject({ ok: true, wrong: 0 });
    const again = await switchboard("init", "--json");
    expect(again.status).toBe(1);
    expect(JSON.parse(again.out)).toMatchObject({ ok: false, code: "file_exists" });
  });

  it("refuses to serve without a configuration, or simulated beside real", async () => {
    expect((await switchboard("serve", "--port", "0")).err).toContain("npx switchboard init");
    await switchboard("init");
    const env = { ...environment(), TELNYX_API_KEY: "KEY" };
    const options = { cwd: operator.directory, env };
    const words = [cli, "serve", "--port", "0", "--simulate", "carrier"];
    const status = await new Promise<number | null>((resolve) => {
      const child = execFile(process.execPath, words, options, () => resolve(child.exitCode));
    });
    expect(status).toBe(1);
  });
});

describe("a server", { timeout: SLOW_MS }, () => {
  async function serving() {
    const words = ["serve", "--port", "0", "--simulate", "carrier,meters,payments", "--json"];
    const child = spawn(process.execPath, [launcher, ...words], {
      cwd: operator.directory,
      env: environment(),
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    const ended = new Promise<number | null>((resolve) => {
      child.once("exit", resolve);
    });
    const said = await new Promise<string>((resolve, reject) => {
      child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString()));
      child.once("exit", () => reject(new Error("the server ended")));
    });
    const { url } = JSON.parse(said) as { url: string };
    return { url, child, ended };
  }

  it("takes reads and cash under keys that another process made, and ends in order", async () => {
    await operator.begin("accounts");
    const { url, child, ended } = await serving();
    const made = await switchboard(
      "key",
      "create",
      "--name",
      "desk",
      "--scopes",
      "admin",
      "--json",
    );
    const { token } = JSON.parse(made.out) as { token: string };
    const call = async (path: string, body?: unknown) => {
      const response = await fetch(`${url}${path}`, {
        method: body === undefined ? "GET" : "POST",
        headers: { authorization: `Bearer ${token}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    const start = new Date(Math.floor(Date.now() / 3_600_000 - 2) * 3_600_000).toISOString();
    const reads = [{ meter: "E-5001", start, minutes: 60, quantity: "0.5" }, { meter: "?" }];
    expect((await call("/v1/reads", { reads })).body).toMatchObject({
      results: [{ outcome: "accepted" }, { outcome: "refused", code: "bad_meter" }],
    });
    expect((await call("/v1/reads", { reads })).body).toMatchObject({
      results: [{ outcome: "duplicate" }, { outcome: "refused" }],
    });
    const cash = {
      id: "desk-1",
      account: "A-1002",
      amount: "20.00",
      currency: "USD",
      tender: "cash",
      drawer: "one",
      clerk: "maria",
    };
    expect(await call("/v1/payments", cash)).toMatchObject({
      status: 201,
      body: { account: { balance: "32.500000" } },
    });
    expect((await call("/v1/payments", cash)).status).toBe(200);
    expect((await call("/v1/payments", { ...cash, amount: "21.00" })).status).toBe(409);
    expect(await call("/v1/accounts/A-9")).toMatchObject({
      status: 404,
      body: { code: "no_such_account" },
    });
    const second = await switchboard("serve", "--port", "0");
    expect([second.status, second.out]).toEqual([1, ""]);
    expect((await switchboard("ledger", "verify")).status).toBe(0);
    const { out } = await switchboard("doctor");
    expect(out).toContain("server: one runs on");
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect((await switchboard("ledger", "verify")).status).toBe(0);
  });

  it("that was killed leaves nothing in the way of the next", async () => {
    await operator.begin("tariffs");
    const first = await serving();
    first.child.kill("SIGKILL");
    await first.ended;
    expect((await switchboard("import", "accounts", "accounts.csv")).status).toBe(0);
    const { url, child, ended } = await serving();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  });
});
