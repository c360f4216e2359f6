/**
 * `npm run test:shared -- ../shared` tests against files that may not be copied here: share-alike, GPL or without a licence.
 * Without them it fails and says what is absent; `npm test` needs none of them.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const NEEDED = [
  "data/reads/index.json",
  "data/tariffs/README.md",
  "vectors/telnyx/openapi-trimmed.json",
];

const [given] = process.argv.slice(2);
const folder = resolve(given ?? "../shared");
const absent = NEEDED.map((path) => join(folder, path)).filter((path) => !existsSync(path));

if (absent.length > 0) {
  console.error(`Not tested, these files are absent: ${absent.join(", ")}`);
  console.error("Give the folder that holds them: npm run test:shared -- FOLDER");
  process.exitCode = 1;
} else {
  const vitest = join(import.meta.dirname, "../node_modules/vitest/vitest.mjs");
  const config = join(import.meta.dirname, "shared/vitest.config.ts");
  const { status } = spawnSync(process.execPath, [vitest, "run", "--config", config], {
    stdio: "inherit",
    env: { ...process.env, SHARED_FOLDER: folder },
  });
  process.exitCode = status ?? 1;
}
