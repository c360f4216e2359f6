import type { DecisionRecord } from "./record.ts";

const verdicts: Readonly<Record<DecisionRecord["verdict"], string>> = {
  cut: "Supply is to be turned off",
  wait_until: "Supply stays on until a time to come",
  hold: "Supply stays as it is, because a guard forbids the change",
  restore: "Supply is to be turned on",
  leave: "There is no reason to change anything",
};

/** A stored decision in plain words, a guard a line. Instants are given in UTC. */
export function explainDecision(record: DecisionRecord): string[] {
  const { verdict, decidedBy, untilMs, input, guards } = record;
  return [
    `${verdicts[verdict]} (${verdict}), decided by ${decidedBy}${untilMs === null ? "" : `, until ${instantText(untilMs)}`}.`,
    `Decided at ${instantText(input.serviceMs)} for ${input.zone}, by version ${String(record.decideVersion)} of the rules of deciding and version ${String(record.policyVersion)} of the settings${packText(record)}.`,
    `Balance ${String(input.balanceUnits)} units, estimated and not charged ${String(input.estimatedUnits)} units.`,
    ...guards.map((guard) => {
      const detail = Object.entries(guard.detail)
        .map(([name, value]) => `${name} ${valueText(name, value)}`)
        .join(", ");
      const end = guard.untilMs ?? guard.untilWallMs;
      const until = end === null ? "" : ` until ${instantText(end)}`;
      return `${guard.guard}: ${guard.verdict}${until}${detail === "" ? "" : ` (${detail})`}`;
    }),
  ];
}

function packText({ pack }: DecisionRecord): string {
  return pack === undefined ? "" : ` with version ${String(pack.version)} of ${pack.packId}`;
}

function valueText(name: string, value: number | string | null): string {
  if (value === null) return "none";
  return typeof value === "number" && name.endsWith("AtMs") ? instantText(value) : String(value);
}

function instantText(atMs: number): string {
  return new Date(atMs).toISOString();
}
