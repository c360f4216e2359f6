import { Fault, must } from "../../core/assert.ts";
import { utilityHome } from "../../core/ids.ts";
import { DAY_MS, localDay, type LocalDay } from "../../core/instant.ts";
import { isRefusal } from "../../core/refusal.ts";
import { enrolledAfter } from "../../core/store/customers.ts";
import { hubCommands, type ImportVerdict } from "../commands.ts";
import type { UtilityConfiguration } from "../configuration.ts";
import { accountColumns } from "../import/account-line.ts";
import { type AccountImport, readAccounts } from "../import/accounts.ts";
import { type Columns, readTable } from "../import/table.ts";
import { readTariffs, tariffColumns } from "../import/tariffs.ts";
import type { RunningUtility } from "../utility.ts";
import { householdsOf } from "./households.ts";
import { TOWN_PIN } from "./town.ts";

/** How long households have lived in the town when it is founded: enough days for a forecast. */
export const FOUNDED_DAYS_AGO = 4;

/**
 * Imports a utility's tariffs and households at the town's first start, as an operator would; later starts find them there.
 * Resolves when every account stands, also those that a start before was ended before it could open.
 */
export async function foundTown(
  utility: UtilityConfiguration,
  running: RunningUtility,
): Promise<void> {
  const { hub, drain } = running;
  const home = utilityHome(utility.utilityId);
  const settled = await hub.store.read(home, (sql) => enrolledAfter(sql, home, "", 1));
  if (settled.length === 0) await importHouseholds(utility, running);
  drain.wake();
  await drain.idle();
}

async function importHouseholds(
  utility: UtilityConfiguration,
  running: RunningUtility,
): Promise<void> {
  const { serviceMs } = running.hub.clock.now();
  const movedIn = localDay(utility.zone, serviceMs - FOUNDED_DAYS_AGO * DAY_MS);
  const commands = hubCommands(() => running);
  const write = async (command: string, records: readonly unknown[]): Promise<void> => {
    const input = { utilityId: utility.utilityId, records, mode: "write" };
    const verdicts = (await commands(command, input)) as readonly ImportVerdict[];
    const refused = verdicts.find((verdict) => verdict.kind === "refused");
    if (refused !== undefined) throw new Fault(`the town: ${JSON.stringify(refused)}`);
  };
  const { tariffs } = must(householdsOf[utility.utilityId], "a utility of the town");
  await write(
    "import_tariffs",
    tableOf(tariffs, tariffColumns, (rows) => readTariffs(rows, utility)),
  );
  const households = householdsIn(utility, movedIn);
  await write("import_accounts", households);
  const { utilityId } = utility;
  for (const { accountId } of households) {
    const outcome = await commands("set_pin", { utilityId, accountId, pin: TOWN_PIN });
    if (isRefusal(outcome)) throw new Fault(`the town: ${outcome.message}`);
  }
}

/** A utility's households of the town as an accounts file says them. */
export function householdsIn(utility: UtilityConfiguration, movedIn: LocalDay): AccountImport[] {
  const { accounts } = must(householdsOf[utility.utilityId], "a utility of the town");
  const text = accounts.replaceAll("MOVED_IN", movedIn);
  return tableOf(text, accountColumns, (rows) => readAccounts(rows, utility));
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
