#!/usr/bin/env node
/** `npx switchboard <command>`: finds the command, runs it, exits with its status. */
import { type Command, type ExitStatus, runCommand, type Terminal } from "./command.ts";

/** Loaded only when asked for: most commands need neither the server nor its packages. */
const commands: Readonly<Record<string, readonly [string, () => Promise<Command>]>> = {
  init: [
    "write a commented configuration file, and samples to import",
    async () => (await import("./commands/init.ts")).init,
  ],
  doctor: [
    "say what is configured, what is simulated, what is wrong",
    async () => (await import("./commands/doctor.ts")).doctor,
  ],
  import: [
    "load accounts, tariffs, reads or registers from a CSV or JSON file",
    async () => (await import("./commands/import.ts")).importCommand,
  ],
  rate: [
    "rate a file of reads by a published tariff",
    async () => (await import("./commands/rate.ts")).rateCommand,
  ],
  tariff: [
    "say what of a published tariff is rated by",
    async () => (await import("./commands/tariff.ts")).tariffCommand,
  ],
  rules: [
    "say in plain words what a rule pack lets a utility do",
    async () => (await import("./commands/rules.ts")).rulesCommand,
  ],
  serve: [
    "run the hub for the utilities of a configuration file",
    async () => (await import("./commands/serve.ts")).serve,
  ],
  configure: [
    "send a utility's configuration to its hub on Workers",
    async () => (await import("./commands/configure.ts")).configure,
  ],
  key: ["create, list and revoke API keys", async () => (await import("./commands/key.ts")).key],
  pin: [
    "give an account's customer a new PIN for calls",
    async () => (await import("./commands/pin.ts")).pin,
  ],
  kiosk: [
    "enrol, list and revoke walk-up terminals",
    async () => (await import("./commands/kiosk.ts")).kiosk,
  ],
  consent: [
    "hand out the proof of consents",
    async () => (await import("./commands/consent.ts")).consentCommand,
  ],
  decision: [
    "show, recompute and export decisions about supply",
    async () => (await import("./commands/decision.ts")).decisionCommand,
  ],
  quote: [
    "say what a payment buys, and the smallest that turns supply on",
    async () => (await import("./commands/quote.ts")).quote,
  ],
  settle: [
    "write a day's journal and what each way of paying brought",
    async () => (await import("./commands/settle.ts")).settle,
  ],
  ledger: [
    "check that every posting sums to zero and every hash fits",
    async () => (await import("./commands/ledger.ts")).ledger,
  ],
  backup: [
    "copy each utility's data into a new file, and check the copy",
    async () => (await import("./commands/backup.ts")).backup,
  ],
  sandbox: [
    "run a living town where everything is simulated (npm start)",
    async () => (await import("./commands/sandbox.ts")).sandbox,
  ],
  "sandbox-event": [
    "send a sandbox a signed text, as the carrier would",
    async () => (await import("./commands/sandbox-event.ts")).sandboxEvent,
  ],
};

const terminal: Terminal = {
  environment: process.env,
  directory: process.cwd(),
  isWatched: process.stderr.isTTY,
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
};

async function main(words: readonly string[]): Promise<ExitStatus> {
  const [name, ...rest] = words;
  const entry = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry !== undefined) {
    const [, load] = entry;
    return runCommand(await load(), rest, terminal);
  }
  const summaries = Object.entries(commands).map(([command, [summary]]) => ({ command, summary }));
  const asked = words.find((word) => !word.startsWith("-"));
  const helps = asked === undefined && words.some((word) => word === "--help" || word === "-h");
  const message = asked === undefined ? "name a command" : `there is no command ${asked}`;
  if (words.includes("--json")) {
    const refusal = helps ? {} : { code: "usage", message };
    terminal.out(JSON.stringify({ ok: helps, ...refusal, commands: summaries }));
  }
  if (!helps) terminal.err(`switchboard: ${message}`);
  else if (words.includes("--json")) return 0;
  const lines = summaries.map(({ command, summary }) => `  ${command.padEnd(15)} ${summary}`);
  const page = ["Usage: npx switchboard <command> [--help] [--json]", "", ...lines].join("\n");
  (helps ? terminal.out : terminal.err)(page);
  return helps ? 0 : 2;
}

// Whoever reads the first lines and leaves, as `head` does, has what they wanted; what was begun is still done.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await main(process.argv.slice(2));
