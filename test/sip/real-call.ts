/** One whole call: a utility served as a process, a customer who is off, a telephone, and what the books say afterwards. */
import { setTimeout as sleep } from "node:timers/promises";
import { hoursBefore, ServedUtility, wireRead } from "../support/served-utility.ts";
import { utilityNumber } from "../support/utility-directory.ts";
import { SipCarrier } from "./carrier.ts";
import type { Peer } from "./message.ts";
import type { Phone } from "./phone.ts";
import { Softphone } from "./softphone.ts";
import { SAMPLES_A_SECOND, type Voice } from "./voice.ts";

const LOOK_MS = 100;
const SWITCHED_WITHIN_MS = 60_000;
/** Past its own length: what the hub, the voice and the telephone take before it is heard whole. */
const HEARD_LATE_MS = 60_000;

/** A clock of the utility's own where it is now about noon: nobody is told anything, or turned off, by night. */
export function zoneOfNoon(nowMs: number): string {
  const hour = new Date(nowMs).getUTCHours();
  const behind = hour - 12;
  if (behind === 0) return "Etc/GMT";
  return behind > 0 ? `Etc/GMT+${String(behind)}` : `Etc/GMT${String(behind)}`;
}

const customer = {
  account: "A-1001",
  phone: "+12025551000",
  meter: "E-5001",
  label: "Oak St 1",
  openingUnits: 2_000_000,
};

/** 60 kWh at 0.1625 and a day's 0.35 are 10.10; of 2.00 that leaves 8.10 owed. */
const USED_MICRO = 60_000_000;

/** The account as the API has it, as far as a payment changes it. */
interface Books {
  readonly balance: unknown;
  readonly supply: unknown;
  readonly restore: unknown;
}

export interface RealCall {
  /** What was to be heard, and how alike it was to what was. */
  readonly heard: readonly { readonly text: string; readonly r: number }[];
  /** What the telephone was answered: 100, 180, 200. */
  readonly statuses: readonly number[];
  readonly before: Books;
  readonly after: Books;
  /** What `ledger verify` says. */
  readonly ledger: Record<string, unknown>;
}

interface Standing {
  readonly utility: ServedUtility;
  readonly token: string;
  readonly pin: string;
}

/** A utility whose customer has used up what they paid, and is off. */
async function standing(): Promise<Standing> {
  const nowMs = Date.now();
  const utility = await ServedUtility.found({
    households: [customer],
    movedInMs: nowMs,
    words: ["--simulate", "meters,payments"],
    zone: zoneOfNoon(nowMs),
    edits: [
      ["notice_hours = 24", "notice_hours = 0"],
      [
        'days = ["mon", "tue", "wed", "thu"]',
        'days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]',
      ],
      ['from = "09:00"', 'from = "00:00"'],
      ['to = "15:00"', 'to = "23:59"'],
      ['holidays = ["2027-01-01"]', "holidays = []"],
    ],
    isSwitched: true,
  });
  const { pin } = await utility.directory.must("pin", "new", customer.account);
  const { token } = await utility.directory.token("admin");
  await utility.serve();
  // Nobody is turned off who was not told before.
  await utility.carrier.waitFor(1);
  const read = { meter: customer.meter, startMs: hoursBefore(nowMs, 1), quantityMicro: USED_MICRO };
  await utility.call(token, "/v1/reads", { reads: [wireRead(read)] });
  return { utility, token, pin: String(pin) };
}

async function booksOf({ utility, token }: Standing): Promise<Books> {
  const { body } = await utility.call(token, `/v1/accounts/${customer.account}`);
  return { balance: body["balance"], supply: body["supply"], restore: body["restore"] };
}

async function booksOnce(stands: Standing, supply: "on" | "off"): Promise<Books> {
  for (let waitedMs = 0; waitedMs < SWITCHED_WITHIN_MS; waitedMs += LOOK_MS) {
    const books = await booksOf(stands);
    if (books.supply === supply) return books;
    await sleep(LOOK_MS);
  }
  throw new Error(`the supply is not ${supply}: ${JSON.stringify(await booksOf(stands))}`);
}

/** What is heard, in order, and what is keyed once it was: to the payment, and its thanks. */
function paysBy(pin: string): readonly (readonly [text: string, keys: string])[] {
  return [
    [
      "My Utility. You are off. Pay 8 dollars 10 to turn on: press 1. Gas leak or wire down, press 8. Para español, pulse 4. For more, press 3.",
      "1",
    ],
    ["Please enter your PIN, then press pound.", `${pin}#`],
    ["You are paying 8 dollars and 10 cents to Oak Street 1, with Visa ending in 4 2 4 2.", ""],
    [
      "To pay 8 dollars and 10 cents with Visa ending in 4 2 4 2, press 1. For another amount, press 2. For a person, press 0.",
      "1",
    ],
    // Behind it is the number of the receipt, which nobody knows before.
    ["Thank you. 8 dollars and 10 cents is paid to Oak Street 1. Your balance is 0 dollars.", ""],
  ];
}

const IS_BACK = "Oak Street 1 is on. Your balance is 0 dollars as of 12 PM.";

/** Dials, hears, keys, pays, hears that the power is back, and hangs up. */
export async function realCall(
  voice: Voice,
  note: (words: string) => void,
  openPhone: (options: { number: string; carrier: Peer }) => Promise<Phone> = (of) =>
    Softphone.open(of),
): Promise<RealCall> {
  const stands = await standing();
  const { utility } = stands;
  const hookUrl = `${utility.url}/hooks/telnyx`;
  const carrier = await SipCarrier.open({ end: utility.carrier, hookUrl, sipPort: 0, voice, note });
  const peer = { host: "127.0.0.1", port: carrier.sipPort };
  const phone = await openPhone({ number: customer.phone, carrier: peer });
  const heard: { text: string; r: number }[] = [];
  const hear = async (text: string): Promise<void> => {
    const sound = voice.speak(text, "en-US");
    const longMs = (sound.length * 1_000) / SAMPLES_A_SECOND;
    const r = await phone.hear(sound, longMs + HEARD_LATE_MS);
    heard.push({ text, r });
    note(`the telephone heard, r ${r.toFixed(3)}: ${text}`);
  };
  try {
    const before = await booksOnce(stands, "off");
    note("the supply is off; dialling");
    await phone.dial(utilityNumber);
    for (const [text, keys] of paysBy(stands.pin)) {
      await hear(text);
      phone.key(keys);
    }
    await booksOnce(stands, "on");
    phone.key("2");
    await hear(IS_BACK);
    await phone.hangUp();
    const after = await booksOf(stands);
    const ledger = await utility.directory.must("ledger", "verify", "--utility", "my-utility");
    return { heard, statuses: phone.statuses, before, after, ledger };
  } finally {
    phone.close();
    await carrier.close();
    await utility.leave();
  }
}
