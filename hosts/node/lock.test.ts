import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isRefusal } from "../../core/refusal.ts";
import { StorageFault } from "../storage-fault.ts";
import { holdServeLock, type ServeLock } from "./lock.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "switchboard-lock-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function hold(): ServeLock {
  const lock = holdServeLock(directory);
  if (isRefusal(lock)) throw new Error(lock.message);
  return lock;
}

describe("the lock of a data directory", () => {
  it("refuses a second holder in words, and is free again after release", () => {
    const lock = hold();
    expect(holdServeLock(directory)).toMatchObject({
      code: "already_served",
      message: `another process serves ${directory}: stop it, or send this through it`,
    });
    lock.release();
    lock.release();
    hold().release();
  });

  it("leaves an empty file behind, which keeps nobody out", () => {
    hold().release();
    expect(statSync(join(directory, "serve.lock")).size).toBe(0);
    hold().release();
  });

  it("faults on a directory that is not there", () => {
    expect(() => holdServeLock(join(directory, "absent"))).toThrow(StorageFault);
  });

  it("is freed by the system when its holder is killed", async () => {
    const program = `
      import { holdServeLock } from ${JSON.stringify(join(import.meta.dirname, "lock.ts"))};
      const lock = holdServeLock(${JSON.stringify(directory)});
      console.log("release" in lock ? "held" : lock.code);
      setInterval(() => undefined, 1000);
    `;
    const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [said] = (await once(child.stdout, "data")) as [Buffer];
    expect(said.toString().trim()).toBe("held");
    expect(holdServeLock(directory)).toMatchObject({ code: "already_served" });
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
    hold().release();
  });
});
