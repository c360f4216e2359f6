import { useEffect } from "preact/hooks";
import type { Seen } from "../account.ts";
import { whenText } from "../figures.ts";
import { closing, form, lookAtClosing, openForm, problem, tellClosing } from "../leaving.ts";
import { may } from "../session.ts";
import { leavingWords } from "../words-leaving.ts";
import { closingOf, Figures } from "./leaving-figures.tsx";
import { LeavingForm } from "./leaving-form.tsx";
import { Payouts } from "./payouts.tsx";
import { Problem } from "./problem.tsx";

/** The end of the account that is shown: asked for here, and told once it is. */
export function Leaving({ seen }: { readonly seen: Seen }) {
  const { account } = seen;
  const say = leavingWords.value;
  const id = account.account;
  const isForm = form.value?.account === id;
  const asked = isForm ? `${form.value?.day ?? ""} ${form.value?.moveTo ?? ""}` : "";
  const stands = JSON.stringify([account.closing, account.balance, account.bill, account.deposit]);
  const isWanted = isForm || account.closing !== null;
  useEffect(() => {
    if (isWanted) lookAtClosing(id);
    else closing.value = null;
  }, [id, isWanted, asked, stands]);
  if (account.closing !== null) return <Standing account={id} ends={account.closing} />;
  if (!may("payments:write")) return null;
  if (isForm) return <LeavingForm seen={seen} />;
  return (
    <p class="leaving-door">
      <button type="button" class="plain" onClick={() => openForm(id)}>
        {say.leaves}
      </button>
    </p>
  );
}

interface Ends {
  readonly account: string;
  readonly ends: NonNullable<Seen["account"]["closing"]>;
}

function Standing({ account, ends }: Ends) {
  const say = leavingWords.value;
  const told = closingOf(account);
  const { id, is_closed: isClosed, leaves } = ends;
  const when = whenText(leaves, "both");
  return (
    <section class="card leaving" aria-labelledby="leaving">
      <h2 id="leaving">{isClosed ? say.leftOn(when) : say.leavesOn(when)}</h2>
      {told !== null && <Figures told={told} />}
      {told !== null && <Payouts account={account} payouts={told.payouts} />}
      {!isClosed && may("payments:write") && (
        <p class="pair">
          <button
            type="button"
            class="plain"
            onClick={() => void tellClosing(account, "closing/withdrawal", { id })}
          >
            {say.takeBack}
          </button>
        </p>
      )}
      <Problem problem={problem.value} />
    </section>
  );
}
