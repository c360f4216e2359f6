import { type Seen, shown } from "../account.ts";
import { lookAgain } from "../account.ts";
import { whenText } from "../figures.ts";
import { nextCustomer } from "../keys.ts";
import { words } from "../language.ts";
import { phoneText } from "../../phone-text.ts";
import { Disputes } from "./disputes.tsx";
import { Leaving } from "./leaving.tsx";
import { Payments } from "./payments.tsx";
import { Problem } from "./problem.tsx";
import { Standing } from "./standing.tsx";
import { WhyOff } from "./why-off.tsx";

/** The account of whoever stands at the counter. */
export function AccountPart() {
  const now = shown.value;
  const say = words.value;
  switch (now.kind) {
    case "none":
      return (
        <section class="account nobody" aria-labelledby="account">
          <h1 id="account">{say.nobody}</h1>
          <p>{say.nobodyWhat}</p>
          <ul class="hints" aria-label={say.keys}>
            {(
              [
                ["/", say.keysFind],
                ["Enter", say.keysTake],
                ["Esc", say.keysBack],
              ] as const
            ).map(([key, what]) => (
              <li key={key}>
                <kbd>{key}</kbd> {what}
              </li>
            ))}
          </ul>
        </section>
      );
    case "loading":
      return (
        <section class="account nobody" aria-labelledby="account" aria-busy="true">
          <h1 id="account">{now.id}</h1>
          <p role="status">{say.loading}</p>
        </section>
      );
    case "failed":
      return (
        <section class="account nobody" aria-labelledby="account">
          <h1 id="account">{now.id}</h1>
          <Problem problem={now.problem} />
          <p class="pair">
            <button type="button" class="plain" onClick={() => void lookAgain()}>
              {say.again}
            </button>
            <button type="button" class="plain" onClick={nextCustomer}>
              {say.close}
            </button>
          </p>
        </section>
      );
    case "seen":
      return <Account seen={now.seen} />;
  }
}

function Account({ seen }: { readonly seen: Seen }) {
  const { account, particulars, disputes } = seen;
  const say = words.value;
  return (
    <section class="account" aria-labelledby="account">
      <div class="account-head">
        <div>
          <h1 id="account">{particulars.name}</h1>
          <p class="quiet">
            {account.label} · {account.account} · {say.mode[account.mode]}
          </p>
        </div>
        <button type="button" class="plain" onClick={nextCustomer}>
          {say.close}
        </button>
      </div>
      <Standing account={account} />
      {account.meter_silent_since !== null && (
        <p class="warning">{say.silentMeter(whenText(account.meter_silent_since, "day"))}</p>
      )}
      <Leaving seen={seen} />
      <WhyOff account={account} particulars={particulars} />
      {disputes.length > 0 && <Disputes account={account.account} disputes={disputes} />}
      <div class="columns">
        <Payments payments={particulars.payments} />
        <div class="stack">
          <Services services={particulars.services} />
          <People seen={seen} />
        </div>
      </div>
    </section>
  );
}

function Services({ services }: { readonly services: Seen["particulars"]["services"] }) {
  const say = words.value;
  return (
    <section class="card" aria-labelledby="services">
      <h2 id="services">{say.services}</h2>
      <ul class="rows">
        {services.map(({ service, commodity, label, meter, supply }) => (
          <li key={service}>
            <span>
              <strong>{say.commodity[commodity]}</strong>
              <span class="quiet">
                {label} · {meter === null ? say.noMeter : `${say.meter} ${meter}`}
              </span>
            </span>
            <span class="lamp" data-supply={supply}>
              {say.supply[supply]}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function People({ seen: { particulars, seconds } }: { readonly seen: Seen }) {
  const say = words.value;
  const { contacts } = particulars;
  const open = seconds.filter(({ state }) => state !== "ended");
  return (
    <section class="card" aria-labelledby="people">
      <h2 id="people">{say.people}</h2>
      <dl class="facts">
        <div>
          <dt>{say.customerNumbers}</dt>
          <dd>
            {contacts.length === 0
              ? say.noNumbers
              : contacts.map(({ line, language }) => (
                  <span key={line}>
                    {phoneText(line)} <span class="quiet">{say.speaks[language] ?? language}</span>
                  </span>
                ))}
          </dd>
        </div>
        <div>
          <dt>{say.second}</dt>
          <dd>
            {open.length === 0
              ? say.noSecond
              : open.map(({ line, state }) => (
                  <span key={line}>
                    {phoneText(line)} <span class="quiet">{say.secondState[state]}</span>
                  </span>
                ))}
          </dd>
        </div>
      </dl>
    </section>
  );
}
