import { availableParallelism } from "node:os";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

/** A poll that finds what it waits for ends at once; this long is only for a machine that has much else to do. */
const poll = { timeout: 60_000 } as const;

export default defineConfig({
  test: {
    // One more than the cores of the smallest machine: calls, backups and browsers wait for half of their time.
    maxWorkers: Math.max(3, availableParallelism()),
    projects: [
      {
        test: {
          name: "core",
          // Nothing in core keeps state of its own, so that a module is read once and not for each file.
          isolate: false,
          restoreMocks: true,
          include: ["core/**/*.test.ts"],
          // Thousands of random cases take as long as the machine needs.
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: "node",
          include: ["{channels,meters,payments,hosts,test}/**/*.test.ts"],
          exclude: [
            "hosts/workerd/**",
            "test/browser/**",
            "test/fixtures/**",
            "test/long/**",
            "test/shared/**",
          ],
          setupFiles: ["test/node-placements.ts"],
          isolate: false,
          restoreMocks: true,
          expect: { poll },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: ["test/browser/build.ts"],
          expect: { poll },
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: {
                SIMULATE: "carrier,meters,payments",
                // Of "test-admin-key".
                ADMIN_KEY_HASH: "944650a7cd0f9e14d5c4fb15edbffb7fa45fb9ed36a4fa9be3d7e5476ae51bd9",
              },
            },
          }),
        ],
        test: {
          name: "workerd",
          // What is in test/hub is written once and runs here as well as on Node.
          include: ["hosts/workerd/**/*.test.ts", "test/hub/**/*.test.ts"],
          setupFiles: ["hosts/workerd/test-placements.ts"],
          // Every test names objects of its own, and a start of workerd for each file is a fifth of the time.
          isolate: false,
          expect: { poll },
          // Days of a household's life in an object for every home take longer than a unit test may.
          testTimeout: 180_000,
        },
      },
    ],
  },
});
