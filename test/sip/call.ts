/**
 * `npm run test:call`: one real call, from an empty directory to a balanced ledger, told as it happens; with `-- --own` by the
 * telephone of the tests, though another is installed.
 */
import { BaresipPhone } from "./baresip.ts";
import { realCall } from "./real-call.ts";
import { anyVoice, hasProgram } from "./voice.ts";

/** As alike as a sound is to itself after a telephone line. */
const LIKE_ENOUGH = 0.95;
/** Of baresip, on the loopback; its own usual one may be another's. */
const CONTROL_PORT = 45_444;

const voice = anyVoice();
// sipp records nothing, so that what it heard could not be compared.
const isBaresip = hasProgram("baresip") && !process.argv.includes("--own");
console.log(`softphone  ${isBaresip ? "baresip" : "test/sip/softphone.ts"}`);
console.log(`voice      ${voice.name}`);

const note = (words: string): void => console.log(`           ${words}`);
const call = await (isBaresip
  ? realCall(voice, note, (of) => BaresipPhone.open({ ...of, controlPort: CONTROL_PORT }))
  : realCall(voice, note));
const unheard = call.heard.filter(({ r }) => r < LIKE_ENOUGH);
const isPaid = call.after.supply === "on" && call.after.balance === "0.000000";
console.log(`statuses   ${call.statuses.join(", ")}`);
console.log(`before     ${JSON.stringify(call.before)}`);
console.log(`after      ${JSON.stringify(call.after)}`);
console.log(`ledger     ${JSON.stringify(call.ledger)}`);
for (const { text } of unheard) console.error(`not heard  ${text}`);
if (unheard.length > 0 || !isPaid || call.ledger["ok"] !== true) process.exitCode = 1;
else
  console.log(`done       ${String(call.heard.length)} prompts heard, paid, and the power is back`);
