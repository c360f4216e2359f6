import { useSignal } from "@preact/signals";
import type { DisputesAnswer } from "../../../channels/counter/clerk-protocol.ts";
import { decimalOf, isNothing, minorOf, moneyText, whenText } from "../figures.ts";
import type { Refused } from "../hub.ts";
import { words } from "../language.ts";
import { tell } from "../queue.ts";
import { may } from "../session.ts";
import { Problem } from "./problem.tsx";

type Dispute = DisputesAnswer["disputes"][number];

interface Shown {
  readonly account: string;
  readonly disputes: readonly Dispute[];
}

/** Charges that the customer calls wrong: open ones are decided here by who may. */
export function Disputes({ account, disputes }: Shown) {
  const say = words.value;
  return (
    <section class="card" aria-labelledby="disputes">
      <h2 id="disputes">{say.disputes}</h2>
      {disputes.map((one) => (
        <div class="dispute" key={one.id}>
          <dl class="facts across">
            <div>
              <dt>{say.disputeOpened}</dt>
              <dd>{whenText(one.opened, "both")}</dd>
            </div>
            <div>
              <dt>{say.disputeStands}</dt>
              <dd>
                <span>{say.disputeState[one.state]}</span>
                <span class="quiet">
                  {one.state === "open" ? say.standing[one.standing] : decided(one)}
                </span>
              </dd>
            </div>
            <div>
              <dt>{say.disputeCharged}</dt>
              <dd>{moneyText(one.charged)}</dd>
            </div>
            {!isNothing(one.held) && (
              <div>
                <dt>{say.disputeHeld}</dt>
                <dd>
                  {moneyText(one.held)}
                  {one.until === null ? "" : ` ${say.disputeUntil} ${whenText(one.until, "day")}`}
                </dd>
              </div>
            )}
          </dl>
          {one.state === "open" && <Decide account={account} dispute={one} />}
        </div>
      ))}
    </section>
  );
}

function decided({ reason, credited, decided: at }: Dispute): string {
  const { reasons, giveBack } = words.value;
  const by = reasons[reason as keyof typeof reasons] ?? reason ?? "";
  const back = isNothing(credited) ? "" : ` · ${giveBack} ${moneyText(credited)}`;
  return `${by}${back}${at === null ? "" : ` · ${whenText(at, "day")}`}`;
}

type Reason = "read" | "rate" | "payment" | "other";
const reasonsInOrder: readonly Reason[] = ["read", "rate", "payment", "other"];

function Decide({ account, dispute }: { readonly account: string; readonly dispute: Dispute }) {
  const say = words.value;
  const reason = useSignal<Reason>("read");
  const credit = useSignal("");
  const problem = useSignal<Refused | "unreached" | null>(null);
  if (!may("admin")) return <p class="quiet">{say.adminOnly}</p>;
  const decide = async (outcome: "upheld" | "rejected"): Promise<void> => {
    const minor = minorOf(credit.value);
    const isGiven = outcome === "upheld" && minor !== null && minor > 0;
    const path = `/v1/accounts/${account}/disputes/${encodeURIComponent(dispute.id)}/decision`;
    const body = { outcome, reason: reason.value, ...(isGiven && { credit: decimalOf(minor) }) };
    problem.value = await tell(path, body);
  };
  const isWrong = credit.value.trim() !== "" && minorOf(credit.value) === null;
  return (
    <div class="decide" role="group" aria-label={say.decide}>
      <p class="field">
        <label for={`by-${dispute.id}`}>{say.decidedBy}</label>
        <select
          id={`by-${dispute.id}`}
          value={reason.value}
          onChange={({ currentTarget }) => (reason.value = currentTarget.value as Reason)}
        >
          {reasonsInOrder.map((one) => (
            <option key={one} value={one}>
              {say.reasons[one]}
            </option>
          ))}
        </select>
      </p>
      <p class="field">
        <label for={`back-${dispute.id}`}>{say.giveBack}</label>
        <input
          id={`back-${dispute.id}`}
          inputMode="decimal"
          autocomplete="off"
          aria-invalid={isWrong}
          aria-describedby={`back-hint-${dispute.id}`}
          value={credit.value}
          onInput={({ currentTarget }) => (credit.value = currentTarget.value)}
        />
        <span class="quiet" id={`back-hint-${dispute.id}`}>
          {isWrong ? say.amountWrong : say.giveBackHint}
        </span>
      </p>
      <p class="pair">
        <button
          type="button"
          class="main"
          aria-disabled={isWrong}
          onClick={() => void (isWrong || decide("upheld"))}
        >
          {say.upheld}
        </button>
        <button type="button" class="plain" onClick={() => void decide("rejected")}>
          {say.rejected}
        </button>
      </p>
      <Problem problem={problem.value} />
    </div>
  );
}
