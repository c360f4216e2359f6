/** Closing accounts for the API: what an account's own home does, with what other homes know of it. */
import type {
  ClosingAsked,
  ClosingEnd,
  ClosingSeen,
  WaitingPayout,
} from "../channels/counter/closing.ts";
import { closeAccount, type CloseAccount, leavesAtMs } from "../core/hub/close-account.ts";
import { type ClosingTold, closingTold } from "../core/hub/closing-told.ts";
import { payOut } from "../core/hub/pay-out.ts";
import { settleNow } from "../core/hub/end-account.ts";
import { suppliesOf } from "../core/hub/switch-supply.ts";
import { withdrawClosing } from "../core/hub/withdraw-closing.ts";
import { accountHome, idOfHome, utilityHome } from "../core/ids.ts";
import { must } from "../core/assert.ts";
import { localDay } from "../core/instant.ts";
import type { Home, Hub, Sql } from "../core/ports.ts";
import { isRefusal, type Refusal, refuse } from "../core/refusal.ts";
import { accountAt, type AccountRow } from "../core/store/accounts.ts";
import { closingById, closingOf } from "../core/store/closings.ts";
import { customerName, customerOfAccount, lookUp } from "../core/store/customers.ts";
import { payCodesEndedSince, usablePayCodes } from "../core/store/pay-codes.ts";
import { waitingPayouts } from "../core/store/payouts.ts";
import { judge } from "./judge.ts";
import { pushReads } from "./push-reads.ts";
import { currencyOfUtility } from "./quote.ts";

/** As many as people can pay out in a week; the rest follow. */
const PAYOUTS_LISTED_MAX = 500;

export function closingEnd(hubOf: (utilityId: string) => Hub): Omit<ClosingEnd, "authorize"> {
  return {
    see: ({ utilityId, accountId }, wanted) => see(hubOf(utilityId), accountId, wanted),
    close: ({ utilityId, accountId }, asked) => close(hubOf(utilityId), accountId, asked),
    async withdraw({ utilityId, accountId }, { closingId, clerk }) {
      const hub = hubOf(utilityId);
      const home = accountHome(accountId);
      const taken = await takenOver(hub, accountId);
      if (taken !== null) return taken;
      const input = { closingId, channel: "counter", actor: clerk };
      return judge(hub, { home, mode: "write" }, (sql) =>
        withdrawClosing(sql, hub.clock.now(), home, input),
      );
    },
    async payouts(utilityId) {
      const hub = hubOf(utilityId);
      return { payouts: await payoutsOf(hub), currency: await currencyOfUtility(hub) };
    },
    payOut({ utilityId, accountId }, paid) {
      const hub = hubOf(utilityId);
      const home = accountHome(accountId);
      return judge(hub, { home, mode: "write" }, (sql) =>
        payOut(sql, hub.clock.now(), home, { ...paid, channel: "counter" }),
      );
    },
  };
}

/** How a closing stands, or what one would come to: all of it is done, looked at and not kept. */
async function see(
  hub: Hub,
  accountId: string,
  wanted: Pick<CloseAccount, "day" | "moveTo">,
): Promise<ClosingSeen | Refusal> {
  const home = accountHome(accountId);
  const { store } = hub;
  const isAsked = await store.read(home, (sql) => closingOf(sql, home) !== undefined);
  if (isAsked) {
    const told = await store.read<ClosingTold | Refusal>(home, (sql) =>
      closingTold(sql, hub.clock.now(), home),
    );
    return isRefusal(told) ? told : seenOf(hub, accountId, { told, isPreview: false });
  }
  const refusal = await refusedMove(hub, accountId, wanted.moveTo);
  if (refusal !== null) return refusal;
  const input = { ...wanted, closingId: "preview", channel: "counter", actor: "preview" };
  const judged = await judge(hub, { home, mode: "check" }, (sql) =>
    previewed(sql, hub, home, input),
  );
  return isRefusal(judged) ? judged : seenOf(hub, accountId, { told: judged, isPreview: true });
}

/** Of a day to come the figures are those of now, which is as much as anybody can say. */
function previewed(sql: Sql, hub: Hub, home: Home, input: CloseAccount): ClosingTold | Refusal {
  const now = hub.clock.now();
  const { zone } = accountAt(sql, home) ?? { zone: "UTC" };
  const isToCome = input.day !== null && input.day >= localDay(zone, now.serviceMs);
  const asked = closeAccount(sql, now, home, input);
  if (isRefusal(asked)) return asked;
  const closing = must(closingOf(sql, home), "what was just asked for");
  settleNow(sql, now, home);
  const told = closingTold(sql, now, home);
  return isRefusal(told) || !isToCome ? told : { ...told, closing };
}

