/** What a Stripe-shaped server keeps: customers, saved methods, charges and what becomes of them, and the money they move. */

import { StripeMoney } from "./stripe-money.ts";

/** An error as Stripe answers it. */
export class StripeFailure extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(String(body["message"] ?? body["code"]));
    this.status = status;
    this.body = body;
  }
}

export type Thing = Record<string, unknown> & { readonly id: string; readonly object: string };
export type Given = Readonly<Record<string, unknown>>;

/** What a card's or an account's token of the tests does; the words are those of Stripe's own test tokens. */
const fates: Readonly<Record<string, string>> = {
  tok_visa: "succeeds",
  tok_chargeDeclined: "generic_decline",
  tok_chargeDeclinedInsufficientFunds: "insufficient_funds",
  tok_chargeDeclinedLostCard: "lost_card",
  tok_authenticationRequired: "authentication_required",
  btok_us_verified: "debits",
};

/** What is taken of a charge: 2.9 % and 30, of a bank debit 0.8 %. */
function feeOf(amount: number, isDebit: boolean): number {
  return isDebit ? Math.min(500, Math.round(amount * 0.008)) : Math.round(amount * 0.029) + 30;
}

/** Stripe's fee for a dispute. */
const DISPUTE_FEE = 1_500;

export class StripeBooks {
  readonly #things = new Map<string, Thing>();
  readonly #fates = new Map<string, string>();
  readonly #nowS: () => number;
  readonly #tell: (type: string, thing: Thing) => void;
  /** What is held, and how it moves. */
  readonly money: StripeMoney;
  #made = 0;

  constructor(nowS: () => number, tell: (type: string, thing: Thing) => void) {
    this.#nowS = nowS;
    this.#tell = tell;
    this.money = new StripeMoney(this, nowS, tell);
  }

