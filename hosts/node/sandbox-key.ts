/** The key pair with which a sandbox's own carrier signs its events, kept in its data directory. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CarrierKey, makeCarrierKey, readCarrierKey } from "../../channels/simulated/key.ts";

function pathOf(dataDirectory: string): string {
  return join(dataDirectory, "carrier-key.pem");
}

/** The directory's key, made when it has none: events signed before a restart are still believed after it. */
export function sandboxKey(dataDirectory: string): CarrierKey {
  const before = existingSandboxKey(dataDirectory);
  if (before !== null) return before;
  const key = makeCarrierKey();
  writeFileSync(pathOf(dataDirectory), key.privatePem, { mode: 0o600, flag: "wx" });
  return key;
}

/** The directory's key, or null where no sandbox has run. */
export function existingSandboxKey(dataDirectory: string): CarrierKey | null {
  const path = pathOf(dataDirectory);
  return existsSync(path) ? readCarrierKey(readFileSync(path, "utf8")) : null;
}
