import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isRefusal, type Refusal, refuse } from "../../../core/refusal.ts";
import { clearingWords } from "../../clearing-words.ts";
import type { SettledUtility } from "../../settle.ts";
import {
  type SettledFile,
  type SettlementFormat,
  settlementFormats,
} from "../../settlement-file.ts";
import {
  type Command,
  type Given,
  type Outcome,
  refusedOutcome,
  type Terminal,
  UsageError,
} from "../command.ts";
import {
  configurationHelp,
  configurationOptions,
  readTextFile,
  utilityHelp,
} from "./configured.ts";
import { actAtUtility, writerHelp, writerOptions } from "./writing.ts";

export const settle: Command = {
  name: "settle",
  summary: "Writes a day's journal and what each way of paying brought.",
  usage: ["settle --date D [--utility ID] [--format gl | json | ccb | nacha] [--out DIR]"],
  help: [
    "  --date D               the utility's local day, such as 2026-11-25; what was recorded on it counts",
    "  --format F             gl: the general ledger's journal as CSV (default); json: all of it;",
    "                         ccb: a remittance in the shape of Oracle CC&B's payment upload, as CSV;",
    "                         nacha: what processors and banks brought, as one credit to the utility's account",
    "  --out DIR              write the file there instead of printing it",
    ...configurationHelp,
    utilityHelp,
    ...writerHelp,
    "",
    "Refused until every store has closed the day, which the running server does after midnight. Run twice it",
    "gives the same file and says so; a file there that says something else is never overwritten.",
  ],
  options: {
    date: { type: "string" },
    format: { type: "string" },
    out: { type: "string" },
    ...configurationOptions,
    ...writerOptions,
  },
  run: runSettle,
};

async function runSettle(given: Given, terminal: Terminal): Promise<Outcome> {
  const day = given.text("date");
  if (day === undefined || given.words.length > 0) throw new UsageError("say which day: --date D");
  const format = given.text("format") ?? "gl";
  if (!isFormat(format)) {
    throw new UsageError(`--format must be one of ${settlementFormats.join(", ")}`);
  }
  const out = given.text("out");
  return actAtUtility(given, terminal, async (commands, utilityId) => {
    const answer = await commands("settle_day", { utilityId, day, format });
    const settled = answer as SettledUtility | Refusal;
    if (isRefusal(settled)) return refusedOutcome(settled);
    const { repeated, report, file, clearing } = settled;
    const held = clearing.flatMap(clearingWords);
    const before = [
      ...(repeated ? [`${day} was settled before and comes to the same.`] : []),
      ...held,
    ];
    if (out === undefined) {
      const json = { repeated, ...report, clearing };
      return { status: 0, lines: [file.text.trimEnd()], reasons: before, json };
    }
    const written = writeOnce(resolve(terminal.directory, out), file);
    if (isRefusal(written)) return refusedOutcome(written);
    const words = written.isNew ? "written" : "there already, the same";
    return {
      status: 0,
      lines: [...before, `${written.path}: ${words}.`],
      json: { repeated, ...report, clearing, file: written.path, written: written.isNew },
    };
  });
}

function isFormat(text: string): text is SettlementFormat {
  return (settlementFormats as readonly string[]).includes(text);
}

function writeOnce(
  directory: string,
  { name, text }: SettledFile,
): { readonly path: string; readonly isNew: boolean } | Refusal {
  const path = join(directory, name);
  const there = readTextFile(path);
  if (typeof there === "string") {
    if (there === text) return { path, isNew: false };
    return refuse("file_differs", `${path} is there and says something else: move it away first`);
  }
  mkdirSync(directory, { recursive: true });
  writeFileSync(path, text, { flag: "wx" });
  return { path, isNew: true };
}
