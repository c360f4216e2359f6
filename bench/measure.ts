/** How the benches measure: contenders in turn, round after round, and the median of each. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What one unit of work costs. Where the machine is shared, only CPU can be compared. */
export interface Cost {
  readonly wallUs: number;
  readonly cpuUs: number;
}

export interface Contender {
  /** Makes ready what the next run uses up; not measured. */
  readonly prepare?: () => Promise<void>;
  /** Does some work and tells how many units it was. */
  readonly run: () => number | Promise<number>;
}

/** The first round warms up and is not counted. */
const ROUNDS = 5;
/** Long enough that a garbage collection is a part of it and not its whole. */
const SLICE_MS = 150;

/** The median cost of each contender; the order turns round with every round, so that none always has the warm disk. */
export async function costs<Name extends string>(
  contenders: Readonly<Record<Name, Contender>>,
  { rounds = ROUNDS, sliceMs = SLICE_MS } = {},
): Promise<Record<Name, Cost>> {
  const names = Object.keys(contenders) as Name[];
  const found = Object.fromEntries(names.map((name) => [name, [] as Cost[]])) as Record<
    Name,
    Cost[]
  >;
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const cost = await slice(contenders[name], sliceMs);
      if (round > 0) found[name].push(cost);
    }
  }
  const medians = names.map((name) => [
    name,
    {
      wallUs: median(found[name].map((cost) => cost.wallUs)),
      cpuUs: median(found[name].map((cost) => cost.cpuUs)),
    },
  ]);
  return Object.fromEntries(medians) as Record<Name, Cost>;
}

async function slice({ prepare, run }: Contender, sliceMs: number): Promise<Cost> {
  let wallMs = 0;
  let cpuUs = 0;
  let units = 0;
  while (wallMs < sliceMs) {
    await prepare?.();
    const before = process.cpuUsage();
    const startedMs = performance.now();
    units += await run();
    wallMs += performance.now() - startedMs;
    const { user, system } = process.cpuUsage(before);
    cpuUs += user + system;
  }
  return { wallUs: (wallMs * 1000) / units, cpuUs: cpuUs / units };
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** A directory that is gone when the bench ends, however it ends. */
export function scratch(): string {
  const directory = mkdtempSync(join(tmpdir(), "switchboard-bench-"));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export function perSecond(us: number): string {
  return rounded(1e6 / us);
}

export function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toFixed(1);
}

export function ratio(value: number): string {
  return `x${value.toFixed(value < 0.1 ? 3 : 2)}`;
}

/** One line of a table: a name, then columns of a fixed width. */
export function print(name: string, ...columns: readonly string[]): void {
  console.log(`  ${name.padEnd(46)}${columns.map((column) => column.padStart(15)).join("")}`);
}

export function printCosts(found: Readonly<Record<string, Cost>>, unit: string): void {
  print(`per ${unit}`, "wall us", "cpu us", "a second", "a cpu-second");
  for (const [name, { wallUs, cpuUs }] of Object.entries(found)) {
    print(name, rounded(wallUs), rounded(cpuUs), perSecond(wallUs), perSecond(cpuUs));
  }
}
