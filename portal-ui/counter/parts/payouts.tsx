import { useSignal } from "@preact/signals";
import type { ClosingAnswer } from "../../../channels/counter/closing-protocol.ts";
import { moneyText } from "../figures.ts";
import { tellClosing } from "../leaving.ts";
import { may, session } from "../session.ts";
import { leavingWords } from "../words-leaving.ts";

type Payout = ClosingAnswer["payouts"][number];

/** What people pay out to a customer who left, each ticked off with how the bank or the receipt has it. */
export function Payouts({
  account,
  payouts,
}: {
  readonly account: string;
  readonly payouts: readonly Payout[];
}) {
  const say = leavingWords.value;
  if (payouts.length === 0) return null;
  return (
    <>
      <h3>{say.payouts}</h3>
      {payouts.map((one) => (
        <Row account={account} one={one} key={one.payout} />
      ))}
      {!may("admin") && <p class="quiet">{say.adminOnly}</p>}
    </>
  );
}

function Row({ account, one }: { readonly account: string; readonly one: Payout }) {
  const say = leavingWords.value;
  const reference = useSignal("");
  const amount = moneyText(one.amount);
  if (one.state === "paid") {
    const by = say.paidBy(one.paid_by ?? "", one.reference ?? "");
    return (
      <p>
        {amount} <span class="quiet">{by}</span>
      </p>
    );
  }
  if (!may("admin")) return <p>{amount}</p>;
  const isReady = reference.value.trim() !== "";
  const drawer = session.value.kind === "in" ? session.value.desk.drawer : "";
  const paid = (from: object): void => {
    if (!isReady) return;
    const body = { reference: reference.value.trim(), ...from };
    void tellClosing(account, `payouts/${encodeURIComponent(one.payout)}/paid`, body);
  };
  return (
    <div class="decide" role="group" aria-label={say.payOut(amount)}>
      <p class="field">
        <label for={`reference-${one.payout}`}>{say.reference}</label>
        <input
          id={`reference-${one.payout}`}
          autocomplete="off"
          value={reference.value}
          onInput={({ currentTarget }) => (reference.value = currentTarget.value)}
        />
        <span class="quiet">{say.payOut(amount)}</span>
      </p>
      <p class="pair">
        <button type="button" class="plain" aria-disabled={!isReady} onClick={() => paid({})}>
          {say.byBank}
        </button>
        <button
          type="button"
          class="plain"
          aria-disabled={!isReady}
          onClick={() => paid({ drawer })}
        >
          {say.byDrawer}
        </button>
      </p>
    </div>
  );
}
