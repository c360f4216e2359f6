import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type LocalDay, localDay } from "../../../core/instant.ts";
import {
  type Command,
  type Given,
  type Outcome,
  refusedOutcome,
  type Terminal,
} from "../command.ts";
import { configurationPath } from "./configured.ts";
import { configurationFile, SAMPLE_ZONE, sampleAccounts, sampleTariffs } from "./init-files.ts";

export const init: Command = {
  name: "init",
  summary:
    "Writes a commented configuration file for you to fill in. What exists is never overwritten.",
  usage: ["init [--config FILE] [--samples]"],
  help: [
    "  --config FILE          where to write it (switchboard.toml)",
    "  --samples              also write accounts.csv and tariffs.json beside it, to try an import;",
    "                         their moved_in, the first day that is billed, is the first of this month",
  ],
  options: { config: { type: "string" }, samples: { type: "boolean" } },
  run: async (given, terminal) => writeFiles(given, terminal),
};

function writeFiles(given: Given, terminal: Terminal): Outcome {
  const path = configurationPath(given, terminal);
  const folder = dirname(path);
  const files = new Map([[path, configurationFile]]);
  if (given.has("samples")) {
    files.set(join(folder, "accounts.csv"), sampleAccounts(firstOfMonth(Date.now())));
    files.set(join(folder, "tariffs.json"), sampleTariffs);
  }
  const existing = [...files.keys()].filter((file) => existsSync(file));
  if (existing.length > 0) {
    const message = `nothing was written: ${existing.join(" and ")} ${existing.length > 1 ? "exist" : "exists"} already`;
    return refusedOutcome({ code: "file_exists", message });
  }
  mkdirSync(folder, { recursive: true });
  // "wx" fails where a file appeared since: what exists is never overwritten.
  for (const [file, text] of files) writeFileSync(file, text, { flag: "wx" });
  const written = [...files.keys()];
  return {
    status: 0,
    lines: [...written.map((file) => `Wrote ${file}`), ...nextSteps(given)],
    json: { written },
  };
}

function firstOfMonth(nowMs: number): LocalDay {
  return `${localDay(SAMPLE_ZONE, nowMs).slice(0, 7)}-01`;
}

function nextSteps(given: Given): string[] {
  const config = given.text("config");
  const isSampled = given.has("samples");
  const option = config === undefined ? "" : ` --config ${config}`;
  return [
    "",
    "Next:",
    "  1. read it through and fill it in",
    `  2. npx switchboard doctor${option}`,
    `  3. npx switchboard import tariffs ${isSampled ? "tariffs.json" : "FILE"}${option}`,
    `  4. npx switchboard import accounts ${isSampled ? "accounts.csv" : "FILE"}${option} --dry-run`,
    `  5. npx switchboard serve${option}`,
  ];
}
