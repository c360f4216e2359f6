/** Old debts of another system at their accounts' homes, for the API and for an operator's files. */
import type { CarriedDebtsEnd } from "../channels/counter/carried-debts.ts";
import { importDebt, type ImportDebt } from "../core/hub/import-debt.ts";
import { accountHome } from "../core/ids.ts";
import type { Hub } from "../core/ports.ts";
import { isRefusal } from "../core/refusal.ts";
import type { ImportMode, ImportVerdict } from "./commands.ts";
import { judge, verdictsOf } from "./judge.ts";

/** Takes a debt over; in `check` it is judged and nothing is kept. */
function takeDebt(hub: Hub, debt: ImportDebt, mode: ImportMode = "write") {
  const home = accountHome(debt.accountId);
  return judge(hub, { home, mode }, (sql) => importDebt(sql, hub.clock.now(), home, debt));
}

export async function importDebts(
  { records, mode }: { readonly records: readonly ImportDebt[]; readonly mode: ImportMode },
  hub: Hub,
): Promise<ImportVerdict[]> {
  return verdictsOf(records, columnOf, async (record) => {
    const taken = await takeDebt(hub, { ...record, actor: "import" }, mode);
    return isRefusal(taken) ? taken : { isNew: taken.kind === "carried" };
  });
}

/** Columns of a file by the refusal that names them. */
const columnOf: Readonly<Record<string, string>> = {
  no_such_account: "account",
  account_closed: "account",
  wrong_currency: "account",
  amount_too_large: "amount",
  version_differs: "version",
  version_is_old: "version",
};

export function carriedDebtsEnd(
  hubOf: (utilityId: string) => Hub,
): Omit<CarriedDebtsEnd, "authorize"> {
  return {
    importDebt: (utilityId, debt) => takeDebt(hubOf(utilityId), { ...debt, actor: "api" }),
  };
}
