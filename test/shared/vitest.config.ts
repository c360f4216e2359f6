import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "shared",
    root: join(import.meta.dirname, "../.."),
    include: ["test/shared/**/*.test.ts"],
    testTimeout: 120_000,
  },
});
