import type { AccountAnswer } from "../../../channels/counter/protocol.ts";
import { dayText, isBelowZero, isNothing, moneyText, owedText, whenText } from "../figures.ts";
import { words } from "../language.ts";

type Shown = { readonly account: AccountAnswer };

/** How it stands: supply in words, the balance, how long it lasts, and whatever stands beside the balance. */
export function Standing({ account }: Shown) {
  const say = words.value;
  const { supply, balance, as_of: asOf } = account;
  const isOwing = isBelowZero(balance);
  return (
    <section class="standing" data-supply={supply} aria-label={say.balance}>
      <div class="states">
        <p class="supply">
          <strong>{say.supply[supply]}</strong>
          <span>{backWords(account) ?? say.supplyWhat[supply]}</span>
        </p>
        <p class="figure">
          <span>{isOwing ? say.owed : say.balance}</span>
          <strong>{isOwing ? owedText(balance) : moneyText(balance)}</strong>
          <span>{asOf === null ? "" : say.asOf(whenText(asOf, "both"))}</span>
        </p>
        {account.bill === null ? <Lasts account={account} /> : <Bill bill={account.bill} />}
      </div>
      <Beside account={account} />
    </section>
  );
}

/** What is paid and on its way back says more than where the switch stands. */
function backWords({ supply, power_back: step }: AccountAnswer): string | null {
  const isOnItsWay = supply === "turning_on" || supply === "off";
  return isOnItsWay && step !== null && step !== "ended" && step !== "verified"
    ? words.value.powerBack[step]
    : null;
}

function Lasts({ account }: Shown) {
  const say = words.value;
  const { restore, days_left: days, run_out: runOut } = account;
  if (restore !== null) {
    return (
      <p class="figure">
        <span>{say.turnsOn}</span>
        <strong>{moneyText(restore)}</strong>
        <span />
      </p>
    );
  }
  const early = runOut === null ? "" : whenText(runOut.early, "day");
  const late = runOut === null ? "" : whenText(runOut.late, "day");
  return (
    <p class="figure">
      <span>{days === null ? say.daysUnknown : say.daysLeft(days)}</span>
      <strong>{runOut === null ? "—" : whenText(runOut.likely, "day")}</strong>
      <span>{early === late ? "" : say.runsOut(early, late)}</span>
    </p>
  );
}

function Bill({ bill }: { readonly bill: NonNullable<AccountAnswer["bill"]> }) {
  const say = words.value;
  return (
    <p class="figure">
      <span>{say.billDue}</span>
      <strong>{moneyText(bill.due)}</strong>
      <span>
        {say.stage[bill.stage]}
        {bill.due_day === null ? "" : ` · ${say.billDueDay(dayText(bill.due_day))}`}
      </span>
    </p>
  );
}

const besides = [
  "pending",
  "estimated",
  "accrued",
  "debt",
  "returned",
  "deposit",
  "emergency_used",
] as const;

/** What is something; of what is nothing nobody need read. */
function Beside({ account }: Shown) {
  const say = words.value;
  const rows = besides
    .filter((part) => !isNothing(account[part]))
    .map((part) => [say.besides[part], account[part]] as const);
  if (account.emergency_offer !== null) rows.push([say.emergencyOffer, account.emergency_offer]);
  if (account.bill !== null) {
    if (!isNothing(account.bill.credit)) rows.push([say.billCredit, account.bill.credit]);
    if (!isNothing(account.bill.unbilled)) rows.push([say.unbilled, account.bill.unbilled]);
  }
  if (rows.length === 0) return null;
  return (
    <dl class="beside" aria-label={say.beside}>
      {rows.map(([name, part]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{moneyText(part)}</dd>
        </div>
      ))}
    </dl>
  );
}
