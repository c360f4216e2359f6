/** The hub calls: a served utility whose warning no text may carry, a telephone that rings, and what is left of it in the store. */
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { hoursBefore, ServedUtility, wireRead } from "../support/served-utility.ts";
import { utilityNumber } from "../support/utility-directory.ts";
import { AnsweringPhone, type Manner } from "./answering-phone.ts";
import { SipCarrier } from "./carrier.ts";
import type { Detected } from "./carrier-call.ts";
import { zoneOfNoon } from "./real-call.ts";
import { tones, type Voice } from "./voice.ts";

const LIKE_ENOUGH = 0.95;
/** Where all is well nobody waits so long, on a slow machine neither. */
const HEARD_WITHIN_MS = 60_000;
const LOOKS_MAX = 600;
const LOOK_MS = 100;

const customer = {
  account: "A-1001",
  phone: "+12025551000",
  meter: "E-5001",
  label: "Oak St 1",
  openingUnits: 2_000_000,
};

const coop = JSON.parse(
  readFileSync(new URL("../../hosts/rules/us-coop.json", import.meta.url), "utf8"),
) as { readonly notice: object };

/** A warning goes by text, then by call, then by hand, at any hour. */
function packIn(zone: string): object {
  const notice = { ...coop.notice, channels: ["sms", "ivr"], from: "00:00", to: "23:59" };
  return { ...coop, id: "calls", zone, notice, clauses: [], weather: [], holidays: [] };
}

const WHO =
  "This is My Utility, with a message about your account. To get no more calls like this, press 7 at any time.";

/** A sentence sounds the same wherever it stands: what goes before it follows from the clock. */
const bySentence: Voice = {
  name: "tones, a sentence at a time",
  speak: (text, language) =>
    Int16Array.from(
      text.split(/(?<=\.) /).flatMap((sentence) => [...tones.speak(sentence, language)]),
    ),
};

describe("a warning by a call", () => {
  let ends: (() => Promise<void> | void)[] = [];

  afterEach(async () => {
    for (const end of ends.toReversed()) await end();
    ends = [];
  });

  /** A customer who agreed to calls and to no texts has used up what they paid: their phone is called before they may be turned off. */
  async function running(finds: Detected, manner: Manner = "answers") {
    const nowMs = Date.now();
    const zone = zoneOfNoon(nowMs);
    const utility = await ServedUtility.found({
      households: [customer],
      movedInMs: nowMs,
      words: ["--simulate", "meters,payments"],
      zone,
      pack: packIn(zone),
      edits: [
        ['connection_id = ""', 'connection_id = "sip"'],
        ['pack = ""', 'pack = "calls"'],
      ],
      isSwitched: true,
      isUntexted: true,
    });
    ends.push(() => utility.leave());
    const { token } = await utility.directory.token("admin");
    await utility.serve();
    const carrier = await SipCarrier.open({
      end: utility.carrier,
      hookUrl: `${utility.url}/hooks/telnyx`,
      sipPort: 0,
      voice: bySentence,
      finds,
    });
    ends.push(() => carrier.close());
    const peer = { host: "127.0.0.1", port: carrier.sipPort };
    const phone = await AnsweringPhone.open(customer.phone, peer, manner);
    ends.push(() => phone.close());
    const agreed = await utility.call(token, "/v1/contacts/calls", {
      id: "form-1",
      account: customer.account,
      phone: customer.phone,
      wanted: true,
      evidence: "signed the form at the counter",
    });
    expect(agreed.status).toBe(200);
    const read = {
      meter: customer.meter,
      startMs: hoursBefore(nowMs, 1),
      quantityMicro: 60_000_000,
    };
    await utility.call(token, "/v1/reads", { reads: [wireRead(read)] });
    return { utility, phone, token };
  }

  const hear = async (phone: AnsweringPhone, text: string): Promise<void> => {
    const r = await phone.hear(bySentence.speak(text, "en-US"), HEARD_WITHIN_MS);
    expect([text, r > LIKE_ENOUGH]).toEqual([text, true]);
  };

  /** What became of the calls about the warning, once it is as it must be or the time is over. */
  async function fates(utility: ServedUtility, expected: string): Promise<string> {
    let found = "";
    for (let look = 0; look < LOOKS_MAX && found !== expected; look += 1) {
      await sleep(LOOK_MS);
      found = utility.directory
        .rows<{ fate: string }>(
          "SELECT state || ' ' || ifnull(code, '') AS fate FROM notice WHERE channel = 'call' ORDER BY due_at_ms, id",
        )
        .map(({ fate }) => fate.trim())
        .join(", ");
    }
    return found;
  }

  async function over(phone: AnsweringPhone): Promise<boolean> {
    for (let look = 0; look < LOOKS_MAX && phone.isUp; look += 1) await sleep(LOOK_MS);
    return !phone.isUp;
  }

  it("is heard whole by a person, counts then, and goes on to the PIN", async () => {
    const { utility, phone } = await running("human_residence");
    await hear(phone, WHO);
    expect(phone.caller).toBe(utilityNumber);
    // When it may be turned off stands in between, which follows from the clock.
    await hear(phone, "Our number is 1, 2 0 2, 5 5 5, 0 1 0 0.");
    await hear(phone, "For something else, press 2.");
    phone.key("1");
    await hear(phone, "Please enter your PIN, then press pound.");
    expect(await fates(utility, "delivered heard")).toBe("delivered heard");
    await phone.hangUp();
  });

  it("tells nothing of the account before a key where nobody knows who picked up", async () => {
    const { utility, phone } = await running("not_sure");
    await hear(phone, `${WHO} To hear the message, press 1.`);
    expect(await fates(utility, "handed")).toBe("handed");
    phone.key("1");
    await hear(phone, "Our number is 1, 2 0 2, 5 5 5, 0 1 0 0.");
    expect(await fates(utility, "delivered heard")).toBe("delivered heard");
    await phone.hangUp();
  });

  it("leaves on a machine whom to call, and hangs up", async () => {
    const { utility, phone } = await running("machine");
    await hear(phone, "This is My Utility, with a message about your account. Please call us.");
    expect(await over(phone)).toBe(true);
    expect(await fates(utility, "failed machine, owed")).toBe("failed machine, owed");
  });

  it("is cut by the key that ends such calls, for good, and says so", async () => {
    const { utility, phone, token } = await running("human_residence");
    await hear(phone, "This is My Utility");
    phone.key("7");
    await hear(
      phone,
      "Done. You will get no more calls like this from us. This was My Utility. Goodbye.",
    );
    expect(await over(phone)).toBe(true);
    const { body } = await utility.call(token, `/v1/consents/${customer.phone}`);
    expect(JSON.stringify(body)).toContain('"purpose":"calls","state":"revoked"');
  });

  it.each<[string, Manner, string]>([
    ["is busy", "busy", "failed busy, owed"],
    ["declines it", "declines", "failed rejected"],
  ])("has its end told where whoever is called %s", async (_, manner, expected) => {
    const { utility } = await running("human_residence", manner);
    expect(await fates(utility, expected)).toBe(expected);
  });
});
