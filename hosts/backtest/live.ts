/** A household's whole time, happening by happening, on a virtual clock. */
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { never } from "../../core/assert.ts";
import { hourAt, hourStartMs } from "./calendar.ts";
import type { Tenant } from "./habits.ts";
import { drawn, type Happening, type Life, newLife } from "./life.ts";
import type { Outcome } from "./outcome.ts";
import { pay, payday, settle } from "./pay.ts";
import { ask, closeBills, month, planRead, setMonth, takeRead } from "./read.ts";
import { review, wakeSwitch } from "./review.ts";
import { answered, moved, passDeadline, resume, tendSwitch } from "./switch.ts";
import { tell } from "./tell.ts";
import type { World } from "./world.ts";

/** Lives a tenant's days in a world; `keep` takes the text of each stored decision, in order. */
export function live(world: World, tenant: Tenant, keep: (text: string) => void): Outcome {
  const life = newLife(world, tenant, keep);
  const { calendar } = world;
  for (let hour = 0; hour < hourAt(calendar, calendar.beginsMs); hour += 1) {
    life.past.add(life.meter.usedMicro(hour, hourStartMs(calendar, hour) + HOUR_MS));
  }
  begin(life);
  for (let next = life.queue.take(); next !== null; next = life.queue.take()) {
    if (next.atMs >= calendar.endsMs) break;
    life.nowMs = next.atMs;
    happen(life, next.happening);
  }
  life.nowMs = calendar.endsMs;
  return summedUp(life);
}

function begin(life: Life): void {
  wakeSwitch(life);
  pay(life, "opening");
  planRead(life);
  if (life.world.reading.kind === "on_demand") setMonth(life);
  life.queue.set("bill", life.nowMs, { kind: "bill" });
  const days = drawn(life, "paydays", 0).below(14);
  life.queue.set("payday", life.nowMs + days * DAY_MS + 12 * HOUR_MS, { kind: "payday" });
}

function happen(life: Life, happening: Happening): void {
  switch (happening.kind) {
    case "ask":
      return ask(life);
    case "read":
      return takeRead(life, happening.throughMs, happening.isScheduled);
    case "month":
      return month(life);
    case "bill":
      return closeBills(life);
    case "pay":
      return pay(life, happening.why);
    case "payday":
      return payday(life);
    case "settle":
      return settle(life, happening.charge);
    case "notice":
      return tell(life, happening);
    case "review":
      return review(life);
    case "switch":
      return tendSwitch(life);
    case "moved":
      return moved(life, happening.position);
    case "answered":
      return answered(life, happening);
    case "deadline":
      return passDeadline(life, happening.commandId);
    case "resumed":
      return resume(life);
    default:
      return never(happening);
  }
}

function summedUp(life: Life): Outcome {
  const { outcome, books, world, nowMs } = life;
  for (const [at, { verdict, decidedBy, atMs, isLapsed }] of outcome.stood.entries()) {
    if (verdict !== "hold" && verdict !== "wait_until") continue;
    const untilMs = outcome.stood[at + 1]?.atMs ?? nowMs;
    if (isLapsed) outcome.lapsedMs += untilMs - atMs;
    outcome.heldMs.set(decidedBy, (outcome.heldMs.get(decidedBy) ?? 0) + untilMs - atMs);
  }
  for (const { offAtMs, onAtMs } of outcome.cuts) {
    if (offAtMs !== null) outcome.offMs += (onAtMs ?? nowMs) - offAtMs;
  }
  const earned = [`revenue.${world.commodity}`, "revenue.fixed", "tax.percent"];
  outcome.usedUnits = earned.reduce((sum, account) => sum - books.utilityUnits(account), 0);
  outcome.owedUnits = books.balances.shortfallUnits;
  return outcome;
}
