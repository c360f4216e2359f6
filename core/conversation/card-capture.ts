import { MINUTE_MS } from "../instant.ts";
import { allowed, type Understood } from "./allowed.ts";
import type { Choices } from "./talk.ts";
import type { Moment } from "./talk-event.ts";

/** The carrier asks for four numbers, three times each at most; where it tells nothing by then, it never will. */
export const CARD_WAIT_MS = 5 * MINUTE_MS;

/** The card that was taken is read back before it is charged; without one, a link is offered where one can be sent. */
export function fromCapture(
  { question }: Choices,
  methodId: string | null,
  moment: Moment,
): Understood {
  if (question?.kind !== "card") return { event: null, tells: "nothing" };
  const { accountId, amountMinor: amount } = question;
  return allowed({ moment, type: "PAY", accountId, amount, methodId, isCaptured: true });
}

/** A capture of which nothing was ever told. */
export function captureOver(choices: Choices, moment: Moment): Understood {
  const { question } = choices;
  const isOver =
    question?.kind === "card" && moment.now.wallMs - question.askedAtMs >= CARD_WAIT_MS;
  return isOver ? fromCapture(choices, null, moment) : { event: null, tells: "nothing" };
}
