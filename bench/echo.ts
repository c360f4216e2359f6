/** The plain node:http echo of vendor/http/server.mjs, a process of its own: it answers any POST of JSON with a few bytes of it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export interface Echo {
  readonly url: string;
  readonly processId: number;
  readonly end: () => void;
}

export async function startEcho(): Promise<Echo> {
  const script = join(import.meta.dirname, "vendor/http/server.mjs");
  const child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const { rawPort } = JSON.parse(line.toString()) as { rawPort: number };
  if (child.pid === undefined) throw new Error("the echo could not be started");
  const url = `http://127.0.0.1:${String(rawPort)}`;
  return { url, processId: child.pid, end: () => void child.kill() };
}
