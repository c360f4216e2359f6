import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** The unit tests of rating alone: each mutant costs a run of those that reach it. */
export default defineConfig({
  test: {
    name: "mutation",
    root: join(import.meta.dirname, "../.."),
    include: ["core/rating/*.test.ts"],
    setupFiles: [join(import.meta.dirname, "seed.ts")],
    testTimeout: 120_000,
  },
});
