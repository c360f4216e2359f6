/**
 * `npm run sandbox:sip`: a telephone network of one machine. Any softphone dials the hub through it; nothing leaves the loopback.
 * The key that it signs with is kept, so that the hub's environment stays the same over restarts.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { makeCarrierKey, readCarrierKey } from "../../channels/simulated/key.ts";
import { CarrierEnd } from "../support/carrier-end.ts";
import { SipCarrier } from "./carrier.ts";
import { anyVoice } from "./voice.ts";

const { values } = parseArgs({
  options: {
    hub: { type: "string", default: "http://127.0.0.1:8787" },
    "sip-port": { type: "string", default: "5062" },
    "http-port": { type: "string", default: "5063" },
    key: { type: "string", default: "data/sip/carrier.pem" },
  },
});

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 65_536;
  if (port <= 65_535) return port;
  console.error(`"${text}" is no port`);
  return process.exit(2);
}

function keyAt(path: string) {
  if (existsSync(path)) return readCarrierKey(readFileSync(path, "utf8"));
  const key = makeCarrierKey();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, key.privatePem, { mode: 0o600 });
  return key;
}

const end = await CarrierEnd.open({
  port: portOf(values["http-port"]),
  key: keyAt(resolve(values.key)),
});
end.listen(({ to, text }) => console.log(`text to ${to}: ${text}`));
const voice = anyVoice();
const carrier = await SipCarrier.open({
  end,
  hookUrl: `${values.hub.replace(/\/$/, "")}/hooks/telnyx`,
  sipPort: portOf(values["sip-port"]),
  voice,
  note: (words) => console.log(words),
});

console.log("Start the hub with:");
for (const [name, value] of Object.entries(end.environment)) console.log(`  ${name}=${value}`);
console.log(`Webhooks go to ${values.hub}/hooks/telnyx`);
console.log(`Voice: ${voice.name}`);
console.log(
  `Dial:  sip:NUMBER@127.0.0.1:${String(carrier.sipPort)}, NUMBER being one of the utility's, from the customer's number as your user`,
);

await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
await carrier.close();
await end.close();
