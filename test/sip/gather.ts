/** What is keyed in answer to one gather_using_speak, as Telnyx ends it. No socket and no clock of its own. */

export interface GatherBody {
  readonly minimum_digits?: number;
  readonly maximum_digits?: number;
  readonly maximum_tries?: number;
  readonly timeout_millis?: number;
  readonly inter_digit_timeout_millis?: number;
  readonly terminating_digit?: string;
  readonly valid_digits?: string;
}

/** What the carrier takes for what is not given. */
const otherwise = {
  minimum_digits: 1,
  maximum_digits: 128,
  maximum_tries: 3,
  timeout_millis: 60_000,
  inter_digit_timeout_millis: 5_000,
  terminating_digit: "#",
  valid_digits: "0123456789#*",
};

export type GatherStatus = "valid" | "invalid" | "timeout" | "cancelled" | "call_hangup";

export interface GatherParts {
  readonly after: (delayMs: number, work: () => void) => () => void;
  /** Says the prompt, again at each try; calls back once it was said to its end. */
  readonly say: (said: () => void) => void;
  /** Cuts the prompt: somebody keyed into it. */
  readonly hush: () => void;
  readonly ended: (status: GatherStatus, digits: string) => void;
}

export class Gather {
  readonly #rules: typeof otherwise;
  readonly #parts: GatherParts;
  #digits = "";
  #tries = 0;
  #hasEnded = false;
  #cancel: () => void = () => undefined;

  constructor(body: GatherBody, parts: GatherParts) {
    this.#rules = { ...otherwise, ...body };
    this.#parts = parts;
    this.#try();
  }

  press(key: string): void {
    if (this.#hasEnded) return;
    this.#cancel();
    this.#parts.hush();
    const { terminating_digit: last, maximum_digits: most } = this.#rules;
    if (key !== last) this.#digits += key;
    if (key === last || this.#digits.length >= most) {
      this.#judge();
      return;
    }
    const pauseMs = this.#rules.inter_digit_timeout_millis;
    this.#cancel = this.#parts.after(pauseMs, () => this.#judge());
  }

  /** Ends it from outside, with what was keyed so far. */
  end(status: "cancelled" | "call_hangup"): void {
    this.#end(status);
  }

  #try(): void {
    this.#tries += 1;
    this.#digits = "";
    const tried = this.#tries;
    this.#parts.say(() => {
      if (this.#hasEnded || this.#digits !== "" || tried !== this.#tries) return;
      this.#cancel = this.#parts.after(this.#rules.timeout_millis, () => this.#again("timeout"));
    });
  }

  #judge(): void {
    const { minimum_digits: least, valid_digits: valid } = this.#rules;
    const isValid = Array.from(this.#digits).every((key) => valid.includes(key));
    if (isValid && this.#digits.length >= least) this.#end("valid");
    else this.#again("invalid");
  }

  #again(status: "invalid" | "timeout"): void {
    if (this.#tries >= this.#rules.maximum_tries) this.#end(status);
    else this.#try();
  }

  #end(status: GatherStatus): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#cancel();
    this.#parts.hush();
    this.#parts.ended(status, this.#digits);
  }
}
