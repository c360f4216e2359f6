import type { Channel, Facts } from "./facts.ts";

export type Task =
  | "balance"
  | "minimum"
  | "pay"
  | "pay_here"
  | "emergency"
  | "payments"
  | "details"
  | "outage"
  | "move"
  | "alert"
  | "plan"
  | "autopay"
  | "agree"
  | "care"
  | "danger"
  | "verify"
  | "opt_in"
  | "opt_out"
  | "help"
  | "language"
  | "identify"
  | "agent"
  | "hand_over";

/**
 * `number`: the line is a known contact of an account, which identifies and does not prove. `proved`: a PIN, a code, a
 * portal session or a clerk's own session.
 */
export type Standing = "none" | "number" | "proved";

/**
 * What each task needs on each channel; the whole of it, in one place. By text an enrolled number may pay with a saved card
 * (two turns and a daily cap); a number shown by a call can be forged, so a charge by call needs proof. A kiosk, the portal
 * and the counter have no number: there a session is the proof. `pay_here` is money in hand, cash or a card at a reader:
 * anybody may pay for an account that they can name, and learns nothing of it by that. That somebody depends on supply may be said by
 * the account's number: it protects for a while, and people look into it. Who is in danger, or asks whether a text
 * is ours, is asked for nothing.
 */
export const rights = {
  balance: { sms: "number", ivr: "number", kiosk: "proved", portal: "proved", counter: "proved" },
  minimum: { sms: "number", ivr: "number", kiosk: "proved", portal: "proved", counter: "proved" },
  pay: { sms: "number", ivr: "proved", kiosk: "proved", portal: "proved", counter: "proved" },
  pay_here: { sms: "number", ivr: "proved", kiosk: "number", portal: "proved", counter: "proved" },
  emergency: { sms: "number", ivr: "proved", kiosk: "proved", portal: "proved", counter: "proved" },
  payments: { sms: "number", ivr: "number", kiosk: "proved", portal: "proved", counter: "proved" },
  details: { sms: "number", ivr: "number", kiosk: "proved", portal: "proved", counter: "proved" },
  outage: { sms: "number", ivr: "number", kiosk: "number", portal: "proved", counter: "proved" },
  move: { sms: "number", ivr: "number", kiosk: "proved", portal: "proved", counter: "proved" },
  alert: { sms: "number", ivr: "number", kiosk: "proved", portal: "proved", counter: "proved" },
  plan: { sms: "number", ivr: "proved", kiosk: "proved", portal: "proved", counter: "proved" },
  autopay: { sms: "number", ivr: "proved", kiosk: "proved", portal: "proved", counter: "proved" },
  agree: { sms: "number", ivr: "proved", kiosk: "proved", portal: "proved", counter: "proved" },
  care: { sms: "number", ivr: "number", kiosk: "proved", portal: "proved", counter: "proved" },
  danger: { sms: "none", ivr: "none", kiosk: "none", portal: "none", counter: "none" },
  verify: { sms: "none", ivr: "none", kiosk: "none", portal: "none", counter: "none" },
  opt_in: { sms: "number", ivr: "number", kiosk: "proved", portal: "proved", counter: "proved" },
  opt_out: { sms: "none", ivr: "none", kiosk: "none", portal: "none", counter: "none" },
  help: { sms: "none", ivr: "none", kiosk: "none", portal: "none", counter: "none" },
  language: { sms: "none", ivr: "none", kiosk: "none", portal: "none", counter: "none" },
  identify: { sms: "none", ivr: "none", kiosk: "none", portal: "none", counter: "none" },
  hand_over: { sms: "none", ivr: "none", kiosk: "none", portal: "none", counter: "none" },
  agent: { sms: "none", ivr: "none", kiosk: "none", portal: "none", counter: "none" },
} as const satisfies Record<Task, Record<Channel, Standing>>;

/** What this line still lacks for the task, or undefined when it may. */
export function lackingFor(task: Task, facts: Facts): "number" | "proved" | undefined {
  const needed = rights[task][facts.line.channel];
  if (needed === "none") return undefined;
  if (facts.accounts.length === 0) return "number";
  return needed === "proved" && facts.line.proved !== true ? "proved" : undefined;
}
