import type { ClosingAnswer } from "../../../channels/counter/closing-protocol.ts";
import { isNothing, moneyText } from "../figures.ts";
import { closing } from "../leaving.ts";
import { leavingWords } from "../words-leaving.ts";

/** What is known of it by now; of another account's nothing. */
export function closingOf(account: string): ClosingAnswer | null {
  const told = closing.value;
  return told !== null && told !== "unreached" && "state" in told && told.account === account
    ? told
    : null;
}

/** What closing an account comes to, or came to. */
export function Figures({ told }: { readonly told: ClosingAnswer }) {
  const say = leavingWords.value;
  const unread = told.services.filter(({ is_read: isRead }) => !isRead);
  const isReckoned = told.state === "settled" || told.state === "preview";
  const rows: (readonly [string, string])[] = isReckoned
    ? [
        [say.billed, moneyText(told.billed)],
        [say.owed, moneyText(told.owed)],
        ...told.refunds
          .filter(({ state }) => state !== "refused")
          .map(({ amount }) => [say.cards, moneyText(amount)] as const),
        ...told.payouts.map(({ amount }) => [say.people, moneyText(amount)] as const),
        ...told.moved.map(
          ({ account, amount }) => [say.moved(account), moneyText(amount)] as const,
        ),
      ]
    : [];
  if (!isNothing(told.waiting)) rows.push([say.waiting, moneyText(told.waiting)]);
  const isOff = told.services.some(({ supply }) => supply === "off");
  return (
    <div role="status">
      <h3>{told.closing === null ? say.comesTo : say.cameTo}</h3>
      <dl class="facts across">
        {rows.map(([name, figure], at) => (
          <div key={`${name} ${String(at)}`}>
            <dt>{name}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      {!isNothing(told.owed) && isReckoned && <p class="quiet">{say.owedHint}</p>}
      {unread.length > 0 && told.state !== "settled" && (
        <p class="warning">{say.unread(unread.map(({ label }) => label).join(", "))}</p>
      )}
      {isOff && <p class="quiet">{say.offStays}</p>}
      <p class="quiet">{say.goesOn}</p>
    </div>
  );
}
