import { type Restored } from "./restore.ts";
import { type TalkEvent } from "./talk-event.ts";
import { type Understood } from "./allowed.ts";

/** Events that mean the same with nothing remembered. */
const standAlone: ReadonlySet<TalkEvent["type"]> = new Set([
  "BALANCE",
  "MINIMUM",
  "EMERGENCY",
  "PAY",
  "WHICH_BILL",
  "NO_BILL",
  "JOIN",
  "OPT_OUT",
  "KIND_ENDED",
  "HELP",
  "LANGUAGE",
  "CARD_SEEN",
  "NOT_ALLOWED",
  "RESULT",
  "CALL_STARTED",
  "HANG_UP",
  "MENU",
  "MORE",
  "PAYMENTS",
  "RECEIPT",
  "USE",
  "RATES",
  "OWED",
  "WHY",
  "STATUS",
  "OUTAGE",
  "MOVE",
  "ALERT",
  "PLAN",
  "AUTOPAY",
  "AID",
  "EXTENSION",
  "MEDICAL",
  "DISPUTE",
  "CONVERT",
  "PAY_CODE",
  "ALERTS",
  "ALERT_CHOICE",
  "SECOND",
  "SECOND_END",
  "TURN_ON",
  "DANGER",
  "PLACES",
  "CALL_ME",
  "VERIFY",
  "GROUP",
  "OTHER_ACCOUNT",
  "AGENT",
  "TRANSFER_FAILED",
  "PICKED_UP",
  "CALLS_ENDED",
  "CALLS_WANTED",
  "CALLS_UNWANTED",
  "GOODBYE",
]);

/** An answer to a question that was lost is not guessed at: the apology stands. */
export function afterLoss({ lost }: Restored, understood: Understood): Understood {
  const { event, tells } = understood;
  if (!lost || event === null || standAlone.has(event.type)) return understood;
  return { event: null, tells: tells === "state" ? "state" : "nothing" };
}
