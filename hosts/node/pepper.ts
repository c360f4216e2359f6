/** What PINs are peppered with, in a file of its own: a copy of the stores alone is no use to who wants to search it. */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PEPPER_BYTES = 32;

/** The directory's pepper, made when it has none. Without it no PIN of its stores is known again. */
export function pepperOf(dataDirectory: string): string {
  const path = join(dataDirectory, "pepper");
  if (existsSync(path)) return readFileSync(path, "utf8").trim();
  const pepper = randomBytes(PEPPER_BYTES).toString("base64");
  writeFileSync(path, `${pepper}\n`, { mode: 0o600, flag: "wx" });
  return pepper;
}
