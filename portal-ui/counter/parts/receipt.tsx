import { useEffect, useRef } from "preact/hooks";
import { decimalOf, isBelowZero, minorOf, moneyText, owedText, whenText } from "../figures.ts";
import { nextCustomer } from "../keys.ts";
import { words } from "../language.ts";
import { session } from "../session.ts";
import type { Till } from "../till.ts";

type Taken = Extract<Till, { readonly kind: "taken" }>;

interface Shown {
  readonly taken: Taken;
  /** What the printer gets stands apart from the page; nobody sees it on a screen. */
  readonly isForPaper?: boolean;
}

/** What was taken, with the code that proves it. */
export function Receipt({ taken, isForPaper = false }: Shown) {
  const say = words.value;
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  if (isForPaper) {
    return (
      <div class="paper" aria-hidden="true">
        <Slip taken={taken} />
      </div>
    );
  }
  const change = changeOf(taken);
  return (
    <section class="card till receipt" aria-labelledby="till">
      <div class="paid" role="status">
        <svg viewBox="0 0 24 24" class="icon" aria-hidden="true">
          <path d="m5 12.5 5 5 9-10" />
        </svg>
        <h2 id="till">{say.taken(moneyText(taken.attempt.amount))}</h2>
      </div>
      <p class="change">
        <span>{say.change}</span>
        <strong>{moneyText(change)}</strong>
      </p>
      <div class="slip">
        <Slip taken={taken} />
      </div>
      <button type="button" class="main" ref={next} onClick={nextCustomer}>
        {say.next}
      </button>
      <button type="button" class="plain" onClick={() => print()}>
        {say.print}
      </button>
    </section>
  );
}

function changeOf({ attempt }: Taken): string {
  return decimalOf((minorOf(attempt.tendered) ?? 0) - (minorOf(attempt.amount) ?? 0));
}

function Slip({ taken }: { readonly taken: Taken }) {
  const say = words.value;
  const { attempt, payment } = taken;
  const { balance, supply } = payment.account;
  const now = session.value;
  const key = now.kind === "in" ? now.key : null;
  const isOwing = isBelowZero(balance);
  const rows = [
    [say.amount, moneyText(payment.amount)],
    [say.tendered, moneyText(attempt.tendered)],
    [say.change, moneyText(changeOf(taken))],
    [say.account, `${attempt.account} · ${attempt.label}`],
    [say.at, whenText(new Date(attempt.atMs).toISOString(), "both")],
    [isOwing ? say.owed : say.balanceAfter, isOwing ? owedText(balance) : moneyText(balance)],
    [say.supplyName, say.supply[supply]],
    [say.drawer, `${attempt.drawer} · ${attempt.clerk}`],
  ] as const;
  return (
    <>
      <p class="slip-head">
        <strong>{key?.utility_name}</strong>
        <span>{say.receipt}</span>
      </p>
      <p class="code">
        <span>{say.confirmation}</span>
        <strong>{payment.confirmation}</strong>
      </p>
      <dl>
        {rows.map(([name, told]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{told}</dd>
          </div>
        ))}
      </dl>
      {key?.simulated.includes("payments") === true && (
        <p class="slip-foot">
          <strong>{say.simulated}</strong>: {say.cashSimulated}
        </p>
      )}
      <p class="slip-foot">{say.thanks}</p>
    </>
  );
}
