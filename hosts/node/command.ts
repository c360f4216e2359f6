/** The frame of every command: its words, its options, its exit status. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import type { Problem } from "../configuration-problem.ts";

/** 0 done, 1 refused with reasons, 2 bad usage. */
export type ExitStatus = 0 | 1 | 2;

/** What a command may touch of the process that runs it. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where relative paths begin. */
  readonly directory: string;
  /** Whether someone watches, so that progress may be shown. */
  readonly isWatched: boolean;
  readonly out: (text: string) => void;
  /** Words for people: progress, refusals, usage. */
  readonly err: (text: string) => void;
}

export interface Outcome {
  readonly status: ExitStatus;
  /** What the command found or did, for people, one string a line: standard output. */
  readonly lines: readonly string[];
  /** Why it was refused: standard error. */
  readonly reasons?: readonly string[];
  /** For programs: printed as one JSON object by --json. */
  readonly json: Readonly<Record<string, unknown>>;
}

type Options = NonNullable<ParseArgsConfig["options"]>;

/** What was given for each option, and the words that are none. */
export interface Given {
  readonly words: readonly string[];
  readonly text: (name: string) => string | undefined;
  readonly list: (name: string) => readonly string[];
  readonly has: (name: string) => boolean;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What follows "npx switchboard", one a form. */
  readonly usage: readonly string[];
  /** Everything worth knowing before running it, as lines of plain text. */
  readonly help: readonly string[];
  readonly options: Options;
  /** Null is a command that went on running and has said all it had to say. */
  readonly run: (given: Given, terminal: Terminal) => Promise<Outcome | null>;
}

/** A mistake in how a command was called: exit 2 with the usage. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

const commonOptions = {
  help: { type: "boolean", short: "h" },
  json: { type: "boolean" },
} as const satisfies Options;

export async function runCommand(
  command: Command,
  words: readonly string[],
  terminal: Terminal,
): Promise<ExitStatus> {
  const json = words.includes("--json");
  try {
    const given = givenOf(command, words);
    if (given.has("help")) {
      terminal.out(json ? JSON.stringify(helpJson(command)) : helpText(command));
      return 0;
    }
    const outcome = await command.run(given, terminal);
    if (outcome === null) return 0;
    const { status, lines, reasons = [] } = outcome;
    if (json) terminal.out(JSON.stringify({ ok: status === 0, ...outcome.json }));
    else for (const line of lines) terminal.out(line);
    for (const reason of reasons) terminal.err(reason);
    return status;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    if (json) terminal.out(JSON.stringify({ ok: false, code: "usage", message: error.message }));
    terminal.err(`switchboard ${command.name}: ${error.message}`);
    terminal.err(`Usage: ${usageOf(command).join("\n       ")}`);
    return 2;
  }
}

function givenOf(command: Command, words: readonly string[]): Given {
  const options = { ...commonOptions, ...command.options };
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's first sentence says what is wrong; the others advise on "--" and so on.
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.split(". ")[0] ?? message);
  }
  const { values, positionals } = parsed;
  const of = (name: string): unknown => values[name];
  return {
    words: positionals,
    text: (name) => {
      const value = of(name);
      return typeof value === "string" ? value : undefined;
    },
    list: (name) => {
      const value = of(name);
      return Array.isArray(value) ? value.map(String) : [];
    },
    has: (name) => of(name) === true,
  };
}

function usageOf(command: Command): string[] {
  return command.usage.map((form) => `npx switchboard ${form}`);
}

function helpText(command: Command): string {
  return [
    command.summary,
    "",
    ...usageOf(command),
    "",
    ...command.help,
    "",
    "  --json                 one JSON object on standard output, for programs",
    "  -h, --help             this page",
    "",
    "Exit status: 0 done, 1 refused (with the reasons), 2 wrong usage.",
  ].join("\n");
}

function helpJson(command: Command): Readonly<Record<string, unknown>> {
  const { name, summary, help } = command;
  const options = Object.keys({ ...commonOptions, ...command.options });
  return { ok: true, name, summary, usage: usageOf(command), help, options };
}

/** A refusal as an outcome: exit 1, the words, and the code for programs. */
export function refusedOutcome(refusal: { code: string; message: string }): Outcome {
  const { code, message } = refusal;
  return { status: 1, lines: [], reasons: [message], json: { code, message } };
}

/** Several problems of a file as an outcome. */
export function problemsOutcome(file: string, problems: readonly Problem[]): Outcome {
  return {
    status: 1,
    lines: [],
    reasons: [
      `${file} can't be used:`,
      ...problems.map(({ path, message }) => `  ${path}: ${message}`),
    ],
    json: { code: "bad_configuration", message: `${file} can't be used`, problems },
  };
}
