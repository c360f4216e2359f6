/** The rule pack that a command names: a file of the caller's, or one that comes with the program. */
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isRefusal, type Refusal } from "../../../core/refusal.ts";
import { type ReadPack, readPackText } from "../../rules/read-pack.ts";
import { fileBytes } from "./tariff-file.ts";

const packsDirectory = fileURLToPath(new URL("../../rules/", import.meta.url));

/** The rule packs that come with the program. */
export function packNames(): string[] {
  return readdirSync(packsDirectory)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length));
}

/** A name of the program's own comes before a file of the same name. */
export function packOf(directory: string, name: string): ReadPack | Refusal {
  const isShipped = /^[a-z0-9.-]+$/.test(name) && existsSync(`${packsDirectory}${name}.json`);
  const bytes = isShipped ? fileBytes(packsDirectory, `${name}.json`) : fileBytes(directory, name);
  return isRefusal(bytes) ? bytes : readPackText(new TextDecoder().decode(bytes));
}
