/** The calls that a Stripe-shaped server takes, each with exactly the parameters it knows: any other is refused. */
import { readerCalls } from "./stripe-readers.ts";
import { type Given, type StripeBooks, StripeFailure, type Thing } from "./stripe-books.ts";

export interface Call {
  readonly method: "GET" | "POST";
  readonly path: RegExp;
  readonly parameters: readonly string[];
  readonly required?: readonly string[];
  readonly act: (books: StripeBooks, given: Given, id: string) => unknown;
}

const paging = ["limit", "starting_after", "ending_before", "created", "expand"];

const calls: readonly Call[] = [
  {
    method: "POST",
    path: /^\/v1\/customers$/,
    parameters: ["name", "email", "metadata"],
    act: (books, given) => books.make("cus", "customer", { metadata: {}, ...given }),
  },
  {
    method: "GET",
    path: /^\/v1\/customers$/,
    parameters: [...paging, "email"],
    act: (books, given) => listOf(books.all("customer"), given, ["email"]),
  },
  {
    method: "POST",
    path: /^\/v1\/payment_methods$/,
    parameters: ["type", "card", "us_bank_account", "metadata"],
    required: ["type"],
    act: (books, given) => {
      const part = given[String(given["type"])] as { readonly token?: string } | undefined;
      return books.makeMethod(part?.token ?? "", null);
    },
  },
  {
    method: "GET",
    path: /^\/v1\/payment_methods\/(\w+)$/,
    parameters: ["expand"],
    act: (books, _, id) => books.find(id, "payment_method"),
  },
  {
    method: "POST",
    path: /^\/v1\/payment_methods\/(\w+)\/attach$/,
    parameters: ["customer"],
    required: ["customer"],
    act: (books, { customer }, id) => {
      books.find(String(customer), "customer");
      return books.change(id, "payment_method", { customer });
    },
  },
  {
    method: "POST",
    path: /^\/v1\/setup_intents$/,
    parameters: ["customer", "usage", "metadata", "payment_method", "confirm"],
    act: (books, given) => withSecret(books, books.make("seti", "setup_intent", given)),
  },
  {
    method: "GET",
    path: /^\/v1\/setup_intents\/(\w+)$/,
    parameters: ["expand"],
    act: (books, given, id) => expanded(books, books.find(id, "setup_intent"), given),
  },
  {
    method: "POST",
    path: /^\/v1\/payment_intents$/,
    parameters: [
      "amount",
      "currency",
      "customer",
      "payment_method",
      "off_session",
      "confirm",
      "metadata",
      "setup_future_usage",
      "allowed_payment_method_types",
      "capture_method",
    ],
    required: ["amount", "currency"],
    act: (books, given) => {
      if (given["confirm"] === "true") return books.charge({ ...given, ...wholeAmount(given) });
      const fields = { latest_charge: null, last_payment_error: null, payment_method: null };
      const whole = { customer: null, metadata: {}, ...given, ...wholeAmount(given) };
      return withSecret(books, books.make("pi", "payment_intent", { ...fields, ...whole }));
    },
  },
  {
    method: "GET",
    path: /^\/v1\/payment_intents$/,
    parameters: [...paging, "customer"],
    act: (books, given) => listOf(books.all("payment_intent"), given, ["customer"]),
  },
  {
    method: "GET",
    path: /^\/v1\/payment_intents\/(\w+)$/,
    parameters: ["expand"],
    act: (books, given, id) => expanded(books, books.find(id, "payment_intent"), given),
  },
  {
    method: "POST",
    path: /^\/v1\/payment_intents\/(\w+)\/cancel$/,
    parameters: ["cancellation_reason"],
    act: (books, _, id) => {
      const { status } = books.find(id, "payment_intent");
      if (status === "succeeded" || status === "processing") {
        const code = "payment_intent_unexpected_state";
        throw new StripeFailure(400, { type: "invalid_request_error", code, message: code });
      }
      return books.change(id, "payment_intent", { status: "canceled" });
    },
  },
  {
    method: "POST",
    path: /^\/v1\/refunds$/,
    parameters: ["payment_intent", "amount", "reason", "metadata"],
    act: (books, given) => books.refund(given),
  },
  {
    method: "GET",
    path: /^\/v1\/refunds$/,
    parameters: [...paging, "charge", "payment_intent"],
    act: (books, given) => listOf(books.all("refund"), given, ["charge", "payment_intent"]),
  },
  {
    method: "GET",
    path: /^\/v1\/refunds\/(\w+)$/,
    parameters: ["expand"],
    act: (books, _, id) => books.find(id, "refund"),
  },
  {
    method: "GET",
    path: /^\/v1\/disputes\/(\w+)$/,
    parameters: ["expand"],
    act: (books, _, id) => books.find(id, "dispute"),
  },
  {
    method: "GET",
    path: /^\/v1\/balance$/,
    parameters: ["expand"],
    act: (books) => books.money.told(),
  },
  {
    method: "GET",
    path: /^\/v1\/balance_transactions$/,
    parameters: [...paging, "payout", "type", "source"],
    act: (books, given) =>
      listOf(books.all("balance_transaction"), given, ["payout", "type", "source"]),
  },
];

