/** Why supply is off or may be turned off, and disputes of it, and who else is told: sentences of texts, and of calls. */
export const whyTexts = {
  why:
    "{kind, select, on {{label} is on.} warned {{label} may go off {at}: balance {balance}{rule, select, none {} other {, rule {rule}}}, told {told}.{typed, select, none {} other { PAY {typed}.}} Wrong? DISPUTE.} " +
    "cut {{label} off {at}: balance {balance} too low{rule, select, none {} other {, rule {rule}}}{told, select, none {} other {, told {told}}}.{typed, select, none {} other { PAY {typed}.}} Wrong? DISPUTE.} " +
    "other {{label} was not turned off for its balance. Text OUT, or call {phone}.}}",
  dispute_ask:
    "Reply {digit} to dispute charges of {label}. {standing, select, held {No turn-off for up to {held} until {day}.{pay, select, none {} other { Still pay {pay}.}}} " +
    "late {Too late to hold supply: we call you.} again {Too soon after the last to hold supply: we call you.} other {It holds no supply: we call you.}}",
  dispute_opened:
    "{label}: your dispute is noted. {standing, select, held {No turn-off for it until {day} or our decision.} late {Too late to hold supply: we call you.} " +
    "again {Too soon after the last to hold supply: we call you.} other {It holds no supply: we call you.}}{pay, select, none {} other { Still pay {pay}.}}",
  notice_dispute:
    "{label}: your dispute is {outcome, select, upheld {upheld} other {rejected}}. {outcome, select, " +
    "upheld {{reason, select, read {A read was wrong.} rate {A rate was wrong.} payment {A payment was missing.} other {You were right.}}} " +
    "other {{reason, select, read {The reads are right.} rate {The rate is right.} payment {No payment is missing.} other {The charges are right.}}}}" +
    "{credit, select, none {} other { {credit} is credited.}} Questions: {phone}.",
  told_ask:
    "The customer of {label} wants you told when it may be turned off, nothing else. Reply {digit} to agree. STOP to end.",
  told_agreed:
    "We text you when {label} may be turned off, nothing else. Questions: {phone}. STOP ends texts.",
  second_over: "You are told no more of {label}: its customer ended it.",
  notice_closed:
    "{label} is closed.{owed, select, none {} other { {owed} is owed: pay it at our counter.}}{card, select, none {} other { {card} goes back to your card.}}" +
    "{hand, select, none {} other { We pay out {hand}.}}{state, select, waiting { The final bill follows.} moved { The rest is on your other account.} even { Nothing is owed.} other {}} Questions: {phone}.",
  notice_second:
    "{what, select, off {{label} is off} other {{label} may be turned off}}. You asked to be told. To pay ask for a code or call {phone}. STOP ends texts.",
  second_ask:
    "Reply {digit} to have {line} told too when {label} may be turned off, nothing else. We ask that number by text first.",
  second_asked:
    "We asked that number by text. It is told when {label} may be turned off once it agrees. CONTACT OFF ends it.",
  second_told:
    "{state, select, none {Nobody else is told of {label}.} asked {The number ending {ending} has not agreed yet.} other {The number ending {ending} is told too.}} " +
    "{state, select, none {To have somebody told too text CONTACT and their number.} other {CONTACT OFF ends it.}}",
  second_ended: "Nobody else is told of {label} any more.",
  alerts_set:
    "{what, select, daily {{at, select, none {No daily alert of {label} any more.} other {{label} is told of at {at} each day it is low.}}} use {Word of your use at {label} is {state, select, on {on} other {off}}.} payments {Word of payments to {label} is {state, select, on {on} other {off}}.} other {Word of days left at {label} is {state, select, on {on} other {off}}.}}{level, select, none {} other { Low is below {level}.}}",
  alerts_told:
    "{label}: daily alert {at, select, none {off} other {{at}}}, use {use, select, on {on} other {off}}, payments {payments, select, on {on} other {off}}, days left {days, select, on {on} other {off}}. Text ALERT 8AM or ALERT USE OFF.",
} as const;

