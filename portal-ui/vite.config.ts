/** Builds the pages of a browser, each to a folder of its own under dist: `--mode kiosk` the terminal's, `--mode counter` the clerk's, else the sandbox's. */
import { join } from "node:path";
import { defineConfig } from "vite";

/** By mode, where a page's files are. */
const roots = { kiosk: "../kiosk-ui", counter: "counter", sandbox: "sandbox" } as const;

export default defineConfig(({ mode }) => {
  const page = mode === "kiosk" || mode === "counter" ? mode : "sandbox";
  return {
    root: join(import.meta.dirname, roots[page]),
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
