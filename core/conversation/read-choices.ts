import {
  type Choices,
  type Misses,
  type OpenQuestion,
  type PayRequest,
  accountTasks,
} from "./talk.ts";

/** Reads saved choices back, as strictly as if a stranger had written them. Undefined when any part is not what it should be. */
export function readChoices(raw: unknown): Choices | undefined {
  if (!isRecord(raw)) return undefined;
  const { question, spentDigits, request, accountId, language, decidedTurn, misses, unknownAtMs } =
    raw as Partial<Record<keyof Choices, unknown>>;
  if (!(question === null || isQuestion(question))) return undefined;
  if (!(request === null || isRequest(request))) return undefined;
  if (!isDigits(spentDigits) || !isTextOrNull(accountId) || !isTextOrNull(language))
    return undefined;
  if (!isWhole(decidedTurn) || !isMisses(misses)) return undefined;
  if (!(unknownAtMs === null || isWhole(unknownAtMs))) return undefined;
  return { question, spentDigits, request, accountId, language, decidedTurn, misses, unknownAtMs };
}

type Raw = Readonly<Record<string, unknown>>;

function isRecord(raw: unknown): raw is Raw {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}

function isText(raw: unknown): raw is string {
  return typeof raw === "string";
}

function isTextOrNull(raw: unknown): raw is string | null {
  return raw === null || isText(raw);
}

function isWhole(raw: unknown): raw is number {
  return Number.isSafeInteger(raw);
}

function isDigits(raw: unknown): raw is readonly number[] {
  return Array.isArray(raw) && raw.every(isWhole);
}

function isMisses(raw: unknown): raw is Misses {
  return isRecord(raw) && isWhole(raw["noInput"]) && isWhole(raw["noMatch"]);
}

function isAsked(raw: Raw): boolean {
  return isWhole(raw["turn"]) && isWhole(raw["askedAtMs"]);
}

function isPayChoice(raw: Raw): boolean {
  return isText(raw["accountId"]) && isText(raw["methodId"]) && isAmount(raw["amountMinor"]);
}

function isAmount(raw: unknown): boolean {
  return isWhole(raw) && raw > 0;
}

function isRequest(raw: unknown): raw is PayRequest {
  return isRecord(raw) && isAsked(raw) && isPayChoice(raw) && isWhole(raw["digit"]);
}

function isOptions(raw: unknown, name: "accountId" | "methodId"): boolean {
  if (!Array.isArray(raw)) return false;
  return raw.every((one: unknown) => isRecord(one) && isWhole(one["digit"]) && isText(one[name]));
}

function isTask(raw: unknown): boolean {
  return accountTasks.some((task) => task === raw);
}

/** One check a kind of question, so that a new kind without one does not compile. */
const questionChecks = {
  account: (raw) =>
    isTask(raw["task"]) &&
    (raw["amountMinor"] === null || isWhole(raw["amountMinor"])) &&
    isOptions(raw["options"], "accountId"),
  amount: (raw) => isText(raw["accountId"]),
  method: (raw) =>
    isText(raw["accountId"]) &&
    isAmount(raw["amountMinor"]) &&
    isOptions(raw["options"], "methodId"),
  confirm: (raw) => isPayChoice(raw) && isWhole(raw["digit"]),
  consent: (raw) => isWhole(raw["digit"]),
} satisfies Record<OpenQuestion["kind"], (raw: Raw) => boolean>;

function isKind(raw: unknown): raw is OpenQuestion["kind"] {
  return isText(raw) && Object.hasOwn(questionChecks, raw);
}

function isQuestion(raw: unknown): raw is OpenQuestion {
  if (!isRecord(raw) || !isAsked(raw)) return false;
  const kind = raw["kind"];
  return isKind(kind) && questionChecks[kind](raw);
}
