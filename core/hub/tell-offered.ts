import type { OfferResult } from "../conversation/offered.ts";
import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { type Asker, tellLine } from "./tell-line.ts";

/** What was agreed to, as the line that agreed is told of it. */
type About = Pick<OfferResult, "what" | "label" | "amountMinor" | "payee">;

/** What came of it, beside that it is done. */
export type Came = Omit<OfferResult, keyof About | "task" | "outcome">;

/** Tells the line that agreed to an offer what came of it; a refusal stands in the journal too, with its code. */
export function tellOffered(
  sql: Sql,
  now: Now,
  at: Arrival,
  { asker, about, came }: { asker: Asker; about: About; came: Came | Refusal },
): { readonly kind: "done" | "refused" } {
  const result: OfferResult = {
    task: "offer",
    ...about,
    ...(isRefusal(came) ? { outcome: "refused" } : { outcome: "done", ...came }),
  };
  tellLine(sql, now, { home: at.home, id: at.key }, { asker, result, part: "told" });
  if (!isRefusal(came)) return { kind: "done" };
  recordHappening(sql, now, beginHappening(sql, at.home), {
    kind: "offer-refused",
    actor: "customer",
    channel: asker.channel,
    cause: at.key,
    facts: { what: about.what, code: came.code },
  });
  return { kind: "refused" };
}
