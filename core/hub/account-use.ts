import type { Home, Sql } from "../ports.ts";
import { type ServiceRow, servicesOf } from "../store/accounts.ts";
import { ratingOf, type RatingRow } from "../store/reads.ts";

/** An account's services and what is rated of them, read once for all that is told and decided from them. */
export interface AccountUse {
  readonly services: readonly ServiceRow[];
  readonly rating: readonly RatingRow[];
}

export function accountUse(sql: Sql, home: Home): AccountUse {
  return { services: servicesOf(sql, home), rating: ratingOf(sql, home) };
}

/** The newest metered read that every billed service has: what is older is not yet all in the balance. */
export function asOfMs({ rating }: AccountUse): number | null {
  const through = rating.flatMap((row) => (row.throughMs === null ? [] : [row.throughMs]));
  return through.length === 0 ? null : Math.min(...through);
}
