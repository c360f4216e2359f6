import { assert, Fault } from "../assert.ts";
import { idOfHome, keyOf, utilityHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Hub } from "../ports.ts";
import { postpayHomes } from "../store/bills.ts";
import { homesWithOpenBills } from "../store/reads.ts";
import { dueTimers, takeTimer, type Timer } from "../store/timers.ts";
import { askForReads } from "./ask-for-reads.ts";
import { closeDay } from "./close-day.ts";
import { closePeriods } from "./close-period.ts";
import { issueBill } from "./issue-bill.ts";
import { escalateCase } from "./power-back.ts";
import { collectDebt } from "./collect-debt.ts";
import { advanceClosing } from "./end-account.ts";
import { endPledge } from "./end-pledge.ts";
import { beginExpiry, expireLines } from "./expire-lines.ts";
import { tellDaily } from "./daily-alert.ts";
import { reviewAccount } from "./review-account.ts";
import { runAutopay } from "./run-autopay.ts";
import { settingsAt } from "./settings.ts";
import { sweepAccounts } from "./sweep-accounts.ts";
import { passSwitchDeadline } from "./switch-supply.ts";
import { isTalkChannel } from "../conversation/talk-channel.ts";
import { takeTurn } from "./take-turn.ts";

/** Timers taken from one store in one tick; the rest follow in the next, so that a backlog starves nobody. */
const TIMERS_A_TICK = 500;

/**
 * Fires what is due by either clock in every open store, and closes the days that have ended. Returns how many timers fired.
 * A timer that fails stays due and is reported; the others fire.
 */
export async function tick(
  hub: Hub,
  report: (fault: unknown, timer: Timer | null) => void,
): Promise<number> {
  const now = hub.clock.now();
  let fired = 0;
  for (const slice of hub.store.slices()) {
    const due = await hub.store.read(slice, (sql) => [
      ...dueTimers(sql, "wall", now.wallMs, TIMERS_A_TICK),
      ...dueTimers(sql, "service", now.serviceMs, TIMERS_A_TICK),
    ]);
    const results = await Promise.allSettled(due.map((timer) => fire(hub, now, timer)));
    for (const [at, result] of results.entries()) {
      if (result.status === "rejected") report(result.reason, due[at] ?? null);
      else fired += 1;
    }
  }
  await closeDays(hub, now).catch((fault: unknown) => report(fault, null));
  if (fired > 0) hub.wake();
  return fired;
}

async function closeDays(hub: Hub, now: Now): Promise<void> {
  const settings = await hub.store.read(utilityHome(hub.utilityId), (sql) =>
    settingsAt(sql, now.serviceMs),
  );
  if (settings === null) return;
  const { zone, retention = null } = settings.settings;
  for (const slice of hub.store.slices()) {
    const day = await hub.store.transact(slice, (sql) => closeDay(sql, now, slice, zone));
    if (day.kind !== "closed") continue;
    await closeBills(hub, now, slice);
    if (retention === null) continue;
    await hub.store.transact(slice, (sql) => {
      beginExpiry(sql, now, slice, retention);
    });
  }
}

/** Once a day is enough: periods end at midnights, and wait some days for late reads. */
async function closeBills(hub: Hub, now: Now, slice: Home): Promise<void> {
  const homes = await hub.store.read(slice, homesWithOpenBills);
  for (const home of homes) {
    await hub.store.transact(home, (sql) => closePeriods(sql, now, home));
  }
  for (const home of await hub.store.read(slice, postpayHomes)) {
    await hub.store.transact(home, (sql) => issueBill(sql, now, home));
  }
}

async function fire(hub: Hub, now: Now, timer: Timer): Promise<void> {
  const { home } = timer;
  switch (timer.kind) {
    case "talk":
      await fireTalk(hub, timer);
      return;
    case "review":
      await hub.store.transact(home, (sql) => {
        if (takeTimer(sql, timer)) reviewAccount(sql, now, home, keyOf("timer", timer.dueAtMs));
      });
      return;
    case "power_back":
      await hub.store.transact(home, (sql) => {
        const { serviceId } = JSON.parse(timer.payload) as { serviceId: string };
        if (takeTimer(sql, timer)) escalateCase(sql, now, home, serviceId);
      });
      return;
    case "read":
      await hub.store.transact(home, (sql) => {
        if (takeTimer(sql, timer)) askForReads(sql, now, home);
      });
      return;
    case "sweep":
      await sweepAccounts(hub, now, timer);
      return;
    case "expire":
      await hub.store.transact(home, (sql) => {
        expireLines(sql, now, timer);
      });
      return;
    case "switch":
      await hub.store.transact(home, (sql) => {
        const { serviceId } = JSON.parse(timer.payload) as { serviceId: string };
        if (takeTimer(sql, timer)) passSwitchDeadline(sql, now, home, serviceId);
      });
      return;
    case "debt":
      await hub.store.transact(home, (sql) => {
        if (takeTimer(sql, timer)) collectDebt(sql, now, home, keyOf("timer", timer.dueAtMs));
      });
      return;
    case "daily_alert":
      await hub.store.transact(home, (sql) => {
        if (takeTimer(sql, timer)) tellDaily(sql, now, home, keyOf("timer", timer.dueAtMs));
      });
      return;
    case "autopay":
      await hub.store.transact(home, (sql) => {
        if (takeTimer(sql, timer)) runAutopay(sql, now, home, keyOf("timer", timer.dueAtMs));
      });
      return;
    case "closing":
      await hub.store.transact(home, (sql) => {
        if (takeTimer(sql, timer)) advanceClosing(sql, now, home, keyOf("timer", timer.dueAtMs));
      });
      return;
    case "pledge":
      await hub.store.transact(home, (sql) => {
        const { pledgeId } = JSON.parse(timer.payload) as { pledgeId: string };
        const expired = { pledgeId, outcome: "expired", actor: "hub", channel: "hub" } as const;
        if (takeTimer(sql, timer)) endPledge(sql, now, home, expired);
      });
      return;
    default:
      throw new Fault(`no happening answers a timer of kind ${timer.kind}`);
  }
}

/** A talk's timer is an input like any other; its key makes a second firing harmless, so it is taken away afterwards. */
async function fireTalk(hub: Hub, timer: Timer): Promise<void> {
  const payload = JSON.parse(timer.payload) as { channel: string; to: string; timer: string };
  const { channel } = payload;
  assert(isTalkChannel(channel), `no talk on ${channel} takes timers`);
  await takeTurn(hub, {
    channel,
    key: keyOf("timer", timer.key, timer.dueAtMs),
    from: idOfHome(timer.home),
    to: payload.to,
    input: { kind: "timer", timer: payload.timer },
  });
  await hub.store.transact(timer.home, (sql) => takeTimer(sql, timer));
}
