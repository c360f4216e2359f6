/** What most commands begin with: the configuration file, the data directory, the utility that is meant. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  type Configuration,
  readConfiguration,
  type UtilityConfiguration,
} from "../../configuration.ts";
import { type Currency, parseDecimal } from "../../../core/money.ts";
import { isRefusal, type Refusal, refuse } from "../../../core/refusal.ts";
import {
  type Given,
  type Outcome,
  problemsOutcome,
  refusedOutcome,
  type Terminal,
  UsageError,
} from "../command.ts";

export const configurationOptions = {
  config: { type: "string" },
  data: { type: "string" },
  utility: { type: "string" },
} as const;

export const configurationHelp: readonly string[] = [
  "  --config FILE          the configuration file (switchboard.toml)",
  "  --data DIR             where the data is kept (data)",
];

export const utilityHelp = "  --utility ID           which utility, where the file has several";

export const CONFIGURATION_FILE = "switchboard.toml";

export interface Configured {
  readonly kind: "configured";
  readonly configuration: Configuration;
  /** Absolute. */
  readonly dataDirectory: string;
}

type Refused = { readonly kind: "refused"; readonly outcome: Outcome };

/** The file that --config names; else one that lies in the named data directory (a sandbox's), else the one here. */
export function configurationPath(given: Given, terminal: Terminal): string {
  const named = given.text("config");
  if (named !== undefined) return resolve(terminal.directory, named);
  if (given.text("data") !== undefined) {
    const beside = join(dataDirectoryOf(given, terminal), CONFIGURATION_FILE);
    if (existsSync(beside)) return beside;
  }
  return resolve(terminal.directory, CONFIGURATION_FILE);
}

export function dataDirectoryOf(given: Given, terminal: Terminal): string {
  return resolve(terminal.directory, given.text("data") ?? "data");
}

/** Made for its owner only: it holds the balances and numbers of a whole town. */
export function makeDataDirectory(dataDirectory: string): void {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
}

/** The store file of one utility. */
export function storePath(dataDirectory: string, utilityId: string): string {
  return join(dataDirectory, `${utilityId}.db`);
}

export function configured(given: Given, terminal: Terminal): Configured | Refused {
  const path = configurationPath(given, terminal);
  const text = readTextFile(path);
  if (typeof text !== "string") {
    const message = `${path} ${text.reason}; npx switchboard init writes one`;
    return { kind: "refused", outcome: refusedOutcome({ code: "no_configuration", message }) };
  }
  const read = readConfiguration(text);
  if (read.kind === "refused") {
    return { kind: "refused", outcome: problemsOutcome(path, read.problems) };
  }
  const dataDirectory = dataDirectoryOf(given, terminal);
  return { kind: "configured", configuration: read.configuration, dataDirectory };
}

/** A file's text, or why there is none. */
export function readTextFile(path: string): string | { readonly reason: string } {
  const bytes = readBytesFile(path);
  return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : bytes;
}

export function readBytesFile(path: string): Uint8Array | { readonly reason: string } {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT") return { reason: "does not exist" };
    if (code === "EISDIR") return { reason: "is a directory" };
    if (code === "EACCES") return { reason: "may not be read by this user" };
    if (code === "ERR_FS_FILE_TOO_LARGE") return { reason: "is too large to be read; split it" };
    throw error;
  }
}

/** The utility that --utility names, or all. */
export function namedOrAll(
  configuration: Configuration,
  given: Given,
): readonly UtilityConfiguration[] {
  return given.text("utility") === undefined
    ? configuration.utilities
    : [chosenUtility(configuration, given)];
}

/** The utility that --utility names, or the only one. */
export function chosenUtility(configuration: Configuration, given: Given): UtilityConfiguration {
  const { utilities } = configuration;
  const names = utilities.map(({ utilityId }) => utilityId).join(", ");
  const name = given.text("utility");
  const [only, second] = utilities;
  if (name === undefined) {
    if (only !== undefined && second === undefined) return only;
    throw new UsageError(`say which utility: --utility ${names.replaceAll(", ", " | ")}`);
  }
  const utility = utilities.find(({ utilityId }) => utilityId === name);
  if (utility === undefined) {
    throw new UsageError(`there is no utility ${name} in the configuration; it has ${names}`);
  }
  return utility;
}

/** What an option such as --amount 7.50 says, in minor units; null without it. A refusal is named by the option: `bad_amount`. */
export function amountGiven(
  given: Given,
  name: string,
  currency: Currency,
): number | null | Refusal {
  const text = given.text(name);
  if (text === undefined) return null;
  const minor = parseDecimal(text, currency.minorDigits);
  return isRefusal(minor) ? refuse(`bad_${name}`, `--${name}: ${minor.message}`) : minor;
}
