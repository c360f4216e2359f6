/** Post-pay bills over HTTP: taken from the system that makes them, told of an account, and how an account is billed. */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import type { z } from "zod";
import type { BillTold } from "../../core/hub/account-bill.ts";
import type { ConvertAccount } from "../../core/hub/convert-account.ts";
import type { ImportBill } from "../../core/hub/import-bill.ts";
import { type Currency, currencyOf, parseDecimal, unitsToDecimal } from "../../core/money.ts";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import {
  type accountBillsSchema,
  billingRequestSchema,
  billSchema,
  billsEnvelopeSchema,
  type billsResponseSchema,
} from "./bills-protocol.ts";
import { isAccountId, wordsOf } from "./protocol.ts";
import {
  bodyOf,
  type CounterAccount,
  type CounterEnd,
  type CounterEnvironment,
  answerOf,
  limitBody,
  orRefuse,
} from "./routes.ts";

/** A thousand bills, or debts, of a few hundred bytes. */
const BATCH_BODY_BYTES_MAX = 1024 * 1024;

type Taken = { readonly kind: "billed" | "unchanged" } | Refusal;

export interface BillsEnd extends Pick<CounterEnd, "authorize"> {
  readonly importBill: (utilityId: string, bill: Omit<ImportBill, "actor">) => Promise<Taken>;
  readonly billsOf: (
    utilityId: string,
    accountId: string,
  ) => Promise<{ readonly bills: readonly BillTold[]; readonly currency: Currency } | Refusal>;
  readonly convertAccount: (
    utilityId: string,
    accountId: string,
    change: ConvertAccount,
  ) => Promise<{ readonly isNew: boolean; readonly account: CounterAccount } | Refusal>;
}

export function billRoutes({
  authorize,
  importBill,
  billsOf,
  convertAccount,
}: BillsEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  app.post("/v1/bills", authorize("payments:write"), limitBatch, async (context) => {
    const { utilityId } = context.var.caller;
    const asked = billsEnvelopeSchema.safeParse(orRefuse(bodyOf(await context.req.text())).json);
    const { bills } = orRefuse(
      asked.success ? asked.data : refuse("bad_bills", wordsOf(asked.error)),
    );
    const results: z.input<typeof billsResponseSchema>["results"] = [];
    for (const bill of bills) {
      const read = parseBill(bill);
      results.push(resultOf(isRefusal(read) ? read : await importBill(utilityId, read)));
    }
    return context.json({ results });
  });
  app.get("/v1/accounts/:id/bills", authorize("read"), async (context) => {
    const { id } = context.req.param();
    const found = isAccountId(id)
      ? await billsOf(context.var.caller.utilityId, id)
      : refuse("no_such_account", "no account can have such an id");
    return context.json(billsAnswerOf(orRefuse(found)));
  });
  app.post("/v1/accounts/:id/billing", authorize("payments:write"), limitBody, async (context) => {
    const { id } = context.req.param();
    const asked = billingRequestSchema.safeParse(orRefuse(bodyOf(await context.req.text())).json);
    const change = orRefuse(
      asked.success ? asked.data : refuse("bad_billing", wordsOf(asked.error)),
    );
    const { id: key, mode, agreed, clerk } = change;
    const made = isAccountId(id)
      ? await convertAccount(context.var.caller.utilityId, id, { key, mode, agreed, actor: clerk })
      : refuse("no_such_account", "no account can have such an id");
    const { account, isNew } = orRefuse(made);
    return context.json(answerOf(account), isNew ? 201 : 200);
  });
  return app;
}

/** Of every body that holds many things, each judged alone. */
export const limitBatch = bodyLimit({
  maxSize: BATCH_BODY_BYTES_MAX,
  onError: () => {
    throw new HTTPException(413, { cause: refuse("body_too_large", "a body may hold 1 MiB") });
  },
});

/** A bill as text has it, in an API's body or in a line of a file. */
export function parseBill(bill: unknown): Omit<ImportBill, "actor"> | Refusal {
  const read = billSchema.safeParse(bill);
  if (!read.success) {
    const [field = "bill"] = read.error.issues[0]?.path ?? [];
    return refuse(`bad_${String(field)}`, wordsOf(read.error));
  }
  const { account, source, bill: billId, version, issued, due, amount, currency: code } = read.data;
  const currency = currencyOf(code);
  if (currency === undefined) return refuse("bad_currency", `${code} is no currency known here`);
  const amountMinor = parseDecimal(amount, currency.minorDigits);
  if (isRefusal(amountMinor)) return refuse("bad_amount", `amount: ${amountMinor.message}`);
  return {
    accountId: account,
    source,
    billId,
    version,
    issuedDay: issued,
    dueDay: due,
    amountMinor,
    currency: code,
  };
}

function resultOf(taken: Taken): z.input<typeof billsResponseSchema>["results"][number] {
  if (!isRefusal(taken)) return { outcome: taken.kind, code: null, message: null };
  return { outcome: "refused", code: taken.code, message: taken.message };
}

function billsAnswerOf({
  bills,
  currency,
}: {
  bills: readonly BillTold[];
  currency: Currency;
}): z.input<typeof accountBillsSchema> {
  return {
    bills: bills.map(({ key, version, issuedDay, dueDay, amountUnits, paidUnits }) => ({
      bill: key,
      version,
      issued: issuedDay,
      due: dueDay,
      amount: unitsToDecimal(amountUnits, currency),
      paid: unitsToDecimal(paidUnits, currency),
    })),
  };
}
