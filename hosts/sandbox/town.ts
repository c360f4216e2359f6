/** The sandbox's town as its utilities would configure it, so that the sandbox starts the way every utility does. */
import { Fault } from "../../core/assert.ts";
import { readConfiguration, type UtilityConfiguration } from "../configuration.ts";

interface TownUtility {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly helpPhone: string;
  /** From the first warning to the earliest disconnection. */
  readonly noticeHours: number;
}

function inWords({ id, name, number, helpPhone, noticeHours }: TownUtility): string {
  return `
[[utility]]
id = "${id}"
name = "${name}"
currency = "USD"
zone = "America/Los_Angeles"
country = "US"
language = "en"
languages = ["en", "es"]
help_phone = "${helpPhone}"

[utility.sms]
numbers = ["${number}"]

[utility.levels]
low = "10.00"
disconnect = "0.00"
reconnect = "0.00"

[utility.supply]
data_age_hours = 26
notice_hours = ${String(noticeHours)}

[[utility.supply.window]]
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
from = "00:00"
to = "24:00"

[utility.reading]
on_demand = true

[utility.notices]
days_left = []
high_use_percent = 0

[utility.payment]
processor = "none"
min = "1.00"
max = "500.00"
daily_by_text = "300.00"
`;
}

export const townConfiguration = [
  {
    id: "valley",
    name: "Valley Electric",
    number: "+12025550100",
    helpPhone: "+1 202 555 0100",
    // A minute at the usual speed: whoever looks sees a home go dark, and has time to pay before the next.
    noticeHours: 1,
  },
  {
    id: "harbor",
    name: "Harbor Gas & Light",
    number: "+12025550101",
    helpPhone: "+1 202 555 0101",
    noticeHours: 4,
  },
]
  .map(inWords)
  .join("");

/** The town's utilities, as its configuration says; the first is the one that an object serves. */
export function townUtilities(): readonly UtilityConfiguration[] {
  const read = readConfiguration(townConfiguration);
  if (read.kind === "refused") throw new Fault(`the town: ${JSON.stringify(read.problems)}`);
  return read.configuration.utilities;
}

/** The PIN of every household of the town, for calls: nothing here is worth guarding, and a visitor must know it. */
export const TOWN_PIN = "1234";
