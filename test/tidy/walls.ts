/** Who may import whom (docs/design.md section 2), and the few other rules that a linter has no words for. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

/** The files of one tree, by path from its root with forward slashes. */
export type Tree = ReadonlyMap<string, string>;

interface Wall {
  /** Files this row is about: the first row that matches a file wins. */
  readonly area: RegExp;
  /** What such a file may import: paths from the root, or a package's name. */
  readonly may: readonly RegExp[];
  /** What it may import by `import type` only. */
  readonly mayType?: readonly RegExp[];
}

const basics = /^core\/[^/]+\.ts$/;
const hub = /^core\/hub\//;
const wording = /^core\/wording\//;
const talkTypes = /^core\/conversation\/(input|(kiosk-|call-)?prompt|intent)\.ts$/;
const pureTypes = /^core\/(conversation|rating|ledger|supply|payment|notice)\//;
const everything = /./;
/** Ends may use any package but an engine's: hono, a vendor's SDK, a parser. */
const packages = /^(?!libsql$|@libsql\/|cloudflare:|node:)(?![^@]*\.ts$)/;
/** What a page is drawn with, and its font. */
const browserPackages = /^(preact(\/.+)?|@preact\/signals|@fontsource-variable\/.+)$/;
/** Signatures need it; both machines have it. */
const nodeCrypto = /^node:(crypto|buffer)$/;

function folder(name: string): RegExp {
  return new RegExp(`^${name}/`);
}

function pure(name: string): Wall {
  return { area: folder(`core/${name}`), may: [basics, folder(`core/${name}`)] };
}

function end(area: string, ...more: readonly RegExp[]): Wall {
  return {
    area: folder(area),
    may: [basics, hub, folder(area), packages, nodeCrypto, ...more],
    mayType: [talkTypes],
  };
}

function foldersIn(tree: Tree, parent: string): string[] {
  const found = new Set<string>();
  for (const path of tree.keys()) {
    const [top, second, third] = path.split("/");
    if (top === parent && second !== undefined && third !== undefined)
      found.add(`${top}/${second}`);
  }
  return [...found].toSorted();
}

