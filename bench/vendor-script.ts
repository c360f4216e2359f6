/** Runs a script of vendor/ in a process of its own and gives what it printed. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export async function runVendor(
  script: string,
  settings: Readonly<Record<string, string>>,
): Promise<string> {
  const path = join(import.meta.dirname, "vendor", script);
  const child = spawn(process.execPath, [path], {
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.on("data", (data: Buffer) => (out += data.toString()));
  const [status] = (await once(child, "close")) as [number | null];
  if (status !== 0) throw new Error(`${script} ended with ${String(status)}`);
  return out;
}
