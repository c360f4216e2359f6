/** Plays a transcript of a call through the conversation core, and gives what was really said in the transcript's own form. */
import { converse, type Turn } from "../../core/conversation/converse.ts";
import type { Facts } from "../../core/conversation/facts.ts";
import {
  type Input,
  pickers,
  type ProofVerdict,
  type SavedTalk,
} from "../../core/conversation/input.ts";
import type { CallScript, CallWait } from "../../core/conversation/prompt.ts";
import { must } from "../../core/assert.ts";
import { scriptSpeech } from "../../core/wording/speech.ts";
import { intentText, resultOf } from "./rehearsal.ts";
import { stagePayee } from "./stage-payee.ts";
import type { CallStage } from "./call-stages.ts";
import { STAGE_MS } from "./stage-accounts.ts";

/** Seconds between what is heard and the next key, unless the transcript says otherwise. */
const BEAT_MS = 2_000;

function waitText(wait: CallWait): string {
  switch (wait.kind) {
    case "menu":
      return `menu ${wait.choices.map(({ press }) => press).join(" ")}`;
    case "digits":
      return wait.of;
    case "transfer":
      return `transfer ${wait.to}`;
    case "card":
      return `card ${wait.connector}`;
    case "hold":
      return "hold";
    case "hang_up":
      return "hang up";
  }
}

function scriptText(script: CallScript, language: string): string[] {
  const mark = script.interrupts ? "<! " : "< ";
  if (script.first.length > 0) return [`${mark}${scriptSpeech(script, "first", language)}`];
  const said = scriptSpeech(script, "rest", language);
  const waits = `= ${waitText(script.wait)}`;
  return said === "" ? [waits] : [`${mark}${said}`, waits];
}

function inputOf(line: string, facts: Facts): Input | undefined {
  const rest = line.slice(2);
  const payee = stagePayee(rest);
  if (payee !== null) return { kind: "payee", payee, rest: "" };
  if (line.startsWith("> ")) return { kind: "digits", keys: rest };
  if (!line.startsWith("* ")) return undefined;
  const [kind = "", ...words] = rest.split(" ");
  switch (kind) {
    case "answered":
      return { kind: "start" };
    case "heard":
      return { kind: "spoken" };
    case "silence":
      return { kind: "no_input" };
    case "picked":
      return {
        kind: "picked_up",
        by: must(
          pickers.find((by) => by === words[0]),
          rest,
        ),
      };
    case "unreached":
      return { kind: "transfer_failed" };
    case "hang":
      return { kind: "hang_up" };
    case "pin":
      return { kind: "proof", verdict: words.join("_") as ProofVerdict };
    case "card":
      return { kind: "card_captured", methodId: words[0] === "none" ? null : (words[0] ?? null) };
    case "timer":
      return { kind: "timer", timer: words[0] ?? "" };
    case "result":
      return { kind: "result", result: resultOf(words, facts) };
    default:
      throw new Error(`the transcript says "${line}"`);
  }
}

const unitsMs: Readonly<Record<string, number>> = { s: 1_000, min: 60_000 };

/** Whoever proved it is proved until the call ends. */
function factsAfter(input: Input, facts: Facts, stage: CallStage): Facts {
  if (input.kind === "start" || input.kind === "picked_up" || input.kind === "hang_up") {
    return { ...stage.facts, line: { ...stage.facts.line, language: facts.line.language } };
  }
  if (input.kind !== "proof" || input.verdict !== "proved") return facts;
  const accounts = stage.proves ?? facts.accounts;
  return { ...facts, accounts, line: { ...facts.line, proved: true } };
}

/** "% the card is gone" */
function changedBy(line: string, facts: Facts, { changes }: CallStage): Facts {
  if (!line.startsWith("% ")) return facts;
  const change = changes?.[line.slice(2)];
  if (change === undefined) throw new Error(`no change is called "${line}"`);
  return { ...facts, accounts: facts.accounts.map((account) => ({ ...account, ...change })) };
}

/** "+ 10 s" */
function passedMs(line: string): number {
  if (!line.startsWith("+ ")) return 0;
  const [count = "", unit = ""] = line.slice(2).split(" ");
  const unitMs = unitsMs[unit];
  if (unitMs === undefined) throw new Error(`no time is "${line}"`);
  return Number(count) * unitMs;
}

export interface Played {
  readonly text: string;
  readonly turns: readonly Turn[];
  /** What was true in each, and when it was taken. */
  readonly at: readonly { readonly facts: Facts; readonly nowMs: number }[];
}

/**
 * A line is `> keys`, `* answered`, `* heard` (what no key interrupts was spoken), `* silence`, `* hang up`, `* pin proved`,
 * `* result settled oak 2000`, `* timer payment_slow`, `+ 10 s`, `% name` or `# note`; then come `< speech` (`<!` where it
 * comes unasked), `= what is waited for`, `! intent` and `@ timer`. Saved talk goes through JSON after every turn.
 */
export function rehearseCall(script: string, stage: CallStage): Played {
  let { facts } = stage;
  let saved: SavedTalk | null = null;
  let nowMs = STAGE_MS;
  const played: string[] = [];
  const turns: Turn[] = [];
  const at: { facts: Facts; nowMs: number }[] = [];
  for (const raw of script.split("\n")) {
    const line = raw.trim();
    if (line === "" || /^[<=!@]/.test(line)) continue;
    played.push(line);
    facts = changedBy(line, facts, stage);
    nowMs += passedMs(line);
    const input = inputOf(line, facts);
    if (input === undefined) continue;
    nowMs += BEAT_MS;
    facts = factsAfter(input, facts, stage);
    const turn = converse(saved, facts, input, { wallMs: nowMs, serviceMs: nowMs });
    saved = JSON.parse(JSON.stringify(turn.saved)) as SavedTalk;
    facts = { ...facts, line: { ...facts.line, language: turn.language } };
    turns.push(turn);
    at.push({ facts, nowMs });
    if (turn.call !== null) played.push(...scriptText(turn.call, turn.language));
    played.push(...turn.intents.map((intent) => `! ${intentText(intent)}`));
    const nowInMs = nowMs;
    played.push(
      ...turn.timers.map(
        ({ kind, dueAtMs }) => `@ ${kind} ${String((dueAtMs - nowInMs) / 1000)} s`,
      ),
    );
  }
  return { text: played.join("\n"), turns, at };
}
