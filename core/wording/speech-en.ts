import type { Speeches } from "./speeches.ts";

export const speechEn: Speeches = {
  greeting: "Thank you for calling {utility}.",
  goodbye: "Thank you for calling {utility}. Goodbye.",
  urgent_off: "{label} is off.",
  no_key: "Sorry, I did not hear a key.",
  wrong_key: "Sorry, that key does not fit here.",
  enter_account:
    "Please enter your account number, or the code from a kiosk or a text, then press pound.",
  enter_pin:
    "{number, select, none {} other {Account {number}. }}Please enter your PIN, then press pound.",
  identified: "Thank you, that is right.",
  pin_wrong:
    "That account number and PIN do not match. Please enter your PIN again, then press pound. To go back, press star.",
  pin_locked: "For your safety no more PINs are taken for now. Please try again later.",
  hold: "One moment. We are taking your payment. Please stay on the line.",
  connecting: "I am putting you through to a person. Please stay on the line.",
  call_back: "A person will call you back at this number.",
  enter_amount:
    "How much would you like to pay for {label}? Enter the {unit}, then press pound.{hasPoint, select, yes { For {part}, press star in between.} other {}}",
  payments:
    "{count, plural, =0 {There are no payments to {label} yet.} one {The last payment to {label} was {list}.} other {The last # payments to {label} were {list}.}}",
  choice_pay: "To make a payment, press {key}.",
  choice_restore: "To pay {amount} and turn it on, press {key}.",
  choice_balance: "For your balance, press {key}.",
  choice_more: "For more choices, press {key}.",
  choice_payments: "For your last payments, press {key}.",
  choice_join: "To get account alerts by text, press {key}.",
  choice_leave: "To get no more texts, press {key}.",
  choice_minimum: "For the least that turns you on, press {key}.",
  choice_emergency: "For emergency credit, press {key}.",
  choice_other_account: "For another account, press {key}.",
  choice_enter_account: "To enter your account number, press {key}.",
  choice_other_amount: "For another amount, press {key}.",
  choice_agree: "To agree, press {key}. To go back, press star.",
  choice_agent: "For a person, press {key}.",
  choice_spanish: "Para español, oprima {key}.",
  choice_english: "For English, press {key}.",
  choice_confirm: "To pay {amount} with {brand} ending in {last4}, press {key}.",
  choice_account: "For {label}, press {key}.",
  choice_method: "To pay with {brand} ending in {last4}, press {key}.",
  balance:
    "{label}{supply, select, on { is on} off { is off} armed { is ready, press the button on the meter} turning_on { is turning on} " +
    "turning_off { is turning off} load_limited { is on limited supply} other { is being checked}}. " +
    "{kind, select, due {Your bill is} credit {Your credit is} other {Your balance is}} {amount}" +
    "{age, select, none {, and there is no reading yet} other { as of {asOf}}}." +
    "{days, plural, =-1 {} =0 { That lasts less than a day.} one { That lasts about one day.} other { That lasts about # days.}}" +
    "{pending, select, none {} other { {pending} more is on its way.}}" +
    "{estimated, select, none {} other { About {estimated} is not billed yet.}}",
  minimum:
    "{payable, select, no {{supply, select, on {{label} is on. Nothing is needed.} " +
    "turning_on {{label} is being turned on. Nothing more is needed.} " +
    "armed {{label} is paid. Press the button on the meter to turn it on.} " +
    "other {No payment turns {label} on right now. Please ask for a person.}}} " +
    "other {{label} needs {amount} to turn on.}}",
  choose_account: "Which account?",
  how_much: "How much would you like to pay for {label}?",
  choose_method: "Which card for {amount}?",
  confirm_pay:
    "You are paying {amount} to {label}, with {brand} ending in {last4}." +
    "{old, select, none {} other { Of that, {old} goes to old debt, and {rest} to your use.}}",
  emergency_ask:
    "You can have {amount} of emergency credit on {label}. You pay it back from your next payments.",
  emergency_asked: "One moment. We are asking for your emergency credit.",
  emergency_given:
    "{label} has {amount} of emergency credit.{supply, select, on { It is on.} turning_on { It is being turned on now.} " +
    "armed { Press the button on the meter to turn it on.} off { It is off.} other {}}",
  emergency_none: "{label} can take no emergency credit now. Nothing was done.",
  consent_ask:
    "You will get account alerts by text at this number. How often depends on your account. Message and data rates may apply. You can text STOP at any time.",
  consent_granted: "You will get account alerts by text. Text STOP at any time to end them.",
  already_joined: "You already get account alerts by text.",
  opted_out: "Done. You will get no more texts from us.",
  help: "Here is what you can do.",
  unknown: "Sorry, I did not understand.",
  language_set: "We go on in English.",
  hand_over: "You can go on at a kiosk for ten minutes with this code: {code}.",
  hand_over_unknown: "That code is not known, or no longer good.",
  language_ask: "Please choose a language.",
  still_working:
    "Your payment of {amount} to {label} is still on its way. Please do not pay again. We will send you a text. You may hang up.",
  wrong_answer: "Sorry, that does not fit.",
  question_dropped: "That is closed now, and nothing was done.",
  nothing_done: "All right, nothing was done.",
  late_answer: "That came too late, and nothing new was done.",
  amount_unclear: "I did not get the amount.",
  amount_too_small: "The least you can pay is {bound}.",
  amount_too_large: "The most you can pay at once is {bound}.",
  over_daily_limit: "You can pay up to {bound} more with saved cards today.",
  daily_limit_used: "Saved cards can pay no more today. For other ways, ask for a person.",
  no_card: "{label} has no saved card. Pay at our counter, or ask for a person.",
  unknown_number: "This number is not on any account.",
  proof_needed: "That needs proof of who you are.",
  card_number_seen: "Please never tell us a card number this way. We did not keep it.",
  apology: "Sorry, we lost our place. Nothing was paid.",
  pay_declined: "Your card was declined. {amount} for {label} is not paid.",
  pay_refused: "We could not take {amount} for {label}. Nothing was charged.",
  pay_unresolved:
    "We do not know yet whether {amount} for {label} is paid. Please do not pay again. We will send you a text.",
  receipt:
    "Thank you. {amount} is paid to {label}.{balance, select, none {} other { Your balance is {balance}.}}" +
    "{supply, select, on { It is on.} turning_on { It is being turned on now.} armed { Press the button on the meter to turn it on.} " +
    "load_limited { It is on, limited.} unknown { We are checking the meter.} " +
    "other {{restore, select, none { It is off.} other { It takes {restore} more to turn it on.}}}}" +
    "{code, select, none {} other { Your confirmation is {code}.}}",
  notice_low: "{label} is low. Your balance is {balance}. Pay {amount} by {offAfter} to stay on.",
  notice_off: "{label} is off. Pay {amount} to turn it on.",
  notice_emergency_offer: "{label} is low. You can have {amount} of emergency credit.",
  notice_plan_broken:
    "The payment of {amount} that was due on your plan for {label} did not come, so the plan has ended.",
  notice_on: "{label} is on. Your balance is {balance}.",
  notice_bill:
    "{label}. {stage, select, billed {You have a new bill. {amount} is due on {due}.} overdue {Your bill of {amount} was due on {due}.} " +
    "reminded {This is a reminder. {amount} was due on {due}.} other {This is the last notice. {amount} was due on {due}.}}",
  notice_days:
    "{days, plural, =0 {{label} has less than a day left} one {{label} has about one day left} other {{label} has about # days left}}. Your balance is {balance}.",
  notice_warning:
    "This is a notice. {label} may be turned off after {offAfter}. Your balance is {balance}. Pay {amount} by then to stay on.",
  notice_window: "{label} is short by {amount}. Pay it by {ends}, or it may be turned off.",
  notice_payment: "{amount} was paid to {label}. Your balance is {balance}.",
  notice_returned: "A payment of {amount} to {label} came back unpaid. Your balance is {balance}.",
  notice_debt_cleared: "The debt of {label} is paid off.",
  notice_weather_on: "{label} stays on while the weather is dangerous. What you use still counts.",
  notice_weather_off:
    "The weather hold for {label} is over. It may be turned off if the balance is too low.",
  notice_emergency:
    "{state, select, available {Emergency credit is open to {label}} in_use {{label} is on emergency credit} other {The emergency credit of {label} is used up}}. Your balance is {balance}.",
  notice_high_use: "{label} used much more than usual yesterday.",
  notice_trued_up: "{label} was estimated and is now read. Your balance is {balance}.",
};
