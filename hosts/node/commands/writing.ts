/** Connects a command that writes: through the server that runs, or to stores opened for it under the server's lock. */
import { existsSync } from "node:fs";
import { isRefusal, type Refusal } from "../../../core/refusal.ts";
import { type Given, type Outcome, refusedOutcome, type Terminal } from "../command.ts";
import { type Commands, connectCommands, type OpenCommands } from "../control.ts";
import {
  chosenUtility,
  type Configured,
  configured,
  makeDataDirectory,
  storePath,
} from "./configured.ts";

export async function connectWriter({
  configuration,
  dataDirectory,
}: Configured): Promise<OpenCommands | Refusal> {
  makeDataDirectory(dataDirectory);
  return connectCommands(dataDirectory, async () => {
    // Loaded only where no server runs: the hub and its store are most of the program.
    const { openCommands } = await import("../open-utilities.ts");
    return openCommands(configuration, dataDirectory);
  });
}

type Action = (commands: Commands, utilityId: string) => Promise<Outcome>;

/** Does one thing to a utility whose data is there, through the server that runs or in its place. */
export async function actAtUtility(
  given: Given,
  terminal: Terminal,
  action: Action,
): Promise<Outcome> {
  const found = configured(given, terminal);
  if (found.kind === "refused") return found.outcome;
  const { configuration, dataDirectory } = found;
  const { utilityId } = chosenUtility(configuration, given);
  if (!existsSync(storePath(dataDirectory, utilityId))) {
    const message = `${dataDirectory} holds no data of ${utilityId} yet: import its accounts or start serve first`;
    return refusedOutcome({ code: "no_data", message });
  }
  const connection = await connectWriter(found);
  if (isRefusal(connection)) return refusedOutcome(connection);
  try {
    return await action(connection.commands, utilityId);
  } finally {
    await connection.close();
  }
}
