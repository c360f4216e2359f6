/** Post-pay bills and changes of billing at their accounts' homes, for the API and for an operator's files. */
import type { BillsEnd } from "../channels/counter/bills.ts";
import { accountBills } from "../core/hub/account-bill.ts";
import { convertAccount } from "../core/hub/convert-account.ts";
import { importBill, type ImportBill } from "../core/hub/import-bill.ts";
import { accountHome } from "../core/ids.ts";
import { must } from "../core/assert.ts";
import { currencyOf } from "../core/money.ts";
import type { Hub } from "../core/ports.ts";
import { isRefusal, type Refusal, refuse } from "../core/refusal.ts";
import { accountAt } from "../core/store/accounts.ts";
import { findAccount } from "./find-account.ts";
import type { ImportMode, ImportVerdict } from "./commands.ts";
import { judge, verdictsOf } from "./judge.ts";

/** What an answer of the API lists; older ones are in the reports. */
const BILLS_TOLD_MAX = 100;

/** Takes a bill; in `check` it is judged and nothing is kept. */
export function takeBill(hub: Hub, bill: ImportBill, mode: ImportMode = "write") {
  const home = accountHome(bill.accountId);
  return judge(hub, { home, mode }, (sql) => importBill(sql, hub.clock.now(), home, bill));
}

export async function importBills(
  { records, mode }: { readonly records: readonly ImportBill[]; readonly mode: ImportMode },
  hub: Hub,
): Promise<ImportVerdict[]> {
  return verdictsOf(records, columnOf, async (record) => {
    const taken = await takeBill(hub, { ...record, actor: "import" }, mode);
    return isRefusal(taken) ? taken : { isNew: taken.kind === "billed" };
  });
}

/** Columns of a file by the refusal that names them. */
const columnOf: Readonly<Record<string, string>> = {
  no_such_account: "account",
  account_closed: "account",
  account_is_prepaid: "account",
  bad_source: "source",
  wrong_currency: "account",
  due_before_issued: "due",
  amount_too_large: "amount",
  version_differs: "version",
  version_is_old: "version",
};

export function billsEnd(hubOf: (utilityId: string) => Hub): Omit<BillsEnd, "authorize"> {
  return {
    importBill: (utilityId, bill) => takeBill(hubOf(utilityId), { ...bill, actor: "api" }),
    billsOf: (utilityId, accountId) => {
      const home = accountHome(accountId);
      return hubOf(utilityId).store.read(home, (sql) => {
        const account = accountAt(sql, home);
        if (account === undefined) return refuse("no_such_account", `there is no ${accountId}`);
        const currency = must(currencyOf(account.currency), "a scale");
        return { bills: accountBills(sql, home, BILLS_TOLD_MAX), currency };
      });
    },
    async convertAccount(utilityId, accountId, change) {
      const hub = hubOf(utilityId);
      const home = accountHome(accountId);
      const made = await hub.store.transact<{ kind: "converted" | "repeated" } | Refusal>(
        home,
        (sql) => convertAccount(sql, hub.clock.now(), home, change),
      );
      if (isRefusal(made)) return made;
      hub.wake();
      const account = await findAccount(hub, accountId);
      return isRefusal(account) ? account : { isNew: made.kind === "converted", account };
    },
  };
}
