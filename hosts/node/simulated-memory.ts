import { join } from "node:path";
import { type SimulatedMemory, simulatedMemory } from "../simulated-memory.ts";
import { Connection } from "./sql.ts";

/** What simulated ends remember, in a file of its own. */
export function openSimulatedMemory(
  dataDirectory: string,
): SimulatedMemory & { readonly close: () => void } {
  const connection = new Connection(join(dataDirectory, "simulated-world.db"));
  return { ...simulatedMemory(connection), close: () => connection.close() };
}
