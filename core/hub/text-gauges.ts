import type { Home, Sql } from "../ports.ts";
import { newestDay } from "../store/text-meter.ts";

export interface TextGauges {
  /** Texts of the newest local day that had any, by what became of them. */
  readonly today: readonly { readonly outcome: string; readonly texts: number }[];
  /** What they cost, in ledger units. */
  readonly spentUnits: number;
}

const REFUSED = "refused ";

export function textGauges(sql: Sql, home: Home): TextGauges {
  const counts = newestDay(sql, home);
  return {
    today: counts.flatMap(({ subject, count: texts }) => {
      if (subject === "sent") return [{ outcome: subject, texts }];
      const isRefused = subject.startsWith(REFUSED);
      return isRefused ? [{ outcome: subject.slice(REFUSED.length), texts }] : [];
    }),
    spentUnits: counts.find(({ subject }) => subject === "spent")?.count ?? 0,
  };
}
