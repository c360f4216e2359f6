/** Our own wrong: ends this happening (its savepoint rolls back), never the process. */
export class Fault extends Error {
  override readonly name = "Fault";
}

export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Fault(message);
}

/** The value, or a fault that says what was missing. */
export function must<Value>(value: Value | undefined | null, message: string): Value {
  if (value === undefined || value === null) throw new Fault(message);
  return value;
}

/** The unreachable end of an exhaustive switch. */
export function never(value: never): never {
  throw new Fault(`unexpected ${JSON.stringify(value)}`);
}
