/** One read as it comes over the wire, and what is wrong with it. */
import { z } from "zod";
import { MINUTE_MS } from "../../core/instant.ts";
import { parseDecimal } from "../../core/money.ts";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";

export interface ParsedRead {
  readonly meterId: string;
  readonly startMs: number;
  readonly durationMs: number;
  /** 1e-6 of the meter's unit. */
  readonly quantityMicro: number;
  /** Counts corrections of the same interval, from 0. */
  readonly revision: number;
  readonly estimated: boolean;
}

/** A local day has at most 25 hours, and daily reads are the longest intervals we rate. */
export const INTERVAL_MINUTES_MAX = 1500;
/** Nobody corrects one interval more often; a larger number is most likely a timestamp. */
export const REVISION_MAX = 999;
/** 10^9 units in one interval is beyond any meter, and keeps 1e-6 of the unit a safe integer. */
const QUANTITY_WHOLE_DIGITS_MAX = 9;
const QUANTITY_DECIMALS_MAX = 6;

const quantityText = new RegExp(
  `^\\d{1,${String(QUANTITY_WHOLE_DIGITS_MAX)}}(?:\\.\\d{1,${String(QUANTITY_DECIMALS_MAX)}})?$`,
);

export const readSchema = z
  .strictObject({
    meter: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
      .meta({ description: "The meter's own id.", examples: ["E-5001"] }),
    start: z.iso.datetime({ offset: true }).meta({
      description: "Begin of the interval: RFC 3339 with Z or an offset, on a whole minute.",
      examples: ["2026-11-22T14:00:00-05:00"],
    }),
    minutes: z
      .int()
      .min(1)
      .max(INTERVAL_MINUTES_MAX)
      .meta({ description: "Length of the interval.", examples: [60] }),
    quantity: z.union([z.string().regex(quantityText), z.number().min(0)]).meta({
      description:
        "What was used in it, in the unit of the tariff: decimal text or a number, at most 6 decimals.",
      examples: ["0.412"],
    }),
    revision: z
      .int()
      .min(0)
      .max(REVISION_MAX)
      .default(0)
      .meta({ description: "0 for the first value of an interval, higher for each correction." }),
    estimated: z
      .boolean()
      .default(false)
      .meta({ description: "True where the meter did not measure it." }),
  })
  .meta({ id: "Read", description: "What one meter used in one interval." });

/** What may be wrong with each field, so that every sender sees the same code for the same mistake. */
const fieldRefusals: Readonly<Record<string, Refusal>> = {
  meter: refuse("bad_meter", "meter is 1 to 64 letters, digits, dots, dashes or underscores"),
  start: refuse("bad_start", "start is an instant such as 2026-11-22T14:00:00-05:00 (RFC 3339)"),
  minutes: refuse(
    "bad_minutes",
    `minutes is a whole number from 1 to ${String(INTERVAL_MINUTES_MAX)}`,
  ),
  quantity: refuse(
    "bad_quantity",
    "quantity is a decimal from 0 with at most 9 digits before the point and 6 after it",
  ),
  revision: refuse("bad_revision", `revision is a whole number from 0 to ${String(REVISION_MAX)}`),
  estimated: refuse("bad_estimated", "estimated is true or false"),
};

export function parseBySchema(raw: unknown): ParsedRead | Refusal {
  const read = readSchema.safeParse(raw);
  if (!read.success) return refusalOf(read.error);
  const { meter, start, minutes, quantity, revision, estimated } = read.data;
  const startMs = Date.parse(start);
  if (startMs % MINUTE_MS !== 0) {
    return refuse("not_on_a_minute", "start is on a whole minute");
  }
  const text = String(quantity);
  const quantityMicro = quantityText.test(text)
    ? parseDecimal(text, QUANTITY_DECIMALS_MAX)
    : refuse("bad_quantity", fieldRefusals["quantity"]?.message ?? "");
  if (isRefusal(quantityMicro)) return quantityMicro;
  const durationMs = minutes * MINUTE_MS;
  return { meterId: meter, startMs, durationMs, quantityMicro, revision, estimated };
}

/** The first thing wrong, in the order of the schema. */
function refusalOf(error: z.ZodError): Refusal {
  const [issue] = error.issues;
  if (issue?.code === "unrecognized_keys") {
    return refuse("unknown_field", `"${issue.keys[0] ?? ""}" is not a field of a read`);
  }
  const field = String(issue?.path[0] ?? "");
  return fieldRefusals[field] ?? refuse("not_an_object", "a read is an object");
}
