import { endedKinds } from "./stop-kinds.ts";
import { accountTasks } from "./account-tasks.ts";
import { callBackReasons } from "./intent.ts";
import { textAbouts } from "./facts.ts";
import { offerKinds } from "./offered.ts";
import { type Choices } from "./talk.ts";
import { type OpenQuestion, provedTasks } from "./open-question.ts";
import { type AtKiosk } from "./at-kiosk.ts";

/** One check a choice, so that a new choice without one does not compile. */
const checks = {
  question: (raw) => raw === null || isQuestion(raw),
  spentDigits: (raw) => Array.isArray(raw) && raw.every(isWhole),
  request: (raw) => raw === null || isRequest(raw),
  accountId: isTextOrNull,
  language: isTextOrNull,
  decidedTurn: isWhole,
  misses: (raw) => isRecord(raw) && isWhole(raw["noInput"]) && isWhole(raw["noMatch"]),
  unknownAtMs: (raw) => raw === null || isWhole(raw),
  kiosk: (raw) => raw === null || isAtKiosk(raw),
  handOver: (raw) => raw === null || isOffer(raw),
  alertMinor: (raw) => raw === undefined || raw === null || isAmount(raw),
  offer: (raw) => raw === undefined || raw === null || (isRecord(raw) && isOfferChoice(raw)),
  endedKind: (raw) => raw === undefined || endedKinds.some((kind) => kind === raw),
  toldFor: (raw) => raw === undefined || isTextOrNull(raw),
  textAtMs: (raw) => raw === undefined || raw === null || isWhole(raw),
  textAbout: (raw) => raw === undefined || textAbouts.some((about) => about === raw),
  agent: (raw) => raw === undefined || raw === null || isAgentAsked(raw),
  left: (raw) => raw === undefined || raw === null || isLeft(raw),
} satisfies Record<keyof Choices, (raw: unknown) => boolean>;

const checked = Object.entries(checks) as readonly (readonly [string, (raw: unknown) => boolean])[];

/** Reads saved choices back, as strictly as if a stranger had written them. Undefined when any part is not what it should be. */
export function readChoices(raw: unknown): Choices | undefined {
  if (!isRecord(raw)) return undefined;
  for (const [name, check] of checked) {
    if (!check(raw[name])) return undefined;
  }
  return raw as unknown as Choices;
}

type Raw = Readonly<Record<string, unknown>>;

function isRecord(raw: unknown): raw is Raw {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}

function isText(raw: unknown): raw is string {
  return typeof raw === "string";
}

function isTextOrNull(raw: unknown): boolean {
  return raw === null || isText(raw);
}

