/** Connects a command that writes: through the server that runs, or to stores opened for it under the server's lock. */
import type { Refusal } from "../../../core/refusal.ts";
import { connectCommands, type OpenCommands } from "../control.ts";
import { type Configured, makeDataDirectory } from "./configured.ts";

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
