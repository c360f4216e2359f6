import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { openAccount, shown } from "../account.ts";
import { agoText, moneyText } from "../figures.ts";
import type { Refused } from "../hub.ts";
import { words } from "../language.ts";
import { openForm } from "../leaving.ts";
import { leavingWords } from "../words-leaving.ts";
import { phoneText } from "../../phone-text.ts";
import {
  type CallBack,
  lookedAtMs,
  type Notice,
  type Queue,
  queue,
  queueProblem,
  type Report,
  tell,
  type Transfer,
  waiting,
} from "../queue.ts";
import { may } from "../session.ts";
import { clearTill } from "../till.ts";
import { Problem } from "./problem.tsx";

/** Everything that waits for people, the most urgent first. */
export function QueuePart() {
  const say = words.value;
  const now = queue.value;
  return (
    <section class="card queue" aria-labelledby="queue">
      <div class="queue-head">
        <h2 id="queue">{say.queue}</h2>
        <p class="count" role="status" data-any={waiting.value > 0}>
          {say.queueCount(waiting.value)}
        </p>
      </div>
      <Problem problem={queueProblem.value} />
      {now === null ? <p class="quiet">{say.looking}</p> : <Lists now={now} />}
    </section>
  );
}

function Lists({ now }: { readonly now: Queue }) {
  const say = words.value;
  const isEmpty = Object.values(now).every((list: readonly unknown[]) => list.length === 0);
  if (isEmpty) return <p class="quiet">{say.nothingWaits}</p>;
  const callers = Object.groupBy(now.callBacks, ({ reason }) => urgencyOf(reason === "danger"));
  const reports = Object.groupBy(now.reports, ({ what }) => urgencyOf(what !== "outage"));
  const report = (one: Report) => <Reported report={one} />;
  const wanted = (one: CallBack) => <Wanted one={one} />;
  return (
    <>
      <List id="danger" title={say.danger} of={callers.urgent} row={wanted} />
      <List id="danger-reported" title={say.dangerReported} of={reports.urgent} row={report} />
      <List id="call-backs" title={say.callBacks} of={callers.usual} row={wanted} />
      <List id="reports" title={say.reports} of={reports.usual} row={report} />
      <List
        id="transfers"
        title={say.transfers}
        of={now.transfers}
        row={(one) => <Wanted one={one} proved={one.proved} />}
      />
      <List
        id="notices"
        title={say.notices}
        of={now.notices}
        row={(one) => <NoticeRow notice={one} />}
      />
      <List
        id="late"
        title={say.late}
        of={now.late.map((one) => ({ ...one, id: `${one.account}/${one.service}` }))}
        row={({ account, step, late_since: since }) => (
          <Item
            what={say.powerBack[step]}
            account={account}
            facts={since === null ? [] : [agoText(since, lookedAtMs.value)]}
          />
        )}
      />
      <List
        id="payouts"
        title={leavingWords.value.payouts}
        of={now.payouts.map((one) => ({ ...one, id: `${one.account}/${one.payout}` }))}
        row={({ account, amount, name, since }) => (
          <Item
            what={moneyText(amount)}
            account={account}
            facts={[name, agoText(since, lookedAtMs.value)]}
          />
        )}
      />
      <List
        id="silent"
        title={say.meters}
        of={now.silent.map((one) => ({ ...one, id: `${one.account}/${one.service}` }))}
        row={({ account, meter }) => (
          <Item what={`${say.meter} ${meter ?? say.noMeter}`} account={account} facts={[]} />
        )}
      />
    </>
  );
}

function urgencyOf(isUrgent: boolean): "urgent" | "usual" {
  return isUrgent ? "urgent" : "usual";
}

interface ListShown<Row extends { readonly id: string }> {
  readonly id: string;
  readonly title: string;
  readonly of: readonly Row[] | undefined;
  readonly row: (one: Row) => ComponentChildren;
}

function List<Row extends { readonly id: string }>({ id, title, of = [], row }: ListShown<Row>) {
  if (of.length === 0) return null;
  return (
    <section class="waiting" data-list={id} aria-labelledby={id}>
      <h3 id={id}>
        {title} <span>{of.length}</span>
      </h3>
      <ul>
        {of.map((one) => (
          <li key={one.id}>{row(one)}</li>
        ))}
      </ul>
    </section>
  );
}

