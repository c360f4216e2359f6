/** An account that money without one may be of, and why it is thought so. */
export interface Suggestion {
  readonly accountId: string;
  readonly because: "named" | "same_number" | "near_number" | "phone";
}

/** What is known of an account for this. */
export interface Candidate {
  readonly accountId: string;
  /** Digits of the phone numbers of its customer. */
  readonly phones: readonly string[];
}

/** A person looks through so many and no more. */
export const SUGGESTIONS_MAX = 5;
/** Of a phone number so many last digits are what people write down. */
const PHONE_DIGITS = 7;
/** Shorter numbers are near to too many others. */
const NEAR_DIGITS = 4;

/**
 * Whose money it may be, the likeliest first: the account that was named and could not take it, one whose number is the same but
 * for its marks, one whose customer has the phone number, one whose number has a single digit wrong or two swapped.
 */
export function suggestionsOf(
  { reference, accountId }: { readonly reference: string; readonly accountId: string | null },
  candidates: readonly Candidate[],
): readonly Suggestion[] {
  const written = plainOf(reference);
  const digits = reference.replaceAll(/\D/g, "");
  const found = candidates.flatMap((one): Suggestion[] => {
    const plain = plainOf(one.accountId);
    const own = plain.replaceAll(/\D/g, "");
    if (one.accountId === accountId) return [{ accountId, because: "named" }];
    const isSame = written !== "" && (plain === written || (own !== "" && own === digits));
    if (isSame) return [{ accountId: one.accountId, because: "same_number" }];
    if (isPhone(digits, one.phones)) return [{ accountId: one.accountId, because: "phone" }];
    if (isNear(own, digits)) return [{ accountId: one.accountId, because: "near_number" }];
    return [];
  });
  const order: readonly Suggestion["because"][] = ["named", "same_number", "phone", "near_number"];
  return found
    .toSorted((one, other) => order.indexOf(one.because) - order.indexOf(other.because))
    .slice(0, SUGGESTIONS_MAX);
}

function plainOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

function isPhone(digits: string, phones: readonly string[]): boolean {
  const tail = digits.slice(-PHONE_DIGITS);
  return tail.length === PHONE_DIGITS && phones.some((phone) => phone.endsWith(tail));
}

/** One digit is another, or two neighbours are swapped: how a number is mistyped. */
function isNear(own: string, digits: string): boolean {
  if (own.length !== digits.length || own.length < NEAR_DIGITS) return false;
  const wrong = Array.from(own).flatMap((digit, at) => (digit === digits[at] ? [] : [at]));
  const [first = 0, second = 0] = wrong;
  if (wrong.length === 1) return true;
  const isSwapped = own[first] === digits[second] && own[second] === digits[first];
  return wrong.length === 2 && second === first + 1 && isSwapped;
}
