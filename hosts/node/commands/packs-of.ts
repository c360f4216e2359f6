/** The packs of a back-test: one, or two that can be compared. */
import { addDays } from "../../../core/instant.ts";
import { isRefusal, type Refusal, refuse } from "../../../core/refusal.ts";
import type { RulePack } from "../../rules/read-pack.ts";
import { packOf } from "./rule-pack.ts";

interface Named {
  readonly rules: string;
  readonly against: string | null;
  readonly days: number;
}

/** Two must be of one currency and one clock; each must hold in all of the days. */
export function packsOf(
  directory: string,
  { rules, against, days }: Named,
): readonly [RulePack, RulePack | null] | Refusal {
  const one = packNamed(directory, rules);
  if (isRefusal(one)) return one;
  const other = against === null ? null : packNamed(directory, against);
  if (isRefusal(other)) return other;
  const packs = other === null ? [one] : [one, other];
  return checkPair(one, other) ?? checkDays(packs, days) ?? [one, other];
}

function checkPair({ written: one }: RulePack, against: RulePack | null): Refusal | null {
  if (against === null) return null;
  const { written: other } = against;
  if (other.currency !== one.currency) {
    const message = `${one.id} is in ${one.currency} and ${other.id} in ${other.currency}`;
    return refuse("other_currency", message);
  }
  if (other.zone !== one.zone) {
    const message = `${one.id} goes by the clock of ${one.zone} and ${other.id} by that of ${other.zone}`;
    return refuse("other_zone", message);
  }
  return null;
}

function checkDays(packs: readonly RulePack[], days: number): Refusal | null {
  const begins = packs.map(({ written }) => written.effective_from).toSorted();
  const lastDay = addDays(begins.at(-1) ?? "", days - 1);
  for (const { written } of packs) {
    const { id, effective_to: to } = written;
    if (to === null || to >= lastDay) continue;
    return refuse("pack_ends", `${id} ends on ${to}, before the last day, ${lastDay}`);
  }
  return null;
}

function packNamed(directory: string, name: string): RulePack | Refusal {
  const read = packOf(directory, name);
  if (isRefusal(read)) {
    const message = `${read.message}, and no pack of that name comes with the program (rules list)`;
    return refuse(read.code, message);
  }
  if (read.kind === "read") return read.pack;
  const [first] = read.problems;
  const why = `${first?.path ?? ""}: ${first?.message ?? ""}`;
  return refuse("bad_pack", `${name} can't be used: ${why}; rules check names every wrong in it`);
}
