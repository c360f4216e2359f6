import { Hono } from "hono";
import { autopayRoutes } from "../channels/counter/autopay.ts";
import { carriedDebtRoutes } from "../channels/counter/carried-debts.ts";
import { closingRoutes } from "../channels/counter/closing.ts";
import { type DebtsEnd, debtRoutes } from "../channels/counter/debts.ts";
import { emergencyRoutes } from "../channels/counter/emergency.ts";
import type { CounterEnvironment } from "../channels/counter/routes.ts";
import { type SuspenseEnd, suspenseRoutes } from "../channels/counter/suspense.ts";
import { must } from "../core/assert.ts";
import { endAutopay } from "../core/hub/agree-autopay.ts";
import { agreeDebtTerms } from "../core/hub/agree-debt-terms.ts";
import { assignHeldMoney } from "../core/hub/assign-suspense.ts";
import { endPledge } from "../core/hub/end-pledge.ts";
import { holdMoney } from "../core/hub/hold-money.ts";
import { invokeEmergency, type Invoked } from "../core/hub/invoke-emergency.ts";
import { listSuspense } from "../core/hub/list-suspense.ts";
import { makePledge, type Pledged } from "../core/hub/make-pledge.ts";
import { moveDeposit } from "../core/hub/move-deposit.ts";
import { oweDebt } from "../core/hub/owe-debt.ts";
import { accountHome, utilityHome } from "../core/ids.ts";
import type { Now } from "../core/instant.ts";
import type { Home, Hub, Sql } from "../core/ports.ts";
import { isRefusal, type Refusal } from "../core/refusal.ts";
import { pledgeOf } from "../core/store/pledges.ts";
import type { authorize } from "./api-key.ts";
import { agreeAutopayHere } from "./autopay.ts";
import { carriedDebtsEnd } from "./carried-debts.ts";
import { closingEnd } from "./closing.ts";
import { makePayCodeHere, payByCode } from "./pay-by-code.ts";
import { currencyOfUtility } from "./quote.ts";

export interface CreditHost {
  readonly needs: ReturnType<typeof authorize>;
  readonly hubOf: (utilityId: string) => Hub;
}

/** Credit, debt and other people's money over HTTP. */
export function creditRoutes({ needs, hubOf }: CreditHost): Hono<CounterEnvironment> {
  const routes = new Hono<CounterEnvironment>();
  const common = {
    authorize: needs,
    currencyOf: (utilityId: string) => currencyOfUtility(hubOf(utilityId)),
  };
  routes.route(
    "/",
    emergencyRoutes({
      ...common,
      invokeEmergency: (utilityId, { accountId, grantId }) =>
        atAccount<Invoked>(hubOf(utilityId), accountId, (sql, now, home) =>
          invokeEmergency(sql, now, home, { grantId, channel: "counter", actor: "api" }),
        ),
    }),
  );
  routes.route("/", debtRoutes({ ...common, ...debtsOf(hubOf) }));
  routes.route("/", closingRoutes({ authorize: needs, ...closingEnd(hubOf) }));
  routes.route("/", carriedDebtRoutes({ authorize: needs, ...carriedDebtsEnd(hubOf) }));
  routes.route("/", suspenseRoutes({ ...common, ...suspenseEnd(hubOf) }));
  routes.route(
    "/",
    autopayRoutes({
      ...common,
      agree: (utilityId, accountId, asked) =>
        agreeAutopayHere(hubOf(utilityId), accountId, { ...asked, ...byApi }),
      end: (utilityId, accountId) =>
        atAccount(hubOf(utilityId), accountId, (sql, now, home) =>
          endAutopay(sql, now, home, byApi),
        ),
    }),
  );
  return routes;
}

const byApi = { channel: "counter", actor: "api" } as const;

type HubOf = CreditHost["hubOf"];

function debtsOf(hubOf: HubOf): Omit<DebtsEnd, "authorize" | "currencyOf"> {
  return {
    oweDebt: ({ utilityId, accountId }, input) =>
      atAccount(hubOf(utilityId), accountId, (sql, now, home) =>
        oweDebt(sql, now, home, { ...input, ...byApi }),
      ),
    agreeTerms: ({ utilityId, accountId }, input) =>
      atAccount(hubOf(utilityId), accountId, (sql, now, home) =>
        agreeDebtTerms(sql, now, home, { ...input, ...byApi }),
      ),
    makePledge: ({ utilityId, accountId }, input) =>
      atAccount(hubOf(utilityId), accountId, (sql, now, home) =>
        makePledge(sql, now, home, { ...input, ...byApi }),
      ),
    endPledge: ({ utilityId, accountId }, input) =>
      atAccount(hubOf(utilityId), accountId, (sql, now, home): Pledged | Refusal => {
        const ended = endPledge(sql, now, home, { ...input, ...byApi });
        if (isRefusal(ended)) return ended;
        const pledge = must(pledgeOf(sql, home, input.pledgeId), "a pledge that ended is there");
        return { kind: ended.kind === "repeated" ? "repeated" : "pledged", pledge };
      }),
    moveDeposit: ({ utilityId, accountId }, input) =>
      atAccount(hubOf(utilityId), accountId, (sql, now, home) =>
        moveDeposit(sql, now, home, { ...input, ...byApi }),
      ),
  };
}

function suspenseEnd(hubOf: HubOf): Omit<SuspenseEnd, "authorize" | "currencyOf"> {
  return {
    makePayCode: (utilityId, asked) =>
      makePayCodeHere(hubOf(utilityId), { ...asked, actor: "api" }),
    payByCode: (utilityId, payment) => payByCode(hubOf(utilityId), payment),
    holdMoney: (utilityId, money) =>
      atUtility(hubOf(utilityId), (sql, now, home) =>
        holdMoney(sql, now, home, { ...money, actor: "api" }),
      ),
    listSuspense: (utilityId) => {
      const hub = hubOf(utilityId);
      const home = utilityHome(utilityId);
      return hub.store.read(home, (sql) => [...listSuspense(sql, hub.clock.now(), home)]);
    },
    assign: (utilityId, asked) =>
      atUtility(hubOf(utilityId), (sql, now, home) => assignHeldMoney(sql, now, home, asked)),
  };
}

/** Does one thing at the utility's home, and lets what follows from it be done at once. */
function atUtility<Done>(
  hub: Hub,
  work: (sql: Sql, now: Now, home: Home) => Done | Refusal,
): Promise<Done | Refusal> {
  return atHome(hub, utilityHome(hub.utilityId), work);
}

/** Does one thing at an account, and lets what follows from it be done at once. */
function atAccount<Done>(
  hub: Hub,
  accountId: string,
  work: (sql: Sql, now: Now, home: Home) => Done | Refusal,
): Promise<Done | Refusal> {
  return atHome(hub, accountHome(accountId), work);
}

async function atHome<Done>(
  hub: Hub,
  home: Home,
  work: (sql: Sql, now: Now, home: Home) => Done | Refusal,
): Promise<Done | Refusal> {
  const done = await hub.store.transact<Done | Refusal>(
    home,
    (sql) => work(sql, hub.clock.now(), home) as never,
  );
  hub.wake();
  return done;
}
