/** The key pairs with which a sandbox's own carrier and terminals sign their events, kept in its data directory. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CarrierKey, makeCarrierKey, readCarrierKey } from "../../channels/simulated/key.ts";

/** What a key pair of the sandbox signs for. */
type Owner = "carrier" | "kiosk";

function pathOf(dataDirectory: string, owner: Owner): string {
  return join(dataDirectory, `${owner}-key.pem`);
}

/** The directory's key, made when it has none: events signed before a restart are still believed after it. */
export function sandboxKey(dataDirectory: string, owner: Owner = "carrier"): CarrierKey {
  const before = existingSandboxKey(dataDirectory, owner);
  if (before !== null) return before;
  const key = makeCarrierKey();
  writeFileSync(pathOf(dataDirectory, owner), key.privatePem, { mode: 0o600, flag: "wx" });
  return key;
}

/** The directory's key, or null where no sandbox has run. */
export function existingSandboxKey(
  dataDirectory: string,
  owner: Owner = "carrier",
): CarrierKey | null {
  const path = pathOf(dataDirectory, owner);
  return existsSync(path) ? readCarrierKey(readFileSync(path, "utf8")) : null;
}
