import type { Speeches } from "./speeches.ts";
import { whySpeech } from "./why-en.ts";

export const speechEn: Speeches = {
  greeting: "{utility}.",
  goodbye: "Thank you for calling {utility}. Goodbye.",
  urgent_off:
    "{label, select, none {You are} other {{label} is}} off. Pay {amount} to turn on: press {press}.",
  no_key: "I heard no key.",
  wrong_key: "That is no key here.",
  enter_account: "Please enter your account number, then press pound.",
  enter_code_hint: "A code that you were given does too.",
  enter_pin:
    "{number, select, none {} other {Account {number}. }}Please enter your PIN, then press pound.",
  identified: "Thank you, that is right.",
  pin_wrong: "That account number and PIN do not match. To go back, press star.",
  pin_locked: "For your safety no more PINs are taken for now. Please try again later.",
  proof_code_key: "For a code by text in place of a PIN, press {press}, then pound.",
  proof_code_sent:
    "If we have a mobile number for this account, a text with a code is on its way to it.",
  proof_code_wrong: "That code is not right, or too old. To go back, press star.",
  enter_proof_code: "Please enter its six digits.",
  another_code: "For another code, press {press}, then pound.",
  proof_code_over: "That code was tried too often and is good no more. Nothing was changed.",
  proof_code: "Your code is {code}. It is good for five minutes.",
  card_begins:
    "You have no card with us yet. The phone company asks for one now. We do not hear or keep its number. Please have it at hand.",
  hold: "One moment. We are taking your payment. Please stay on the line.",
  resumed: "We go on where you were. To go back, press star.",
  nobody_answers: "Sorry, nobody can answer right now.",
  notice_call:
    "This is {utility}, with a message about your account. To get no more calls like this, press {press} at any time.",
  notice_left: "This is {utility}, with a message about your account. Please call us.",
  notice_goodbye: "This was {utility}. Goodbye.",
  notice_number: "Our number is {phone}.",
  calls_ended: "Done. You will get no more calls like this from us.",
  choice_calls_off: "To get no more calls like this, press {key}.",
  choice_main_menu: "For something else, press {key}.",
  choice_hear: "To hear the message, press {key}.",
  choice_pay_now: "To pay {amount} now, press {key}.",
  connecting: "I am putting you through to a person. Please stay on the line.",
  call_back: "A person will call you back at this number.",
  enter_amount: "How much would you like to pay for {label}?",
  enter_units: "Enter the {unit}, then press pound.",
  part_key: "For {part}, press star in between.",
  danger_key: "Gas leak or wire down, press {press}.",
  enter_text_code: "Please enter the six digits at the end of the text you got.",
  choice_group_supply: "If something is off, press {key}.",
  choice_group_money: "For payments and debt, press {key}.",
  choice_group_use: "For use and rates, press {key}.",
  choice_group_account: "For messages or another account, press {key}.",
  choice_outage: "For an outage, press {key}.",
  choice_why: "To hear why you are off, press {key}.",
  choice_status: "To track a payment, press {key}.",
  choice_receipt: "For your last receipt, press {key}.",
  choice_places: "For places that take cash, press {key}.",
  choice_owed: "For debt and fees, press {key}.",
  choice_use: "For what you used, press {key}.",
  choice_rates: "For your rate, press {key}.",
  choice_alert: "To choose when we warn you, press {key}.",
  choice_group_messages: "For messages, press {key}.",
  choice_group_further: "For moving or billing, press {key}.",
  choice_medical: "If a life depends on supply, press {key}.",
  choice_pay_code: "To have others pay by a code, press {key}.",
  choice_convert: "To change how you are billed, press {key}.",
  choice_extension: "For more time to pay, press {key}.",
  choice_move: "If you are moving out, press {key}.",
  choice_verify: "To check a text, press {key}.",
  choice_report: "If that is right, press {key}. To go back, press star.",
  choice_gas: "If you smell gas, press {key}.",
  choice_wire: "If a wire is down, press {key}.",
  choice_bill: "To pay your bill, press {key}.",
  choice_pay: "To pay, press {key}.",
  choice_restore: "To pay {amount} and turn on, press {key}.",
  choice_balance: "For balance, press {key}.",
  choice_more: "For more, press {key}.",
  choice_payments: "For your last payments, press {key}.",
  choice_join: "For alerts by text, press {key}.",
  choice_calls: "For alerts by call, press {key}.",
  choice_calls_stop: "To get no more calls, press {key}.",
  choice_leave: "To get no more texts, press {key}.",
  choice_minimum: "For the least that turns on, press {key}.",
  choice_emergency: "For emergency credit, press {key}.",
  choice_other_account: "For another account or code, press {key}.",
  choice_enter_account: "To enter an account number or a code, press {key}.",
  choice_other_amount: "For another amount, press {key}.",
  choice_agree: "To agree, press {key}. To go back, press star.",
  choice_agent: "For a person, press {key}.",
  choice_language: "For English, press {key}.",
  choice_languages: "English {key}.",
  choice_confirm: "To pay {amount} with {brand} ending in {last4}, press {key}.",
  choice_account: "For {label}, press {key}.",
  choice_method: "For {brand} {last4}, press {key}.",
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
  calls_ask:
    "We will call this number with warnings on your account, in a recorded voice. How often depends on your account. You can end this at any time: in such a call, in this menu, or with the text CALLS OFF.",
  calls_agreed:
    "We will call you with warnings on your account. You can end this in this menu at any time.",
  calls_already: "You have agreed to our calls already.",
  calls_barred: "You ended our messages, so nothing was done. Agree to messages first.",
  calls_off: "Done. You will get no more calls with warnings from us.",
  all_off: "Done. You will get no more calls and no more texts from us.",
  kind_off: "Done. No more texts of that kind. Other texts about your account go on.",
  consent_granted: "You will get account alerts by text. Text STOP at any time to end them.",
  already_joined: "You already get account alerts by text.",
  opted_out: "Done. You will get no more texts from us.",
  help: "Here is what you can do.",
  unknown: "Sorry, I did not understand.",
  language_set: "We go on in English.",
  hand_over: "You can go on at a kiosk for ten minutes with this code: {code}.",
  payee_link_ask:
    "We can text you a link to pay {amount} by card for {label}. It works once, for 30 minutes.",
  payee_no_card:
    "This number has no card to pay with. By that code you can pay in cash, at a kiosk or at our counter.",
  payee_paid:
    "Thank you. {amount} is paid to {label}.{code, select, none {} other { Your confirmation is {code}.}}",
  payee_over: "{amount} is more than that code still takes. Nothing was charged.",
  payee_unknown: "That code is not known, or no longer good. Nothing was paid.",
  hand_over_unknown: "That code is not known, or no longer good.",
  help_more: "Here is what else you can do.",
  payments:
    "{count, plural, =0 {There are no payments to {label} yet.} one {The last payment to {label} was {list}.} other {The last # payments to {label} were {list}.}}",
  receipt_again:
    "Your last payment to {label} was {amount}, {date}.{code, select, none {} other { Its confirmation is {code}.}}",
  use:
    "{day, select, none {There is no full day of use for {label} yet.} other {{label} used {day} on {date}." +
    "{week, select, none {} other { The last seven days came to {week}{before, select, none {} other {, the seven before to {before}}}.}}}}",
  rates:
    "{low, select, none {Please ask a person for the rate of {label}.} other {{label} pays {low}{high, select, none {} other { to {high}, by time and use,}} for one {unit}" +
    "{fixed, select, none {} other {, and {fixed} a day}}.}}",
  owed:
    "{total, select, none {{label} has no debt and no fees.} other {For {label}.{debt, select, none {} other { Your debt is {debt}. {share} percent of each payment goes to it.}}" +
    "{fees, select, none {} other { Fees are {fees}.}}{shortfall, select, none {} other { You have used {shortfall} more than you paid.}}" +
    "{emergency, select, none {} other { Of emergency credit you used {emergency}.}}}}",
  ...whySpeech,
  status:
    "{pending, select, none {No payment to {label} is on its way.} other {{pending} to {label} is on its way.}}" +
    "{step, select, credited { Paid and credited. The meter is told now.} sent { Its meter was told to turn on.} acknowledged { The meter is turning it on.} other {{supply, select, on { It is on.} turning_on { It is being turned on now.} armed { Press the button on the meter to turn it on.} " +
    "off { It is off.} turning_off { It is being turned off.} load_limited { It is on, limited.} other { We are checking the meter.}}}}",
  outage_known:
    "{label} has an outage since {since}.{back, select, none { We are working on it.} other { It is likely back {back}.}}",
  outage_balance:
    "{label} is off for its balance. That is no outage.{amount, select, none {} other { It takes {amount} to turn it on.}}",
  outage_ask: "We know of no outage at {label}. You are about to report that it has no supply.",
  outage_noted: "Thank you. Our crew has your report for {label}.",
  move_ask: "You are moving out of {label}. A person will call you back to close it.",
  move_noted: "A person will call you back about moving out of {label}.",
  alert_set:
    "We will text you when {label} falls below {amount}.{consent, select, granted {} other { For that you must also get account alerts by text.}}",
  alert_off: "You will be told at the usual low balance again.",
  alert_told:
    "{level, select, none {} other {You are told below {level}. }}Below what balance of {label} shall we text you? Enter the {unit}, then press pound.",
  danger_gas:
    "Leave now. Touch no switch and make no flame. From a safe place call emergency services. Our crew is told.",
  danger_wire:
    "Stay far from the wire, and keep others away. Call emergency services if anybody is in danger. Our crew is told.",
  danger_ask: "If you are in danger, get away first.",
  call_me: "A person will call you back at this number.",
  places:
    "{places, select, none {You can pay cash at our counter.} other {You can pay cash at {places}.}}",
  verify_yes:
    "Yes, we sent you that text {at}. It was about {about, select, low {a low balance} off {supply that was turned off} on {supply that was turned on} payment {a payment} returned {a payment that came back} owed {a bill or a debt} use {your use} weather {the weather} other {your account}}. We never ask for a PIN or a card number by text.",
  verify_no: "That code is of no text that we sent you. Please do not pay by it.",
  verify_ask: "You can check a text you got by the six digits at its end.",
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
  bill_none: "No bill of yours is open.",
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
  notice_refunded: "A refund of {amount} for {label} goes to your card. Your balance is {balance}.",
  notice_refund_failed:
    "The refund of {amount} for {label} did not arrive and is credited again. Your balance is {balance}.",
  notice_debt_cleared: "The debt of {label} is paid off.",
  notice_weather_on: "{label} stays on while the weather is dangerous. What you use still counts.",
  notice_weather_off:
    "The weather hold for {label} is over. It may be turned off if the balance is too low.",
  notice_emergency:
    "{state, select, available {Emergency credit is open to {label}} in_use {{label} is on emergency credit} other {The emergency credit of {label} is used up}}. Your balance is {balance}.",
  notice_high_use: "{label} used much more than usual yesterday.",
  notice_trued_up: "{label} was estimated and is now read. Your balance is {balance}.",
  choice_plan: "To pay it off in parts, press {key}.",
  choice_autopay: "To have it paid by itself, press {key}.",
  choice_aid: "For help with paying, press {key}.",
  choice_turn_on: "To turn it on at the meter, press {key}.",
  choice_link: "To get the link by text, press {key}. To go back, press star.",
  pay_link_ask:
    "{label} has no saved card. We can text this number a link to pay {amount} by card. It works once, within thirty minutes.",
  pay_link: "We have sent you a text with the link to pay {amount}.",
  plan_ask:
    "You can pay the old debt of {label} in parts. {down, select, none {} other {{down} is due {day}. Then }}{count, plural, one {# part} other {# parts}} of {each}, one every {every} days. If you miss one, the plan ends.",
  plan_agreed:
    "The plan for {label} is agreed. {down, select, none {} other {{down} is due {day}. Then }}{count, plural, one {# part} other {# parts}} of {each}, one every {every} days.",
  plan_told: "The plan for {label} goes on. {amount} is due {day}.",
  autopay_ask:
    "When {label} falls below {below, select, none {its low level} other {{below}}}, we charge {amount} to {brand} ending in {last4}. At most once a day, and {month} a month. You can end it at any time.",
  autopay_told:
    "Automatic payment of {label} is {state, select, on {on} paused {paused} other {off}}. How much shall be paid each time it is low, {min} to {max}? Enter the amount, then press pound.",
  autopay_set: "Automatic payment is on. Below {below}, {amount} is paid to {label}.",
  autopay_ended: "Automatic payment of {label} is off.",
  extension_ask:
    "You can have more time. {label} is then not turned off before {day}. What you use still counts, and is owed.",
  extension_agreed: "{label} is not turned off before {day}. Please pay by then.",
  medical_ask:
    "If somebody at {label} depends on supply for their life, tell us now. {days, select, none {A person calls you back about it.} other {We turn nothing off for {days} days, and a person calls you back about the form.}}",
  medical_noted:
    "We have noted it for {label}. {day, select, none {} other {It is not turned off before {day}. }}A person calls you back about the form.",
  convert_ask:
    "{label} can be {mode, select, postpay {billed by the month} other {prepaid}} from now on, by our terms of version {terms}. Your balance of {balance} goes along.",
  converted:
    "{label} is {mode, select, postpay {billed by the month} other {prepaid}} from now on. Your balance came along.",
  pay_code_ask:
    "You can have a code by which others pay for {label}. It is good for {amount} in all, in {uses} payments within {days} days, and tells nobody anything of you.",
  pay_code_made:
    "The code is {code}. Once more: {code}. It pays up to {amount} for {label}, until {day}.",
  pay_code_told:
    "How much may others pay for {label} by a code? Key the amount, from {min} to {max}, then press pound.",
  offer_none:
    "{what, select, pay_link {No link can be made for {label} now.} plan {No plan is open to {label} now.} extension {No more time can be given to {label} now.} convert {How {label} is billed can not change now.} pay_code {No code can be made for {label} now.} medical {That could not be noted for {label}.} dispute {A dispute of {label} is open already.} second {Nobody could be asked for {label}.} second_end {Nobody else is told of {label}.} alerts {Alerts of {label} can not be set so: none go in the quiet hours.} other {{label} can have no automatic payment now.}} Nothing was done. You can ask for a person.",
  offer_agreed: "Thank you. One moment, we are on it.",
  aid: "{pledged, select, none {No help is pledged to {label} yet.} other {{pledged} of help is pledged to {label}.}} A person can tell you who helps with paying.",
  turn_on:
    "{supply, select, armed {First shut off every stove, heater and tap at {label}. Then press the button on the meter. If you smell gas, leave at once.} on {{label} is on.} turning_on {{label} is being turned on now.} other {{amount, select, none {{label} can not be turned on now. You can ask for a person.} other {It takes {amount} to turn {label} on.}}}}",
};
