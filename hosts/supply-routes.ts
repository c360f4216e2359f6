/** What staff and feeds tell the hub about supply, joined to the hub that serves the utility. */
import { Hono } from "hono";
import { codeRangeRoutes } from "../channels/counter/code-ranges.ts";
import { disputeRoutes } from "../channels/counter/disputes.ts";
import { newsRoutes } from "../channels/counter/news.ts";
import { powerBackRoutes } from "../channels/counter/power-back.ts";
import { type AdminAuthorize, protectionRoutes } from "../channels/counter/protections.ts";
import type { CounterEnvironment } from "../channels/counter/routes.ts";
import { secondContactRoutes } from "../channels/counter/second-contacts.ts";
import { silentMeterRoutes } from "../channels/counter/silent-meters.ts";
import { noticeRoutes } from "../channels/counter/notices.ts";
import { stoppedRanges } from "../core/hub/code-use.ts";
import { chooseQuiet } from "../core/hub/choose-quiet.ts";
import { choosePurpose } from "../core/hub/choose-purpose.ts";
import { listStaffNotices, noteStaffNotice, verifyNotice } from "../core/hub/note-staff-notice.ts";
import { endProtection, noteProtection } from "../core/hub/note-protection.ts";
import { powerBackFigures } from "../core/hub/power-back.ts";
import { publishChannelHealth, publishWeather } from "../core/hub/publish-news.ts";
import { listSilentMeters } from "../core/hub/silent-meters.ts";
import { accountHome, utilityHome } from "../core/ids.ts";
import type { Home, Hub, Sql } from "../core/ports.ts";
import { type Refusal, refuse } from "../core/refusal.ts";
import { accountAt } from "../core/store/accounts.ts";
import { type ProtectionRow, protectionsOf } from "../core/store/protections.ts";
import { disputesEnd } from "./disputes.ts";
import { currencyOfUtility } from "./quote.ts";
import { secondContactsEnd } from "./second-contacts.ts";

export function supplyRoutes(
  hubFor: (utilityId: string) => Hub,
  authorize: AdminAuthorize,
): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  const nowMs = (utilityId: string): number => hubFor(utilityId).clock.now().serviceMs;
  app.route("/", protectionsOfAccounts(hubFor, authorize));
  app.route("/", disputeRoutes({ authorize, ...disputesEnd(hubFor) }));
  app.route("/", secondContactRoutes({ authorize, ...secondContactsEnd(hubFor) }));
  app.route("/", noticesOf(hubFor, authorize));
  app.route(
    "/",
    powerBackRoutes({
      authorize,
      figures: (utilityId) => powerBackFigures(hubFor(utilityId)),
    }),
  );
  app.route(
    "/",
    silentMeterRoutes({ authorize, list: (utilityId) => listSilentMeters(hubFor(utilityId)) }),
  );
  app.route(
    "/",
    codeRangeRoutes({
      authorize,
      list: (utilityId) => {
        const { store, clock } = hubFor(utilityId);
        const home = utilityHome(utilityId);
        return store.read(home, (sql) => stoppedRanges(sql, clock.now(), home));
      },
    }),
  );
  app.route(
    "/",
    newsRoutes({
      authorize,
      nowMs,
      publishWeather: (utilityId, weather, actor) =>
        at(hubFor(utilityId), utilityHome(utilityId), (sql, now, home) =>
          publishWeather(sql, now, home, { weather, actor }),
        ),
      publishChannelHealth: (utilityId, news, actor) =>
        at(hubFor(utilityId), utilityHome(utilityId), (sql, now, home) =>
          publishChannelHealth(sql, now, home, { news, actor }),
        ),
    }),
  );
  return app;
}

function protectionsOfAccounts(
  hubFor: (utilityId: string) => Hub,
  authorize: AdminAuthorize,
): Hono<CounterEnvironment> {
  const nowMs = (utilityId: string): number => hubFor(utilityId).clock.now().serviceMs;
  return protectionRoutes({
    authorize,
    nowMs,
    currencyOf: (utilityId) => currencyOfUtility(hubFor(utilityId)),
    list: (utilityId, accountId) => {
      const home = accountHome(accountId);
      return hubFor(utilityId).store.read<ProtectionRow[] | Refusal>(home, (sql) =>
        accountAt(sql, home) === undefined
          ? refuse("no_such_account", `there is no account ${accountId}`)
          : protectionsOf(sql, home),
      );
    },
    note: (utilityId, accountId, input) =>
      at(hubFor(utilityId), accountHome(accountId), (sql, now, home) =>
        noteProtection(sql, now, home, input),
      ),
    end: (utilityId, accountId, input) =>
      at(hubFor(utilityId), accountHome(accountId), (sql, now, home) =>
        endProtection(sql, now, home, input),
      ),
  });
}

function noticesOf(
  hubFor: (utilityId: string) => Hub,
  authorize: AdminAuthorize,
): Hono<CounterEnvironment> {
  return noticeRoutes({
    authorize,
    list: (utilityId) => listStaffNotices(hubFor(utilityId)),
    note: (utilityId, accountId, input) =>
      at(hubFor(utilityId), accountHome(accountId), (sql, now, home) =>
        noteStaffNotice(sql, now, home, input),
      ),
    verify: (utilityId, accountId, askCode) => {
      const home = accountHome(accountId);
      return hubFor(utilityId).store.read(home, (sql) => verifyNotice(sql, home, askCode));
    },
    chooseQuiet: (utilityId, accountId, input) =>
      at(hubFor(utilityId), accountHome(accountId), (sql, now, home) =>
        chooseQuiet(sql, now, home, input),
      ),
    choosePurpose: (utilityId, input) => choosePurpose(hubFor(utilityId), input),
  });
}

/** One happening, and the outbox woken after it: what it decided is not to wait for the next tick. */
async function at<Result>(
  hub: Hub,
  home: Home,
  work: (sql: Sql, now: ReturnType<Hub["clock"]["now"]>, home: Home) => Result,
): Promise<Result> {
  const result = await hub.store.transact<Result>(
    home,
    (sql) => work(sql, hub.clock.now(), home) as never,
  );
  hub.wake();
  return result;
}
