import { Fault } from "../../core/assert.ts";
import { utilityHome } from "../../core/ids.ts";
import { DAY_MS, localDay } from "../../core/instant.ts";
import { enrolledAfter } from "../../core/store/customers.ts";
import { hubCommands, type ImportVerdict } from "../commands.ts";
import { readConfiguration, type UtilityConfiguration } from "../configuration.ts";
import { accountColumns } from "../import/account-line.ts";
import { readAccounts } from "../import/accounts.ts";
import { type Columns, readTable } from "../import/table.ts";
import { readTariffs, tariffColumns } from "../import/tariffs.ts";
import type { RunningUtility } from "../utility.ts";
import { townAccounts, townConfiguration, townTariffs } from "./town.ts";

/** How long households have lived in the town when it is founded: enough days for a forecast. */
export const FOUNDED_DAYS_AGO = 4;

/** The town's one utility, as its configuration says. */
export function townUtility(): UtilityConfiguration {
  const read = readConfiguration(townConfiguration);
  const utility = read.kind === "read" ? read.configuration.utilities[0] : undefined;
  if (utility === undefined) throw new Fault(`the town: ${JSON.stringify(read)}`);
  return utility;
}

/**
 * Imports the town's tariffs and households at its first start, as an operator would; later starts find them there. Resolves
 * when every account stands, also those that a start before was ended before it could open.
 */
export async function foundTown(
  utility: UtilityConfiguration,
  { hub, drain }: RunningUtility,
): Promise<void> {
  const home = utilityHome(utility.utilityId);
  const settled = await hub.store.read(home, (sql) => enrolledAfter(sql, home, "", 1));
  if (settled.length === 0) await importTown(utility, hub);
  drain.wake();
  await drain.idle();
}

async function importTown(
  utility: UtilityConfiguration,
  hub: RunningUtility["hub"],
): Promise<void> {
  const { serviceMs } = hub.clock.now();
  const movedIn = localDay(utility.zone, serviceMs - FOUNDED_DAYS_AGO * DAY_MS);
  const commands = hubCommands(() => hub);
  const write = async (command: string, records: readonly unknown[]): Promise<void> => {
    const input = { utilityId: utility.utilityId, records, mode: "write" };
    const verdicts = (await commands(command, input)) as readonly ImportVerdict[];
    const refused = verdicts.find((verdict) => verdict.kind === "refused");
    if (refused !== undefined) throw new Fault(`the town: ${JSON.stringify(refused)}`);
  };
  const tariffs = tableOf(townTariffs, tariffColumns, (rows) => readTariffs(rows, utility));
  await write("import_tariffs", tariffs);
  const text = townAccounts.replaceAll("MOVED_IN", movedIn);
  await write(
    "import_accounts",
    tableOf(text, accountColumns, (rows) => readAccounts(rows, utility)),
  );
}

function tableOf<Record>(
  text: string,
  columns: Columns,
  read: (rows: ReturnType<typeof readTable>["rows"]) => { records: Record[]; refused: unknown[] },
): Record[] {
  const table = readTable(new TextEncoder().encode(text), columns);
  const { records, refused } = read(table.rows);
  const wrong = [...table.refused, ...refused];
  if (wrong.length > 0) throw new Fault(`the town: ${JSON.stringify(wrong)}`);
  return records;
}
