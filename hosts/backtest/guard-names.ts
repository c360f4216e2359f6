/** Guards in words that a reader of a report knows. */
import type { Verdict } from "../../core/supply/decide.ts";
import type { Guard } from "../../core/supply/protect.ts";

export const guardNames: Readonly<Record<Guard, string>> = {
  mode: "not on prepay",
  level: "enough money",
  clock: "the clock had gone back",
  estimated: "only an estimate was below",
  data_age: "reads were too old",
  service: "this service may not be turned off",
  capability: "the switch could not be told",
  hold: "a hold",
  critical_care: "critical care",
  medical: "a medical certificate",
  age: "a member of a protected age",
  dispute: "a dispute",
  plan: "a payment plan",
  pledge: "a pledge",
  season: "a protected season",
  weather: "weather, or weather unknown",
  payment_channel: "a way to pay was down",
  pending_payment: "a payment was on its way",
  recent_payment: "a payment had just been made",
  notice: "no notice had served its time",
  friendly_window: "a friendly window",
  allowed_hours: "outside the allowed hours",
};

const verdictNames = {
  cut: "turned off",
  wait_until: "waits",
  hold: "held",
  restore: "turned on",
  leave: "left as it is",
} as const satisfies Record<Verdict, string>;

/** A decision in a few words. Where no guard stood in the way the balance alone has decided, for or against a change. */
export function decisionName(verdict: Verdict, decidedBy: Guard): string {
  if (decidedBy !== "level") return `${verdictNames[verdict]}: ${guardNames[decidedBy]}`;
  switch (verdict) {
    case "cut":
      return "turned off: the balance was spent";
    case "restore":
      return "turned on: enough was paid";
    case "leave":
      return "left as it is: the balance asked for no change";
    case "hold":
    case "wait_until":
      return verdictNames[verdict];
  }
}