function Reported({ report: { id, what, line, account, at } }: { readonly report: Report }) {
  return (
    <Item
      what={words.value.report[what]}
      account={account}
      facts={[phoneText(line), agoText(at, lookedAtMs.value)]}
      done={`/v1/reports/${encodeURIComponent(id)}/done`}
    />
  );
}

interface WantedShown {
  readonly one: CallBack | Transfer;
  /** Of a call that was put through: whether a PIN or a code was given. */
  readonly proved?: boolean;
}

/** Who is to be called, or is on the line, with what it is about. */
function Wanted({ one, proved }: WantedShown) {
  const say = words.value;
  const { id, line, account, language, reason, task, at } = one;
  const asked = task === null ? null : `${say.askedLast} ${say.task[task] ?? task}`;
  return (
    <Item
      what={say.reason[reason] ?? reason}
      account={account}
      facts={[
        phoneText(line),
        agoText(at, lookedAtMs.value),
        say.speaks[language] ?? language,
        ...(asked === null ? [] : [asked]),
        ...(proved === undefined ? [] : [proved ? say.proved : say.notProved]),
      ]}
      {...(reason === "move" && account !== null && { leaves: account })}
      {...(proved === undefined && { done: `/v1/call-backs/${encodeURIComponent(id)}/done` })}
    />
  );
}

interface ItemShown {
  readonly what: string;
  readonly account: string | null;
  readonly facts: readonly string[];
  /** Where the hub is told that it was done; absent where it goes by itself. */
  readonly done?: string;
  /** The account that whoever waits wants closed; absent where they want something else. */
  readonly leaves?: string;
}

function Item({ what, account, facts, done, leaves }: ItemShown) {
  const say = words.value;
  const problem = useSignal<Refused | "unreached" | null>(null);
  return (
    <>
      <p class="item-what">
        <strong>{what}</strong>
        <AccountLink account={account} />
      </p>
      <p class="quiet">{facts.join(" · ")}</p>
      {leaves !== undefined && may("payments:write") && (
        <button
          type="button"
          class="plain small"
          aria-label={`${leavingWords.value.form}: ${leaves}`}
          onClick={() => {
            clearTill();
            openForm(leaves);
            void openAccount(leaves);
          }}
        >
          {leavingWords.value.form}
        </button>
      )}
      {done !== undefined && may("admin") && (
        <button
          type="button"
          class="plain small"
          aria-label={say.doneAbout(`${what}, ${facts[0] ?? ""}`)}
          onClick={() => void tell(done).then((told) => (problem.value = told))}
        >
          {say.done}
        </button>
      )}
      <Problem problem={problem.value} />
    </>
  );
}

function AccountLink({ account }: { readonly account: string | null }) {
  const say = words.value;
  if (account === null) return <span class="quiet">{say.noAccount}</span>;
  const isShown = shown.value.kind !== "none" && shown.value.id === account;
  return (
    <button
      type="button"
      class="link"
      aria-current={isShown}
      onClick={() => {
        if (!isShown) clearTill();
        void openAccount(account);
      }}
    >
      {account}
    </button>
  );
}

const outcomes = ["called", "emailed", "mailed", "handed_over", "failed"] as const;

/** A disconnection is held until one of these was told. */
function NoticeRow({ notice: { account, id, channel, since } }: { readonly notice: Notice }) {
  const say = words.value;
  const problem = useSignal<Refused | "unreached" | null>(null);
  const note = async (outcome: (typeof outcomes)[number]): Promise<void> => {
    problem.value = await tell(`/v1/notices/${encodeURIComponent(id)}/outcome`, {
      account,
      outcome,
    });
  };
  return (
    <>
      <p class="item-what">
        <strong>{say.noticeBy[channel] ?? channel}</strong>
        <AccountLink account={account} />
      </p>
      <p class="quiet">{agoText(since, lookedAtMs.value)}</p>
      {may("admin") && (
        <p class="outcomes" role="group" aria-label={say.done}>
          {outcomes.map((outcome) => (
            <button
              type="button"
              class="plain small"
              key={outcome}
              onClick={() => void note(outcome)}
            >
              {say.outcome[outcome]}
            </button>
          ))}
        </p>
      )}
      <Problem problem={problem.value} />
    </>
  );
}