  all(object: string): Thing[] {
    return [...this.#things.values()].filter((thing) => thing.object === object);
  }

  find(id: string, object: string): Thing {
    const thing = this.#things.get(id);
    if (thing?.object === object) return thing;
    throw new StripeFailure(404, {
      type: "invalid_request_error",
      code: "resource_missing",
      message: `No such ${object}: '${id}'`,
    });
  }

  make(prefix: string, object: string, fields: Given): Thing {
    this.#made += 1;
    const id = `${prefix}_${String(this.#made).padStart(14, "0")}`;
    const thing: Thing = { id, object, created: this.#nowS(), livemode: false, ...fields };
    this.#things.set(id, thing);
    return thing;
  }

  change(id: string, object: string, fields: Given): Thing {
    const thing = { ...this.find(id, object), ...fields };
    this.#things.set(id, thing);
    return thing;
  }

  /** A card or an account as its owner would type it into Stripe's own page. */
  makeMethod(token: string, customer: string | null): Thing {
    const fate = fates[token];
    if (fate === undefined) {
      throw new StripeFailure(400, { type: "invalid_request_error", message: `no ${token}` });
    }
    const kind =
      fate === "debits"
        ? { type: "us_bank_account", us_bank_account: { bank_name: "TEST BANK", last4: "6789" } }
        : { type: "card", card: { brand: "visa", last4: "4242", exp_month: 12, exp_year: 2034 } };
    const method = this.make("pm", "payment_method", { ...kind, customer, metadata: {} });
    this.#fates.set(method.id, fate);
    return method;
  }

  /** Charges a method at once; a decline is an error that names the PaymentIntent, as Stripe's is. */
  charge(given: Given): Thing {
    const method = this.find(String(given["payment_method"]), "payment_method");
    if (method["customer"] !== (given["customer"] ?? null)) {
      throw new StripeFailure(400, {
        type: "invalid_request_error",
        code: "payment_method_unexpected_state",
        message: "the method is of another customer",
      });
    }
    const fields = {
      amount: given["amount"],
      currency: given["currency"],
      customer: given["customer"] ?? null,
      metadata: given["metadata"] ?? {},
      latest_charge: null,
      last_payment_error: null,
      cancellation_reason: null,
    };
    const intent = this.make("pi", "payment_intent", { ...fields, payment_method: method.id });
    const fate = this.#fates.get(method.id) ?? "succeeds";
    if (fate === "succeeds") return this.succeed(intent.id);
    if (fate === "debits") {
      const processing = this.change(intent.id, "payment_intent", { status: "processing" });
      this.#tell("payment_intent.processing", processing);
      return processing;
    }
    const failed = this.fail(intent.id, fate);
    throw new StripeFailure(402, {
      ...(failed["last_payment_error"] as Given),
      payment_intent: failed,
    });
  }

  succeed(intentId: string): Thing {
    const intent = this.find(intentId, "payment_intent");
    const { amount, currency, customer, metadata, payment_method: method } = intent;
    const isDebit = this.find(String(method), "payment_method")["type"] === "us_bank_account";
    const charge = this.make("ch", "charge", {
      amount,
      currency,
      customer,
      metadata,
      payment_intent: intentId,
      status: "succeeded",
      amount_refunded: 0,
    });
    this.money.move("charge", charge.id, Number(amount), feeOf(Number(amount), isDebit));
    const done = this.change(intentId, "payment_intent", {
      status: "succeeded",
      latest_charge: charge.id,
      last_payment_error: null,
    });
    this.#tell("payment_intent.succeeded", done);
    return done;
  }

  /** A decline, or with a bank debit the failure that comes days later. */
  fail(intentId: string, code: string): Thing {
    const { latest_charge: charge, amount } = this.find(intentId, "payment_intent");
    if (typeof charge === "string")
      this.money.move("payment_failure_refund", charge, -Number(amount), 0);
    const isCode = code === "authentication_required" || code === "debit_not_authorized";
    const error = {
      type: "card_error",
      code: isCode ? code : "card_declined",
      decline_code: code,
      message: "Your card was declined.",
    };
    const failed = this.change(intentId, "payment_intent", {
      status: "requires_payment_method",
      payment_method: null,
      last_payment_error: error,
    });
    this.#tell("payment_intent.payment_failed", failed);
    return failed;
  }

  refund(given: Given): Thing {
    const intent = this.find(String(given["payment_intent"]), "payment_intent");
    const charge = this.find(String(intent["latest_charge"]), "charge");
    const left = Number(charge["amount"]) - Number(charge["amount_refunded"]);
    const amount = Number(given["amount"] ?? left);
    if (charge["disputed"] === true || amount > left || amount <= 0) {
      const code = charge["disputed"] === true ? "charge_disputed" : "charge_already_refunded";
      throw new StripeFailure(400, { type: "invalid_request_error", code, message: code });
    }
    const refund = this.make("re", "refund", {
      amount,
      currency: charge["currency"],
      charge: charge.id,
      payment_intent: intent.id,
      metadata: given["metadata"] ?? {},
      status: "succeeded",
    });
    this.money.move("refund", refund.id, -amount, 0);
    this.#refunded(charge.id, amount);
    this.#tell("refund.created", refund);
    return refund;
  }

  /** The refund never reached the customer's bank, and the money is back. */
  failRefund(refundId: string): Thing {
    const refund = this.find(refundId, "refund");
    this.money.move("refund_failure", refundId, Number(refund["amount"]), 0);
    this.change(String(refund["charge"]), "charge", { amount_refunded: 0 });
    const fields = { status: "failed", failure_reason: "lost_or_stolen_card" };
    const failed = this.change(refundId, "refund", fields);
    this.#tell("refund.failed", failed);
    return failed;
  }

  dispute(intentId: string, reason: string): Thing {
    const { latest_charge: chargeId, amount } = this.find(intentId, "payment_intent");
    this.change(String(chargeId), "charge", { disputed: true });
    const dispute = this.make("dp", "dispute", {
      amount,
      charge: chargeId,
      payment_intent: intentId,
      reason,
      status: "needs_response",
      currency: "usd",
    });
    this.money.move("dispute", dispute.id, -Number(amount), DISPUTE_FEE);
    this.#tell("charge.dispute.created", dispute);
    this.#tell("charge.dispute.funds_withdrawn", dispute);
    return dispute;
  }

  closeDispute(disputeId: string, status: "won" | "lost"): Thing {
    const dispute = this.change(disputeId, "dispute", { status });
    if (status === "won") {
      this.money.move("dispute_reversal", disputeId, Number(dispute["amount"]), 0);
      this.#tell("charge.dispute.funds_reinstated", dispute);
    }
    this.#tell("charge.dispute.closed", dispute);
    return dispute;
  }

  /** Somebody types a card into Stripe's page of a SetupIntent. */
  enterCard(setupId: string, token: string): Thing {
    const setup = this.find(setupId, "setup_intent");
    const method = this.makeMethod(token, String(setup["customer"]));
    const done = this.change(setupId, "setup_intent", {
      status: "succeeded",
      payment_method: method.id,
    });
    this.#tell("setup_intent.succeeded", done);
    return done;
  }

  /** The same, where it pays a PaymentIntent and is kept for later. */
  payByCard(intentId: string, token: string): Thing {
    const { customer } = this.find(intentId, "payment_intent");
    const method = this.makeMethod(token, typeof customer === "string" ? customer : null);
    this.change(intentId, "payment_intent", { payment_method: method.id });
    return this.succeed(intentId);
  }

  /** Tells of the newest state of something again, as a webhook that is late or doubled does. */
  tellAgain(type: string, id: string, object: string): void {
    this.#tell(type, this.find(id, object));
  }

  #refunded(chargeId: string, amount: number): void {
    const before = Number(this.find(chargeId, "charge")["amount_refunded"]);
    const charge = this.change(chargeId, "charge", { amount_refunded: before + amount });
    this.#tell("charge.refunded", charge);
  }
}
