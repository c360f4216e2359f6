/** A notice goes out, arrives or is lost; who pays when told then does so within their time. */
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { afterQuiet } from "../../core/notice/quiet.ts";
import { isStillOwed } from "../../core/notice/standing.ts";
import { drawn, type Happening, type Life } from "./life.ts";
import { isModelled, type ModelledRule } from "./outcome.ts";
import { review } from "./review.ts";

/** One that did not arrive goes by the pack's next channel, after the first has had its time. */
const NEXT_CHANNEL_MS = 2 * HOUR_MS;
/** Paper takes days, and arrives. */
const MAIL_MS = 3 * DAY_MS;
const paper: readonly string[] = ["mail", "hand"];

type Telling = Extract<Happening, { kind: "notice" }>;

export function tell(life: Life, telling: Telling): void {
  const { rule, key } = telling.notice;
  if (!isModelled(rule)) return;
  if (isOvertaken(life, { rule, key })) {
    life.outcome.noticesOvertaken += 1;
    return;
  }
  const { outcome } = life;
  outcome.notices[rule] += 1;
  const chance = drawn(life, `notice ${rule}`, outcome.notices[rule]);
  const isLost = isLostBy(life, telling) || chance.chance(life.world.faults.notices);
  const state = isLost ? ("failed" as const) : ("delivered" as const);
  // Only the notices of the present time below a level are looked at.
  const { lowKey, told } = life.noticeState;
  const present: readonly unknown[] = [lowKey, told?.warningKey];
  life.noticesSent = life.noticesSent.filter((sent) => present.includes(sent.key));
  life.noticesSent.push({ rule, key, state, atMs: life.nowMs });
  if (isLost) {
    outcome.noticesFailed += 1;
    tryNext(life, telling);
  } else if (rule === "low" || rule === "warning")
    payWhenTold(life, chance.below(life.tenant.habits.toldWithinMs));
  review(life);
}

/** Whether what it says is no longer so. */
function isOvertaken(
  life: Life,
  { rule, key }: { readonly rule: ModelledRule; readonly key: string },
): boolean {
  const isOff = life.supply.state === "off";
  switch (rule) {
    case "low":
    case "warning":
      return !isStillOwed({ rule, key }, life.noticeState);
    case "off":
      return !isOff;
    case "on":
      return isOff;
  }
}

function isLostBy({ world, tenant }: Life, { attempt }: Telling): boolean {
  const channel = world.noticeChannels[attempt] ?? "sms";
  return !tenant.habits.isReachable && !paper.includes(channel);
}

function tryNext(life: Life, { notice, attempt }: Telling): void {
  const channel = life.world.noticeChannels[attempt + 1];
  if (channel === undefined || notice.rule !== life.world.requiredRule) return;
  const afterMs = life.nowMs + (paper.includes(channel) ? MAIL_MS : NEXT_CHANNEL_MS);
  const atMs = afterQuiet(life.world.notice, life.world.calendar.zone, afterMs);
  life.queue.set(`notice ${notice.key}`, atMs, { kind: "notice", notice, attempt: attempt + 1 });
}

function payWhenTold(life: Life, inMs: number): void {
  if (life.tenant.habits.pays !== "told" || life.queue.has("pay")) return;
  life.queue.set("pay", life.nowMs + 1 + inMs, { kind: "pay", why: "told" });
}
