/** One finding on a line of its own. */
import type { Finding } from "../../ends.ts";

const marks: Readonly<Record<Finding["state"], string>> = {
  on: "on       ",
  simulated: "SIMULATED",
  off: "off      ",
  wrong: "WRONG    ",
};

export function findingInWords({ utilityId, subject, state, words }: Finding): string {
  const who = utilityId === null ? "" : `${utilityId}: `;
  return `${marks[state]}  ${who}${subject}: ${words}`;
}
