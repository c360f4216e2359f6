/** Tariff versions from a file's rows. */
import { readTariff, type TariffVersion } from "../../core/rating/tariff.ts";
import { isRefusal } from "../../core/refusal.ts";
import type { UtilityConfiguration } from "../configuration.ts";
import type { Columns, LineRefusal, Row } from "./table.ts";

export interface TariffImport {
  readonly line: number;
  readonly tariff: TariffVersion;
}

const must = { required: true, holds: "text" } as const;
const signed = { required: true, holds: "signed" } as const;

export const tariffColumns = {
  id: must,
  version: signed,
  commodity: must,
  unit: must,
  currency: must,
  price: signed,
  fixed_per_day: signed,
  effective_from: must,
  zone: { required: false, holds: "text" },
} as const satisfies Columns;

export function readTariffs(
  rows: readonly Row[],
  utility: UtilityConfiguration,
): { records: TariffImport[]; refused: LineRefusal[] } {
  const refused: LineRefusal[] = [];
  const records: TariffImport[] = [];
  const lines = new Map<string, number>();
  for (const { line, cells } of rows) {
    const tariff = readTariff(rawOf(cells, utility.zone));
    if (isRefusal(tariff)) {
      refused.push({
        line,
        column: columnOf(tariff.code),
        code: tariff.code,
        message: tariff.message,
      });
      continue;
    }
    if (tariff.currency !== utility.currency.code) {
      const message = `${utility.name} bills in ${utility.currency.code}`;
      refused.push({ line, column: "currency", code: "wrong_currency", message });
      continue;
    }
    const key = `${tariff.tariffId} ${String(tariff.version)}`;
    const taken = lines.get(key);
    if (taken !== undefined) {
      const message = `version ${String(tariff.version)} stands on line ${String(taken)} already`;
      refused.push({ line, column: "version", code: "duplicate_version", message });
      continue;
    }
    lines.set(key, line);
    records.push({ line, tariff });
  }
  return { records, refused };
}

/** The record that readTariff takes, from cells: a day needs a zone, and takes the utility's unless it names its own. */
function rawOf(cells: Row["cells"], utilityZone: string): Record<string, unknown> {
  const { version = "", effective_from: from = "", zone = "", ...others } = cells;
  const isInstant = /^\d{5,}$/.test(from);
  return {
    ...others,
    version: /^\d+$/.test(version) ? Number(version) : version,
    effective_from: isInstant ? Number(from) : from,
    ...(isInstant && zone === "" ? {} : { zone: zone || utilityZone }),
  };
}

/** The column that a refusal's code names first; of two that begin there, the longer. */
function columnOf(code: string): string | null {
  if (code === "bad_tariff_id") return "id";
  const named = Object.keys(tariffColumns)
    .filter((name) => name !== "id" && code.includes(name))
    .toSorted((a, b) => code.indexOf(a) - code.indexOf(b) || b.length - a.length);
  return named[0] ?? null;
}
