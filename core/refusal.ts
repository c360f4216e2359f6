/**
 * A customer's, meter's or caller's wrong, as a value: it has a stable code, says in words what is wrong, and rolls back
 * whatever the happening wrote. Our own wrong is a throw.
 */
export class Refusal<Code extends string = string> {
  readonly kind = "refused";
  readonly code: Code;
  readonly message: string;

  constructor(code: Code, message: string) {
    this.code = code;
    this.message = message;
  }
}

export function refuse<Code extends string>(code: Code, message: string): Refusal<Code> {
  return new Refusal(code, message);
}

export function isRefusal(value: unknown): value is Refusal {
  return value instanceof Refusal;
}
