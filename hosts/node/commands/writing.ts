/** Connects a command that writes: to a hub on Workers, through the server that runs here, or to stores opened under its lock. */
import { existsSync } from "node:fs";
import { isRefusal, type Refusal } from "../../../core/refusal.ts";
import { type Given, type Outcome, refusedOutcome, type Terminal } from "../command.ts";
import { type Commands, connectCommands, type OpenCommands } from "../control.ts";
import { remoteCommands } from "../remote.ts";
import {
  chosenUtility,
  type Configured,
  configured,
  makeDataDirectory,
  storePath,
} from "./configured.ts";

export const writerOptions = { url: { type: "string" } } as const;

export const writerHelp: readonly string[] = [
  "  --url URL              the hub on Workers at this address, with its admin key in SWITCHBOARD_ADMIN_KEY,",
  "                         instead of one on this machine",
];

export interface Writer {
  /** Whether the utility has data there; a hub at an address tells by itself when it has none. */
  readonly hasData: (utilityId: string) => boolean;
  readonly connect: () => Promise<OpenCommands | Refusal>;
}

/** Where a command's writes go; nothing is opened or sent yet. */
export function chosenWriter(found: Configured, given: Given, terminal: Terminal): Writer {
  const url = given.text("url");
  const { configuration, dataDirectory } = found;
  if (url === undefined) {
    return {
      hasData: (utilityId) => existsSync(storePath(dataDirectory, utilityId)),
      connect: async () => {
        makeDataDirectory(dataDirectory);
        return connectCommands(dataDirectory, async () => {
          // Loaded only where no server runs: the hub and its store are most of the program.
          const { openCommands } = await import("../open-utilities.ts");
          return openCommands(configuration, dataDirectory);
        });
      },
    };
  }
  return { hasData: () => true, connect: async () => connectRemote(url, terminal) };
}

export function connectRemote(url: string, terminal: Terminal): OpenCommands | Refusal {
  const commands = remoteCommands(url, terminal.environment["SWITCHBOARD_ADMIN_KEY"]);
  return isRefusal(commands) ? commands : { commands, close: async () => {} };
}

type Action = (commands: Commands, utilityId: string) => Promise<Outcome>;

/** Does one thing to a utility whose data is there, wherever its hub is. */
export async function actAtUtility(
  given: Given,
  terminal: Terminal,
  action: Action,
): Promise<Outcome> {
  const found = configured(given, terminal);
  if (found.kind === "refused") return found.outcome;
  const { configuration, dataDirectory } = found;
  const { utilityId } = chosenUtility(configuration, given);
  const writer = chosenWriter(found, given, terminal);
  if (!writer.hasData(utilityId)) {
    const message = `${dataDirectory} holds no data of ${utilityId} yet: import its accounts or start serve first`;
    return refusedOutcome({ code: "no_data", message });
  }
  const connection = await writer.connect();
  if (isRefusal(connection)) return refusedOutcome(connection);
  try {
    return await action(connection.commands, utilityId);
  } finally {
    await connection.close();
  }
}
