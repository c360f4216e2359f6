/** What waits for people, read again and again; a list is replaced only where something of it has changed. */
import { computed, signal } from "@preact/signals";
import type {
  CallBacksAnswer,
  NoticesAnswer,
  PowerBackAnswer,
  ReportsAnswer,
  SilentMetersAnswer,
  TransfersAnswer,
} from "../../channels/counter/clerk-protocol.ts";
import type { PayoutsAnswer } from "../../channels/counter/closing-protocol.ts";
import { lookAgain } from "./account.ts";
import { isUnknown, type Refused } from "./hub.ts";
import { ask, session } from "./session.ts";

export type CallBack = CallBacksAnswer["call_backs"][number];
export type Transfer = TransfersAnswer["transfers"][number];
export type Report = ReportsAnswer["reports"][number];
export type Notice = NoticesAnswer["notices"][number];

export interface Queue {
  readonly callBacks: readonly CallBack[];
  readonly transfers: readonly Transfer[];
  readonly reports: readonly Report[];
  readonly notices: readonly Notice[];
  readonly silent: SilentMetersAnswer["meters"];
  /** Supply that was paid for and is later than the rules allow. */
  readonly late: PowerBackAnswer["open"];
  /** What customers who left had, and people pay out. */
  readonly payouts: PayoutsAnswer["payouts"];
}

/** Somebody who was just put through talks to the clerk already. */
const LOOK_MS = 5_000;
/** Who was put through longer ago has been helped. */
const TRANSFER_MS = 60 * 60_000;

/** Null before it was read once. */
export const queue = signal<Queue | null>(null);
export const queueProblem = signal<Refused | null>(null);
/** This page's clock, as of the last look: what "since" is counted by. */
export const lookedAtMs = signal(Date.now());

export const waiting = computed(() => {
  const now = queue.value;
  if (now === null) return 0;
  return now.callBacks.length + now.reports.length + now.notices.length;
});

/** Looks while the page can be seen: the lists, and the account that is shown. */
export function startLooking(): void {
  const look = async (): Promise<void> => {
    if (session.value.kind === "in" && document.visibilityState === "visible") {
      await Promise.all([lookAtQueue(), lookAgain()]);
    }
    setTimeout(() => void look(), LOOK_MS);
  };
  void look();
}

export async function lookAtQueue(): Promise<void> {
  const refused: Refused[] = [];
  const [callBacks, transfers, reports, notices, silent, late, payouts] = await Promise.all([
    list("/v1/call-backs", (told: CallBacksAnswer) => told.call_backs, refused),
    list("/v1/transfers", (told: TransfersAnswer) => told.transfers.filter(isRecent), refused),
    list("/v1/reports", (told: ReportsAnswer) => told.reports, refused),
    list("/v1/notices", (told: NoticesAnswer) => told.notices, refused),
    list("/v1/silent-meters", (told: SilentMetersAnswer) => told.meters, refused),
    list("/v1/power-back", (told: PowerBackAnswer) => told.open.filter(isLate), refused),
    list("/v1/payouts", (told: PayoutsAnswer) => told.payouts, refused),
  ]);
  lookedAtMs.value = Date.now();
  queueProblem.value = refused[0] ?? null;
  if (callBacks === null || transfers === null || reports === null) return;
  if (notices === null || silent === null || late === null || payouts === null) return;
  const read = { callBacks, transfers, reports, notices, silent, late, payouts };
  if (JSON.stringify(read) !== JSON.stringify(queue.value)) queue.value = read;
}

/** The rows of one list; null where it could not be read, and why stands in `refused` where the hub said. */
async function list<Told, Row>(
  path: string,
  rowsOf: (told: Told) => Row[],
  refused: Refused[],
): Promise<Row[] | null> {
  const answer = await ask<Told>(path);
  if (answer.kind === "told") return rowsOf(answer.value);
  if (answer.kind === "refused") refused.push(answer);
  return null;
}

function isRecent({ at }: Transfer): boolean {
  return Date.now() - Date.parse(at) < TRANSFER_MS;
}

function isLate({ late_since: since }: PowerBackAnswer["open"][number]): boolean {
  return since !== null;
}

/** Tells the hub that something was done, and looks again; what it refused is told. */
export async function tell(path: string, body: object = {}): Promise<Refused | "unreached" | null> {
  const answer = await ask(path, body);
  await Promise.all([lookAtQueue(), lookAgain()]);
  if (answer.kind === "told") return null;
  // Somebody else was faster: it is done.
  if (answer.kind === "refused" && answer.status === 404 && !isUnknown(answer)) return null;
  return answer.kind === "refused" ? answer : "unreached";
}
