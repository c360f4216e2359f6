import type { OfferAnswer } from "../../../channels/counter/clerk-protocol.ts";
import { dayText, isBelowZero, moneyText, whenText } from "../figures.ts";
import { words } from "../language.ts";
import { offer, quote } from "../till.ts";
import { Problem } from "./problem.tsx";

/** What the amount goes to, how long it lasts, and until when it is held. */
export function Buys() {
  const told = offer.value;
  const held = quote.value;
  const say = words.value;
  if (held !== null && "code" in held) return <Problem problem={held} />;
  if (told === null) return null;
  // What is not offered may be taken all the same: cash has other bounds than cards.
  if ("code" in told) return <p class="quiet">{say.problems[told.code] ?? ""}</p>;
  const isHeld = held !== null && held.amount === told.amount;
  return (
    <div class="buys" role="status">
      <p class="buys-what" data-on={told.supply_on}>
        <strong>
          {told.supply_on ? say.buysOn : say.buysNotOn(moneyText(told.smallest ?? "0"))}
        </strong>
        {told.days_left !== null && told.lasts_until !== null && (
          <span>{say.buysDays(told.days_left, dayText(told.lasts_until))}</span>
        )}
      </p>
      <Split told={told} />
      {isHeld && <p class="quiet">{say.held(whenText(held.held_until, "time"))}</p>}
    </div>
  );
}

function Split({ told }: { readonly told: OfferAnswer }) {
  const say = words.value;
  const nothing = moneyText("0");
  const parts = told.split
    .map((part) => ({ for: part.for, text: moneyText(part.amount, "part") }))
    .filter(({ text }) => text !== nothing);
  return (
    <dl>
      {parts.map((part) => (
        <div key={part.for}>
          <dt>{say.goesTo[part.for] ?? part.for}</dt>
          <dd>{part.text}</dd>
        </div>
      ))}
      <div class="sum" data-owing={isBelowZero(told.balance_after)}>
        <dt>{say.balanceAfter}</dt>
        <dd>{moneyText(told.balance_after)}</dd>
      </div>
    </dl>
  );
}
