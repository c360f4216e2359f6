/** The rule packs that come with the program. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const packsDirectory = fileURLToPath(new URL("../rules/", import.meta.url));

export function packNames(): string[] {
  return readdirSync(packsDirectory)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length));
}

/** The file of a pack by its name; null where no pack that comes with the program has it. */
export function shippedPack(name: string): string | null {
  const path = join(packsDirectory, `${name}.json`);
  return /^[a-z0-9.-]+$/.test(name) && existsSync(path) ? path : null;
}
