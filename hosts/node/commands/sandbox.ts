import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isRefusal } from "../../../core/refusal.ts";
import { townConfiguration } from "../../sandbox/town.ts";
import { type Command, type Given, type Outcome, type Terminal, UsageError } from "../command.ts";
import { CONFIGURATION_FILE, makeDataDirectory } from "./configured.ts";
import { addressOf, listeningHelp, listeningOptions, untilStopped } from "./listening.ts";

/** Apart from a real utility's data, so that trying things out can't touch it. */
export const SANDBOX_DIRECTORY = "data/sandbox";

/** Faster, and a day passes before a person has read what it brought. */
const SPEED_MAX = 86_400;
/** A minute of yours is an hour of theirs: a bill moves while one looks, and an evening is still long enough to act in. */
const SPEED = 60;

export const sandbox: Command = {
  name: "sandbox",
  summary:
    "Runs a living town where carrier, meters and payments are simulated (npm start does it).",
  usage: ["sandbox [--data DIR] [--speed N]"],
  help: [
    `  --data DIR             where its data is kept (${SANDBOX_DIRECTORY})`,
    `  --speed N              how many times faster than yours its clock runs, 1 to ${String(SPEED_MAX)} (${String(SPEED)})`,
    ...listeningHelp,
    "",
    "/sandbox is its page: two utilities and their homes as they live, what just happened, a phone to text",
    "with, and switches that make things go wrong.",
    "",
    "No key and no configuration is needed, and nothing leaves this machine. TELNYX_PUBLIC_KEY, when set,",
    "is the key that incoming events are checked with; else the sandbox makes a pair of its own and",
    "npx switchboard sandbox-event signs with it. Other commands find the town by --data, as in",
    `npx switchboard key create --data ${SANDBOX_DIRECTORY} --name me --scopes admin`,
  ],
  options: { data: { type: "string" }, speed: { type: "string" }, ...listeningOptions },
  run: runSandbox,
};

async function runSandbox(given: Given, terminal: Terminal): Promise<Outcome | null> {
  const address = addressOf(given, terminal);
  const speed = speedOf(given);
  const dataDirectory = resolve(terminal.directory, given.text("data") ?? SANDBOX_DIRECTORY);
  makeDataDirectory(dataDirectory);
  // So that every other command knows the town by --data alone.
  writeFileSync(join(dataDirectory, CONFIGURATION_FILE), townConfiguration);
  const { serveSandbox } = await import("../sandbox.ts");
  const serving = await serveSandbox({
    dataDirectory,
    environment: terminal.environment,
    ...address,
    speed,
    say: terminal.err,
  });
  const lines = [
    "SIMULATED  everything: carrier, meters and payments; no text leaves, no money moves",
    ...(isRefusal(serving)
      ? []
      : [
          `THE TOWN   ${serving.url}/sandbox`,
          `A KIOSK    ${serving.url}/kiosk`,
          `A COUNTER  ${serving.url}/counter`,
          `A PAGE     ${serving.url}/my`,
        ]),
  ];
  return untilStopped(serving, { json: given.has("json"), terminal, lines });
}

function speedOf(given: Given): number {
  const text = given.text("speed") ?? String(SPEED);
  const speed = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (speed < 1 || speed > SPEED_MAX) {
    throw new UsageError(`--speed is a whole number from 1 to ${String(SPEED_MAX)}, not "${text}"`);
  }
  return speed;
}
