/** Files for back-tests: a tariff of one price, a pack that turns off at any hour, and homes of the sandbox. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const sandboxReads = fileURLToPath(new URL("../../hosts/sandbox/reads/", import.meta.url));
const packs = fileURLToPath(new URL("../../hosts/rules/", import.meta.url));

/** $0.20 a kWh, as in the research; changed by what is given. */
export function flatTariff(changed: Readonly<Record<string, unknown>> = {}): string {
  const schedule = Array.from({ length: 12 }, () => Array.from({ length: 24 }, () => 0));
  return JSON.stringify({
    id: "flat",
    commodity: "electricity",
    unit: "kWh",
    currency: "USD",
    timezone: "America/Chicago",
    billing_months: 1,
    effective: "2020-01-01",
    urdb: {
      energyratestructure: [[{ unit: "kWh", rate: 0.2 }]],
      energyweekdayschedule: schedule,
      energyweekendschedule: schedule,
    },
    ...changed,
  });
}

/** A shipped pack with some of its fields changed; its clauses and fees go, for they cite what is not there any more. */
export function packLike(name: string, changed: Readonly<Record<string, unknown>>): string {
  const pack = JSON.parse(readFileSync(join(packs, `${name}.json`), "utf8")) as object;
  return JSON.stringify({ ...pack, clauses: [], fees: [], ...changed });
}

/** Off below nothing, told below five, on again at nothing; no weather. */
export function packAtFive(changed: Readonly<Record<string, unknown>> = {}): string {
  const levels = { connect: "0.00", disconnect: "0.00", low: "5.00", emergency: null };
  return packLike("us-coop", { id: "at-five", levels, weather: [], ...changed });
}

/** Copies eight weeks of these homes of the sandbox into a folder. */
export function copyHomes(folder: string, ids: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  for (const id of ids) {
    copyFileSync(join(sandboxReads, `${id}.csv.gz`), join(folder, `${id}.csv.gz`));
  }
}

export const sandboxHomes = [
  "uk-elec-0",
  "uk-elec-0-autumn",
  "us-ca-fontana-01",
  "us-ca-fontana-03",
  "us-ca-fontana-05-spring",
  "us-ca-fontana-07-summer",
  "us-ca-fontana-11",
  "us-ca-fontana-13-spring",
] as const;

/** Use that is the same in every hour of so many days, from a UTC day on. */
export function steadyReads(day: string, days: number, kWh: string): string {
  const firstMs = Date.parse(`${day}T06:00:00Z`);
  const lines = Array.from({ length: days * 24 }, (_, hour) => {
    return `${new Date(firstMs + hour * 3_600_000).toISOString().replace(".000Z", "Z")},${kWh}`;
  });
  return ["start,kWh", ...lines, ""].join("\n");
}

export function writeHome(folder: string, name: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
}
