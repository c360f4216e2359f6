import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "long",
    root: join(import.meta.dirname, "../.."),
    include: ["test/long/**/*.test.ts"],
    globalSetup: ["test/browser/build.ts"],
    testTimeout: 600_000,
  },
});
