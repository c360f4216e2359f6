/** The sandbox's town: one utility and its households, each living on the real reads of one home. */

/** As a utility would write it, so that the sandbox starts the way every utility does. */
export const townConfiguration = `
[[utility]]
id = "valley"
name = "Valley Electric"
currency = "USD"
zone = "America/Los_Angeles"
country = "US"
language = "en"
languages = ["en", "es"]
help_phone = "+1 202 555 0100"

[utility.sms]
numbers = ["+12025550100"]

[utility.levels]
low = "10.00"
disconnect = "0.00"
reconnect = "0.00"

[utility.supply]
data_age_hours = 26
notice_hours = 4

[[utility.supply.window]]
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
from = "00:00"
to = "24:00"

[utility.payment]
processor = "none"
min = "1.00"
max = "500.00"
daily_by_text = "300.00"
`;

export const townTariffs = `id,version,commodity,unit,currency,price,fixed_per_day,effective_from
home,1,electricity,kWh,USD,0.28,0.40,2024-01-01
heat,1,gas,kWh,USD,0.06,0.30,2024-01-01
`;

/** `MOVED_IN` is put in when the town is founded. */
export const townAccounts = `account,name,phone,language,address,commodity,meter,tariff,mode,balance,card,moved_in,texts,texts_source
V-1001,Ana Ortiz,+12025550141,es,Oak St 12,electricity,E-5001,home,prepaid,24.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
V-1002,Ben Carter,+12025550142,en,Mill Rd 3,electricity,E-5002,home,prepaid,14.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
V-1003,Chi Tran,+12025550143,en,Hill Ave 9,electricity,E-5003,home,prepaid,40.00,sim_decline Visa 0002,MOVED_IN,yes,sandbox
V-1004,Dee Novak,+12025550144,en,Lake Dr 27,electricity,E-5004,home,prepaid,33.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
V-1005,Eli Brown,+12025550145,en,Park Ln 5,electricity,E-5005,home,prepaid,28.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
V-1005,,,,Park Ln 5,gas,G-6005,heat,,,,MOVED_IN,,
V-1006,Eli Brown,+12025550145,en,Shop St 1,electricity,E-5006,home,prepaid,60.00,sim_slow Visa 1881,MOVED_IN,yes,sandbox
`;

/** The PIN of every household of the town, for calls: nothing here is worth guarding, and a visitor must know it. */
export const TOWN_PIN = "1234";

/** Whose reads each meter replays: a file of hosts/sandbox/reads. */
export const readsOfMeter: Readonly<Record<string, string>> = {
  "E-5001": "us-ca-fontana-01",
  "E-5002": "us-ca-fontana-05",
  "E-5003": "us-ca-fontana-09",
  "E-5004": "us-ca-fontana-13",
  "E-5005": "uk-elec-0",
  "G-6005": "uk-gas-0",
  "E-5006": "au-ausgrid-c12",
};
