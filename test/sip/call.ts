/** `npm run test:call`: one real call, from an empty directory to a balanced ledger, told as it happens. */
import { realCall } from "./real-call.ts";
import { anyVoice, hasProgram } from "./voice.ts";

/** As alike as a sound is to itself after a telephone line. */
const LIKE_ENOUGH = 0.95;

const voice = anyVoice();
const others = ["baresip", "sipp"].filter(hasProgram);
console.log("softphone  test/sip/softphone.ts, over real SIP and RTP");
console.log(`           installed besides: ${others.join(", ") || "neither baresip nor sipp"}`);
console.log(`voice      ${voice.name}`);

const call = await realCall(voice, (words) => console.log(`           ${words}`));
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
