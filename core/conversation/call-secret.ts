import { PROOF_CODE_KEY } from "./call-keys.ts";
import type { Rendered } from "./call-rendering.ts";
import { PIN_DIGITS_MAX, PIN_DIGITS_MIN, PROOF_CODE_DIGITS } from "./identify.ts";
import type { CallWait, Spoken } from "./prompt.ts";
import type { View } from "./talk.ts";

/** A PIN, and the key for a code by text in its place where texts are sent; or that code. `tells` is what came of the last one. */
export function askSecret(
  of: "pin" | "proof_code",
  asks: readonly Spoken[],
  ...tells: readonly Spoken[]
) {
  return ({ facts }: View): Rendered => {
    const isTexted = (facts.utility.textNumber ?? null) !== null;
    const [min, max] =
      of === "pin" ? [PIN_DIGITS_MIN, PIN_DIGITS_MAX] : [PROOF_CODE_DIGITS, PROOF_CODE_DIGITS];
    const wait: CallWait = { kind: "digits", of, min, max, ...(isTexted && { isTexted }) };
    const hint: Spoken = { key: "proof_code_key", press: PROOF_CODE_KEY };
    return { tells, says: isTexted && of === "pin" ? [...asks, hint] : asks, wait };
  };
}
