/** What stands at the same place on every screen: who serves here, the ways out, and what is not real. */
import { type Answer, fixedAnswers } from "../answers-of.ts";
import { chrome, utility, view } from "../state.ts";
import { KeyMark, touch } from "./answers.tsx";
import { Icon, type IconName } from "./icon.tsx";

export function Header() {
  const utilities = fixedAnswers.value.filter(({ id }) => isUtility(id));
  return (
    <header class="head">
      <Brand />
      <Progress />
      <div class="utilities">
        {utilities.map((answer) => (
          <Fixed key={answer.id} answer={answer} />
        ))}
      </div>
    </header>
  );
}

function isUtility(id: string): boolean {
  return id === "access" || id.startsWith("language:");
}

/** Who serves here; before a hub has said so, the mark alone. */
export function Brand() {
  return (
    <p class="brand">
      <Mark />
      <span>{utility.value}</span>
    </p>
  );
}

function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <circle cx="8" cy="22" r="3" />
      <circle cx="24" cy="22" r="3" />
      <path d="M8 22 22 10" />
    </svg>
  );
}

/** How far it is, as dots: the words on the screen say what is asked, so that these need none. */
function Progress() {
  const progress = view.value?.progress ?? null;
  if (progress === null) return null;
  return (
    <div class="progress" aria-hidden="true">
      {Array.from({ length: progress.of }, (_, at) => (
        <i key={at} data-state={stateOf(at + 1, progress.at)} />
      ))}
    </div>
  );
}

function stateOf(step: number, at: number): "done" | "now" | "waiting" {
  if (step === at) return "now";
  return step < at ? "done" : "waiting";
}

const icons: Readonly<Record<string, IconName>> = {
  back: "back",
  help: "help",
  start_over: "restart",
  access: "access",
};

function Fixed({ answer }: { answer: Answer }) {
  const { id, key, label, lang } = answer;
  return (
    <button
      type="button"
      class="fixed"
      data-option={id}
      data-key={key}
      lang={lang}
      onClick={() => touch(answer)}
    >
      <KeyMark name={key} />
      <Icon name={icons[id] ?? "language"} />
      <span>{label.text}</span>
    </button>
  );
}

export function Footer() {
  const ways = fixedAnswers.value.filter(({ id }) => !isUtility(id));
  return (
    <footer class="foot">
      <nav aria-label={chrome.value?.help}>
        {ways.map((answer) => (
          <Fixed key={answer.id} answer={answer} />
        ))}
      </nav>
      <Simulated />
    </footer>
  );
}

export function Simulated() {
  const said = chrome.value?.simulated ?? "";
  return said === "" ? null : <p class="simulated">{said}</p>;
}
