/** The sandbox's page and the socket it lives by, both of the sandbox command alone. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { upgradeWebSocket } from "@hono/node-server";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { refuse } from "../../core/refusal.ts";
import type { Page, TownWatch } from "../sandbox/watch-town.ts";

/** Where `npm run build` leaves the page. */
const BUILT = join(import.meta.dirname, "../../dist/sandbox");

const contentTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** Nothing comes from elsewhere, and nobody frames it. */
const PAGE_HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

/** A file's name holds a hash of what is in it. */
const FOREVER = "public, max-age=31536000, immutable";

/** The routes under /sandbox. `watch` is asked for only once someone comes: the town may not stand yet. */
export function sandboxPage(watch: () => TownWatch): Hono {
  const app = new Hono();
  const files = builtFiles();
  app.get("/sandbox", (context) => {
    const page = files.get("index.html");
    if (page === undefined) throw problem(503, "not_built", "the page is not built: npm run build");
    return context.body(page.bytes, 200, { ...PAGE_HEADERS, "content-type": page.type });
  });
  app.get("/sandbox/", (context) => context.redirect("/sandbox"));
  app.get("/sandbox/assets/:name", (context) => {
    const file = files.get(`assets/${context.req.param("name")}`);
    if (file === undefined) throw problem(404, "no_such_file", "there is no such file");
    const headers = { "content-type": file.type, "cache-control": FOREVER };
    return context.body(file.bytes, 200, headers);
  });
  app.get(
    "/sandbox/live",
    // Else any page of the internet could play with the town of whoever reads it.
    (context, next) => {
      const { origin, host } = context.req.header();
      if (origin !== undefined && URL.parse(origin)?.host !== host) {
        throw problem(403, "other_origin", "only the sandbox's own page may connect");
      }
      return next();
    },
    upgradeWebSocket(() => {
      let page: Page | null = null;
      return {
        onOpen(_event, socket) {
          page = watch().join((said) => socket.send(JSON.stringify(said)));
        },
        onMessage({ data }) {
          page?.hear(data);
        },
        onClose() {
          page?.leave();
        },
      };
    }),
  );
  return app;
}

interface BuiltFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

/** All of it is a few hundred kilobytes, read once. */
function builtFiles(): ReadonlyMap<string, BuiltFile> {
  const files = new Map<string, BuiltFile>();
  if (!existsSync(BUILT)) return files;
  for (const name of readdirSync(BUILT, { recursive: true, encoding: "utf8" })) {
    const type = contentTypes[extname(name)];
    if (type === undefined) continue;
    const bytes = new Uint8Array(readFileSync(join(BUILT, name)));
    files.set(name.replaceAll("\\", "/"), { bytes, type });
  }
  return files;
}

function problem(status: 403 | 404 | 503, code: string, message: string): HTTPException {
  return new HTTPException(status, { cause: refuse(code, message) });
}
