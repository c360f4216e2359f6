import type { Prompt } from "../conversation/prompt.ts";
import { lineHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { AccountBalances } from "../ledger/balances.ts";
import {
  decideNotices,
  emptyNoticeState,
  type NoticePolicy,
  type NoticeState,
} from "../notice/decide.ts";
import type { Level } from "../payment/emergency.ts";
import type { Home, Sql } from "../ports.ts";
import type { AccountRow, Mode } from "../store/accounts.ts";
import { alertLevel } from "../store/alert-levels.ts";
import {
  markNotice,
  type NoticeRow,
  noticeStateOf,
  owedNotices,
  saveNoticeState,
} from "../store/notices.ts";
import type { Decision } from "../supply/decide.ts";
import type { AccountUse } from "./account-use.ts";
import { CALL_CHANNEL } from "./call-notice.ts";
import type { TextPurpose } from "./deliver-notice.ts";
import { sendHappening } from "./delivery.ts";
import type { Happening } from "./journal.ts";
import { earliest } from "./next-due.ts";
import { noticePrompt } from "./notice-prompt.ts";
import { reachOn } from "./notice-reach.ts";
import { noticeSeen, WINDOW_TOLD_MS } from "./notice-seen.ts";
import { oweNotice } from "./owe-notice.ts";
import type { RulesInForce } from "./rules.ts";
import type { SupplyMoved } from "./switch-supply.ts";

/** What a review of notices did: the keys newly owed, how many were handed to lines, and when the next is due. */
export interface NoticesOwed {
  readonly owed: readonly string[];
  readonly handed: number;
  readonly nextDueAtMs: number | null;
}

interface Account {
  readonly account: AccountRow;
  readonly mode: Mode;
  readonly inForce: RulesInForce;
  readonly balances: AccountBalances;
  readonly level: Level;
  readonly use: AccountUse;
  readonly moved: readonly SupplyMoved[];
  /** What this review has decided of each service. */
  readonly decisions: readonly Decision[];
}

/**
 * Decides which notices are owed, owes each to every contact, hands over those that are due, and moves on the one that a
 * disconnection rests on where it reached nobody.
 */
export function reviewNotices(
  sql: Sql,
  now: Now,
  happening: Happening,
  account: Account,
): NoticesOwed {
  const { home } = happening;
  const { inForce, decisions } = account;
  const saved = noticeStateOf(sql, home);
  const before = saved === undefined ? emptyNoticeState : (JSON.parse(saved) as NoticeState);
  const prepaid = account.mode === "prepaid";
  // Of an account whose customer has left only what is owed already is told.
  const isLeft = account.account.closedAtMs !== null;
  const decided = isLeft
    ? { state: before, owed: [] }
    : decideNotices({
        state: before,
        policy: noticePolicy(sql, home, inForce.settings.notice),
        prepaid,
        balanceUnits: account.balances.balanceUnits,
        supply: account.moved.map(({ serviceId, from, state: to }) => ({ serviceId, from, to })),
        serviceNowMs: now.serviceMs,
        zone: account.account.zone,
        seen: noticeSeen(sql, now, home, { ...account, prepaid, state: before }),
      });
  const { state, owed } = decided;
  const after = JSON.stringify(state);
  if (after !== saved) saveNoticeState(sql, home, after);
  for (const notice of owed) {
    oweNotice(sql, now, happening, { ...notice, body: null, duty: inForce.duty });
  }
  const texted = handOver(sql, now, happening, { ...account, state });
  const reached = reachOn(sql, now, home, { state, inForce });
  // Calls that it owes in their place go at once, where their hours allow.
  const called = handOver(sql, now, happening, { ...account, state });
  const handed = { ...called, handed: texted.handed + called.handed };
  return {
    owed: [...owed.map((notice) => notice.key), ...(reached.asked === null ? [] : [reached.asked])],
    handed: handed.handed,
    nextDueAtMs: earliest(handed.nextDueAtMs, reached.nextDueAtMs, windowDueMs(now, decisions)),
  };
}

/** The customer's own level adds to the utility's: a warning that a rule asks for is never lowered by it. */
function noticePolicy(sql: Sql, home: Home, policy: NoticePolicy): NoticePolicy {
  return { ...policy, lowUnits: Math.max(policy.lowUnits, alertLevel(sql, home) ?? -Infinity) };
}

/** When the end of friendly hours comes near enough to be told of. */
function windowDueMs(now: Now, decisions: readonly Decision[]): number | null {
  const ends = decisions.flatMap(({ decidedBy, verdict, untilMs }) => {
    const isWindow = verdict === "wait_until" && decidedBy === "friendly_window";
    const toldMs = (untilMs ?? 0) - WINDOW_TOLD_MS;
    return isWindow && toldMs > now.serviceMs ? [toldMs] : [];
  });
  return earliest(...ends);
}

function handOver(
  sql: Sql,
  now: Now,
  happening: Happening,
  account: Account & { readonly state: NoticeState },
): { handed: number; nextDueAtMs: number | null } {
  const { home } = happening;
  const told = new Set<string>();
  let handed = 0;
  for (const notice of owedNotices(sql, home)) {
    if (notice.dueAtMs > now.serviceMs) return { handed, nextDueAtMs: notice.dueAtMs };
    const prompt = noticePrompt(sql, now, home, { notice, telling: account });
    // Two services of one address that go off together are told of once.
    const words = JSON.stringify([
      notice.line,
      prompt === null ? null : { ...prompt, askCode: "" },
    ]);
    if (prompt === null || told.has(words)) {
      markNotice(sql, home, notice.id, {
        state: "refused",
        code: "overtaken",
        atMs: now.serviceMs,
      });
    } else {
      markNotice(sql, home, notice.id, { state: "handed", code: null, atMs: now.serviceMs });
      sendNotice(sql, now, happening, { notice, prompt, account });
      told.add(words);
      handed += 1;
    }
  }
  return { handed, nextDueAtMs: null };
}

function sendNotice(
  sql: Sql,
  now: Now,
  happening: Happening,
  { notice, prompt, account }: { notice: NoticeRow; prompt: Prompt; account: Account },
): void {
  if (notice.channel === CALL_CHANNEL) {
    sendCall(sql, now, happening, { notice, prompt, account });
    return;
  }
  const delivery = {
    kind: "deliver-notice",
    input: {
      noticeId: notice.id,
      accountId: account.account.id,
      prompt,
      purpose: purposeOf(notice.rule, prompt),
      language: notice.language,
      from: account.inForce.settings.numbers[0] ?? "",
    },
  } as const;
  sendHappening(sql, now, happening, {
    to: lineHome(notice.line),
    delivery,
    part: `notice-${notice.id}`,
  });
}

/** What consent a notice goes by at its line. What a disconnection rests on, and a bill's first and last word, remind of nothing: they tell. */
function purposeOf(rule: string, prompt: Prompt): TextPurpose {
  if (prompt.key === "notice_bill") return reminding.has(prompt.stage) ? "reminders" : "account";
  return purposes[rule] ?? "account";
}

const reminding: ReadonlySet<string> = new Set(["overdue", "reminded"]);
const purposes: Readonly<Record<string, TextPurpose>> = {
  second: "second",
  high_use: "usage",
  daily: "reminders",
  days: "reminders",
};

function sendCall(
  sql: Sql,
  now: Now,
  happening: Happening,
  { notice, prompt, account }: { notice: NoticeRow; prompt: Prompt; account: Account },
): void {
  const { id: noticeId, line, language } = notice;
  const from = account.inForce.settings.numbers[0] ?? "";
  const input = { noticeId, accountId: account.account.id, prompt, language, from };
  const delivery = { kind: "place-notice-call", input } as const;
  sendHappening(sql, now, happening, { to: lineHome(line), delivery, part: `notice-${noticeId}` });
}