export const whySpeech = {
  choice_dispute: "If that is wrong, press {key}.",
  why:
    "{kind, select, on {{label} is on.} warned {{label} may be turned off after {at}, because its balance of {balance} is low{rule, select, none {} other {, by the rule {rule}}}. We told you {told}." +
    "{amount, select, none {} other { It takes {amount} to keep it on.}}} " +
    "cut {{label} was turned off {at}, because its balance of {balance} was too low{rule, select, none {} other {, by the rule {rule}}}.{told, select, none {} other { We told you {told}.}}" +
    "{amount, select, none {} other { It takes {amount} to turn it on.}}} " +
    "other {{label} was not turned off for its balance. It may be an outage.}}",
  dispute_ask:
    "You can dispute the charges of {label}. A person looks into it and calls you. {standing, select, held {Until {day}, or until we decide, supply is held on for up to {held} of what was charged. What you use from now on you pay all the same.} " +
    "late {It comes too late to hold supply meanwhile.} again {It comes too soon after the last one to hold supply meanwhile.} other {It does not hold supply meanwhile.}}{pay, select, none {} other { You still need to pay {pay}.}}",
  dispute_opened:
    "Your dispute of {label} is noted, and a person calls you. {standing, select, held {Supply is held on until {day}, or until we decide.} late {It came too late to hold supply.} " +
    "again {It came too soon after the last one to hold supply.} other {It does not hold supply.}}{pay, select, none {} other { You still need to pay {pay}.}}",
  notice_dispute:
    "We have decided your dispute of {label}. {outcome, select, " +
    "upheld {{reason, select, read {A read was wrong.} rate {A rate was wrong.} payment {A payment was missing.} other {You were right.}}} " +
    "other {{reason, select, read {The reads are right.} rate {The rate is right.} payment {No payment is missing.} other {The charges are right.}}}}" +
    "{credit, select, none {} other { {credit} is credited.}}",
  told_ask:
    "The customer of {label} wants you told by text when it may be turned off. You learn nothing else of it.",
  told_agreed: "We text you when {label} may be turned off, and nothing else of it.",
  second_over: "You are told no more of {label}. Its customer has ended it.",
  notice_closed:
    "{label} is closed.{owed, select, none {} other { {owed} is still owed. You can pay it at our counter.}}{card, select, none {} other { {card} goes back to your card.}}" +
    "{hand, select, none {} other { {hand} is paid out to you.}}{state, select, waiting { The final bill follows.} moved { What was left is on your other account.} even { Nothing is owed.} other {}}",
  notice_second:
    "{what, select, off {{label} is off.} other {{label} is low and may be turned off.}} You asked to be told.",
  choice_second: "To have somebody else told too, press {key}.",
  choice_second_end: "To end that, press {key}.",
  second_ask:
    "When {label} may be turned off we can tell {line} too, and nothing else. We ask that number by text first.",
  second_asked: "We have asked that number by text. It is told once it agrees.",
  second_told:
    "{state, select, none {Nobody else is told of {label}. Key the phone number that is to be told too when it may be turned off, with its area, then press pound.} " +
    "asked {The number ending in {ending} has not agreed yet.} other {The number ending in {ending} is told too when {label} may be turned off.}}",
  second_ended: "Nobody else is told of {label} any more.",
  alerts_set:
    "{what, select, daily {{at, select, none {You get no daily alert of {label} any more.} other {When {label} is low you are told every day at {at}.}}} use {Word of your use at {label} is {state, select, on {on} other {off}}.} payments {Word of payments to {label} is {state, select, on {on} other {off}}.} other {Word of the days left at {label} is {state, select, on {on} other {off}}.}}{level, select, none {} other { Low is below {level}.}}",
  alerts_told:
    "Alerts of {label}. Every day while it is low: {at, select, none {no} other {{at}}}. Your use: {use, select, on {on} other {off}}. Payments: {payments, select, on {on} other {off}}. Days left: {days, select, on {on} other {off}}.",
} as const;
