import { addDays, type LocalDay } from "../instant.ts";
import { type Refusal, refuse } from "../refusal.ts";

/**
 * How far an account's unpaid bills have come. `billed`: something is unpaid and not yet late. `referred`: staff decide what
 * comes next; nothing is switched by it.
 */
export const dunningStages = [
  "clear",
  "billed",
  "overdue",
  "reminded",
  "final_notice",
  "referred",
] as const;
export type DunningStage = (typeof dunningStages)[number];

/** From where it may go where: one stage on, or back to what a payment makes it. Nothing else is in the table. */
export const dunningSteps: Readonly<Record<DunningStage, readonly DunningStage[]>> = {
  clear: ["billed"],
  billed: ["clear", "overdue"],
  overdue: ["clear", "billed", "reminded"],
  reminded: ["clear", "billed", "final_notice"],
  final_notice: ["clear", "billed", "referred"],
  referred: ["clear", "billed"],
};

/** A utility's own patience, as data: whole days by the account's own calendar. */
export interface DunningPolicy {
  /** After the due day, in which a payment is not late yet. */
  readonly graceDays: number;
  /** That a stage lasts before the next: counted from the day on which it was reached, not from the due day. */
  readonly overdueDays: number;
  readonly remindedDays: number;
  readonly finalDays: number;
}

/** Three days for a payment that is on its way; then a week and twice ten days, so that nobody is referred within a month of the due day. */
export const defaultDunning: DunningPolicy = {
  graceDays: 3,
  overdueDays: 7,
  remindedDays: 10,
  finalDays: 10,
};

/** A year: a longer wait is a typing mistake. */
export const DUNNING_DAYS_MAX = 366;

export function checkDunning(policy: DunningPolicy): Refusal<"days_out_of_bounds"> | null {
  const wrong = Object.entries(policy).find(
    ([, days]) => !Number.isInteger(days) || days < 0 || days > DUNNING_DAYS_MAX,
  );
  if (wrong === undefined) return null;
  const [name] = wrong;
  return refuse("days_out_of_bounds", `${name} must be 0 to ${String(DUNNING_DAYS_MAX)} days`);
}

export interface Dunning {
  readonly stage: DunningStage;
  /** The local day on which the stage was reached. */
  readonly sinceDay: LocalDay;
}

/**
 * The stages that an account passes today, in order: none where it stays. Each is one step of the table, and a stage that
 * lasts is counted from the day on which it was reached, so that a hub that slept for a month tells the customer all that it
 * would have told, and waits as long each time. `dueDay` is of the oldest unpaid bill, null while none is unpaid.
 */
export function dun(
  policy: DunningPolicy,
  before: Dunning,
  at: { readonly today: LocalDay; readonly dueDay: LocalDay | null },
): readonly Dunning[] {
  const passed: Dunning[] = [];
  let now = before;
  for (;;) {
    const stage = nextStage(policy, now, at);
    if (stage === null) return passed;
    now = { stage, sinceDay: at.today };
    passed.push(now);
  }
}

/** The first day on which time alone moves the account on; null where it waits for a payment, a bill or a person. */
export function nextDunningDay(
  policy: DunningPolicy,
  { stage, sinceDay }: Dunning,
  dueDay: LocalDay | null,
): LocalDay | null {
  switch (stage) {
    case "clear":
    case "referred":
      return null;
    case "billed":
      return dueDay === null ? null : addDays(dueDay, policy.graceDays + 1);
    case "overdue":
      return addDays(sinceDay, policy.overdueDays);
    case "reminded":
      return addDays(sinceDay, policy.remindedDays);
    case "final_notice":
      return addDays(sinceDay, policy.finalDays);
  }
}

function nextStage(
  policy: DunningPolicy,
  now: Dunning,
  { today, dueDay }: { readonly today: LocalDay; readonly dueDay: LocalDay | null },
): DunningStage | null {
  const { stage } = now;
  if (dueDay === null) return stage === "clear" ? null : "clear";
  if (stage === "clear") return "billed";
  // The late bill was paid, and a younger one is not late.
  const isLate = today >= addDays(dueDay, policy.graceDays + 1);
  if (!isLate) return stage === "billed" ? null : "billed";
  const day = nextDunningDay(policy, now, dueDay);
  return day === null || today < day ? null : onward[stage];
}

const onward: Readonly<Record<Exclude<DunningStage, "clear">, DunningStage | null>> = {
  billed: "overdue",
  overdue: "reminded",
  reminded: "final_notice",
  final_notice: "referred",
  referred: null,
};
