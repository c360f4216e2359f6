/** Every household of the town as it stands now: the hub's own figures, read from the stores. */
import type { DistrictView, HouseView, Light } from "../../channels/simulated/protocol.ts";
import { must } from "../../core/assert.ts";
import type { AccountFacts, SupplyState } from "../../core/conversation/facts.ts";
import { accountFacts } from "../../core/hub/account-facts.ts";
import { accountHome } from "../../core/ids.ts";
import type { Hub } from "../../core/ports.ts";
import { moneyText, shownMinor } from "../../core/wording/money-text.ts";
import type { UtilityConfiguration } from "../configuration.ts";
import type { AccountImport } from "../import/accounts.ts";

/** A household of the town: who lives there, and the ends that are theirs. */
export interface Household {
  readonly utility: UtilityConfiguration;
  readonly hub: Hub;
  readonly accountId: string;
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly commodities: HouseView["commodities"];
  readonly meterIds: readonly string[];
}

export function householdOf(
  utility: UtilityConfiguration,
  hub: Hub,
  record: AccountImport,
): Household {
  const { accountId, name, label, services, contacts } = record;
  return {
    utility,
    hub,
    accountId,
    name,
    address: label,
    phone: must(contacts[0], "a household of the town has a phone").phone,
    commodities: services.map(({ commodity }) => commodity),
    meterIds: services.map(({ meterId }) => meterId),
  };
}

const supplyWords = {
  on: "on",
  turning_off: "turning off",
  off: "off",
  armed: "waits for a hand at the meter",
  turning_on: "turning on",
  load_limited: "on, limited",
  unknown: "nobody knows",
} as const satisfies Readonly<Record<SupplyState, string>>;

/** What goes wrong at a household on demand. */
interface HouseFaults {
  isStuck(accountId: string): boolean;
  isDisputed(accountId: string): boolean;
}

/** The districts, one a utility; a household that this data directory has never heard of is left out. */
export async function viewDistricts(
  households: readonly Household[],
  faults: HouseFaults,
): Promise<DistrictView[]> {
  const byUtility = Map.groupBy(households, ({ utility }) => utility);
  return Promise.all(
    [...byUtility].map(async ([utility, all]) => {
      const houses = await Promise.all(all.map((one) => viewHouse(one, faults)));
      return {
        utilityId: utility.utilityId,
        name: utility.name,
        number: utility.sms.numbers[0] ?? "",
        houses: houses.filter((house) => house !== null),
      };
    }),
  );
}

async function viewHouse(household: Household, faults: HouseFaults): Promise<HouseView | null> {
  const { hub, utility, accountId, name, address, phone, commodities } = household;
  const facts = await hub.store.read(accountHome(accountId), (sql) =>
    accountFacts(sql, hub.clock.now(), accountId, []),
  );
  if (facts === null) return null;
  const { supply, balanceUnits, daysLeft, restoreMinor } = facts;
  const { code } = utility.currency;
  return {
    accountId,
    name,
    address,
    phone,
    commodities,
    light: lightOf(facts, utility),
    supply: supplyWords[supply],
    balance: moneyText(Math.abs(shownMinor(balanceUnits, code)), code, "en"),
    isOwing: balanceUnits < 0,
    daysLeft,
    toRestore: restoreMinor === null ? null : moneyText(restoreMinor, code, "en"),
    isStuck: faults.isStuck(accountId),
    isDisputed: faults.isDisputed(accountId),
    canPress: supply === "armed",
  };
}

function lightOf({ supply, balanceUnits }: AccountFacts, utility: UtilityConfiguration): Light {
  switch (supply) {
    case "off":
    case "armed":
    case "turning_on":
    case "unknown":
      return "off";
    case "on":
    case "turning_off":
    case "load_limited":
      return balanceUnits <= utility.levels.lowUnits ? "low" : "on";
  }
}
