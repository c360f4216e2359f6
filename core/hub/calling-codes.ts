/** Where a number is, by its calling code: what one code shares with other countries, and with services that cost, is not one country. */

/**
 * Of the North American plan: countries of their own, each by the code and area that its numbers begin with, and 900, which costs
 * whoever is called. The United States with their territories, and Canada, are what is left.
 */
const apart: Readonly<Record<string, readonly string[]>> = {
  "1": "242 246 264 268 284 345 441 473 649 658 664 721 758 767 784 809 829 849 868 869 876 900".split(
    " ",
  ),
};

/** Whether a number (E.164) is in one of the places that calling codes name: "1" leaves Jamaica out, which "1876" names. */
export function isInPlaces(number: string, callingCodes: readonly string[]): boolean {
  const digits = number.slice(1);
  return callingCodes.some(
    (code) =>
      digits.startsWith(code) &&
      !(apart[code] ?? []).some((area) => digits.startsWith(area, code.length)),
  );
}
