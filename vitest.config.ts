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
          exclude: ["hosts/workerd/**", "test/fixtures/**", "test/long/**"],
        },
      },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: "./wrangler.toml" } })],
        test: { name: "workerd", include: ["hosts/workerd/**/*.test.ts"] },
      },
    ],
  },
});