function isWhole(raw: unknown): raw is number {
  return Number.isSafeInteger(raw);
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

function isRequest(raw: unknown): boolean {
  return isRecord(raw) && isAsked(raw) && isPayChoice(raw) && isWhole(raw["digit"]);
}

function isOptions(raw: unknown, name: "accountId" | "methodId"): boolean {
  if (!Array.isArray(raw)) return false;
  return raw.every((one: unknown) => isRecord(one) && isWhole(one["digit"]) && isText(one[name]));
}

function isAgentAsked(raw: unknown): boolean {
  return (
    isRecord(raw) &&
    callBackReasons.some((reason) => reason === raw["reason"]) &&
    isTextOrNull(raw["accountId"]) &&
    isText(raw["task"])
  );
}

const outcomes: readonly unknown[] = ["settled", "declined", "refused", "unresolved", null];

function isLeft(raw: unknown): boolean {
  if (!isRecord(raw) || !isWhole(raw["atMs"])) return false;
  const { question, paying } = raw;
  if (question !== null && !isQuestion(question)) return false;
  if (paying === null) return true;
  return (
    isRecord(paying) &&
    isText(paying["accountId"]) &&
    isAmount(paying["amountMinor"]) &&
    outcomes.includes(paying["outcome"])
  );
}

function isTask(raw: unknown): boolean {
  return accountTasks.some((task) => task === raw);
}

function isOfferChoice(raw: Raw): boolean {
  return (
    offerKinds.some((kind) => kind === raw["what"]) &&
    isText(raw["accountId"]) &&
    (raw["amountMinor"] === null || isWhole(raw["amountMinor"])) &&
    (raw["terms"] === undefined || isText(raw["terms"])) &&
    (raw["line"] === undefined || isText(raw["line"])) &&
    (raw["choice"] === undefined || isText(raw["choice"]))
  );
}

/** One check a choice made at a terminal. */
const kioskChecks = {
  found: (raw) => Array.isArray(raw) && raw.every(isText),
  accountId: isTextOrNull,
  notFound: isWhole,
  amountMinor: (raw) => raw === null || isAmount(raw),
  cashMinor: isWhole,
  owedNotes: (raw) => Array.isArray(raw) && raw.every(isWhole),
  owedMinor: isWhole,
  receipt: (raw) => raw === undefined || raw === null || isCashReceipt(raw),
  heldMinor: isWhole,
  wasOff: isFlag,
  card: (raw) => raw === null || isCardCame(raw),
  came: (raw) => raw === undefined || raw === null || isOfferCame(raw),
  isHelp: isFlag,
} satisfies Record<keyof AtKiosk, (raw: unknown) => boolean>;

function isOffer(raw: unknown): boolean {
  return (
    isRecord(raw) &&
    isText(raw["code"]) &&
    isText(raw["accountId"]) &&
    (raw["amountMinor"] === null || isAmount(raw["amountMinor"])) &&
    isWhole(raw["offeredAtMs"])
  );
}

function isAtKiosk(raw: unknown): boolean {
  return isRecord(raw) && Object.entries(kioskChecks).every(([name, check]) => check(raw[name]));
}

function isOfferCame(raw: unknown): boolean {
  return (
    isRecord(raw) &&
    raw["task"] === "offer" &&
    offerKinds.some((kind) => kind === raw["what"]) &&
    (raw["outcome"] === "done" || raw["outcome"] === "refused") &&
    isText(raw["label"]) &&
    (raw["amountMinor"] === null || isWhole(raw["amountMinor"]))
  );
}

function isFlag(raw: unknown): boolean {
  return typeof raw === "boolean";
}

function isCashReceipt(raw: unknown): boolean {
  return isRecord(raw) && isWhole(raw["firstNote"]) && isTextOrNull(raw["code"]);
}

function isCardCame(raw: unknown): boolean {
  return (
    isRecord(raw) &&
    isText(raw["outcome"]) &&
    isAmount(raw["amountMinor"]) &&
    isText(raw["confirmation"])
  );
}

/** One check a kind of question, so that a new kind without one does not compile. */
const questionChecks = {
  account: (raw) =>
    isTask(raw["task"]) &&
    (raw["line"] === undefined || isText(raw["line"])) &&
    (raw["choice"] === undefined || isText(raw["choice"])) &&
    (raw["amountMinor"] === null || isWhole(raw["amountMinor"])) &&
    isOptions(raw["options"], "accountId"),
  amount: (raw) => isText(raw["accountId"]),
  method: (raw) =>
    isText(raw["accountId"]) &&
    isAmount(raw["amountMinor"]) &&
    isOptions(raw["options"], "methodId"),
  confirm: (raw) => isPayChoice(raw) && isWhole(raw["digit"]),
  consent: (raw) =>
    isWhole(raw["digit"]) && (raw["purpose"] === undefined || raw["purpose"] === "calls"),
  told: (raw) => isWhole(raw["digit"]) && isText(raw["accountId"]),
  emergency: (raw) => isWhole(raw["digit"]) && isText(raw["accountId"]),
  report: (raw) =>
    isWhole(raw["digit"]) &&
    (raw["what"] === "outage" || raw["what"] === "move") &&
    isText(raw["accountId"]),
  text_code: () => true,
  alert: (raw) => isText(raw["accountId"]),
  autopay: (raw) => isText(raw["accountId"]),
  pay_code: (raw) => isText(raw["accountId"]),
  second: (raw) => isText(raw["accountId"]),
  offer: (raw) => isWhole(raw["digit"]) && isOfferChoice(raw),
  account_number: () => true,
  card: (raw) => isText(raw["accountId"]) && isWhole(raw["amountMinor"]),
  notice: () => true,
  pin: (raw) =>
    isTextOrNull(raw["number"]) &&
    isTextOrNull(raw["accountId"]) &&
    (raw["next"] === null || provedTasks.some((one) => one === raw["next"])) &&
    (raw["amountMinor"] === null || isWhole(raw["amountMinor"])) &&
    (raw["by"] === undefined || raw["by"] === "code"),
} satisfies Record<OpenQuestion["kind"], (raw: Raw) => boolean>;

function isKind(raw: unknown): raw is OpenQuestion["kind"] {
  return isText(raw) && Object.hasOwn(questionChecks, raw);
}

function isQuestion(raw: unknown): boolean {
  if (!isRecord(raw) || !isAsked(raw)) return false;
  const kind = raw["kind"];
  return isKind(kind) && questionChecks[kind](raw);
}
