import { join } from "node:path";
import { build } from "vite";

/** The pages as they are now, not as they were when the packages were installed. */
export async function setup(): Promise<void> {
  const configFile = join(import.meta.dirname, "../../portal-ui/vite.config.ts");
  for (const mode of ["sandbox", "kiosk", "counter"])
    await build({ configFile, mode, logLevel: "error" });
}
