import type { Prompt } from "../conversation/prompt.ts";
import { keyOf, lineHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { AccountBalances } from "../ledger/balances.ts";
import {
  decideNotices,
  emptyNoticeState,
  type NoticePolicy,
  type NoticeState,
} from "../notice/decide.ts";
import { isStillOwed, noticeStanding, type NoticeSent } from "../notice/standing.ts";
import type { Home, Sql } from "../ports.ts";
import { type AccountRow, contactsAt, type Mode } from "../store/accounts.ts";
import { alertLevel } from "../store/alert-levels.ts";
import {
  addNotice,
  markNotice,
  type NoticeRow,
  noticesOfRule,
  noticeStateOf,
  owedNotices,
  saveNoticeState,
} from "../store/notices.ts";
import { nextOpenMs } from "../supply/allowed-hours.ts";
import { accountStanding, payToReach } from "./account-facts.ts";
import { sendHappening } from "./delivery.ts";
import { type Happening, journalHome } from "./journal.ts";
import type { SettingsInForce } from "./settings.ts";
import type { SupplyMoved } from "./switch-supply.ts";

/** What a review of notices did: the keys newly owed, how many were handed to lines, and when the next is due. */
export interface NoticesOwed {
  readonly owed: readonly string[];
  readonly handed: number;
  readonly nextDueAtMs: number | null;
}

/** Notices of the present crossing looked at: a few contacts, each told once or twice. */
const NOTICES_LOOKED_AT = 20;

interface Account {
  readonly account: AccountRow;
  readonly mode: Mode;
  readonly inForce: SettingsInForce;
  readonly balances: AccountBalances;
  readonly moved: readonly SupplyMoved[];
}

interface Telling extends Account {
  readonly state: NoticeState;
}

/** Decides which notices are owed, owes each to every contact, and hands over those that are due. */
export function reviewNotices(
  sql: Sql,
  now: Now,
  happening: Happening,
  account: Account,
): NoticesOwed {
  const { home } = happening;
  const saved = noticeStateOf(sql, home);
  const state = saved === undefined ? emptyNoticeState : (JSON.parse(saved) as NoticeState);
  const decided = decideNotices({
    state,
    policy: noticePolicy(sql, home, account.inForce.settings.notice),
    prepaid: account.mode === "prepaid",
    balanceUnits: account.balances.balanceUnits,
    supply: account.moved.map(({ serviceId, from, state: to }) => ({ serviceId, from, to })),
    serviceNowMs: now.serviceMs,
    zone: account.account.zone,
  });
  const after = JSON.stringify(decided.state);
  if (after !== saved) saveNoticeState(sql, home, after);
  for (const notice of decided.owed) oweNotice(sql, now, home, { ...notice, body: null });
  return {
    owed: decided.owed.map((notice) => notice.key),
    ...handOver(sql, now, happening, { ...account, state: decided.state }),
  };
}

/** The customer's own level adds to the utility's: a warning that a rule asks for is never lowered by it. */
function noticePolicy(sql: Sql, home: Home, policy: NoticePolicy): NoticePolicy {
  return { ...policy, lowUnits: Math.max(policy.lowUnits, alertLevel(sql, home) ?? -Infinity) };
}

/** Owes a notice to every contact of the account, once a key. */
export function oweNotice(
  sql: Sql,
  now: Now,
  home: Home,
  notice: { rule: string; key: string; dueAtMs: number; body: string | null },
): void {
  for (const { line, language } of contactsAt(sql, home, now.serviceMs)) {
    addNotice(sql, home, {
      ...notice,
      // By the line's name in the journal: this id stands there, and a number may not.
      id: keyOf(notice.key, journalHome(sql, lineHome(line))),
      line,
      language,
      state: "owed",
      code: null,
      atMs: now.serviceMs,
    });
  }
}

function handOver(
  sql: Sql,
  now: Now,
  happening: Happening,
  account: Telling,
): { handed: number; nextDueAtMs: number | null } {
  const { home } = happening;
  const told = new Set<string>();
  let handed = 0;
  for (const notice of owedNotices(sql, home)) {
    if (notice.dueAtMs > now.serviceMs) return { handed, nextDueAtMs: notice.dueAtMs };
    const prompt = promptOf(sql, now, home, { notice, account });
    // Two services of one address that go off together are told of once.
    const words = JSON.stringify([notice.line, prompt]);
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
  { notice, prompt, account }: { notice: NoticeRow; prompt: Prompt; account: Telling },
): void {
  const delivery = {
    kind: "deliver-notice",
    input: {
      noticeId: notice.id,
      accountId: account.account.id,
      prompt,
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

/** What a notice says, by how things stand as it goes out; null when that has overtaken it. */
function promptOf(
  sql: Sql,
  now: Now,
  home: Home,
  { notice, account }: { notice: NoticeRow; account: Telling },
): Prompt | null {
  if (notice.body !== null) return JSON.parse(notice.body) as Prompt;
  const { inForce, balances } = account;
  const { settings } = inForce;
  const standing = accountStanding(sql, now, home);
  const { label, balanceUnits } = standing;
  const common = { utility: settings.name, label, currency: settings.currency };
  const reach = (targetUnits: number): number =>
    payToReach(sql, now, home, { inForce, balances, targetUnits }) ?? 0;
  switch (notice.rule) {
    case "low": {
      if (!isStillOwed({ rule: "low", key: notice.key }, account.state)) return null;
      const { zone } = account.account;
      const noticedMs = now.serviceMs + settings.supply.noticeMs;
      return {
        ...common,
        key: "notice_low",
        balanceUnits,
        stayOnMinor: reach(settings.notice.lowUnits + settings.notice.rearmUnits),
        offAfterMs: nextOpenMs(settings.supply, zone, noticedMs) ?? noticedMs,
        zone,
      };
    }
    case "off":
      if (standing.supply !== "off") return null;
      return {
        ...common,
        key: "notice_off",
        restoreMinor: reach(settings.supply.reconnectLevelUnits),
      };
    case "on":
      return standing.supply === "off" ? null : { ...common, key: "notice_on", balanceUnits };
    default:
      return null;
  }
}

/** When the notice of the present low balance reached somebody, service time; null while it has not. */
export function noticeReached(sql: Sql, home: Home): number | null {
  const saved = noticeStateOf(sql, home);
  if (saved === undefined) return null;
  const rows = noticesOfRule(sql, home, "low", NOTICES_LOOKED_AT).map(
    ({ key, state, atMs }): NoticeSent => ({
      rule: "low",
      key,
      state: state === "handed" ? "owed" : state,
      atMs,
    }),
  );
  return noticeStanding(rows, JSON.parse(saved) as NoticeState).notifiedAtMs;
}
