/** A register read as it comes over the wire, and what is wrong with it. */
import { z } from "zod";
import { parseDecimal } from "../../core/money.ts";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";

export interface ParsedRegister {
  readonly meterId: string;
  readonly atMs: number;
  /** 1e-6 of the meter's unit. */
  readonly registerMicro: number;
  readonly wholeDigits: number | null;
  readonly estimated: boolean;
  readonly exchangedFor: { readonly meterId: string; readonly registerMicro: number } | null;
}

const REGISTER_DECIMALS_MAX = 6;
/** No register has more; with 6 decimals it is still a safe integer. */
const REGISTER_DIGITS_MAX = 9;

const meter = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
  .meta({ description: "The meter's own id.", examples: ["W-77"] });

const register = z
  .string()
  .regex(/^\d{1,9}(?:\.\d{1,6})?$/)
  .meta({
    description: "What the register shows, in the unit of the tariff: decimal text.",
    examples: ["1482.6"],
  });

export const registerSchema = z
  .strictObject({
    meter,
    at: z.iso.datetime({ offset: true }).meta({
      description: "When the register showed it: RFC 3339 with Z or an offset.",
      examples: ["2026-11-22T14:03:20-05:00"],
    }),
    register,
    digits: z.int().min(1).max(REGISTER_DIGITS_MAX).optional().meta({
      description:
        "Digits before the point, where known: only then can a lower count have gone round.",
    }),
    estimated: z.boolean().default(false).meta({ description: "True where nobody read it." }),
    exchanged_for: z.strictObject({ meter, register }).optional().meta({
      description: "The meter put in at that instant in place of this one, and what it showed.",
    }),
  })
  .meta({ id: "RegisterRead", description: "What a meter's register showed at an instant." });

/** What may be wrong with each field, so that every sender sees the same code for the same mistake. */
const fieldRefusals: Readonly<Record<string, Refusal>> = {
  meter: refuse("bad_meter", "meter is 1 to 64 letters, digits, dots, dashes or underscores"),
  at: refuse("bad_at", "at is an instant such as 2026-11-22T14:03:20-05:00 (RFC 3339)"),
  register: refuse(
    "bad_register",
    "register is decimal text with at most 9 digits before the point and 6 after it",
  ),
  digits: refuse("bad_digits", `digits is a whole number from 1 to ${String(REGISTER_DIGITS_MAX)}`),
  estimated: refuse("bad_estimated", "estimated is true or false"),
  exchanged_for: refuse("bad_exchanged_for", 'exchanged_for is {"meter": ..., "register": ...}'),
};

/** Whether an item is meant as what a register showed, and not as an interval. */
export function isRegisterItem(raw: unknown): boolean {
  return typeof raw === "object" && raw !== null && "register" in raw;
}

export function parseRegister(raw: unknown): ParsedRegister | Refusal {
  const read = registerSchema.safeParse(raw);
  if (!read.success) return refusalOf(read.error);
  const { exchanged_for: exchanged, digits, estimated } = read.data;
  const registerMicro = microOf(read.data.register);
  if (isRefusal(registerMicro)) return registerMicro;
  const installedMicro = exchanged === undefined ? 0 : microOf(exchanged.register);
  if (isRefusal(installedMicro)) return installedMicro;
  return {
    meterId: read.data.meter,
    atMs: Date.parse(read.data.at),
    registerMicro,
    wholeDigits: digits ?? null,
    estimated,
    exchangedFor:
      exchanged === undefined ? null : { meterId: exchanged.meter, registerMicro: installedMicro },
  };
}

function microOf(text: string): number | Refusal {
  return parseDecimal(text, REGISTER_DECIMALS_MAX);
}

/** The first thing wrong, in the order of the schema. */
function refusalOf(error: z.ZodError): Refusal {
  const [issue] = error.issues;
  if (issue?.code === "unrecognized_keys" && issue.path.length === 0) {
    return refuse("unknown_field", `"${issue.keys[0] ?? ""}" is not a field of a register read`);
  }
  return (
    fieldRefusals[String(issue?.path[0] ?? "")] ?? refuse("not_an_object", "a read is an object")
  );
}
