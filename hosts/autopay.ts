import { agreeAutopay, type AgreeAutopay } from "../core/hub/agree-autopay.ts";
import { accountHome, utilityHome } from "../core/ids.ts";
import type { Hub } from "../core/ports.ts";
import { type Refusal, refuse } from "../core/refusal.ts";
import { customerOfAccount, methodsOf } from "../core/store/customers.ts";

/** Keeps a standing word at its account, with the method of its customer that it charges. */
export async function agreeAutopayHere(
  hub: Hub,
  accountId: string,
  asked: { readonly methodId: string | null } & Omit<AgreeAutopay, "methodId" | "methodToken">,
): Promise<{ readonly kind: string } | Refusal> {
  const utility = utilityHome(hub.utilityId);
  const methods = await hub.store.read(utility, (sql) => {
    const { serviceMs } = hub.clock.now();
    const customerId = customerOfAccount(sql, utility, accountId, serviceMs);
    return customerId === undefined ? [] : methodsOf(sql, utility, customerId, serviceMs);
  });
  const [only] = methods.length === 1 ? methods : [];
  const method = asked.methodId === null ? only : methods.find((one) => one.id === asked.methodId);
  if (method === undefined) return refuse("no_such_method", "say which saved method is charged");
  const home = accountHome(accountId);
  const input = { ...asked, methodId: method.id, methodToken: method.token };
  const agreed = await hub.store.transact<{ readonly kind: string } | Refusal>(home, (sql) =>
    agreeAutopay(sql, hub.clock.now(), home, input),
  );
  hub.wake();
  return agreed;
}
