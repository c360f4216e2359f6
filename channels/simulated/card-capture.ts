/** What a carrier asks for of a card, in its order, and what it takes for an answer. */
const steps = [
  { step: "payment-card-number", isGood: (keys: string) => /^\d{13,19}$/.test(keys) },
  { step: "expiration-date", isGood: (keys: string) => /^(?:0[1-9]|1[0-2])\d\d$/.test(keys) },
  { step: "postal-code", isGood: (keys: string) => /^\d{5}$/.test(keys) },
  { step: "security-code", isGood: (keys: string) => /^\d{3,4}$/.test(keys) },
] as const;

const common = { payment_connector: "Default", payment_method: "credit-card" };

/** How the capture asks, waits and tells, in the carrier's own fields. */
export interface CaptureParts {
  readonly attemptsMax: number;
  readonly timeoutMs: number;
  readonly after: (delayMs: number, work: () => void) => () => void;
  /** Asks the caller for one thing. */
  readonly ask: (step: string) => void;
  readonly tell: (
    type: "call.payment.progress" | "call.payment.completed",
    fields: Readonly<Record<string, string | number>>,
  ) => void;
  /** It has ended, whatever it came to. */
  readonly over: () => void;
}

/** A card as the simulated carrier takes it: digits stay here, and what goes out is a name that the simulated processor knows. */
export class CardCapture {
  readonly #parts: CaptureParts;
  #at = 0;
  #attempt = 1;
  #keys = "";
  #number = "";
  #cancel: () => void = () => undefined;

  constructor(parts: CaptureParts) {
    this.#parts = parts;
    this.#ask();
  }

  take(key: string): void {
    if (key !== "#") {
      this.#keys += key;
      return;
    }
    const keys = this.#keys;
    this.#keys = "";
    if (steps[this.#at]?.isGood(keys) !== true) {
      this.#miss("invalid-input");
      return;
    }
    if (this.#at === 0) this.#number = keys;
    this.#at += 1;
    this.#attempt = 1;
    if (this.#at < steps.length) this.#ask();
    else this.#end({ result: "success", ...this.#named() });
  }

  /** The call is over: nothing more is told. */
  stop(): void {
    this.#cancel();
  }

  #named() {
    const last4 = this.#number.slice(-4);
    return {
      token_id: `sim_visa_${last4}`,
      payment_card_number: `xxxxxxxxxxxx${last4}`,
      payment_card_type: "visa",
      security_code: "xxx",
    };
  }

  #ask(): void {
    this.#cancel();
    this.#parts.ask(steps[this.#at]?.step ?? "");
    this.#cancel = this.#parts.after(this.#parts.timeoutMs, () => this.#miss("timeout"));
  }

  /** A number that can't be, or none in time. */
  #miss(why: "invalid-input" | "timeout"): void {
    const attempt = this.#attempt;
    this.#attempt += 1;
    if (attempt >= this.#parts.attemptsMax) {
      this.#end({ result: "too-many-failed-attempts", payment_error: why });
      return;
    }
    const failed = { attempt, error_type: why, payment_status: "failed" };
    const step = steps[this.#at]?.step ?? "";
    this.#parts.tell("call.payment.progress", { ...common, ...failed, payment_step: step });
    this.#ask();
  }

  #end(fields: Readonly<Record<string, string>>): void {
    this.#cancel();
    this.#parts.over();
    this.#parts.tell("call.payment.completed", { ...common, ...fields });
  }
}
