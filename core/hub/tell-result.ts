import type { PaymentResult } from "../conversation/input.ts";
import { isPayee } from "../conversation/payee.ts";
import { isTalkChannel, type TalkChannel } from "../conversation/talk-channel.ts";
import { idOfHome, utilityHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import type { PaymentRow } from "../store/payments.ts";
import { accountLabel } from "./account-facts.ts";
import { sendHappening } from "./delivery.ts";
import type { Happening } from "./journal.ts";
import { tellLine } from "./tell-line.ts";
import type { UseRefusal } from "./use-pay-code.ts";

type Came = Omit<PaymentResult, "task" | "paymentId" | "accountId" | "label" | "amountMinor">;

type Told = Pick<PaymentRow, "id" | "line" | "channel" | "amountMinor" | "payee">;

/** A result is told where it was asked for; a channel that only answers at once has nobody to tell. */
function toldBy(channel: string): TalkChannel {
  return isTalkChannel(channel) ? channel : "sms";
}

/** What a code itself is refused for; why an account refuses would tell of it. */
const ofCode: ReadonlySet<string> = new Set(["code_not_good", "over_cap"] satisfies UseRefusal[]);

/** Tells the line that asked what came of its payment; by a code, nothing of the account. A payment that nobody waits for tells nobody. */
export function tellResult(
  sql: Sql,
  now: Now,
  happening: Happening,
  { payment, ...came }: Came & { readonly payment: Told },
): void {
  if (payment.line === null) return;
  const { id: paymentId, amountMinor, payee } = payment;
  const asker = askerOf(payment.line, payment.channel);
  const part = `result-${came.outcome}`;
  if (payee === null) {
    const accountId = idOfHome(happening.home);
    const label = accountLabel(sql, happening.home);
    const result = { task: "pay", paymentId, accountId, label, amountMinor, ...came } as const;
    tellLine(sql, now, happening, { asker, result, part });
    return;
  }
  const { outcome, confirmation, note, code = "" } = came;
  const result: PaymentResult = {
    task: "pay",
    paymentId,
    accountId: payee,
    label: "",
    amountMinor,
    outcome,
    ...(ofCode.has(code) && { code }),
    ...(confirmation !== undefined && { confirmation }),
    ...(note !== undefined && { note }),
  };
  tellLine(sql, now, happening, { asker, result, part });
}

function askerOf(asked: string, channel: string) {
  const [line = "", numberUsed = ""] = asked.split("/").map(decodeURIComponent);
  return { channel: toldBy(channel), line, numberUsed };
}

/** A payment by a code came to nothing: the code is good for its amount again. */
export function giveCodeBack(
  sql: Sql,
  now: Now,
  happening: Happening,
  { payment, utilityId }: { payment: Pick<Told, "id" | "payee">; utilityId: string },
): void {
  if (!isPayee(payment.payee)) return;
  const delivery = { kind: "give-back-code", input: { paymentId: payment.id } } as const;
  sendHappening(sql, now, happening, {
    to: utilityHome(utilityId),
    delivery,
    part: "give-back-code",
  });
}
