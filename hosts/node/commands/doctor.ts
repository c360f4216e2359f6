import { accessSync, constants, existsSync, statSync } from "node:fs";
import { isRefusal } from "../../../core/refusal.ts";
import type { Configuration } from "../../configuration.ts";
import { chooseEnds, describeEnds, type Finding, readSimulate } from "../../ends.ts";
import { type Command, type Given, type Outcome, type Terminal, UsageError } from "../command.ts";
import { answersCommands } from "../control.ts";
import {
  configurationHelp,
  configurationOptions,
  configured,
  dataDirectoryOf,
} from "./configured.ts";
import { backupFindings } from "./doctor-backup.ts";
import { findingInWords } from "./finding.ts";
import { storeFindings } from "./doctor-store.ts";

const { config, data } = configurationOptions;

export const doctor: Command = {
  name: "doctor",
  summary: "Says in words what is configured, what is simulated, what is wrong. Changes nothing.",
  usage: ["doctor [--config FILE] [--data DIR] [--simulate KINDS]"],
  help: [
    ...configurationHelp,
    "  --simulate KINDS       as you would start serve with",
    "",
    "Exit 1 when something is wrong. It may run beside the server.",
  ],
  options: { config, data, simulate: { type: "string" } },
  run: examine,
};

async function examine(given: Given, terminal: Terminal): Promise<Outcome> {
  const simulate = readSimulate(given.text("simulate"));
  if (isRefusal(simulate)) throw new UsageError(simulate.message);
  const found = configured(given, terminal);
  const ends = chooseEnds(terminal.environment, simulate);
  const findings: Finding[] = [];
  if ("length" in ends) {
    for (const { message } of ends) findings.push(wrong("environment", message));
  }
  if (found.kind === "refused") {
    for (const words of found.outcome.reasons ?? []) {
      findings.push(wrong("configuration", words.trim()));
    }
  } else {
    const { configuration } = found;
    findings.push(...utilityFindings(configuration));
    if (!("length" in ends)) findings.push(...describeEnds(ends, configuration));
    findings.push(...(await dataFindings(configuration, dataDirectoryOf(given, terminal))));
  }
  const count = findings.filter(({ state }) => state === "wrong").length;
  const summary = count === 0 ? "Nothing is wrong." : `${String(count)} wrong.`;
  return {
    status: count === 0 ? 0 : 1,
    lines: [...findings.map(findingInWords), summary],
    json: {
      wrong: count,
      findings: findings.map(({ utilityId, ...finding }) => ({ utility: utilityId, ...finding })),
    },
  };
}

function wrong(subject: string, words: string): Finding {
  return { utilityId: null, subject, state: "wrong", words };
}

function utilityFindings(configuration: Configuration): Finding[] {
  return configuration.utilities.map((utility) => ({
    utilityId: utility.utilityId,
    subject: "configuration",
    state: "on",
    words: `${utility.name}, ${utility.currency.code}, ${utility.zone}, ${utility.languages.join(" and ")}`,
  }));
}

async function dataFindings(configuration: Configuration, directory: string): Promise<Finding[]> {
  if (!existsSync(directory)) {
    const words = `${directory} does not exist yet; import or serve makes it`;
    return [{ utilityId: null, subject: "data", state: "off", words }];
  }
  const findings: Finding[] = [...accessFindings(directory)];
  const isServed = await answersCommands(directory);
  findings.push({
    utilityId: null,
    subject: "server",
    state: isServed ? "on" : "off",
    words: isServed ? `one runs on ${directory}` : "none runs on this data",
  });
  for (const { utilityId } of configuration.utilities) {
    findings.push(...(await storeFindings(directory, utilityId)));
    findings.push(...backupFindings(directory, utilityId, Date.now()));
  }
  return findings;
}

/** Balances and phone numbers of a whole town: nobody but the service has business with the files. */
function accessFindings(directory: string): Finding[] {
  const findings: Finding[] = [];
  try {
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    findings.push(wrong("data", `this user may not write in ${directory}`));
  }
  if ((statSync(directory).mode & constants.S_IWOTH) !== 0) {
    findings.push(wrong("data", `anyone on this machine may write in ${directory}: chmod o-w it`));
  }
  return findings;
}