/** Does what a request asks for; throws a StripeFailure where it asks for what is not known. */
export function callStripe(
  books: StripeBooks,
  { method, url, text }: { readonly method: string; readonly url: URL; readonly text: string },
): unknown {
  const given = formOf(method === "GET" ? url.searchParams : new URLSearchParams(text));
  const { pathname } = url;
  for (const call of [...calls, ...readerCalls]) {
    const found = call.path.exec(pathname);
    if (call.method !== method || found === null) continue;
    check(given, call.parameters, call.required ?? []);
    return call.act(books, given, found[1] ?? "");
  }
  const message = `Unrecognized request URL (${method}: ${pathname})`;
  throw new StripeFailure(404, { type: "invalid_request_error", message });
}

/** Newest first, as Stripe lists. */
function listOf(things: readonly Thing[], given: Given, filters: readonly string[]) {
  const { gte } = (given["created"] ?? {}) as { readonly gte?: string };
  const newest = things
    .filter((thing) => gte === undefined || Number(thing["created"]) >= Number(gte))
    .filter((thing) => filters.every((name) => !(name in given) || thing[name] === given[name]))
    .toReversed();
  const after = newest.findIndex(({ id }) => id === given["starting_after"]) + 1;
  const limit = Number(given["limit"] ?? 10);
  const data = newest.slice(after, after + limit);
  return { object: "list", data, has_more: after + limit < newest.length, url: "/v1" };
}

function withSecret(books: StripeBooks, thing: Thing): Thing {
  const status = "requires_payment_method";
  return books.change(thing.id, thing.object, { status, client_secret: `${thing.id}_secret_x` });
}

/** "expand[]=payment_method" puts the thing in place of its id. */
function expanded(books: StripeBooks, thing: Thing, { expand }: Given): Thing {
  if (!Array.isArray(expand) || !expand.includes("payment_method")) return thing;
  const id = thing["payment_method"];
  if (typeof id !== "string") return thing;
  return { ...thing, payment_method: books.find(id, "payment_method") };
}

function wholeAmount({ amount }: Given): { readonly amount: number } {
  const whole = Number(amount);
  if (Number.isSafeInteger(whole) && whole > 0) return { amount: whole };
  const code = "parameter_invalid_integer";
  throw new StripeFailure(400, { type: "invalid_request_error", code, param: "amount" });
}

function check(
  given: Readonly<Record<string, unknown>>,
  parameters: readonly string[],
  required: readonly string[],
): void {
  const type = "invalid_request_error";
  for (const param of Object.keys(given)) {
    if (parameters.includes(param)) continue;
    const message = `Received unknown parameter: ${param}`;
    throw new StripeFailure(400, { type, code: "parameter_unknown", param, message });
  }
  for (const param of required) {
    if (param in given) continue;
    const message = `Missing required param: ${param}.`;
    throw new StripeFailure(400, { type, code: "parameter_missing", param, message });
  }
}

/** "metadata[payment]=p1" and "expand[]=x" as the tree they mean. */
function formOf(form: URLSearchParams): Record<string, unknown> {
  const tree: Record<string, unknown> = {};
  for (const [name, value] of form) {
    const [, top = "", inner] = /^(\w+)(?:\[(\w*)\])?$/.exec(name) ?? [];
    if (inner === undefined) tree[top] = value;
    else if (inner === "" || /^\d+$/.test(inner)) {
      tree[top] = [...((tree[top] as unknown[] | undefined) ?? []), value];
    } else tree[top] = { ...(tree[top] as object | undefined), [inner]: value };
  }
  return tree;
}
