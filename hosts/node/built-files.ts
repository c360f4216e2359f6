/** A page that `npm run build` made, served from memory, and the check of who may open a socket to it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { Hono, type MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { refuse } from "../../core/refusal.ts";

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

/** The page and its files under `path`, from the folder of that name in dist. */
export function builtPage(path: "/sandbox" | "/kiosk" | "/counter"): Hono {
  const app = new Hono();
  const files = builtFiles(join(import.meta.dirname, "../../dist", path));
  app.get(path, (context) => {
    const page = files.get("index.html");
    if (page === undefined) throw problem(503, "not_built", "the page is not built: npm run build");
    return context.body(page.bytes, 200, { ...PAGE_HEADERS, "content-type": page.type });
  });
  app.get(`${path}/`, (context) => context.redirect(path));
  app.get(`${path}/assets/:name`, (context) => {
    const file = files.get(`assets/${context.req.param("name")}`);
    if (file === undefined) throw problem(404, "no_such_file", "there is no such file");
    const headers = { "content-type": file.type, "cache-control": FOREVER };
    return context.body(file.bytes, 200, headers);
  });
  return app;
}

/** Only the page's own server may open the socket: else any page of the internet could, in the name of whoever reads it. */
export const ownOrigin: MiddlewareHandler = (context, next) => {
  const { origin, host } = context.req.header();
  if (origin !== undefined && URL.parse(origin)?.host !== host) {
    throw problem(403, "other_origin", "only this server's own page may connect");
  }
  return next();
};

interface BuiltFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

/** All of it is a few hundred kilobytes, read once. */
function builtFiles(folder: string): ReadonlyMap<string, BuiltFile> {
  const files = new Map<string, BuiltFile>();
  if (!existsSync(folder)) return files;
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const type = contentTypes[extname(name)];
    if (type === undefined) continue;
    const bytes = new Uint8Array(readFileSync(join(folder, name)));
    files.set(name.replaceAll("\\", "/"), { bytes, type });
  }
  return files;
}

function problem(status: 403 | 404 | 503, code: string, message: string): HTTPException {
  return new HTTPException(status, { cause: refuse(code, message) });
}
