/** `rules check`: what a rule pack says, in plain words, or every reason why it can't be used. */
import { isRefusal } from "../../../core/refusal.ts";
import { explainPack } from "../../rules/explain-pack.ts";
import {
  type Command,
  type Given,
  type Outcome,
  refusedOutcome,
  type Terminal,
  UsageError,
} from "../command.ts";
import { packNames } from "../shipped-packs.ts";
import { packOf } from "./rule-pack.ts";

export const rulesCommand: Command = {
  name: "rules",
  summary:
    "Says in plain words what a rule pack lets a utility do, and refuses one that can't be used.",
  usage: ["rules check FILE|NAME", "rules list"],
  help: [
    "FILE is a rule pack in JSON; NAME is one that comes with the program (rules list).",
    "A pack that contradicts itself is refused, each wrong with its field and a code.",
    "What a clause says was not re-read in the official text is marked NOT RE-READ.",
  ],
  options: {},
  run: async (given, terminal) => run(given, terminal),
};

function run(given: Given, terminal: Terminal): Outcome {
  const [verb, name, ...more] = given.words;
  if (verb === "list" && name === undefined) {
    return { status: 0, lines: packNames(), json: { packs: packNames() } };
  }
  if (verb !== "check" || name === undefined || more.length > 0) {
    throw new UsageError("say what to check: rules check FILE|NAME");
  }
  const read = packOf(terminal.directory, name);
  if (isRefusal(read)) return refusedOutcome(read);
  if (read.kind === "refused") {
    const { problems } = read;
    const reasons = problems.map(({ path, code, message }) => `${path}: ${message} (${code})`);
    const message = `${name} can't be used`;
    return {
      status: 1,
      lines: [],
      reasons: [`${message}:`, ...reasons],
      json: { code: "bad_pack", message, problems },
    };
  }
  const { written } = read.pack;
  return {
    status: 0,
    lines: explainPack(written),
    json: {
      id: written.id,
      version: written.version,
      says: explainPack(written),
      clauses: written.clauses,
      policy: read.pack.published.policy,
    },
  };
}
