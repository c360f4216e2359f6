/**
 * Writes the figures and the list of survivors in docs/mutation.md from what Stryker kept, or with the word `money` in
 * docs/mutation-money.md. Fails where a file stands under the bar, or where a survivor has no reason in the area's survivors;
 * a reason of none is named, for it may be of another measurement.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";

/** Per cent of a file's mutants that must be killed. */
const SHARE_MIN = 85;
/** Characters of a mutant's code that are shown, and by which it is known. */
const CODE_MAX = 70;

interface Place {
  readonly line: number;
  readonly column: number;
}

interface Mutant {
  readonly mutatorName: string;
  readonly replacement: string;
  readonly status: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

interface Results {
  readonly files: Readonly<
    Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>
  >;
}

interface Group {
  readonly reason: string;
  /** "file: code -> what it became", as `describe` writes it. */
  readonly mutants: readonly string[];
}

const WORDS_REASON =
  "Words of faults and refusals: the message of an `assert` or `must` that no input reaches, or beside the code of a `refuse`, which the tests go by; a wrong word in it is found by reading.";

/** Where an area's results are, the reasons of its survivors, and its page. */
const areas = {
  rating: {
    results: ".stryker",
    survivors: "test/mutation/survivors.json",
    page: "docs/mutation.md",
  },
  money: {
    results: ".stryker/money",
    survivors: "test/mutation/survivors-money.json",
    page: "docs/mutation-money.md",
  },
};
const area = process.argv[2] === "money" ? areas.money : areas.rating;

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

function offsetOf(source: string, { line, column }: Place): number {
  const before = source.split("\n").slice(0, line - 1);
  return before.reduce((sum, text) => sum + text.length + 1, column - 1);
}

function oneLine(code: string): string {
  const text = code.replaceAll(/\s+/g, " ").trim();
  return text.length > CODE_MAX ? `${text.slice(0, CODE_MAX)}…` : text;
}

interface Survivor {
  readonly key: string;
  readonly place: string;
  readonly isWords: boolean;
}

function survivorOf(file: string, source: string, mutant: Mutant): Survivor {
  const { location, replacement, mutatorName } = mutant;
  const from = offsetOf(source, location.start);
  const change = `${oneLine(source.slice(from, offsetOf(source, location.end)))} -> ${oneLine(replacement)}`;
  const name = file.split("/").at(-1) ?? file;
  const isWords =
    mutatorName === "StringLiteral" &&
    /\b(assert|must|Fault|refuse)\((?:[^;]*,)?\s*$/.test(
      source.slice(Math.max(0, from - 250), from),
    );
  const status = mutant.status === "NoCoverage" ? ", reached by no test" : "";
  const place = `\`${name}:${String(location.start.line)}\` ${mutatorName}${status}: \`${change}\``;
  return { key: `${name}: ${change}`, place, isWords };
}

const isKilled = ({ status }: Mutant): boolean => status === "Killed" || status === "Timeout";
const isLive = ({ status }: Mutant): boolean => status === "Survived" || status === "NoCoverage";

/** What each run kept, the oldest first: of a file that two of them measured the newer counts. */
const kept = readdirSync(area.results)
  .filter((name) => name.endsWith("incremental.json"))
  .map((name) => `${area.results}/${name}`)
  .toSorted((one, other) => statSync(one).mtimeMs - statSync(other).mtimeMs);
const files = Object.entries(
  Object.assign({}, ...kept.map((path) => (readJson(path) as Results).files)) as Results["files"],
);
const groups = readJson(area.survivors) as Group[];

const problems: string[] = [];
const rows: string[] = [];
const all: Survivor[] = [];
let [mutantCount, killedCount] = [0, 0];
for (const [file, { source, mutants }] of files.toSorted(([a], [b]) => a.localeCompare(b))) {
  const killed = mutants.filter(isKilled).length;
  const timeouts = mutants.filter(({ status }) => status === "Timeout").length;
  const live = mutants.filter(isLive);
  const share = (100 * killed) / Math.max(1, killed + live.length);
  const cells = [`\`${file}\``, killed + live.length, killed, timeouts, `${share.toFixed(1)} %`];
  rows.push(`| ${cells.map(String).join(" | ")} |`);
  if (share < SHARE_MIN) problems.push(`${file} stands at ${share.toFixed(1)} %`);
  mutantCount += killed + live.length;
  killedCount += killed;
  all.push(...live.map((mutant) => survivorOf(file, source, mutant)));
}

const explained: Group[] = [
  { reason: WORDS_REASON, mutants: all.filter(({ isWords }) => isWords).map(({ key }) => key) },
  ...groups,
];
const known = new Set(explained.flatMap(({ mutants }) => mutants));
const keys = new Set(all.map(({ key }) => key));
for (const key of keys) if (!known.has(key)) problems.push(`no reason: ${JSON.stringify(key)}`);
for (const key of known)
  if (!keys.has(key)) problems.push(`of no survivor: ${JSON.stringify(key)}`);

const lists = explained.map(({ reason, mutants }) => {
  const places = all.filter(({ key }) => mutants.includes(key)).map(({ place }) => `  - ${place}`);
  return `- ${reason}\n${places.join("\n")}\n`;
});
const total = ((100 * killedCount) / Math.max(1, mutantCount)).toFixed(1);
const written = `## Figures

Written by \`test/mutation/report.ts\` from the newest results of each file.

| file | mutants | killed | of which timeouts | share |
| --- | --- | --- | --- | --- |
${rows.join("\n")}
| all | ${String(mutantCount)} | ${String(killedCount)} | | ${total} % |

## Survivors, by reason

${lists.join("")}`;
const page = readFileSync(area.page, "utf8");
writeFileSync(
  area.page,
  page.replace(/## Figures\n[^]*$/, () => written),
);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
