#!/usr/bin/env node
// The one file that any Node can run: it hands over to cli.ts, which needs a Node that strips types (24, which is one of
// our own packages). npx and npm scripts put that Node first on the PATH; a bare `switchboard` may be started by another.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const stripsTypes = major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);

if (stripsTypes) {
  await import("./cli.ts");
} else {
  const own = fileURLToPath(new URL("../../node_modules/node/bin/node", import.meta.url));
  if (existsSync(own)) {
    const cli = fileURLToPath(new URL("cli.ts", import.meta.url));
    const child = spawn(own, [cli, ...process.argv.slice(2)], { stdio: "inherit" });
    // A service manager signals this process only; the server behind it must hear of it and end in order.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
      process.on(signal, () => child.kill(signal));
    child.on("exit", (code, signal) => {
      process.exitCode = code ?? (signal === "SIGINT" ? 130 : 143);
    });
  } else {
    console.error(
      `Switchboard needs Node 24; this is ${process.version}. Run npm ci, which installs it.`,
    );
    process.exitCode = 1;
  }
}