function wallsOf(tree: Tree): readonly Wall[] {
  const telnyx = folder("channels/telnyx");
  // Whose signature it is differs; how one is checked must not.
  const signed = folder("channels/signed");
  // What pages that the server writes look like; and the portal shows what a terminal shows, by another hand.
  const html = folder("channels/html");
  const kiosk = folder("channels/kiosk");
  return [
    // Tests may use everything: what they stand beside, the engines, the helpers.
    { area: /\.test\.ts$/, may: [everything] },
    { area: /^core\/ports\.ts$/, may: [basics], mayType: [talkTypes] },
    { area: basics, may: [basics] },
    {
      area: folder("core/conversation"),
      // How a payment is split is told before it is made, by the very function that splits it.
      may: [basics, folder("core/conversation"), folder("core/payment"), wording, /^xstate$/],
    },
    // A sentence is rendered from a prompt, so its type is the one thing wording knows of a talk.
    { area: wording, may: [basics, wording, /^intl-messageformat$/], mayType: [talkTypes] },
    ...["rating", "ledger", "supply", "payment", "notice"].map(pure),
    {
      // A store this program cannot serve is refused in words; no other file there decides anything.
      area: /^core\/store\/migrate\.ts$/,
      may: [/^core\/(assert|refusal)\.ts$/],
      mayType: [basics, folder("core/store")],
    },
    {
      area: folder("core/store"),
      may: [/^core\/assert\.ts$/, folder("core/store")],
      mayType: [basics, pureTypes],
    },
    { area: hub, may: [folder("core")] },
    ...foldersIn(tree, "channels").map((area) => {
      if (/\/(sms|ivr)$/.test(area)) return end(area, wording, telnyx, signed);
      if (area === "channels/pay") return end(area, wording, html);
      return area === "channels/portal"
        ? end(area, wording, html, kiosk)
        : end(area, wording, signed);
    }),
    ...foldersIn(tree, "meters").map((area) => end(area)),
    ...foldersIn(tree, "payments").map((area) => end(area)),
    // How a page is built; it runs on no page.
    { area: /^(kiosk-ui|portal-ui)\/vite\.config\.ts$/, may: [/^vite$/, /^node:/] },
    {
      area: /^(kiosk-ui|portal-ui)\//,
      may: [/^(kiosk-ui|portal-ui)\//, /^core\/wording\/shell\.[^/]+$/, browserPackages],
      mayType: [/^channels\/[^/]+\/([a-z]+-)?protocol\.ts$/],
    },
    // One machine's code never reaches the other's bundle.
    { area: folder("hosts/node"), may: [/^(?!hosts\/workerd\/)/] },
    { area: folder("hosts/workerd"), may: [/^(?!hosts\/node\/|libsql$|@libsql\/client\/node$)/] },
    { area: /^(hosts|bench|test)\/|^[^/]+$/, may: [everything] },
  ];
}

interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

const statement =
  /^(?:import|export)\s+(?:(type)\s+)?(?:([^"';]*?)\s*from\s*)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;

export function importsOf(path: string, text: string): Import[] {
  return [...text.matchAll(statement)].map((match) => {
    const [, type, names = "", from, dynamic] = match;
    const specifier = from ?? dynamic ?? "";
    const inner = /^\{(.*)\}$/s.exec(names.trim())?.[1];
    const every = inner
      ?.split(",")
      .filter((name) => name.trim() !== "")
      .every((name) => /^\s*type\s/.test(name));
    const target = specifier.startsWith(".")
      ? posix.normalize(posix.join(dirname(path), specifier))
      : specifier;
    return { target, typeOnly: type !== undefined || every === true };
  });
}

/** Every import that goes through a wall, as "from -> to". */
export function breaches(tree: Tree): string[] {
  const walls = wallsOf(tree);
  const found: string[] = [];
  for (const [path, text] of tree) {
    if (!/\.tsx?$/.test(path)) continue;
    const wall = walls.find((row) => row.area.test(path));
    if (wall === undefined) {
      found.push(`${path} is in no area of the design`);
      continue;
    }
    for (const { target, typeOnly } of importsOf(path, text)) {
      const allowed = [...wall.may, ...(typeOnly ? (wall.mayType ?? []) : [])];
      if (!allowed.some((pattern) => pattern.test(target))) found.push(`${path} -> ${target}`);
    }
  }
  return found;
}

const firstComment = /^\s*(\/\*[\s\S]*?\*\/|(?:\/\/[^\n]*\n)+)/;
const homeNamed =
  /\bHome: (?:every|none|(?:account|line|utility)(?:(?:, | and )(?:account|line|utility))*)\b/;

/** Files of core/store that do not say, in their first comment, in which home their tables live. */
export function homeless(tree: Tree): string[] {
  return [...tree]
    .filter(([path]) => /^core\/store\/[^/]+\.ts$/.test(path) && !path.endsWith(".test.ts"))
    .filter(([, text]) => !homeNamed.test(firstComment.exec(text)?.[1] ?? ""))
    .map(([path]) => path);
}

/** A file that a reader must scroll through for minutes is two files. */
const LINES_MAX = 300;

export function tooLong(tree: Tree): string[] {
  return [...tree]
    .filter(([path]) => /\.(tsx?|mjs|js|css|html)$/.test(path))
    .map(([path, text]) => [path, text.replace(/\n$/, "").split("\n").length] as const)
    .filter(([, lines]) => lines > LINES_MAX)
    .map(([path, lines]) => `${path}: ${String(lines)} lines`);
}

/** Names that say nothing about what is inside. */
export function misnamed(tree: Tree): string[] {
  return [...tree.keys()].filter((path) =>
    /(^|\/)(types|type|utils?|helpers?|index|common|misc|constants|shared-types)\.(ts|js|mjs)$/.test(
      path,
    ),
  );
}

/** In core the present moment is an argument; oxlint refuses Date.now but has no rule for a bare `new Date()`. */
export function clocksInCore(tree: Tree): string[] {
  return [...tree]
    .filter(([path]) => path.startsWith("core/") && !path.endsWith(".test.ts"))
    .filter(([, text]) => /\bnew Date\(\s*\)|\bDate\(\s*\)/.test(text))
    .map(([path]) => path);
}

/** Tests that do not run, or run only where something is there: what lacks its input must fail. */
export function skipping(tree: Tree): string[] {
  return [...tree]
    .filter(([path]) => path.endsWith(".test.ts"))
    .filter(([, text]) =>
      /\b(?:it|test|describe)(?:\.\w+)*\.(?:skip|skipIf|runIf|todo|only)\b|\b(?:xit|xdescribe|fit)\(|\b(?:ctx|context|task)\.skip\(/.test(
        text,
      ),
    )
    .map(([path]) => path);
}

const skippedFolders = new Set(["node_modules", "dist", "data", "coverage", "fixtures", "vectors"]);

/** Every source file under `root`, skipping what is not ours. */
export function readTree(root: string, skipped: ReadonlySet<string> = skippedFolders): Tree {
  const tree = new Map<string, string>();
  const walk = (at: string): void => {
    for (const entry of readdirSync(join(root, at), { withFileTypes: true })) {
      if (entry.name.startsWith(".") || skipped.has(entry.name)) continue;
      const path = at === "" ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (/\.(tsx?|mjs|js|css|html)$/.test(entry.name))
        tree.set(path, readFileSync(join(root, path), "utf8"));
    }
  };
  walk("");
  return tree;
}
