/** `configure`: gives a hub on Workers its configuration file; on one machine `serve --config` reads it by itself. */
import { isRefusal } from "../../../core/refusal.ts";
import type { Finding } from "../../ends.ts";
import {
  type Command,
  type Given,
  type Outcome,
  refusedOutcome,
  type Terminal,
  UsageError,
} from "../command.ts";
import {
  chosenUtility,
  configurationOptions,
  configurationPath,
  configured,
  readTextFile,
  utilityHelp,
} from "./configured.ts";
import { findingInWords } from "./finding.ts";
import { connectRemote, writerOptions } from "./writing.ts";

export const configure: Command = {
  name: "configure",
  summary:
    "Sends a utility's configuration file to its hub on Workers, where it is used from then on.",
  usage: ["configure --url URL [--config FILE] [--utility ID]"],
  help: [
    "  --url URL              the hub's address; its admin key is in SWITCHBOARD_ADMIN_KEY",
    "  --config FILE          the configuration file (switchboard.toml)",
    utilityHelp,
    "",
    "Every file that was sent is kept there as a version. A file with a mistake is refused here, with every",
    "mistake named, and nothing is sent. On one machine no such step is needed: serve reads the file.",
  ],
  options: {
    ...writerOptions,
    config: configurationOptions.config,
    utility: configurationOptions.utility,
  },
  run: sendConfiguration,
};

async function sendConfiguration(given: Given, terminal: Terminal): Promise<Outcome> {
  const url = given.text("url");
  if (url === undefined || given.words.length > 0) throw new UsageError("say where: --url URL");
  const found = configured(given, terminal);
  if (found.kind === "refused") return found.outcome;
  const { utilityId } = chosenUtility(found.configuration, given);
  const path = configurationPath(given, terminal);
  const text = readTextFile(path);
  if (typeof text !== "string") {
    return refusedOutcome({ code: "no_configuration", message: `${path} ${text.reason}` });
  }
  const connection = connectRemote(url, terminal);
  if (isRefusal(connection)) return refusedOutcome(connection);
  const answer = await connection.commands("configure", { utilityId, text });
  if (isRefusal(answer)) return refusedOutcome(answer);
  const { findings } = answer as { readonly findings: readonly Finding[] };
  return {
    status: 0,
    lines: [`${url} now serves ${utilityId} as ${path} says.`, ...findings.map(findingInWords)],
    json: { utility: utilityId, findings },
  };
}
