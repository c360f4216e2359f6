/** Whom transcripts pay by a code. */
import { payeeOf } from "../../core/conversation/payee.ts";
import { payCodeOf } from "../../core/payment/pay-code.ts";

/** A code by which somebody else's account is paid, and whom a talk knows it to pay. Any other is not good. */
const STAGE_CODE = payCodeOf("123456789");
export const STAGE_PAYEE = payeeOf("0123456789abcdef01234567", STAGE_CODE);

/** What the hub makes of digits that may be a code. */
export function stagePayee(digits: string): string | null {
  return digits === STAGE_CODE ? STAGE_PAYEE : null;
}
