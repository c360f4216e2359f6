import { keyOf } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { AccountBalances } from "../ledger/balances.ts";
import { minorToUnits } from "../money.ts";
import { afterQuiet } from "../notice/quiet.ts";
import { allocate, raisedUnits } from "../payment/allocate.ts";
import type { DunningStage } from "../payment/dunning.ts";
import type { Level } from "../payment/emergency.ts";
import type { Home, Sql } from "../ports.ts";
import {
  type AccountRow,
  type MeterLink,
  meterLinks,
  modeAt,
  type Mode,
} from "../store/accounts.ts";
import { pendingPayments } from "../store/payments.ts";
import { addDecision, countDecision, type SupplyRow, supplyOf } from "../store/supply.ts";
import { clearTimer, setTimer } from "../store/timers.ts";
import { decide, type Decision } from "../supply/decide.ts";
import type { DecideInput, PendingPayment } from "../supply/protect.ts";
import {
  type DecisionRecord,
  decisionRecord,
  decisionText,
  sameDecision,
} from "../supply/record.ts";
import type { SwitchRecord } from "../supply/state.ts";
import { viewSwitch, wishOf } from "../supply/view.ts";
import { mustAccount } from "./account-facts.ts";
import { type AccountUse, accountUse, asOfMs } from "./account-use.ts";
import { splitAt } from "./allocation.ts";
import { wakeAutopay } from "./autopay-standing.ts";
import { wakeClosing } from "./closing-standing.ts";
import {
  type EmergencyMoved,
  emergencyPolicy,
  levelAt,
  reviewEmergency,
} from "./emergency-standing.ts";
import { estimatedUnits } from "./forecast.ts";
import { planReads } from "./plan-reads.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { noticeReached } from "./notice-told.ts";
import { openCase } from "./power-back.ts";
import { type NoticesOwed, reviewNotices } from "./review-notices.ts";
import { oweNotice } from "./owe-notice.ts";
import { balancesAt } from "./post.ts";
import { type DunningReviewed, reviewDunning } from "./review-dunning.ts";
import { accountRules, type RulesInForce } from "./rules.ts";
import { surroundingsOf } from "./surroundings.ts";
import { moveSupply, type SupplyMoved } from "./switch-supply.ts";

/** What a review changed, for the journal row of the happening that called for it. */
export type Reviewed = {
  readonly supply: readonly SupplyMoved[];
  readonly decisions: readonly { serviceId: string; verdict: string; decidedBy: string }[];
  readonly notices: NoticesOwed;
  /** The stages of dunning that were passed. */
  readonly dunning: readonly DunningStage[];
  readonly emergency?: EmergencyMoved;
  /** Services whose meters staff were told of, and that have answered or are asked no more. */
  readonly heard?: readonly string[];
};

interface Account {
  readonly home: Home;
  readonly account: AccountRow;
  readonly mode: Mode;
  readonly inForce: RulesInForce;
  readonly balances: AccountBalances;
  readonly meters: readonly MeterLink[];
  readonly use: AccountUse;
  readonly level: Level;
}

const nothingDunned: DunningReviewed = { passed: [], nextDueAtMs: null };

/**
 * Decides anew whether each of an account's services should be supplied, by the balances of this transaction, and which
 * notices are owed. Called by every happening that moves money, time, a switch or a notice; `moved` are the steps that the
 * calling happening took itself.
 */
export function reviewSupply(
  sql: Sql,
  now: Now,
  happening: Happening,
  moved: readonly SupplyMoved[] = [],
): Reviewed {
  const { home } = happening;
  const mode = modeAt(sql, home, now.serviceMs) ?? "prepaid";
  const inForce = accountRules(sql, home, now.serviceMs);
  const balances = balancesAt(sql, home);
  const policy = emergencyPolicy(inForce.settings);
  const prepaid = mode === "prepaid";
  const emergency = reviewEmergency(sql, now, home, { policy, balances, prepaid });
  const account: Account = {
    home,
    account: mustAccount(sql, home),
    mode,
    inForce,
    balances,
    level: levelAt(sql, home, balances),
    meters: meterLinks(sql, home),
    use: accountUse(sql, home),
  };
  if (emergency?.kind === "offered") {
    const { zone } = account.account;
    const dueAtMs = afterQuiet(inForce.settings.notice, zone, now.serviceMs);
    const offer = { rule: "emergency_offer", key: emergency.key, dueAtMs, body: null } as const;
    oweNotice(sql, now, happening, offer);
  }
  const dunning =
    account.mode === "postpay" ? reviewDunning(sql, now, happening, account) : nothingDunned;
  const supply = [...moved];
  const decisions: { serviceId: string; verdict: string; decidedBy: string }[] = [];
  const again: Decision[] = [];
  for (const row of supplyOf(sql, home)) {
    const { decision, isNew, move } = reviewService(sql, now, account, row);
    again.push(decision);
    if (isNew) {
      const { verdict, decidedBy } = decision;
      decisions.push({ serviceId: row.serviceId, verdict, decidedBy });
    }
    if (move !== null) supply.push(move);
  }
  // After the decisions, which some notices tell of; no notice that is owed only now could have reached anybody for them.
  const notices = reviewNotices(sql, now, happening, { ...account, moved, decisions: again });
  const heard = planReads(sql, now, home, { ...account, decisions: again });
  wakeAutopay(sql, now, home, balances.balanceUnits);
  if (account.account.closedAtMs !== null) wakeClosing(sql, now, home, balances);
  setReviewTimers(sql, home, again, [notices.nextDueAtMs, dunning.nextDueAtMs]);
  const moves = {
    ...(emergency !== null && { emergency }),
    ...(heard.length > 0 && { heard }),
  };
  return { supply, decisions, notices, dunning: dunning.passed, ...moves };
}

