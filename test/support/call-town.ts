/** A town whose customers have PINs, for tests of calls. */
import type { PlacedCall } from "../../channels/simulated/calls.ts";
import { type LivingOptions, LivingTown } from "../living-town.ts";
import type { Open } from "../placements.ts";
import { ana, flat, START_MS, usd } from "../town.ts";

export const number = "+15550100001";
export const stranger = "+15550100099";
export const PIN = "4711";

const bob = {
  ...ana,
  accountId: "B-2002",
  customerId: "c2",
  name: "Bob Reed",
  label: "Elm St 4",
  contacts: [{ line: "+15550100002", agreed: null }],
  services: ana.services.map((service) => ({ ...service, meterId: "E-2", label: "Elm St 4" })),
};

/** A town of two customers with a PIN each, both with money enough. */
export async function townWith(
  open: Open,
  settings = usd,
  more: Pick<LivingOptions, "secrets"> = {},
): Promise<LivingTown> {
  const town = new LivingTown(await open("u"), {
    settings,
    tariffs: [flat],
    accounts: [
      { ...ana, openingUnits: 30_000_000 },
      { ...bob, openingUnits: 30_000_000 },
    ],
    reads: {},
    startMs: START_MS,
    ...more,
  });
  await town.found();
  await town.setPin("1001", PIN);
  await town.setPin("B-2002", "8080");
  return town;
}

/** What the utility said last. */
export function last(call: PlacedCall): string {
  return (
    call
      .lines()
      .filter(({ by }) => by === "utility")
      .at(-1)?.text ?? ""
  );
}
