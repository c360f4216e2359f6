/** Tasks about one account; all but `pay`, `bill`, `alert`, `autopay`, `pay_code`, `second` and `alert_choice` have an event of their name that carries nothing else. */
export const accountTasks = [
  "balance",
  "minimum",
  "pay",
  "bill",
  "payments",
  "emergency",
  "receipt",
  "use",
  "rates",
  "owed",
  "why",
  "status",
  "outage",
  "move",
  "alert",
  "plan",
  "autopay",
  "aid",
  "turn_on",
  "extension",
  "medical",
  "dispute",
  "convert",
  "pay_code",
  "second",
  "second_end",
  "alerts",
  "alert_choice",
] as const;
export type AccountTask = (typeof accountTasks)[number];
export type AskTask = Exclude<
  AccountTask,
  "pay" | "bill" | "alert" | "autopay" | "pay_code" | "second" | "alert_choice"
>;
export type AskType = Uppercase<AskTask>;
