import { type Channel, channels } from "../../core/conversation/facts.ts";

/** What a transcript shows: a task done, a task refused, or a trouble got over. */
const kinds = ["success", "refusal", "recovery"] as const;

export interface Scenario {
  /** The file's name, which says the situation. */
  readonly name: string;
  readonly title: string;
  readonly stage: string;
  readonly kind: (typeof kinds)[number];
  /** It is played once on each of them, and says the same on all. */
  readonly channels: readonly Channel[];
  readonly script: string;
}

const headLines = ["title", "stage", "kind", "channels"] as const;

/** Reads a transcript: four header lines, an empty one, then the lines that rehearsal.ts plays. Throws on what it can't be. */
export function readScenario(name: string, text: string): Scenario {
  const wrong = (what: string) => new Error(`${name}: ${what}`);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*\.txt$/.test(name)) throw wrong("is no name of a situation");
  const [head = "", ...rest] = text.split("\n\n");
  const lines = head.split("\n");
  const [title = "", stage = "", kindWord, channelWords = ""] = headLines.map((key, at) => {
    const value = new RegExp(`^${key}: (\\S.*)$`).exec(lines[at] ?? "")?.[1];
    if (value === undefined) throw wrong(`line ${String(at + 1)} is not "${key}: ..."`);
    return value;
  });
  if (lines.length > headLines.length) throw wrong("the header is longer than four lines");
  const kind = kinds.find((one) => one === kindWord);
  if (kind === undefined) throw wrong(`${String(kindWord)} is no kind`);
  const channelsOf = channelWords.split(", ").map((word) => {
    const channel = channels.find((one) => one === word);
    if (channel === undefined) throw wrong(`${word} is no channel`);
    return channel;
  });
  const script = rest.join("\n\n").trim();
  if (!/^(>|\* )/m.test(script)) throw wrong("has no turn");
  return { name, title, stage, kind, channels: channelsOf, script };
}

/** The transcript as its file has it, with other lines played. */
export function scenarioText(scenario: Scenario, script: string): string {
  const { title, stage, kind, channels: on } = scenario;
  const head = `title: ${title}\nstage: ${stage}\nkind: ${kind}\nchannels: ${on.join(", ")}`;
  return `${head}\n\n${script}\n`;
}

/** What is wrong with a folder of transcripts as a whole, in words; nothing when it may be played. */
export function folderProblems(
  scenarios: readonly Scenario[],
  stageNames: ReadonlySet<string>,
): string[] {
  const problems = scenarios
    .filter(({ stage }) => !stageNames.has(stage))
    .map(({ name, stage }) => `${name}: no stage is called "${stage}"`);
  const titles = new Set<string>();
  for (const { name, title } of scenarios) {
    if (titles.has(title)) problems.push(`${name}: another file has the title "${title}"`);
    titles.add(title);
  }
  const texts = scenarios.filter((scenario) => scenario.channels.includes("sms"));
  const count = (kind: Scenario["kind"]) => texts.filter((one) => one.kind === kind).length;
  if (texts.length < TEXTS_MIN) problems.push(`only ${String(texts.length)} are played by text`);
  if (count("refusal") <= count("success")) {
    problems.push(
      `${String(count("refusal"))} refusals do not outnumber ${String(count("success"))} successes`,
    );
  }
  return problems;
}

/** Fewer than this and somebody has lost some. */
const TEXTS_MIN = 40;
