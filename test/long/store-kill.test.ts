import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { seeded } from "../../core/seeded.ts";
import { FileStore, keptIn } from "../file-store.ts";

const KILLS = 50;
/** A kill finds the process anywhere from its first commits to a log of some checkpoints. */
const LIVES_MAX_MS = 600;

let file: FileStore;
beforeEach(() => {
  file = new FileStore();
});
afterEach(async () => {
  await file.remove();
});

it(`a store killed ${String(KILLS)} times at any moment has every row it acknowledged, and is sound`, async () => {
  const chance = seeded("store kill");
  const acknowledged = new Set<number>();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const firstId = 1 + (keptIn(file.path).at(-1) ?? 0);
    for (const id of await acknowledgedUntilKilled(firstId, chance.below(LIVES_MAX_MS))) {
      acknowledged.add(id);
    }
    const kept = new Set(keptIn(file.path));
    expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([]);
    expect(file.connection.all("SELECT * FROM pragma_integrity_check")).toEqual([
      { integrity_check: "ok" },
    ]);
  }
  expect(acknowledged.size).toBeGreaterThan(KILLS);
});

async function acknowledgedUntilKilled(firstId: number, afterMs: number): Promise<number[]> {
  const program = join(import.meta.dirname, "../programs/put-forever.ts");
  const child = spawn(process.execPath, [program, file.path, String(firstId)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (data: Buffer) => (said += data.toString()));
  await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  await setTimeout(afterMs);
  const closed = once(child, "close");
  child.kill("SIGKILL");
  await closed;
  // The last line may be half a number.
  const lines = said.slice(0, said.lastIndexOf("\n")).split("\n");
  return lines.map((line) => Number(line.replace("done ", "")));
}
