/** Builds the pages of this folder, each to a folder of its own under dist. */
import { join } from "node:path";
import { defineConfig } from "vite";

export default defineConfig({
  root: join(import.meta.dirname, "sandbox"),
  base: "/sandbox/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: join(import.meta.dirname, "../dist/sandbox"),
    emptyOutDir: true,
    // The page allows nothing but files of its own server.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2024",
  },
});
