import type { ParticularsAnswer } from "../../../channels/counter/clerk-protocol.ts";
import type { AccountAnswer } from "../../../channels/counter/protocol.ts";
import { moneyText, whenText } from "../figures.ts";
import { words } from "../language.ts";

interface Shown {
  readonly account: AccountAnswer;
  readonly particulars: ParticularsAnswer;
}

/** The decision that turned it off, or the warning that it may be. */
export function WhyOff({ account, particulars: { off, warned } }: Shown) {
  if (account.supply !== "on" && off !== null) return <Off off={off} />;
  return warned === null ? null : <Warned warned={warned} />;
}

function Off({ off }: { readonly off: NonNullable<ParticularsAnswer["off"]> }) {
  const say = words.value;
  return (
    <section class="card why" aria-labelledby="why">
      <h2 id="why">{say.whyOff}</h2>
      <dl class="facts across">
        <Fact name={say.offAt} told={whenText(off.at, "both")} />
        <Fact name={say.offBalance} told={moneyText(off.balance)} />
        <Fact
          name={say.offTold}
          told={off.told === null ? say.offUntold : whenText(off.told, "both")}
        />
        <Fact name={say.offRule} told={off.rule ?? say.offOwnRule} />
      </dl>
      <details>
        <summary>{say.decisionWhole}</summary>
        <p class="reasons">
          <span>
            {say.decision} <code>{off.decision}</code>
          </span>
        </p>
        <ul class="reasons" lang="en">
          {off.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function Warned({ warned }: { readonly warned: NonNullable<ParticularsAnswer["warned"]> }) {
  const say = words.value;
  return (
    <section class="card why" data-soon="true" aria-labelledby="why">
      <h2 id="why">{say.mayGoOff}</h2>
      <dl class="facts across">
        <Fact name={say.warnedTold} told={whenText(warned.told, "both")} />
        <Fact name={say.offAfter} told={whenText(warned.off_after, "both")} />
        <Fact name={say.keepsOn} told={moneyText(warned.pay)} />
        <Fact name={say.offRule} told={warned.rule ?? say.offOwnRule} />
      </dl>
    </section>
  );
}

function Fact({ name, told }: { readonly name: string; readonly told: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{told}</dd>
    </div>
  );
}
