#!/usr/bin/env node
/** `npx switchboard <command>`: runs it on this process's terminal, and exits with its status. */
import type { Terminal } from "./command.ts";
import { runSwitchboard } from "./switchboard-commands.ts";

const terminal: Terminal = {
  environment: process.env,
  directory: process.cwd(),
  isWatched: process.stderr.isTTY,
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
};

// Whoever reads the first lines and leaves, as `head` does, has what they wanted; what was begun is still done.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await runSwitchboard(process.argv.slice(2), terminal);
