/** Old debts of another system over HTTP, many at a time. */
import { Hono } from "hono";
import type { z } from "zod";
import type { ImportDebt } from "../../core/hub/import-debt.ts";
import { currencyOf, parseDecimal } from "../../core/money.ts";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import { limitBatch } from "./bills.ts";
import {
  carriedDebtSchema,
  carriedDebtsEnvelopeSchema,
  type carriedDebtsResponseSchema,
} from "./credit-protocol.ts";
import { wordsOf } from "./protocol.ts";
import { bodyOf, type CounterEnd, type CounterEnvironment, orRefuse } from "./routes.ts";

type Taken = { readonly kind: "carried" | "unchanged" } | Refusal;

export interface CarriedDebtsEnd extends Pick<CounterEnd, "authorize"> {
  readonly importDebt: (utilityId: string, debt: Omit<ImportDebt, "actor">) => Promise<Taken>;
}

export function carriedDebtRoutes({
  authorize,
  importDebt,
}: CarriedDebtsEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  app.post("/v1/debts", authorize("payments:write"), limitBatch, async (context) => {
    const { utilityId } = context.var.caller;
    const { json } = orRefuse(bodyOf(await context.req.text()));
    const asked = carriedDebtsEnvelopeSchema.safeParse(json);
    const { debts } = orRefuse(
      asked.success ? asked.data : refuse("bad_debts", wordsOf(asked.error)),
    );
    const results: z.input<typeof carriedDebtsResponseSchema>["results"] = [];
    for (const debt of debts) {
      const read = parseCarriedDebt(debt);
      results.push(resultOf(isRefusal(read) ? read : await importDebt(utilityId, read)));
    }
    return context.json({ results });
  });
  return app;
}

/** A debt as text has it, in an API's body or in a line of a file. */
export function parseCarriedDebt(debt: unknown): Omit<ImportDebt, "actor"> | Refusal {
  const read = carriedDebtSchema.safeParse(debt);
  if (!read.success) {
    const [field = "debt"] = read.error.issues[0]?.path ?? [];
    return refuse(`bad_${String(field)}`, wordsOf(read.error));
  }
  const { account, source, debt: debtId, version, amount, currency: code } = read.data;
  const currency = currencyOf(code);
  if (currency === undefined) return refuse("bad_currency", `${code} is no currency known here`);
  const amountMinor = parseDecimal(amount, currency.minorDigits);
  if (isRefusal(amountMinor)) return refuse("bad_amount", `amount: ${amountMinor.message}`);
  return { accountId: account, source, debtId, version, amountMinor, currency: code };
}

function resultOf(taken: Taken): z.input<typeof carriedDebtsResponseSchema>["results"][number] {
  if (!isRefusal(taken)) return { outcome: taken.kind, code: null, message: null };
  return { outcome: "refused", code: taken.code, message: taken.message };
}
