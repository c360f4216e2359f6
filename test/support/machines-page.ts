/** docs/machines.md: every conversation as the machine itself has it, with what is said where it stands and where each answer leads. */
import { callScript } from "../../core/conversation/call-script.ts";
import { converse } from "../../core/conversation/converse.ts";
import type { Channel, Facts } from "../../core/conversation/facts.ts";
import type { Input, SavedTalk } from "../../core/conversation/input.ts";
import { talkMachine, type TalkState, tellings } from "../../core/conversation/machine.ts";
import { VERSION } from "../../core/conversation/migrations.ts";
import type { CallWait } from "../../core/conversation/prompt.ts";
import { digitsOf } from "../../core/conversation/question.ts";
import { restore } from "../../core/conversation/restore.ts";
import { type Task, rights } from "../../core/conversation/rights.ts";
import type { Standing } from "../../core/conversation/step.ts";
import { sentence } from "../../core/wording/sentence.ts";
import { scriptSpeech } from "../../core/wording/speech.ts";
import { savedFiles } from "./saved-talks.ts";
import { oak, STAGE_MS } from "./stage-accounts.ts";
import { factsWith } from "./stages.ts";

const SECOND_MS = 1_000;

const opening = `# Conversations

Written by \`npm run machines\` from the machine itself; a test says when it is stale. Texts, calls and screens share one machine of
${String(Object.keys(tellings).length)} states. An event is taken wherever the talk stands; its branches are tried in order, and the first whose guard holds is taken.

Every menu of a call also takes \`0\` a person, \`*\` the main menu, \`9\` repeat, \`#\` goodbye. A silence or a wrong key repeats the
menu, shorter each time; after the third in a row a person is put through, or calls back. Every text may be a keyword instead of an
answer, which leaves an open question open for ten minutes where it only asks for something.
`;

/** What one saved talk of a state is looked at in. */
interface Stand {
  readonly state: TalkState;
  readonly saved: SavedTalk;
  readonly standing: Standing;
  readonly nowMs: number;
}

/** States that only a payment under way leads to; what is asked beside one is the exception. */
const underWay: ReadonlySet<TalkState> = new Set(["payRequested", "payBusy"]);

function withoutPayment({ value, context }: Standing): Standing {
  return { value: { ...value, payment: "none" }, context: { ...context, request: null } };
}

/** States that wait for a digit in what they say; elsewhere an older question may stay open in silence. */
const asking: ReadonlySet<TalkState> = new Set([
  "chooseAccount",
  "chooseMethod",
  "payConfirm",
  "joinAsk",
  "callsAsk",
  "toldAsk",
  "wrongAnswer",
]);

function stands(): readonly Stand[] {
  const files = savedFiles().filter(({ version }) => version === VERSION);
  return (Object.keys(tellings) as TalkState[]).flatMap((state) => {
    const saved = files.find((file) => file.state === state)?.saved;
    if (saved === undefined) return [];
    const kept = restore(saved, { wallMs: STAGE_MS, serviceMs: STAGE_MS }).standing;
    const standing = underWay.has(state) ? kept : withoutPayment(kept);
    const { question, request } = standing.context;
    const askedMs = question?.askedAtMs ?? request?.askedAtMs ?? STAGE_MS;
    return [
      { state, saved: { ...saved, snapshot: standing }, standing, nowMs: askedMs + SECOND_MS },
    ];
  });
}

function factsOn(channel: Channel): Facts {
  const { utility, line, accounts } = factsWith([oak], { channel, proved: true });
  return { utility: { ...utility, agentNumber: "+15550001999" }, line, accounts };
}

function stateAfter({ saved, nowMs }: Stand, channel: Channel, input: Input): string {
  const now = { wallMs: nowMs, serviceMs: nowMs };
  const { saved: after } = converse(saved, factsOn(channel), input, now);
  return restore(after, now).standing.value.talk;
}

function waitWords(wait: CallWait): string {
  switch (wait.kind) {
    case "menu":
      return `keys ${wait.choices.map(({ press }) => press).join(" ")}`;
    case "digits":
      return `${wait.of.replace("_", " ")} (${String(wait.min)} to ${String(wait.max)} keys)`;
    case "card":
      return "the card that the carrier takes";
    case "hold":
      return "the payment's result";
    case "transfer":
      return "a person (transfer)";
    case "hang_up":
      return "nothing: the call ends";
  }
}

