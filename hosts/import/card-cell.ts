/** True where 13 to 19 digits pass the check that every card number passes (ISO/IEC 7812, Luhn). */
export function holdsCardNumber(cell: string): boolean {
  return [...cell.matchAll(/\d(?:[ -]?\d){12,18}/g)].some(([match]) => {
    const digits = match.replace(/[ -]/g, "").split("").toReversed().map(Number);
    const sum = digits.reduce((before, digit, index) => {
      const weighed = index % 2 === 0 ? digit : digit * 2;
      return before + (weighed > 9 ? weighed - 9 : weighed);
    }, 0);
    return sum % 10 === 0;
  });
}
