/** `backtest`: real reads and modelled payments through the real decisions, as figures and as a page for a regulator. */
import { accessSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { currencyOf, parseDecimal } from "../../../core/money.ts";
import { must } from "../../../core/assert.ts";
import { isRefusal, type Refusal, refuse } from "../../../core/refusal.ts";
import { type BackTest, backTest, type Settings } from "../../backtest/back-test.ts";
import { homesIn } from "../../backtest/read-folder.ts";
import { reportJson } from "../../backtest/report-json.ts";
import { reportPage } from "../../backtest/report-page.ts";
import { frontierHead, frontierRows } from "../../backtest/report-proof.ts";
import { moneyText, numberText } from "../../backtest/report-sections.ts";
import { readWeather, type WeatherDays } from "../../backtest/weather-file.ts";
import type { RulePack } from "../../rules/read-pack.ts";
import {
  type Command,
  type Given,
  type Outcome,
  refusedOutcome,
  type Terminal,
  UsageError,
} from "../command.ts";
import { packsOf } from "./packs-of.ts";
import { fileBytes, tariffOfFile } from "./tariff-file.ts";

const DAYS_MIN = 28;
const DAYS_MAX = 730;
const HOUSEHOLDS_MAX = 5_000;
const SEED_MAX = 4_294_967_295;
const TOP_UP_USUAL = "10-50";

export const backtest: Command = {
  name: "backtest",
  summary: "Runs real reads with modelled payments through the rules, and writes what came of it.",
  usage: [
    "backtest --reads DIR --tariff T.json --rules PACK --out DIR [--against PACK] [--households N] [--days D] [--seed S] [--weather FILE] [--top-up A-B] [--no-frontier]",
  ],
  help: [
    '  --reads DIR            CSV files of reads, gzipped or not (header "start,<unit>"); an index.json in it says',
    "                         whose clock each goes by and of which commodity it is",
    "  --tariff T.json        what use costs (see tariff --help)",
    "  --rules PACK           a rule pack in JSON, or the name of one that comes with the program (rules list)",
    "  --against PACK         a second pack over the same households, side by side",
    "  --out DIR              where report.html, report.json and the log of decisions are written",
    "  --households N         draw so many from the real homes by seed; without it each real home once",
    `  --days D               ${String(DAYS_MIN)} to ${String(DAYS_MAX)} from the day the packs hold; without it 365`,
    "  --seed S               of everything that is modelled; without it 1",
    '  --weather FILE         days of weather, header "date,low,high,advisory", in degrees Celsius; without it',
    "                         a pack that asks for weather holds every disconnection",
    `  --top-up A-B           the range of a payment in the pack's currency; without it ${TOP_UP_USUAL}`,
    "  --no-frontier          leave out what reads cost and save, beside polling (six more runs of every home)",
    "",
    "The same words over the same files write the same figures. Every stored decision is recomputed at the end.",
  ],
  options: {
    reads: { type: "string" },
    tariff: { type: "string" },
    rules: { type: "string" },
    against: { type: "string" },
    out: { type: "string" },
    households: { type: "string" },
    days: { type: "string" },
    seed: { type: "string" },
    weather: { type: "string" },
    "top-up": { type: "string" },
    "no-frontier": { type: "boolean" },
  },
  run,
};

async function run(given: Given, terminal: Terminal): Promise<Outcome> {
  const asked = askedFor(given);
  const settings = settingsOf(asked, terminal);
  if (isRefusal(settings)) return refusedOutcome(settings);
  const test = await backTest(settings, (text) => {
    if (terminal.isWatched) terminal.err(text);
  });
  const json = reportJson(test);
  const command = `switchboard backtest ${asked.words}`;
  writeFileSync(join(settings.out, "report.json"), `${JSON.stringify(json, null, 2)}\n`);
  writeFileSync(join(settings.out, "report.html"), reportPage(test, command));
  const isWhole = test.runs.every(
    ({ replayed }) => replayed.same === replayed.decisions && replayed.chainBroken === 0,
  );
  const seconds = test.runs.map(({ liveSeconds, replaySeconds }) => {
    return { live: liveSeconds, replay: replaySeconds };
  });
  return {
    status: isWhole ? 0 : 1,
    lines: inWords(test),
    ...(isWhole ? {} : { reasons: ["the log of decisions was not reproduced bit for bit"] }),
    json: { ...json, out: settings.out, seconds },
  };
}

interface Asked {
  readonly reads: string;
  readonly tariff: string;
  readonly rules: string;
  readonly against: string | null;
  readonly out: string;
  readonly weather: string | null;
  readonly households: number | null;
  readonly days: number;
  readonly seed: number;
  readonly topUp: string;
  readonly withFrontier: boolean;
  /** The words that say all this again. */
  readonly words: string;
}

function askedFor(given: Given): Asked {
  if (given.words.length > 0) throw new UsageError(`what is "${given.words.join(" ")}"?`);
  const named = (option: string, what: string): string => {
    const value = given.text(option);
    if (value === undefined || value === "") throw new UsageError(`name ${what}: --${option}`);
    return value;
  };
  const texts = [
    "reads",
    "tariff",
    "rules",
    "against",
    "out",
    "households",
    "days",
    "seed",
    "weather",
    "top-up",
  ];
  const words = texts.flatMap((name) => {
    const value = given.text(name);
    return value === undefined ? [] : [`--${name} ${value}`];
  });
  if (given.has("no-frontier")) words.push("--no-frontier");
  const households = given.text("households");
  return {
    reads: named("reads", "the folder of reads"),
    tariff: named("tariff", "the tariff"),
    rules: named("rules", "the rule pack"),
    against: given.text("against") ?? null,
    out: named("out", "the folder to write to"),
    weather: given.text("weather") ?? null,
    households:
      households === undefined ? null : wholeIn("households", households, [1, HOUSEHOLDS_MAX]),
    days: wholeIn("days", given.text("days") ?? "365", [DAYS_MIN, DAYS_MAX]),
    seed: wholeIn("seed", given.text("seed") ?? "1", [0, SEED_MAX]),
    topUp: given.text("top-up") ?? TOP_UP_USUAL,
    withFrontier: !given.has("no-frontier"),
    words: words.join(" "),
  };
}

function wholeIn(option: string, text: string, [least, most]: readonly [number, number]): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${option} is a whole number from ${String(least)} to ${String(most)}`);
}

function settingsOf(asked: Asked, terminal: Terminal): Settings | Refusal {
  const { directory } = terminal;
  const tariff = tariffOfFile(directory, asked.tariff, false);
  if (isRefusal(tariff)) return tariff;
  const packs = packsOf(directory, asked);
  if (isRefusal(packs)) return packs;
  const [rules, against] = packs;
  const { commodity, unit, zone } = tariff.plan;
  if (tariff.currency !== rules.written.currency) {
    const message = `${asked.tariff} is in ${tariff.currency} and ${rules.written.id} in ${rules.written.currency}`;
    return refuse("other_currency", message);
  }
  const deaf = packs.find((pack) => pack !== null && !pack.written.services.includes(commodity));
  if (deaf !== undefined && deaf !== null) {
    return refuse(
      "other_commodity",
      `${deaf.written.id} is not for ${commodity}, which ${asked.tariff} is of`,
    );
  }
  const weather = weatherOf(directory, asked.weather);
  if (isRefusal(weather)) return weather;
  const topUp = topUpOf(asked.topUp, rules);
  if (isRefusal(topUp)) return topUp;
  const bytesOf = (path: string) => fileBytes(directory, path);
  const found = homesIn(resolve(directory, asked.reads), { commodity, unit, zone }, bytesOf);
  if (isRefusal(found)) return found;
  const out = writable(resolve(directory, asked.out));
  if (isRefusal(out)) return out;
  const currency = must(currencyOf(tariff.currency), "a currency that was checked");
  const { households, days, seed, withFrontier } = asked;
  return {
    found,
    tariff,
    currency,
    rules,
    against,
    weather,
    households,
    days,
    seed,
    topUp,
    withFrontier,
    out,
  };
}

function weatherOf(directory: string, name: string | null): WeatherDays | null | Refusal {
  if (name === null) return null;
  const bytes = fileBytes(directory, name);
  if (isRefusal(bytes)) return bytes;
  const weather = readWeather(new TextDecoder().decode(bytes));
  return isRefusal(weather) ? refuse(weather.code, `${name}: ${weather.message}`) : weather;
}

function topUpOf(text: string, { written }: RulePack): Settings["topUp"] | Refusal {
  const currency = must(currencyOf(written.currency), "a currency that was checked");
  const [least, most] = text.split("-").map((amount) => parseDecimal(amount, currency.minorDigits));
  const isRange =
    typeof least === "number" && typeof most === "number" && least > 0 && most >= least;
  return isRange && text.split("-").length === 2
    ? { leastMinor: least, mostMinor: most }
    : refuse(
        "bad_top_up",
        `--top-up is a range of ${currency.code} such as ${TOP_UP_USUAL}, not "${text}"`,
      );
}

function writable(folder: string): string | Refusal {
  try {
    if (!existsSync(folder)) mkdirSync(folder);
    if (!statSync(folder).isDirectory()) return refuse("not_writable", `${folder} is no folder`);
    accessSync(folder, constants.W_OK);
    return folder;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "ENOENT") {
      return refuse("not_writable", `the folder that ${folder} is to be in does not exist`);
    }
    if (["EACCES", "EROFS", "EPERM"].includes(code)) {
      return refuse("not_writable", `${folder} may not be written by this user`);
    }
    if (["EEXIST", "ENOTDIR"].includes(code))
      return refuse("not_writable", `${folder} is no folder`);
    throw error;
  }
}

function inWords(test: BackTest): string[] {
  const { settings, runs, frontier } = test;
  const lines = runs.flatMap(({ pack, summary, replayed, liveSeconds, replaySeconds }) => [
    `${pack.written.id}: ${numberText(summary.cuts)} cut-offs of ${numberText(summary.householdsCut)} of ${numberText(summary.households)} households in ${numberText(summary.days)} days, ${numberText(summary.offHours)} hours off; ${moneyText(test, summary.money.owedUnits)} owed at the end.`,
    `${pack.written.id}: ${numberText(replayed.same)} of ${numberText(replayed.decisions)} decisions recomputed bit for bit in ${numberText(replaySeconds, 1)} s (lived in ${numberText(liveSeconds, 1)} s).`,
  ]);
  const table = frontier === null ? [] : [frontierHead, ...frontierRows(test, frontier)];
  const widths = frontierHead.map((_, at) =>
    Math.max(...table.map((row) => (row[at] ?? "").length)),
  );
  const rows = table.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("  "),
  );
  return [...lines, ...rows, `Written: ${join(settings.out, "report.html")}`];
}
