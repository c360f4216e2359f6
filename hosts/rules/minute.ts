/** Minutes of the day of a time such as "08:00"; 1440 of "24:00". */
export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
