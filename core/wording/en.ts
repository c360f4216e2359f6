import type { Sentences } from "./sentences.ts";
import { whyTexts } from "./why-en.ts";

export const en: Sentences = {
  balance:
    "{label}{supply, select, on {} off { OFF,} armed { armed, press meter button,} turning_on { is turning on,} " +
    "turning_off { is turning off,} load_limited { is on limited supply,} other { supply is unknown,}} " +
    "{kind, select, due {bill due} credit {credit} other {balance}} {amount}" +
    "{age, select, none {, no reading yet} other { as of {asOf}}}" +
    "{days, plural, =-1 {} =0 {, under a day left} one {, # day left ({until})} other {, # days left ({until})}}" +
    "{pending, select, none {} other {, pending {pending}}}" +
    "{estimated, select, none {} other {, est. {estimated}}}." +
    "{typed, select, none {} other { PAY {typed} turns on.}}",
  minimum:
    "{typed, select, none {{supply, select, on {{label} is on: nothing is needed.} " +
    "turning_on {{label} is being turned on: nothing more is needed.} " +
    "armed {{label} is paid: press the button on the meter to turn it on.} " +
    "other {No payment turns {label} on right now. Call {phone}.}}} " +
    "other {{label} needs {amount} to turn on. Text PAY {typed}.}}",
  choose_account: "Which one? {options}",
  how_much:
    "How much for {label}{mode, select, postpay { (bill)} other {}}? Text PAY and an amount, like PAY {typed}." +
    "{restore, select, none {} other { {restore} turns it on.}}",
  choose_method: "Which card for {amount}? {options}",
  confirm_pay:
    "Reply {digit} to pay {amount} with {brand} {last4} for {label}{mode, select, postpay { (bill)} other {}}" +
    "{old, select, none {. Good for 10 min.} other {: {old} to debt, {rest} to use.}}",
  emergency_ask:
    "Reply {digit} for {amount} of emergency credit on {label}. Paid back from next payments. Good for 10 min.",
  emergency_asked: "One moment, we are asking for your emergency credit.",
  emergency_given:
    "{label} has {amount} of emergency credit.{supply, select, on { It is on.} turning_on { It is being turned on.} " +
    "armed { Press the meter button to turn it on.} off { It is off.} other {}}",
  emergency_none: "{label} can take no emergency credit now. Nothing was done. Call {phone}.",
  consent_ask:
    "Account alerts, msg frequency varies. Msg&data rates may apply. HELP for help, STOP to end. Reply {digit} to join.",
  calls_ask:
    "Calls with warnings on your account, in a recorded voice. How often varies. CALLS OFF ends them. Reply {digit} to agree.",
  calls_agreed:
    "We may now call this number with warnings on your account. To end the calls text CALLS OFF.",
  calls_already: "You have agreed to our calls already. To end them text CALLS OFF.",
  calls_barred: "You ended our messages, so nothing was done. Text JOIN first, then CALLS.",
  calls_off: "You get no more calls with warnings from us. To have them again text CALLS.",
  all_off: "You get no more calls or texts from us. To have texts again text JOIN.",
  kind_off:
    "You get no more {kind, select, usage {usage alerts} reminders {reminders} other {marketing, and none was sent}}. Other texts about your account go on; STOP ends them all.",
  consent_granted:
    "You joined account alerts. Msg frequency varies. Msg&data rates may apply. HELP for help, STOP to end.",
  already_joined: "You already get account alerts. HELP for help, STOP to end.",
  opted_out: "You are opted out and get no more texts. To come back text JOIN.",
  help: "Text BAL for balance, MIN for the least to turn on, PAY and an amount, JOIN for alerts{other, select, none {} other {, {other}}}. Call {phone}.",
  unknown: "Sorry, not understood. Text BAL, MIN, PAY and an amount, or JOIN. Call {phone}.",
  language_set: "English it is.{others, select, none {} other { {others}}}",
  hand_over:
    "Go on at a kiosk: type {code}. Or call {phone} and key it for another account. Good for 10 minutes.",
  proof_code:
    "Your code is {code}, good for 5 minutes. Give it only on the call, page or kiosk where you asked for it. Not you? Ignore this.",
  payee_link_ask:
    "Reply {digit} and we text you a link to pay {amount} by card for {label}. It works once, for 30 min.",
  payee_no_card:
    "This number has no card to pay {label} with. Pay it in cash at a kiosk or our counter, or call {phone}.",
  payee_paid:
    "Paid {amount} by {label}.{code, select, none {} other { Confirmation {code}.}} Keep this text as your receipt.",
  payee_over:
    "{amount} is more than {label} still takes. Nothing was charged. Text the code again with a smaller amount.",
  payee_unknown:
    "That code is not known or no longer good. Nothing was paid. Ask who gave it to you, or call {phone}.",
  hand_over_unknown: "That code is not known or no longer good. Nothing was done.",
  help_more:
    "LAST, USE, RATES, OWE, PLAN, AUTO, AID, WHY, STATUS, OUT, ON, ALERT, MOVE, CODE, EXTEND, CONVERT, MEDICAL, PLACES, VERIFY, CALL, GAS.",
  payments: "{count, plural, =0 {No payments to {label} yet.} other {{label} got {list}.}}",
  receipt_again: "{label} got {amount} on {date}.{code, select, none {} other { Code {code}.}}",
  use:
    "{day, select, none {{label} has no full day of use yet.} other {{label} used {day} on {date}." +
    "{week, select, none {} other { Last 7 days {week}{before, select, none {} other {, the 7 before {before}}}.}}}}",
  rates:
    "{low, select, none {Ask for the rate of {label} at {phone}.} other {{label} pays {low}" +
    "{high, select, none {} other { to {high}}} a {unit}{fixed, select, none {} other { and {fixed} a day}}. For fees call {phone}.}}",
  owed:
    "{label}:{total, select, none { no debt and no fees.} other {{debt, select, none {} other { Debt {debt} ({share}% of payments).}}" +
    "{fees, select, none {} other { Fees {fees}.}}{shortfall, select, none {} other { Below zero {shortfall}.}}" +
    "{emergency, select, none {} other { Emergency {emergency}.}}}}",
  ...whyTexts,
  status:
    "{pending, select, none {No payment to {label} is on its way.} other {{pending} to {label} is on its way.}}" +
    "{step, select, credited { Paid and credited. The meter is told now.} sent { Its meter was told to turn on.} acknowledged { The meter is turning it on.} other {{supply, select, on { It is on.} turning_on { It is being turned on.} armed { Press the meter button to turn it on.} " +
    "off { It is off.} turning_off { It is being turned off.} load_limited { It is on, limited.} other { We are checking the meter.}}}}",
  outage_known:
    "{label} has an outage since {since}.{back, select, none { We are working on it.} other { Likely back {back}.}}",
  outage_balance:
    "{label} is off for its balance, not an outage.{typed, select, none {} other { PAY {typed} turns it on.}}",
  outage_ask:
    "We know of no outage at {label}. Reply {digit} to report no supply. In danger call {phone}.",
  outage_noted: "Thank you. Our crew has your report for {label}. Text OUT for news.",
  move_ask: "Moving out of {label}? Reply {digit} and a person calls you back to close it.",
  move_noted: "A person will call you back about moving out of {label}.",
  alert_set:
    "We text you when {label} falls below {amount}.{consent, select, granted {} other { First text JOIN.}} ALERT OFF ends it.",
  alert_off: "{label} is told of at the usual low balance again.",
  alert_told:
    "{level, select, none {} other {Now below {level}. }}To be told when {label} is low, text ALERT and an amount, like ALERT 20.",
  danger_gas:
    "Leave now. No switches, no flames. From a safe place call {phone} or emergency services. Our crew is told.",
  danger_wire:
    "Stay far from the wire and keep others away. From a safe place call {phone} or emergency services. Our crew is told.",
  danger_ask:
    "In danger get away first, then call {phone}. Gas smell: text GAS. A wire down: text WIRE.",
  call_me: "A person will call you back at this number. In danger call {phone} now.",
  places:
    "{places, select, none {Pay cash at our counter.} other {Pay cash at {places}.}} Call {phone}.",
  verify_yes:
    "Yes, we sent that text {at}: {about, select, low {low balance} off {turned off} on {turned on} payment {a payment} returned {unpaid payment} owed {bill or debt} use {your use} weather {weather} other {a notice}}. We never ask for a PIN or a card number by text.",
  verify_no: "We sent this number no text with that code. Do not pay by it. Call {phone}.",
  verify_ask: "Text VERIFY and the 6 digits at the end of the text you got.",
  language_ask: "{list}",
  still_working:
    "Still working on {amount} for {label}. Please do not pay again: we will text you.",
  wrong_answer: "No match. {question}",
  question_dropped:
    "That question is closed and nothing was done. Text BAL, MIN or PAY and an amount.",
  nothing_done: "OK, nothing was done.",
  late_answer:
    "That reply came too late or was used already; nothing new was done. Text BAL, MIN or PAY and an amount.",
  amount_unclear: "Which amount? Text PAY and the amount, like PAY {typed}.",
  amount_too_small: "The least you can pay is {bound}. Text PAY and an amount.",
  amount_too_large: "The most you can pay at once is {bound}. Text PAY and an amount.",
  over_daily_limit:
    "You can pay up to {bound} more with saved cards today. Text PAY and an amount.",
  daily_limit_used: "Saved cards can pay no more today. For other ways call {phone}.",
  bill_none: "No bill of yours is open. To pay ahead text PAY and an amount. Call {phone}.",
  no_card: "{label} has no saved card. Pay at our counter or call {phone}.",
  unknown_number: "This number is not on any account. To add it call {phone}.",
  proof_needed: "That needs proof of who you are. Call {phone}.",
  card_number_seen:
    "Never text a card number. We did not keep it; please delete your text. To pay call {phone}.",
  apology:
    "Sorry, we lost our place. Any open question is closed, unpaid. Text BAL, MIN or PAY and an amount. Call {phone}.",
  pay_declined:
    "Your card was declined: {amount} for {label} is not paid. Try again or call {phone}.",
  pay_refused: "We could not take {amount} for {label}; nothing was charged. Call {phone}.",
  pay_unresolved:
    "We do not know yet if {amount} for {label} is paid. Please do not pay again: we will text you. Call {phone}.",
  receipt:
    "Paid {amount} to {label}.{balance, select, none {} other { Balance {balance}.}}" +
    "{supply, select, on { It is on.} turning_on { It is being turned on.} armed { Press the meter button to turn it on.} " +
    "load_limited { It is on, limited.} unknown { We are checking the meter.} " +
    "other {{restore, select, none { It is off.} other { Pay {restore} more to turn on.}}}}" +
    "{code, select, none {} other { Code {code}.}}",
  notice_low:
    "{label} is low, balance {balance}. Text PAY {typed} by {offAfter} to stay on. HELP for help.",
  notice_off: "{label} is off. Text PAY {typed} to turn it on. HELP for help.",
  notice_emergency_offer:
    "{label} is low. Text EC for {amount} of emergency credit, paid back from your next payments. HELP for help.",
  notice_plan_broken:
    "The payment of {amount} due on your plan for {label} did not come, so the plan ended. Call {phone}.",
  notice_on: "{label} is on. Balance {balance}.",
  notice_bill:
    "{label}: {stage, select, billed {new bill, {amount} due {due}} overdue {bill of {amount} was due {due}} " +
    "reminded {reminder, {amount} was due {due}} other {last notice, {amount} was due {due}}}. Text PAY {typed}. HELP for help.",
  notice_days:
    "{days, plural, =0 {{label} has less than a day left} one {{label} has # day left} other {{label} has # days left}}, balance {balance}. Text PAY and an amount.",
  notice_warning:
    "Notice: {label} may be turned off after {offAfter}. Balance {balance}. To stay on pay {amount} by then: text PAY {typed}, or pay at our counter. " +
    "For help or a payment plan call {phone}. STOP ends texts.",
  notice_window:
    "{label} is short by {amount}. Pay it by {ends} or it may be turned off. Text PAY {typed}.",
  notice_payment: "{amount} was paid to {label}. Balance {balance}.",
  notice_returned:
    "A payment of {amount} to {label} came back unpaid. Balance {balance}. Text PAY and an amount.",
  notice_refunded: "A refund of {amount} for {label} goes to your card. Balance {balance}.",
  notice_refund_failed:
    "The refund of {amount} for {label} did not arrive and is credited again. Balance {balance}.",
  notice_debt_cleared: "The debt of {label} is paid off. All you pay now buys supply.",
  notice_weather_on:
    "{label} stays on while the weather is dangerous, but use still counts. Text BAL for the balance.",
  notice_weather_off:
    "The weather hold for {label} is over. It may be turned off if the balance is too low. Text MIN.",
  notice_emergency:
    "{state, select, available {Emergency credit is open to {label}} in_use {{label} is on emergency credit} other {The emergency credit of {label} is used up}}. Balance {balance}.",
  notice_high_use:
    "{label} used much more than usual yesterday: {percent} percent of a usual day. Text BAL for the balance.",
  notice_trued_up: "{label} was estimated and is now read. Balance {balance}.",
  pay_link_ask:
    "{label} has no saved card. Reply {digit} and we text you a link to pay {amount}. It works once, for 30 min.",
  pay_link: "Pay {amount} in 30 min: {url}",
  plan_ask:
    "Plan for {label}: {down, select, none {} other {{down} by {day}, then }}{count} of {each} every {every} days, or it ends. Reply {digit} to agree.",
  plan_agreed:
    "Agreed for {label}: {down, select, none {} other {{down} by {day}, then }}{count} of {each} every {every} days. A missed one ends it.",
  plan_told: "The plan for {label} goes on: {amount} is due by {day}.",
  autopay_ask:
    "Reply {digit}: below {below, select, none {its low level} other {{below}}} {label} pays {amount} with {brand} {last4}, once a day, {month} a month at most.",
  autopay_told:
    "Autopay of {label} is {state, select, on {on} paused {paused} other {off}}. Text AUTO and {min} to {max}, like AUTO 20, or AUTO OFF.",
  autopay_set: "Autopay is on: below {below} {label} pays {amount}. AUTO OFF ends it.",
  autopay_ended: "Autopay of {label} is off.",
  extension_ask:
    "Reply {digit} for more time: {label} is not turned off before {day}. Use still counts and is owed.",
  extension_agreed:
    "{label} is not turned off before {day}. Please pay by then. Text BAL for the balance.",
  medical_ask:
    "Does a life at {label} depend on supply? Reply {digit}{days, select, none {: we call you} other {: no turn-off for {days} days, we call you}}. In danger call {phone}.",
  medical_noted:
    "Noted for {label}. {day, select, none {} other {It is not turned off before {day}. }}A person calls you about the form. In danger call {phone}.",
  convert_ask:
    "Reply {digit} to have {label} {mode, select, postpay {billed monthly} other {prepaid}} from now on by terms {terms}. Balance {balance} goes along.",
  converted:
    "{label} is {mode, select, postpay {billed monthly} other {prepaid}} from now on. Your balance came along. Text BAL for it.",
  pay_code_ask:
    "Reply {digit} for a code by which others pay for {label}: {amount} in all, {uses} payments, {days} days. It tells nothing of you.",
  pay_code_made:
    "Code {code} pays for {label}: {amount} in all, to {day}. Give it to whoever pays. It tells them nothing of you.",
  pay_code_told:
    "For a code by which others pay for {label}, text CODE and the most it takes, {min} to {max}, like CODE 50.",
  offer_none:
    "{what, select, pay_link {No link can be made for {label} now.} plan {No plan is open to {label} now.} extension {No more time can be given {label} now.} convert {How {label} is billed can not change now.} pay_code {No code can be made for {label} now.} medical {That could not be noted for {label}.} dispute {A dispute of {label} is open already.} second {Nobody could be asked for {label}.} second_end {Nobody else is told of {label}.} alerts {Alerts of {label} can not be set so: none go in the quiet hours.} other {{label} can have no autopay now.}} Nothing was done. Call {phone}.",
  offer_agreed: "One moment, we are on it.",
  aid: "{pledged, select, none {No help is pledged to {label} yet.} other {{pledged} is pledged to {label}.}} For help with paying call {phone}.",
  turn_on:
    "{supply, select, armed {Shut off stoves, heaters and taps at {label}, then press the meter button. If gas smells, leave. {phone}.} on {{label} is on.} turning_on {{label} is being turned on.} other {{typed, select, none {{label} can not be turned on now. Call {phone}.} other {PAY {typed} turns {label} on.}}}}",
};
