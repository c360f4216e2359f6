import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isRefusal, refuse } from "../../core/refusal.ts";
import { type Commands, connectCommands, controlPath, serveControl } from "./control.ts";
import { holdServeLock } from "./lock.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "control-"));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** A writer that says where it ran. */
function writer(where: string): Commands {
  return async (command, args) => {
    if (command === "refuse") return refuse("not_today", `${where} refuses`);
    if (command === "fail") throw new Error(`${where} failed`);
    return { where, command, args };
  };
}

function opener(closed: string[] = []) {
  return async () => ({
    commands: writer("here"),
    close: async () => {
      closed.push("closed");
    },
  });
}

async function serving() {
  const lock = holdServeLock(directory);
  if (isRefusal(lock)) throw new Error(lock.message);
  const server = await serveControl(directory, writer("server"));
  if (isRefusal(server)) throw new Error(server.message);
  return {
    close: async () => {
      await server.close();
      lock.release();
    },
  };
}

async function connected(open = opener()) {
  const connection = await connectCommands(directory, open);
  if (isRefusal(connection)) throw new Error(connection.message);
  return connection;
}

describe("commands", () => {
  it("go through the server that runs", async () => {
    const server = await serving();
    const { commands, close } = await connected(opener(["never opened"]));
    expect(await commands("import", { rows: [1, "Ñ"] })).toEqual({
      where: "server",
      command: "import",
      args: { rows: [1, "Ñ"] },
    });
    expect(await commands("refuse", null)).toEqual(refuse("not_today", "server refuses"));
    await expect(commands("fail", null)).rejects.toThrow("server failed");
    await close();
    await server.close();
  });

  it("open the stores under the server's lock where none runs", async () => {
    const closed: string[] = [];
    const { commands, close } = await connected(opener(closed));
    expect(isRefusal(holdServeLock(directory))).toBe(true);
    expect(await commands("import", { at: undefined, rows: [] })).toEqual({
      where: "here",
      command: "import",
      args: { rows: [] },
    });
    expect(await commands("refuse", null)).toEqual(refuse("not_today", "here refuses"));
    await expect(commands("fail", null)).rejects.toThrow("here failed");
    await close();
    expect(closed).toEqual(["closed"]);
    expect(await connected()).toBeDefined();
  });

  it("take what a killed server left for what it is", async () => {
    writeFileSync(join(directory, "control.sock"), "");
    const { commands, close } = await connected();
    expect(await commands("a", 1)).toMatchObject({ where: "here" });
    await close();
    const server = await serving();
    const again = await connected();
    expect(await again.commands("a", 1)).toMatchObject({ where: "server" });
    await server.close();
  });

  it("free the lock when the stores can't be opened", async () => {
    const refused = await connectCommands(directory, async () => refuse("schema_newer", "newer"));
    expect(refused).toEqual(refuse("schema_newer", "newer"));
    const broken = connectCommands(directory, async () => {
      throw new Error("disk gone");
    });
    await expect(broken).rejects.toThrow("disk gone");
    const { close } = await connected();
    await close();
  });

  it("wait for a server that is starting", async () => {
    const lock = holdServeLock(directory);
    if (isRefusal(lock)) throw new Error(lock.message);
    const waiting = connected();
    const server = await serveControl(directory, writer("server"));
    const { commands } = await waiting;
    expect(await commands("a", 1)).toMatchObject({ where: "server" });
    if (!isRefusal(server)) await server.close();
    lock.release();
  });

  it("carry a large import", async () => {
    const server = await serving();
    const { commands } = await connected();
    const rows = Array.from(
      { length: 10_000 },
      (_, index) => `row ${String(index)} ${"x".repeat(300)}`,
    );
    expect(await commands("import", rows)).toMatchObject({ args: rows });
    await server.close();
  });
});

describe("the socket", () => {
  it("is for the owner only, and gone once closed", async () => {
    const server = await serving();
    expect(statSync(join(directory, "control.sock")).mode & 0o777).toBe(0o600);
    await server.close();
    expect(() => statSync(join(directory, "control.sock"))).toThrow("ENOENT");
  });

  it("answers what is no message with a fault", async () => {
    const server = await serving();
    const sent = request({ socketPath: join(directory, "control.sock"), method: "POST" });
    sent.end("nonsense");
    const [response] = (await once(sent, "response")) as [IncomingMessage];
    expect(JSON.parse((await response.toArray()).join(""))).toMatchObject({ kind: "fault" });
    await server.close();
  });

  it("refuses a path that no address can hold", async () => {
    const long = join(directory, "d".repeat(120));
    expect(isRefusal(controlPath(long))).toBe(true);
    expect(await serveControl(long, writer("x"))).toMatchObject({ code: "path_too_long" });
    expect(await connectCommands(long, opener())).toMatchObject({ code: "path_too_long" });
  });
});
