/** A published tariff (a URDB record, see `tariff --help`) as a version that services can be on. */
import { instantOf } from "../../core/instant.ts";
import { importTariffText } from "../../core/rating/import-urdb.ts";
import type { LeftOut } from "../../core/rating/plan.ts";
import { PRICE_SCALE } from "../../core/rating/tariff.ts";
import { isRefusal } from "../../core/refusal.ts";
import type { UtilityConfiguration } from "../configuration.ts";
import type { LineRefusal } from "./table.ts";
import type { TariffImport } from "./tariffs.ts";

/** One file is one version. What of it can't be honoured is named beside it: whoever imports it decides. */
export function readPlan(
  bytes: Uint8Array,
  utility: UtilityConfiguration,
): { records: TariffImport[]; refused: LineRefusal[]; leftOut: readonly LeftOut[] } {
  const refused = (column: string | null, code: string, message: string) => ({
    records: [],
    leftOut: [],
    refused: [{ line: null, column, code, message }],
  });
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refused(null, "not_utf8", "the file is not UTF-8");
  }
  const imported = importTariffText(text);
  if (isRefusal(imported)) return refused(null, imported.code, imported.message);
  const { tariffId, version, currency, effectiveDay, plan, leftOut } = imported;
  if (currency !== utility.currency.code) {
    const message = `${utility.name} bills in ${utility.currency.code}`;
    return refused("currency", "wrong_currency", message);
  }
  if (effectiveDay === null) {
    return refused("effective", "effective_missing", "effective must say from which day it holds");
  }
  const tariff = {
    tariffId,
    version,
    commodity: plan.commodity,
    unit: plan.unit,
    currency,
    priceScale: PRICE_SCALE,
    pricePerUnit: 0,
    fixedPerDay: 0,
    effectiveFromMs: instantOf(plan.zone, effectiveDay),
    plan,
  };
  return { records: [{ line: 1, tariff }], refused: [], leftOut };
}
