/** Every door of the API that money comes in or goes out by, or that says what money does. */
import { payCodeOf } from "../../core/payment/pay-code.ts";

export type Fields = Readonly<Record<string, unknown>>;

export interface Door {
  readonly path: string;
  /** What it takes; its id is made anew for each try. */
  readonly good: Fields;
  readonly amount: "amount" | "cap";
  /** Where the account is named: in the body, or in the path. */
  readonly account: "body" | "path" | null;
  /** What makes a thing another one: made anew for each try; null where the door makes its own. */
  readonly id: "id" | "bill" | "debt" | null;
  /** Where a body holds many, each judged alone: under what name. */
  readonly many?: "bills" | "debts";
  /** Nothing at all is a good amount: what was told before is withdrawn by it. */
  readonly takesZero?: true;
}

export const open = "1001";
export const closed = "1002";
/** Is billed by another system. */
export const billed = "1003";
/** Good for a few hundred dollars, made before the doors are tried. */
export const payCode = payCodeOf("123456789");

const desk = { drawer: "desk-1", clerk: "maria" };
const usd = { currency: "USD" };

export const doors: readonly Door[] = [
  {
    path: "/v1/payments",
    good: { account: open, amount: "20.00", ...usd, ...desk, tender: "cash" },
    amount: "amount",
    account: "body",
    id: "id",
  },
  {
    path: "/v1/refunds",
    good: { account: open, payment: "p1", amount: "2.00", ...usd, reason: "moved_out" },
    amount: "amount",
    account: "body",
    id: "id",
  },
  {
    path: "/v1/suspense",
    good: { source: "shops", tender: "cash", amount: "5.00", ...usd, reference: "?" },
    amount: "amount",
    account: null,
    id: "id",
  },
  {
    path: `/v1/accounts/${open}/pledges`,
    good: { agency: "county", amount: "30.00", days: 30 },
    amount: "amount",
    account: "path",
    id: "id",
  },
  {
    path: `/v1/accounts/${open}/deposits`,
    good: { move: "taken", amount: "50.00", drawer: "desk-1" },
    amount: "amount",
    account: "path",
    id: "id",
  },
  {
    path: `/v1/accounts/${open}/debts`,
    good: { amount: "50.00" },
    amount: "amount",
    account: "path",
    id: "id",
  },
  {
    path: "/v1/pay-codes",
    good: { account: open, cap: "50.00" },
    amount: "cap",
    account: "body",
    id: null,
  },
  {
    path: `/v1/pay-codes/${payCode}/payments`,
    good: { amount: "3.00", ...usd, ...desk },
    amount: "amount",
    account: null,
    id: "id",
  },
  {
    path: "/v1/quotes",
    good: { account: open, amount: "20.00" },
    amount: "amount",
    account: "body",
    id: "id",
  },
  {
    path: "/v1/pay-links",
    good: { account: open, amount: "20.00" },
    amount: "amount",
    account: "body",
    id: null,
  },
  {
    path: "/v1/bills",
    good: {
      account: billed,
      source: "cis",
      version: 1,
      issued: "2026-11-01",
      due: "2026-11-22",
      amount: "45.68",
      ...usd,
    },
    amount: "amount",
    account: "body",
    id: "bill",
    many: "bills",
    takesZero: true,
  },
  {
    path: "/v1/debts",
    good: { account: open, source: "cis", version: 1, amount: "45.68", ...usd },
    amount: "amount",
    account: "body",
    id: "debt",
    many: "debts",
    takesZero: true,
  },
];

/** A body as the door takes it. */
export function askedOf({ many }: Pick<Door, "many">, body: unknown): unknown {
  return many === undefined ? body : { [many]: [body] };
}

/** How a door that takes many answers for one of them; the answer itself where it takes one. */
export function outcomeOf(
  { many }: Pick<Door, "many">,
  { status, body }: { readonly status: number; readonly body: Readonly<Record<string, unknown>> },
): { readonly status: number; readonly code: unknown } {
  if (many === undefined || status >= 400) {
    return { status, code: status >= 400 ? body["code"] : null };
  }
  const [result] = body["results"] as readonly { outcome: string; code: string | null }[];
  return { status: result?.outcome === "refused" ? 422 : status, code: result?.code ?? null };
}
