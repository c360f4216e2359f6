import type { ParticularsAnswer } from "../../../channels/counter/clerk-protocol.ts";
import { moneyText, whenText } from "../figures.ts";
import { words } from "../language.ts";

/** The newest payments, whatever became of them. */
export function Payments({ payments }: { readonly payments: ParticularsAnswer["payments"] }) {
  const say = words.value;
  return (
    <section class="card" aria-labelledby="payments">
      <h2 id="payments">{say.payments}</h2>
      {payments.length === 0 && <p class="quiet">{say.noPayments}</p>}
      <ul class="rows">
        {payments.map(({ id, amount, tender, channel, state, at, confirmation }) => (
          <li key={id}>
            <span>
              <strong>{moneyText(amount)}</strong>
              <span class="quiet">
                {say.tender[tender]} · {say.channel[channel] ?? channel} · {whenText(at, "both")}
              </span>
            </span>
            <span class="row-figures">
              <span class="outcome" data-state={state}>
                {say.paymentState[state]}
              </span>
              {confirmation !== null && <code>{confirmation}</code>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