async function close(
  hub: Hub,
  accountId: string,
  asked: ClosingAsked,
): Promise<{ readonly kind: string; readonly seen: ClosingSeen } | Refusal> {
  const home = accountHome(accountId);
  const { finalReads, clerk: actor, ...wanted } = asked;
  const input: CloseAccount = { ...wanted, channel: "counter", actor };
  const isKnown = await hub.store.read(
    home,
    (sql) => closingById(sql, home, asked.closingId) !== undefined,
  );
  const refusal = isKnown
    ? null
    : ((await refusedMove(hub, accountId, asked.moveTo)) ??
      (await refusedReads(hub, accountId, { input, finalReads })));
  if (refusal !== null) return refusal;
  const done = await judge(hub, { home, mode: "write" }, (sql) =>
    closeAccount(sql, hub.clock.now(), home, input),
  );
  if (isRefusal(done)) return done;
  const seen = await see(hub, accountId, wanted);
  return isRefusal(seen) ? seen : { kind: done.kind, seen };
}

/** The account that is to take what is left, as it stands now; it looks again as it takes it. */
async function refusedMove(
  hub: Hub,
  accountId: string,
  moveTo: string | null,
): Promise<Refusal | null> {
  if (moveTo === null) return null;
  const accounts = await Promise.all([accountId, moveTo].map((id) => accountOf(hub, id)));
  const [from, to] = accounts;
  if (from === undefined) return null;
  if (to === undefined) return refuse("no_such_target", `there is no account ${moveTo}`);
  if (to.customerId !== from.customerId) {
    return refuse("not_the_customers", `account ${moveTo} is another customer's`);
  }
  return to.closedAtMs === null ? null : refuse("target_closed", `account ${moveTo} is closed`);
}

function accountOf(hub: Hub, accountId: string): Promise<AccountRow | undefined> {
  const home = accountHome(accountId);
  return hub.store.read(home, (sql) => accountAt(sql, home));
}

/** Takes the last reads before the closing that they are for, once that is known to be taken too. */
async function refusedReads(
  hub: Hub,
  accountId: string,
  { input, finalReads }: { input: CloseAccount; finalReads: ClosingAsked["finalReads"] },
): Promise<Refusal | null> {
  if (finalReads.length === 0) return null;
  const home = accountHome(accountId);
  const judged = await judge(hub, { home, mode: "check" }, (sql) =>
    closeAccount(sql, hub.clock.now(), home, input),
  );
  if (isRefusal(judged)) return judged;
  const account = must(await accountOf(hub, accountId), "an account that may be closed");
  const atMs = leavesAtMs(hub.clock.now(), account, input.day);
  const reads = finalReads.map(({ meterId, registerMicro }) => ({
    meterId,
    registerMicro,
    atMs,
    wholeDigits: null,
    estimated: false,
    exchangedFor: null,
  }));
  const cause = { actor: input.actor, channel: input.channel, cause: input.closingId };
  const results = await pushReads(hub, reads, { cause, mode: "write" });
  const wrong = results.find(({ outcome }) => outcome === "refused" || outcome === "held");
  return wrong === undefined
    ? null
    : refuse("bad_final_read", `a last read was not taken: ${wrong.message ?? wrong.code ?? ""}`);
}

/** Whether another household has a meter of the account from its end on, so that there is no way back. */
async function takenOver(hub: Hub, accountId: string): Promise<Refusal | null> {
  const home = accountHome(accountId);
  const meters = await hub.store.read<string[]>(home, (sql) => {
    const told = closingTold(sql, hub.clock.now(), home);
    return isRefusal(told) ? [] : told.services.flatMap(({ meterId }) => meterId ?? []);
  });
  const utility = utilityHome(hub.utilityId);
  const entries = await hub.store.read(utility, (sql) => lookUp(sql, utility, "meter", meters));
  const other = entries.find((entry) => entry.accountId !== accountId && entry.toMs === null);
  return other === undefined
    ? null
    : refuse("meter_taken", `account ${other.accountId} has meter ${other.key} from then on`);
}

async function seenOf(
  hub: Hub,
  accountId: string,
  { told, isPreview }: { readonly told: ClosingTold; readonly isPreview: boolean },
): Promise<ClosingSeen> {
  const home = accountHome(accountId);
  const utility = utilityHome(hub.utilityId);
  const { wallMs } = hub.clock.now();
  const { askedAtMs } = told.closing;
  const supplies = await hub.store.read(home, (sql) =>
    Object.fromEntries(suppliesOf(sql, home).map((one) => [one.serviceId, one.record.state])),
  );
  const payCodes = await hub.store.read(
    utility,
    (sql) =>
      payCodesEndedSince(sql, utility, accountId, askedAtMs) +
      usablePayCodes(sql, utility, accountId, wallMs),
  );
  return { ...told, isPreview, payCodes, supplies };
}

async function payoutsOf(hub: Hub): Promise<WaitingPayout[]> {
  const rows = (
    await Promise.all(
      hub.store
        .slices()
        .map((slice) => hub.store.read(slice, (sql) => waitingPayouts(sql, PAYOUTS_LISTED_MAX))),
    )
  ).flat();
  const utility = utilityHome(hub.utilityId);
  const { serviceMs } = hub.clock.now();
  return hub.store.read(utility, (sql) =>
    rows
      .toSorted((one, other) => one.madeAtMs - other.madeAtMs)
      .map(({ home, ...row }) => {
        const accountId = idOfHome(home);
        const customerId = customerOfAccount(sql, utility, accountId, serviceMs) ?? "";
        return { ...row, accountId, name: customerName(sql, utility, customerId) ?? "" };
      }),
  );
}
