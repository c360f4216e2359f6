import { assert } from "../assert.ts";
import type { ReadColumns } from "./tally.ts";

/** One read: its quantity, or the signed difference to the one that is known for its start. */
export interface Use {
  readonly startMs: number;
  readonly quantityMicro: number;
}

/** The reads in order of time, those of one start summed. Faults on an instant or a sum that is no safe integer. */
export function columnsOf(uses: readonly Use[]): ReadColumns {
  const isSorted = uses.every(({ startMs }, index) => {
    const before = uses[index - 1];
    return before === undefined || before.startMs < startMs;
  });
  const sorted = isSorted ? uses : uses.toSorted((one, other) => one.startMs - other.startMs);
  const startsMs = new Float64Array(sorted.length);
  const quantitiesMicro = new Float64Array(sorted.length);
  let length = 0;
  for (const { startMs, quantityMicro } of sorted) {
    const last = length - 1;
    if (startsMs[last] === startMs) (quantitiesMicro[last] as number) += quantityMicro;
    else {
      startsMs[length] = startMs;
      quantitiesMicro[length] = quantityMicro;
      length += 1;
    }
    assert(Number.isSafeInteger(startMs), "a read with a broken instant");
    const sum = quantitiesMicro[length - 1] as number;
    assert(Number.isSafeInteger(sum), "quantities that do not add up exactly");
  }
  return { startsMs, quantitiesMicro, length };
}
