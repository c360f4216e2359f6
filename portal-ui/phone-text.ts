/** A North American number as people write it, "+1 202 555 0100"; any other as it is. */
export function phoneText(number: string): string {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "+1 $1 $2 $3");
}
