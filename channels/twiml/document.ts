import type { OutgoingCallStep } from "../../core/ports.ts";
import { type Language, languageOf } from "../../core/wording/language.ts";
import { scriptSsml } from "../../core/wording/speech.ts";

/** How long a caller may think before the first key of a menu, and between the digits of a number they must look up. */
const MENU_TIMEOUT_S = 6;
const DIGITS_TIMEOUT_S = 8;
/** Until a text has come and was found on the same phone. */
const TEXT_TIMEOUT_S = 25;
/** How often a caller who waits for a payment hears that it is still on its way. */
const HOLD_TIMEOUT_S = 8;

/** About six rings: longer, and a caller takes it for a fault. */
const TRANSFER_TIMEOUT_S = 25;

const voices = {
  en: { voice: "Polly.Joanna-Neural", language: "en-US" },
  es: { voice: "Polly.Lupe-Neural", language: "es-US" },
  fr: { voice: "Polly.Gabrielle-Neural", language: "fr-CA" },
} as const satisfies Record<Language, object>;

/** Where the next request of a call goes: what was waited for, and in which turn. */
export function actionPath(turn: number, of: "keys" | "spoken" | "dial" | "card"): string {
  return `/hooks/twiml?turn=${String(turn)}&of=${of}`;
}

type Attributes = Readonly<Record<string, string | number>>;

/** What XML can not hold at all is left out; the rest is escaped. */
function textOf(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#xD;");
}

function element(name: string, attributes: Attributes, inside: string): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${textOf(String(value)).replaceAll('"', "&quot;")}"`,
  );
  const open = `<${name}${written.join("")}`;
  return inside === "" ? `${open}/>` : `${open}>${inside}</${name}>`;
}

function response(...inside: readonly string[]): string {
  const body = element("Response", {}, inside.join(""));
  return `<?xml version="1.0" encoding="UTF-8"?>${body}`;
}

/** The end of a call, and of one that is none of ours. */
export const hangUpDocument = response(element("Hangup", {}, ""));
export const rejectDocument = response(element("Reject", {}, ""));
export const emptyDocument = response();

/** The step of a call as the carrier's document: the same speech and the same keys as every other carrier plays. */
export function documentOf(step: OutgoingCallStep): string {
  const { act, turn, language } = step;
  if (act.kind === "answer") return emptyDocument;
  if (act.kind === "end") return hangUpDocument;
  const { script, part } = act;
  // The inside of a Say may hold the marks of a figure, and is XML already.
  const speech = scriptSsml(script, part, language);
  const say = speech === "" ? "" : element("Say", voices[languageOf(language)], speech);
  if (part === "first") {
    const next = textOf(actionPath(turn, "spoken"));
    return response(say, element("Redirect", { method: "POST" }, next));
  }
  const gather = (attributes: Attributes): string =>
    response(
      element(
        "Gather",
        {
          input: "dtmf",
          action: actionPath(turn, "keys"),
          method: "POST",
          // Silence is the hub's to answer.
          actionOnEmptyResult: "true",
          ...attributes,
        },
        say,
      ),
    );
  const { wait } = script;
  switch (wait.kind) {
    case "menu":
      return gather({ numDigits: 1, finishOnKey: "", timeout: MENU_TIMEOUT_S });
    case "digits":
      return gather({
        numDigits: wait.max,
        finishOnKey: "#",
        timeout: wait.of === "proof_code" ? TEXT_TIMEOUT_S : DIGITS_TIMEOUT_S,
      });
    case "hold":
      return gather({ numDigits: 1, finishOnKey: "", timeout: HOLD_TIMEOUT_S });
    case "card":
      // Without an amount nothing is charged: the card is given a name.
      return response(
        element(
          "Pay",
          {
            action: actionPath(turn, "card"),
            paymentConnector: wait.connector,
            tokenType: "reusable",
            language: voices[languageOf(language)].language,
          },
          "",
        ),
      );
    case "transfer":
      return response(
        say,
        element(
          "Dial",
          { action: actionPath(turn, "dial"), method: "POST", timeout: TRANSFER_TIMEOUT_S },
          textOf(wait.to),
        ),
      );
    case "hang_up":
      return response(say, element("Hangup", {}, ""));
  }
}
