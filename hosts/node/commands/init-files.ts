/** What `init` writes: files that a utility's one IT person can follow line by line. Each parses as it stands (see the tests). */
import type { LocalDay } from "../../../core/instant.ts";

/** The clock of the configuration as it is written, and of its samples. */
export const SAMPLE_ZONE = "America/New_York";

export const configurationFile = `# Switchboard: what it needs to know of your utility.
#
#   npx switchboard doctor                       says in words what is set, what is missing, what is wrong
#   npx switchboard serve --data data            runs the hub (--simulate carrier,meters,payments to try it out)
#
# Lines that begin with "#" are comments. Amounts stand in quotes: "20.00".
# No secret stands in this file. Set these in the environment of the service instead:
#   TELNYX_API_KEY      lets the hub send texts          (Telnyx portal: API Keys)
#   TELNYX_PUBLIC_KEY   proves that a text came from Telnyx (Telnyx portal: Keys & Credentials, Public Key)
#   STRIPE_SECRET_KEY   lets the hub charge saved cards  (Stripe dashboard: Developers, API keys)
#   STRIPE_WEBHOOK_SECRET proves what Stripe tells at https://<your host>/hooks/stripe (Developers, Webhooks)
# Point the webhooks of the messaging profile and of the voice application (version 2) at https://<your host>/hooks/telnyx

[[utility]]                          # several utilities: write this whole part again, each with its own id
id = "my-utility"                    # lower-case letters, digits, hyphens; names the data file, so never change it later
name = "My Utility"                  # how every text names you
currency = "USD"                     # USD CAD AUD EUR GBP ZAR JPY KWD VND
zone = "${SAMPLE_ZONE}"            # your clock: days, windows and notices are read on it
country = "US"                       # a number written without "+" is one of this country
language = "en"                      # what a customer is answered in until they choose
languages = ["en", "es"]             # what they may choose from: en, es, fr
help_phone = "+1 202 555 0100"       # people call it when a text is not enough

[utility.sms]
numbers = []                         # the numbers you text from, such as ["+12025550123"]; none: texts are off
messaging_profile_id = ""            # Telnyx portal: Messaging, your profile's id

[utility.calls]                      # the same numbers take calls, once a Call Control application points at this host
agent = ""                           # who answers a caller that wants a person: "+12025550199"; none: you call back
connection_id = ""                   # your Call Control application's id, to call out with notices that no text brought; none: staff call
pay_connector = ""                   # your Telnyx payment connector's name, to take a first card in a call; none: a link by text
pay_currencies = ["USD"]             # what the connector takes; for a utility of another currency it is as if there were none

# Bounds of texts beside the carrier's own; without this table there are none.
# [utility.texting]
# number_per_second = 1              # from one of your numbers, as your carrier lets it
# campaign_per_minute = 240          # of all of them together
# cost = "0.01"                      # what a text costs, about
# daily_spend = "50.00"              # a day's most: it stops codes and notices, never answers and warnings
# alarm_percent = 80                 # of it, when the journal says so
# countries = ["1"]                  # calling codes that are texted to; "1" is the US and Canada
# codes_a_prefix = 20                # codes a day to numbers that differ in their last four digits only
# codes_used_percent = 20            # of the codes to such numbers so many must be given back, else none go there
# codes_used_hours = 24              # judged by those of the last so many hours
# codes_used_least = 10              # and by no fewer codes than these

# How long texts are kept; without this table they are for good. What proves consent, money and decisions always is.
# [utility.retention]
# messages_days = 400                # what customers text and are told; 30 at least
# notices_days = 730                 # texts of notices, which a disconnection may rest on
# codes_days = 1                     # texts with a one-time code in them, good for minutes
# talks_days = 60                    # what was said and chosen, from the last turn of a talk on; as long as texts where nothing is said
# call_backs_days = 400              # call-backs, from when they were done; as long as texts where nothing is said
# events_days = 30                   # by which a webhook that comes again is known; an older one is not taken at all

[utility.carrier]
# While meters or payments are simulated, the real carrier answers these numbers only, so that no customer is told
# a made-up balance. Put your own phone here to try it: ["+12025550177"]
allow = []

[utility.care]                       # what customers are told when they ask
emergency = ""                       # who answers for gas or a wire that is down, +12025550911; none: the person or help number
places = []                          # where cash is taken, such as ["Corner Shop, 1 Main St"]

[utility.consent]
stop_all_from = "2027-01-31"         # from this day whoever ends one kind of message has ended all (47 CFR 64.1200(a)(10))
confirm = []                         # ["import"]: a consent out of a file counts once its number says so by text

[utility.levels]                     # compared with the balance of a prepaid account
low = "10.00"                        # below it: a text says that it runs low
disconnect = "0.00"                  # below it: supply may be switched off, when all the rules that follow allow it
reconnect = "0.00"                   # at it or above: supply is switched on again

[utility.supply]
data_age_hours = 26                  # no switching off on reads older than this
notice_hours = 24                    # at least this long between the low text and switching off
holidays = ["2027-01-01"]            # no switching off on these days

[[utility.supply.window]]            # when switching off is allowed; repeat for other hours; on is always allowed
days = ["mon", "tue", "wed", "thu"]  # not before a weekend: nobody is at the counter then
from = "09:00"
to = "15:00"

[utility.rules]                      # a rule pack in the place of levels and supply above; see: npx switchboard rules list
pack = ""                            # such as "us-coop", after: npx switchboard import rules us-coop; none: the rules above
area = "all"                         # where a premise is that names no area: weather and channel news come by area

[utility.reading]                    # where reads do not come by themselves every day
on_demand = false                    # true: a meter is asked only where the forecast nears a level and its data is too old
tolerance = "1.00"                   # how far below a level a balance may be when that is found out

[utility.notices]                    # what customers are told besides low, off and on
days_left = [7, 3, 1]                # days that are likely left when a text says so
high_use_percent = 200               # a day of more than this share of a usual one; 0: nobody is told

[utility.payment]
processor = "none"                   # Stripe takes cards where its key is set (--simulate payments to try); cash needs none
stripe_account = ""                  # your connected account, "acct_...", where the key is a platform's
min = "5.00"                         # smallest charge to a card or an account at a bank
max = "500.00"                       # largest of them
cash_max = "2000.00"                 # largest payment in cash at a counter; "": whatever the drawer takes
readers = {}                         # by a terminal's id, the reader there that Stripe drives: { north_0a1b2c3d = "tmr_1Abc" }
daily_by_text = "200.00"             # most that one account may pay by text in a day
daily_by_codes = ""                  # most that one account takes in a day by codes that others pay by, by text, call and link; "": as much as by text
quote_minutes = 15                   # how long a quoted amount still turns supply on, whatever is used meanwhile

[utility.allocation]                 # what a payment goes to before the rest is credit; first named, first paid
order = ["returned_payments", "debt_share", "accumulated", "shortfall", "emergency_credit"]
debt_percent = "10"                  # share of each payment that goes to old debt
debt_cap = ""                        # most that the share takes a period, such as "5.00"; none: no cap
debt_period = "week"                 # of the cap: day, week (from Monday) or month
days_guaranteed = 0                  # the share shrinks so that each payment buys at least so many days; 0: it never does
assistance_pays_debt = false         # whether the share is taken of an agency's money too
returned_fee = "0.00"                # what a payment that came back costs, beside being owed again

[utility.billing]                    # post-pay customers
bills = "own"                        # own: from reads and tariffs, a month after another; imported: another system's
due_days = 21                        # from the day a bill is made to the day it is due
grace_days = 3                       # after it, in which a payment is not late yet
overdue_days = 7                     # then a reminder
reminded_days = 10                   # then a last notice
final_days = 10                      # then staff decide; nothing is switched off by it
[utility.arrangement]                # a plan that customers may agree to by text or call, for old debt
parts = 0                            # equal parts after the first payment; 0: a person agrees on every plan
every_days = 30                      # from one part to the next
down_percent = 0                     # of the debt, paid first
down_days = 7                        # within so many days

[utility.promises]                   # what customers take by their own word, by text, call or kiosk
extension_days = 0                   # more time to pay before supply may be turned off; 0: a person gives it
extension_times = 1                  # so many times
extension_within_days = 90           # within so many days
medical_days = 7                     # supply is held so long where somebody is said to depend on it, once in 90 days; 0: only staff hold it
dispute_hold_days = 0                # supply is held so long while charges are in dispute; 0: only a person holds it
dispute_within_days = 10             # in time for so long after its notice, or after it was turned off
dispute_once_in_days = 90            # one that was held holds off the next for so long
dispute_payable_percent = 0          # of the charges of the last 30 days, paid all the same; what is used after it always is
conversion_terms = ""                # version of the terms by which customers go from prepaid to billed and back; "": only staff do it

[utility.emergency]                  # lent when the balance is low and the customer agrees, paid back from what they pay next
limit = "0.00"                       # how much; 0: none is lent
offer_at = "0.00"                    # offered at this balance and below
variant = "B"                        # once it is used up: A: supply returns when all is paid back; B: when the shortfall is
`;

