import { Hono } from "hono";
import { emergencyRoutes } from "../channels/counter/emergency.ts";
import type { CounterEnvironment } from "../channels/counter/routes.ts";
import { invokeEmergency, type Invoked } from "../core/hub/invoke-emergency.ts";
import { accountHome } from "../core/ids.ts";
import type { Now } from "../core/instant.ts";
import type { Home, Hub, Sql } from "../core/ports.ts";
import type { Refusal } from "../core/refusal.ts";
import type { authorize } from "./api-key.ts";
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
  return routes;
}

/** Does one thing at an account, and lets what follows from it be done at once. */
export async function atAccount<Done>(
  hub: Hub,
  accountId: string,
  work: (sql: Sql, now: Now, home: Home) => Done | Refusal,
): Promise<Done | Refusal> {
  const home = accountHome(accountId);
  const done = await hub.store.transact<Done | Refusal>(
    home,
    (sql) => work(sql, hub.clock.now(), home) as never,
  );
  hub.wake();
  return done;
}
