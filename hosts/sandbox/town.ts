/** The sandbox's town as its utilities would configure it, so that the sandbox starts the way every utility does. */
import { Fault } from "../../core/assert.ts";
import { readConfiguration, type UtilityConfiguration } from "../configuration.ts";

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
notice_hours = 1

[[utility.supply.window]]
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
from = "00:00"
to = "24:00"

[utility.payment]
processor = "none"
min = "1.00"
max = "500.00"
daily_by_text = "300.00"

[[utility]]
id = "harbor"
name = "Harbor Gas & Light"
currency = "USD"
zone = "America/Los_Angeles"
country = "US"
language = "en"
languages = ["en", "es"]
help_phone = "+1 202 555 0101"

[utility.sms]
numbers = ["+12025550101"]

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

/** The town's utilities, as its configuration says; the first is the one that an object serves. */
export function townUtilities(): readonly UtilityConfiguration[] {
  const read = readConfiguration(townConfiguration);
  if (read.kind === "refused") throw new Fault(`the town: ${JSON.stringify(read.problems)}`);
  return read.configuration.utilities;
}

/** The PIN of every household of the town, for calls: nothing here is worth guarding, and a visitor must know it. */
export const TOWN_PIN = "1234";
