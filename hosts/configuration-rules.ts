/** What the file says of rule packs and areas, and of what people are told besides. */
import type { NoticePolicy } from "../core/notice/decide.ts";
import type { Currency } from "../core/money.ts";
import { amountOf, type Note } from "./configuration-amount.ts";
import type { UtilityAsWritten } from "./configuration-file.ts";

export interface RulesConfiguration {
  readonly packId: string | null;
  readonly area: string;
  readonly packsByArea: Readonly<Record<string, string>>;
}

/** An area is a word of a file, a weather feed and an API call alike. */
const AREA_PATTERN = /^[a-z0-9][a-z0-9._-]{0,39}$/;

export function isArea(text: string): boolean {
  return AREA_PATTERN.test(text);
}

export function rulesOf(written: UtilityAsWritten["rules"], note: Note): RulesConfiguration {
  for (const [path, area] of [
    ["rules.area", written.area] as const,
    ...Object.keys(written.areas).map((name) => [`rules.areas.${name}`, name] as const),
  ]) {
    if (!isArea(area)) note(path, "bad_area", `"${area}" must be a word such as "harris-county"`);
  }
  return { packId: written.pack || null, area: written.area, packsByArea: written.areas };
}

/** Null where reads come by themselves. */
export type Reading = { readonly toleranceUnits: number } | null;

export function readingOf(
  written: UtilityAsWritten["reading"],
  currency: Currency,
  note: Note,
): Reading {
  const at = "reading.tolerance";
  const toleranceUnits = amountOf(written.tolerance, currency.ledgerDigits, at, note);
  if (toleranceUnits < 0) note(at, "negative", "must not be below nothing");
  return written.on_demand ? { toleranceUnits } : null;
}

export type Tellings = Required<Pick<NoticePolicy, "daysLeft" | "highUsePercent">>;

export function tellingsOf(written: UtilityAsWritten["notices"], note: Note): Tellings {
  const { days_left: daysLeft, high_use_percent: percent } = written;
  const isFalling = daysLeft.every((days, at) => at === 0 || days < (daysLeft[at - 1] ?? 0));
  if (!isFalling) note("notices.days_left", "not_falling", "must go from more days to fewer");
  return { daysLeft, highUsePercent: percent === 0 ? null : percent };
}