/** A bar would end a cell of the table. */
function cell(text: string): string {
  return text === "" ? "–" : text.replaceAll("|", "\\|");
}

function textCells(stand: Stand): readonly string[] {
  const { state, standing, nowMs } = stand;
  const telling = tellings[state];
  const view = {
    choices: standing.context,
    facts: factsOn("sms"),
    now: { wallMs: nowMs, serviceMs: nowMs },
  };
  const said = telling.quietByText ? "(nothing)" : sentence(telling.prompt(view), "en");
  const digits = asking.has(state) ? digitsOf(standing.context.question) : [];
  const exits = digits.map((digit) => {
    const input: Input = { kind: "chose", option: String(digit) };
    return `${String(digit)} → ${stateAfter(stand, "sms", input)}`;
  });
  return [said, exits.join(", ")];
}

function callCells(stand: Stand): readonly string[] {
  const { state, standing, nowMs } = stand;
  const view = {
    choices: standing.context,
    facts: factsOn("ivr"),
    now: { wallMs: nowMs, serviceMs: nowMs },
  };
  const script = callScript(state, view);
  const said = (["first", "rest"] as const).map((part) => scriptSpeech(script, part, "en"));
  const exits =
    script.wait.kind === "menu"
      ? script.wait.choices.map(({ press, option }) => {
          const input: Input = { kind: "chose", option };
          return `${press} → ${stateAfter(stand, "ivr", input)}`;
        })
      : [waitWords(script.wait)];
  return [said.filter((part) => part !== "").join(" ¶ "), exits.join(", ")];
}

interface Branch {
  readonly event: string;
  readonly target: string;
  readonly guard: string;
  readonly from: string;
}

function branches(): readonly Branch[] {
  const { root } = talkMachine;
  const nodes = [root, ...Object.values(root.states)];
  return nodes.flatMap((node) =>
    [...node.transitions].flatMap(([event, list]) =>
      list.map((one): Branch => {
        const guard = typeof one.guard === "function" ? one.guard.name : "";
        const target = one.target?.[0]?.key ?? "(stays)";
        const from = node === root ? "anywhere" : node.key;
        return { event, target, guard: guard === "guard" ? "" : guard, from };
      }),
    ),
  );
}

/** Diagrams a task: the event, and where its branches lead. */
function diagram(event: string, list: readonly Branch[]): string {
  const lines = list.map(({ from, target, guard }, at) => {
    const words = [String(at + 1), guard].filter((word) => word !== "").join(" ");
    const to = target === "(stays)" ? from : target;
    return `  ${from}[${from}] -->|${words}| ${to}[${to}]`;
  });
  return [`### ${event}`, "", "```mermaid", "flowchart LR", ...lines, "```", ""].join("\n");
}

function rightsTable(): string {
  const head = "| task | text | call | kiosk | portal | counter |\n|---|---|---|---|---|---|";
  const rows = (Object.keys(rights) as Task[]).map((task) => {
    const { sms, ivr, kiosk, portal, counter } = rights[task];
    return `| ${[task, sms, ivr, kiosk, portal, counter].join(" | ")} |`;
  });
  return [head, ...rows].join("\n");
}

/** The whole page. */
export function machinesPage(): string {
  const rows = stands().map((stand) => {
    const cells = [stand.state, ...textCells(stand), ...callCells(stand)];
    return `| ${cells.map(cell).join(" | ")} |`;
  });
  const byEvent = Map.groupBy(branches(), ({ event }) => event);
  return [
    opening,
    "## What each state says\n\nIn English, to one household with a saved card that has proved who it is. ¶ parts what no key interrupts from what one may.\n",
    "| state | text | answers by text | call | keys |\n|---|---|---|---|---|",
    ...rows,
    "\n## What each task needs\n\n`number`: the line is a known contact. `proved`: a PIN, a code or a session.\n",
    rightsTable(),
    "\n## Where each event leads\n",
    ...[...byEvent].map(([event, list]) => diagram(event, list)),
  ].join("\n");
}
