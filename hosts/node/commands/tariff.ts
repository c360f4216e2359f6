/** `tariff check`: what of a published tariff is taken, and what can't be honoured. */
import {
  type Command,
  type Given,
  type Outcome,
  refusedOutcome,
  type Terminal,
  UsageError,
} from "../command.ts";
import { isRefusal } from "../../../core/refusal.ts";
import { tariffOfFile } from "./tariff-file.ts";

export const tariffCommand: Command = {
  name: "tariff",
  summary: "Says what of a published tariff is rated by, and names what can't be.",
  usage: ["tariff check T.json [--strict]"],
  help: [
    "  --strict               refuse a tariff of which anything is left out",
    "",
    "T.json holds a URDB record (OpenEI Utility Rate Database, API 7 or 8) under urdb, and beside it id,",
    "commodity, unit, currency, timezone, billing_months, effective and ext: percent, tier_scope,",
    "tier_reset, tier_restart, holidays, price_scale.",
  ],
  options: { strict: { type: "boolean" } },
  run: async (given, terminal) => check(given, terminal),
};

function check(given: Given, terminal: Terminal): Outcome {
  const [verb, file, ...more] = given.words;
  if (verb !== "check" || file === undefined || more.length > 0) {
    throw new UsageError("say what to check: tariff check T.json");
  }
  const tariff = tariffOfFile(terminal.directory, file, given.has("strict"));
  if (isRefusal(tariff)) return refusedOutcome(tariff);
  const { tariffId, currency, plan, taken, leftOut, effectiveDay } = tariff;
  return {
    status: 0,
    lines: [
      `${tariffId}: ${plan.commodity} by the ${plan.unit} in ${currency}, ${String(plan.periods.length)} periods, prices of ${String(plan.priceScale)} decimals`,
      `taken: ${taken.join(", ")}`,
      ...leftOut.map(({ field, reason }) => `left out: ${field}: ${reason}`),
      ...(leftOut.length === 0 ? ["nothing left out"] : []),
    ],
    json: {
      tariff: tariffId,
      commodity: plan.commodity,
      unit: plan.unit,
      currency,
      effective: effectiveDay,
      price_scale: plan.priceScale,
      periods: plan.periods.length,
      taken,
      left_out: leftOut,
    },
  };
}
