/** E.164: "+" and 7 to 15 digits, the first not 0 (ITU-T E.164). National numbers are turned into it where they are imported. */
export function isPhone(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text);
}

/** "…0100": how a number is shown to staff and in logs. */
export function maskPhone(phone: string): string {
  return `…${phone.slice(-4)}`;
}