/** Accounts that are billed from `firstDay`: a day long past would owe its fixed charges at the first read. */
export function sampleAccounts(firstDay: LocalDay): string {
  return `account,name,phone,language,address,commodity,meter,tariff,mode,balance,card,moved_in,texts,texts_source
A-1001,Ana Ortiz,(202) 555-0141,es,Oak St 12,electricity,E-5001,home-electricity,prepaid,35.00,tok_sample_1 Visa 4242,${firstDay},yes,paper form ${firstDay}
A-1001,,,,Oak St 12,water,W-7001,home-water,,,,${firstDay},,
A-1002,Ben Carter,(202) 555-0142; (202) 555-0143,en,"Mill Rd 3, apt 2",electricity,E-5002,home-electricity,prepaid,12.50,,${firstDay},no,
A-1003,Chi Tran,(202) 555-0144,en,Hill Ave 9,gas,G-6003,home-gas,postpay,,,${firstDay},yes,call of ${firstDay}
`;
}

export const sampleTariffs = `[
  {
    "id": "home-electricity", "version": 1, "commodity": "electricity", "unit": "kWh", "currency": "USD",
    "price": "0.162500", "fixed_per_day": "0.35", "effective_from": "2024-01-01"
  },
  {
    "id": "home-water", "version": 1, "commodity": "water", "unit": "m3", "currency": "USD",
    "price": "2.10", "fixed_per_day": "0.20", "effective_from": "2024-01-01"
  },
  {
    "id": "home-gas", "version": 1, "commodity": "gas", "unit": "kWh", "currency": "USD",
    "price": "0.048", "fixed_per_day": "0.28", "effective_from": "2024-01-01"
  }
]
`;