function reviewService(
  sql: Sql,
  now: Now,
  account: Account,
  row: SupplyRow,
): { decision: Decision; isNew: boolean; move: SupplyMoved | null } {
  const { home } = account;
  const service: ReviewedService = {
    row,
    record: JSON.parse(row.record) as SwitchRecord,
    before: row.decision === null ? null : (JSON.parse(row.decision) as DecisionRecord),
  };
  const { before } = service;
  const input = decideInput(sql, now, account, service);
  const { supply: policy } = account.inForce.settings;
  const decision = decide(input, policy);
  const isNew = before === null || !sameDecision(before, decision);
  if (isNew) {
    const { serviceId } = row;
    const previousHash = row.decision === null ? null : sql.sha256(row.decision);
    const by = { policyVersion: account.inForce.version, pack: account.inForce.pack };
    const record = decisionRecord(input, by, { decision, previousHash });
    addDecision(sql, home, { serviceId, atMs: now.serviceMs, record: decisionText(record) });
  } else countDecision(sql, home, row.serviceId);
  const wish = wishOf(decision.verdict, input.switch.stage);
  const { wanted } = service.record;
  const move =
    wish === null || wish === wanted
      ? null
      : moveSupply(sql, now, home, {
          serviceId: row.serviceId,
          event: { kind: "wished", wanted: wish },
        });
  if (move !== null && decision.verdict === "restore") {
    const { restoreMs } = account.inForce;
    openCase(sql, now, home, { serviceId: row.serviceId, restoreMs });
  }
  return { decision, isNew, move };
}

/** A service's row with what stands in its texts: each is some thousand characters, and read once. */
interface ReviewedService {
  readonly row: SupplyRow;
  readonly record: SwitchRecord;
  readonly before: DecisionRecord | null;
}

function decideInput(
  sql: Sql,
  now: Now,
  account: Account,
  { row, record, before }: ReviewedService,
): DecideInput {
  const { home, balances, inForce, level } = account;
  const link = account.meters.findLast((meter) => meter.serviceId === row.serviceId);
  const { services } = account.use;
  const service = services.find((one) => one.id === row.serviceId);
  const { meters } = account;
  // Of several services another one's switch may have been moved by this very review.
  const rows = services.length === 1 ? [row] : supplyOf(sql, home);
  return {
    ...surroundingsOf(sql, now, home, { row, before, rows, services, meters, inForce }),
    serviceMs: now.serviceMs,
    wallMs: now.wallMs,
    zone: service?.zone ?? account.account.zone,
    mode: account.mode,
    switch: viewSwitch(record, link?.remoteSwitch === 1),
    balanceUnits: balances.balanceUnits,
    estimatedUnits: estimatedUnits(sql, home, { use: account.use, currency: inForce.currency }),
    emergencyUsedUnits: level.countedUnits,
    emergencyRemainingUnits: level.remainingUnits,
    newestActualAtMs: asOfMs(account.use),
    pendings: pendingsOf(sql, now, account),
    noticeDeliveredAtMs: noticeReached(sql, home, inForce),
    holds: inForce.isPackMissing ? [{ code: "rules_missing", untilMs: null }] : [],
  };
}

/** What each payment on its way would lift the balance by, after its allocation. */
function pendingsOf(sql: Sql, now: Now, account: Account): PendingPayment[] {
  const { home, balances, inForce } = account;
  const { measure } = account.level;
  return pendingPayments(sql, home).map((payment) => {
    const amountUnits = minorToUnits(payment.amountMinor, inForce.currency);
    const { dues, policy } = splitAt(sql, now, home, { balances, inForce });
    const parts = allocate(amountUnits, dues, policy, inForce.currency);
    return {
      tender: payment.tender,
      liftUnits: raisedUnits(parts, measure),
      askedAtWallMs: payment.createdAtMs,
    };
  });
}

/** One timer a clock: the account is reviewed again when the first decision or notice could come out otherwise by time alone. */
function setReviewTimers(
  sql: Sql,
  home: Home,
  decisions: readonly Decision[],
  dueAtMs: readonly (number | null)[],
): void {
  for (const clock of ["service", "wall"] as const) {
    const due = decisions.flatMap(({ again }) => (again?.clock === clock ? [again.atMs] : []));
    if (clock === "service") due.push(...dueAtMs.filter((atMs) => atMs !== null));
    const key = keyOf("review", clock);
    if (due.length === 0) clearTimer(sql, home, key);
    else {
      const timer = { home, key, clock, dueAtMs: Math.min(...due) };
      setTimer(sql, { ...timer, kind: "review", payload: "{}" });
    }
  }
}

/** A review that time or a switch's turn calls for: a happening of its own, written down only if it changed something. */
export function reviewAccount(sql: Sql, now: Now, home: Home, cause: string): Reviewed {
  const happening = beginHappening(sql, home);
  const reviewed = reviewSupply(sql, now, happening);
  const { supply, decisions, notices, dunning, emergency, heard = [] } = reviewed;
  const changed = [supply, decisions, notices.owed, dunning, heard].some((some) => some.length > 0);
  if (changed || notices.handed > 0 || emergency !== undefined) {
    recordHappening(sql, now, happening, {
      kind: "account-reviewed",
      actor: "hub",
      channel: null,
      cause,
      facts: { ...reviewed },
    });
  }
  return reviewed;
}
