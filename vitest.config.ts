import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      { test: { name: "core", include: ["core/**/*.test.ts"] } },
      {
        test: {
          name: "node",
          include: ["{channels,meters,payments,hosts,test}/**/*.test.ts"],
          exclude: ["hosts/workerd/**", "test/fixtures/**", "test/long/**", "test/shared/**"],
          setupFiles: ["test/node-placements.ts"],
          testTimeout: 60_000,
        },
      },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: "./wrangler.toml" } })],
        test: {
          name: "workerd",
          // What is in test/hub is written once and runs here as well as on Node.
          include: ["hosts/workerd/**/*.test.ts", "test/hub/**/*.test.ts"],
          setupFiles: ["hosts/workerd/test-placements.ts"],
          // Days of a household's life in an object for every home take longer than a unit test may.
          testTimeout: 60_000,
        },
      },
    ],
  },
});
