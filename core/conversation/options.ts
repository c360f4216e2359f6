import type { Heard } from "./keywords.ts";
import { languages } from "../wording/language.ts";
import { askedTasks } from "./task-words.ts";

/** Names of keys and buttons, for channels that show choices; a digit of the open question may be chosen as itself. */
const options: Readonly<Record<string, Heard>> = {
  balance: { kind: "balance" },
  minimum: { kind: "minimum" },
  pay: { kind: "pay", amount: null },
  bill: { kind: "bill", amount: null },
  emergency: { kind: "emergency" },
  join: { kind: "join" },
  leave: { kind: "opt_out" },
  calls: { kind: "calls", isWanted: true },
  calls_stop: { kind: "calls", isWanted: false },
  help: { kind: "help" },
  language: { kind: "language", language: null },
  no: { kind: "no" },
  repeat: { kind: "repeat" },
  menu: { kind: "menu" },
  more: { kind: "more" },
  restore: { kind: "restore" },
  other_account: { kind: "other_account" },
  other_amount: { kind: "other_amount" },
  agent: { kind: "agent" },
  proof_code: { kind: "proof_code" },
  goodbye: { kind: "goodbye" },
  calls_off: { kind: "calls_off" },
  hear: { kind: "hear" },
  group_supply: { kind: "group", group: "supply" },
  group_money: { kind: "group", group: "money" },
  group_use: { kind: "group", group: "use" },
  group_account: { kind: "group", group: "account" },
  group_messages: { kind: "group", group: "messages" },
  group_further: { kind: "group", group: "further" },
  ...Object.fromEntries(askedTasks.map((task): [string, Heard] => [task, { kind: "asks", task }])),
  alert: { kind: "alert", amount: null },
  autopay: { kind: "autopay", amount: null },
  pay_code: { kind: "pay_code", amount: null },
  second: { kind: "second", digits: null },
  autopay_end: { kind: "autopay", amount: 0 },
  places: { kind: "places" },
  call_me: { kind: "call_me" },
  verify: { kind: "verify", code: null },
  danger: { kind: "danger", what: null },
  gas: { kind: "danger", what: "gas" },
  wire: { kind: "danger", what: "wire" },
};

/** "amount:2000" is an amount key of that many minor units. */
const AMOUNT = /^amount:([1-9]\d{0,14})$/;

/** "language:es" is a language by its tag. */
const LANGUAGE = /^language:([a-z]{2})$/;

/** "account:1001" is an account number as it was keyed. */
const ACCOUNT_NUMBER = /^account:(\d{1,30})$/;

/** "code:123456" is the code of a text, as it was keyed. */
const TEXT_CODE = /^code:(\d{6})$/;

/** "phone:2025550143" is a phone number as it was keyed. */
const PHONE = /^phone:(\d{1,20})$/;

/** What a chosen option means, or undefined when no prompt of ours offered it. */
export function chosen(option: string): Heard | undefined {
  if (Object.hasOwn(options, option)) return options[option];
  if (/^\d$/.test(option)) return { kind: "digit", digit: Number(option) };
  const tag = languages.find((one) => one === LANGUAGE.exec(option)?.[1]);
  if (tag !== undefined) return { kind: "language", language: tag };
  const number = ACCOUNT_NUMBER.exec(option)?.[1];
  if (number !== undefined) return { kind: "account_number", number };
  const code = TEXT_CODE.exec(option)?.[1];
  if (code !== undefined) return { kind: "verify", code };
  const digits = PHONE.exec(option)?.[1];
  if (digits !== undefined) return { kind: "second", digits };
  const amount = AMOUNT.exec(option)?.[1];
  return amount === undefined ? undefined : { kind: "amount", amount: Number(amount) };
}
