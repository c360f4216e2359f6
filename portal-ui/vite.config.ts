/** Builds the pages of a browser, each to a folder of its own under dist: `--mode kiosk` the terminal's, else the sandbox's. */
import { join } from "node:path";
import { defineConfig } from "vite";

export default defineConfig(({ mode }) => {
  const page = mode === "kiosk" ? "kiosk" : "sandbox";
  return {
    root: join(import.meta.dirname, page === "kiosk" ? "../kiosk-ui" : "sandbox"),
    base: `/${page}/`,
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      outDir: join(import.meta.dirname, "../dist", page),
      emptyOutDir: true,
      // The page allows nothing but files of its own server.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: "es2024",
    },
  };
});
