import { useSignalEffect } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { isForTill, type Seen, shown } from "../account.ts";
import { decimalOf, isNothing, likelyNotes, moneyText } from "../figures.ts";
import { words } from "../language.ts";
import { may, session } from "../session.ts";
import {
  amount,
  amountMinor,
  changeMinor,
  clearTyped,
  holdQuote,
  isReady,
  sendAgain,
  take,
  tendered,
  till,
  typeAmount,
} from "../till.ts";
import { Buys } from "./buys.tsx";
import { Problem } from "./problem.tsx";
import { Receipt } from "./receipt.tsx";

/** The till: open for the account that is shown, or with the payment that is under way or was taken. */
export function TillPart() {
  const say = words.value;
  const now = till.value;
  const seen = shown.value.kind === "seen" ? shown.value.seen : null;
  const id = seen?.account.account ?? null;
  useEffect(() => clearTyped(), [id]);
  if (now.kind === "taken") return <Receipt taken={now} />;
  if (now.kind === "unknown") return <Unknown />;
  if (seen === null) return null;
  return (
    <section class="card till" aria-labelledby="till">
      <h2 id="till">{say.takeCash}</h2>
      {may("payments:write") ? <Counting seen={seen} /> : <p class="quiet">{say.mayNotTake}</p>}
    </section>
  );
}

function Unknown() {
  const say = words.value;
  if (till.value.kind !== "unknown") return null;
  const { attempt, tries } = till.value;
  return (
    <section class="card till" data-unknown="true" aria-labelledby="till">
      <h2 id="till">{say.unknown}</h2>
      <p role="alert">{say.unknownWhat(moneyText(attempt.amount))}</p>
      <p class="quiet">
        {say.unknownOf(`${attempt.name}, ${attempt.label}, ${attempt.account}`)} ·{" "}
        {say.tries(tries)}
      </p>
      <button type="button" class="main" onClick={sendAgain}>
        {say.askNow}
      </button>
    </section>
  );
}

function Counting({ seen }: { readonly seen: Seen }) {
  const say = words.value;
  const { account, particulars } = seen;
  const now = till.value;
  const amountField = useRef<HTMLInputElement>(null);
  const tenderedField = useRef<HTMLInputElement>(null);
  useSignalEffect(() => {
    if (!isForTill.value) return;
    isForTill.value = false;
    amountField.current?.focus();
  });
  const toTendered = (): void => tenderedField.current?.focus();
  const minor = amountMinor.value;
  const isSending = now.kind === "sending";
  const { label, account: id } = account;
  const submit = (): void => {
    // Enter goes from the amount to the cash, and from the cash takes it.
    if (isReady.value && document.activeElement !== amountField.current) {
      take({ account: id, label, name: particulars.name });
    } else if (minor !== null && minor > 0) toTendered();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <AmountField field={amountField} account={id} isSending={isSending} />
      <Likely seen={seen} next={toTendered} />
      <Buys />
      <MoneyField
        id="tendered"
        label={say.tendered}
        field={tenderedField}
        isSending={isSending}
        value={tendered.value}
        set={(text) => (tendered.value = text)}
      />
      <Notes />
      <Change />
      {now.kind === "open" && now.problem !== null && (
        <>
          <Problem problem={now.problem} />
          <p class="quiet">{say.refusedNothing}</p>
        </>
      )}
      <button type="submit" class="main" aria-disabled={!isReady.value || isSending}>
        {isSending ? say.taking : say.take(minor === null ? "" : moneyText(decimalOf(minor)))}
      </button>
      <Simulated />
    </form>
  );
}

interface AmountShown {
  readonly account: string;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly isSending: boolean;
}

function AmountField({ account, field, isSending }: AmountShown) {
  const say = words.value;
  const isWrong = amount.value.trim() !== "" && !amountMinor.value;
  return (
    <MoneyField
      id="amount"
      label={say.amount}
      field={field}
      isSending={isSending}
      value={amount.value}
      set={(text) => typeAmount(account, text)}
      wrong={isWrong ? say.amountWrong : null}
    />
  );
}

interface MoneyShown {
  readonly id: string;
  readonly label: string;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly isSending: boolean;
  readonly value: string;
  readonly set: (text: string) => void;
  readonly wrong?: string | null;
}

function MoneyField({ id, label, field, isSending, value, set, wrong = null }: MoneyShown) {
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <input
        ref={field}
        id={id}
        class="money"
        inputMode="decimal"
        autocomplete="off"
        readOnly={isSending}
        aria-invalid={wrong !== null}
        {...(wrong !== null && { "aria-describedby": `${id}-wrong` })}
        value={value}
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
      {wrong !== null && (
        <span class="wrong" id={`${id}-wrong`}>
          {wrong}
        </span>
      )}
    </p>
  );
}

function Change() {
  const say = words.value;
  const change = changeMinor.value;
  return (
    <p class="change" data-missing={change !== null && change < 0} role="status">
      {change !== null && (
        <>
          <span>{change < 0 ? say.missing : say.change}</span>
          <strong>{moneyText(decimalOf(Math.abs(change)))}</strong>
        </>
      )}
    </p>
  );
}

function Simulated() {
  const { simulated, cashSimulated } = words.value;
  const now = session.value;
  if (now.kind !== "in" || !now.key.simulated.includes("payments")) return null;
  return (
    <p class="quiet centred">
      <strong class="tag">{simulated}</strong> {cashSimulated}
    </p>
  );
}

interface LikelyShown {
  readonly seen: Seen;
  readonly next: () => void;
}

/** Amounts that the account itself asks for: what turns it on or keeps it on, and what is billed. */
function Likely({ seen: { account, particulars }, next }: LikelyShown) {
  const say = words.value;
  const { account: id, restore, bill } = account;
  const choose = (text: string) => () => {
    typeAmount(id, text);
    next();
  };
  const hold = async (): Promise<void> => {
    await holdQuote(id);
    next();
  };
  return (
    <div class="choices">
      {restore !== null && (
        <button type="button" onClick={() => void hold()}>
          {say.turnsOn} <strong>{moneyText(restore)}</strong>
        </button>
      )}
      {restore === null && particulars.warned !== null && (
        <button type="button" onClick={choose(particulars.warned.pay)}>
          {say.keepsOn} <strong>{moneyText(particulars.warned.pay)}</strong>
        </button>
      )}
      {bill !== null && !isNothing(bill.due) && (
        <button type="button" onClick={choose(bill.due)}>
          {say.billDue} <strong>{moneyText(bill.due)}</strong>
        </button>
      )}
    </div>
  );
}

/** What is likely laid down: the very amount, or the next notes up. */
function Notes() {
  const minor = amountMinor.value;
  if (minor === null || minor === 0) return null;
  const { exact } = words.value;
  return (
    <div class="choices">
      <button type="button" onClick={() => (tendered.value = decimalOf(minor))}>
        {exact}
      </button>
      {likelyNotes(minor).map((sum) => (
        <button type="button" key={sum} onClick={() => (tendered.value = decimalOf(sum))}>
          {moneyText(decimalOf(sum))}
        </button>
      ))}
    </div>
  );
}
