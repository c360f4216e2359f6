/** Everything that a screen shows, as it is heard: one entry a sentence, and then every key that does something. */
import type { ReceiptLine, Runway, Step, View, Words } from "../channels/kiosk/protocol.ts";
import type { ShellWords } from "../core/wording/shell.ts";
import type { Answer } from "./answers-of.ts";

export function heard(words: Words): string {
  return words.speak ?? words.text;
}

/** What a screen says; keys are said apart, for they follow the page of answers that is shown. */
export function transcriptOf(view: View): string[] {
  return [view.title, ...view.body].map(heard).concat(detailsOf(view)).filter(Boolean);
}

function detailsOf(view: View): string[] {
  switch (view.screen) {
    case "attract":
      return view.tenders.flatMap(({ why }) => why ?? []);
    case "confirm_who":
      return [...view.who];
    case "home":
    case "amount":
      return ofRunway(view.runway);
    case "confirm_pay":
    case "success":
      return [
        heard(view.amount),
        ...ofRunway(view.runway),
        ...("steps" in view ? ofSteps(view.steps) : []),
      ];
    case "cash":
      return [heard(view.total), ...ofRunway(view.runway)];
    case "card":
      return [heard(view.amount)];
    case "processing":
      return ofSteps(view.steps);
    case "receipt":
    case "payments":
      return view.lines.map(({ label, value }: ReceiptLine) => `${label}: ${value}`);
    case "hand_over":
      return [spelled(view.code), view.number];
    case "help":
    case "out_of_service":
      return [view.phone];
    case "identify":
    case "choose":
    case "pin":
    case "problem":
    case "ended":
      return [];
    default:
      // A newer hub may have screens that this bundle has not: title and body are all we know of them.
      return [];
  }
}

/** Nobody who has not proved who they are hears of it. */
function ofRunway(runway: Runway | null): string[] {
  return runway === null ? [] : [heard(runway), heard(runway.balance)];
}

function ofSteps(steps: readonly Step[]): string[] {
  return steps.map(heard);
}

/** A code is heard a character at a time. */
function spelled(code: string): string {
  return code.split("").join(" ");
}

/** "Press 1 for Add money. 9 more days." Digits are typed on some screens, so that their answers are reached by arrows. */
export function keysOf(answers: readonly Answer[], words: ShellWords, isTyping: boolean): string[] {
  return answers.map(({ key, label, outcome, why }) => {
    const said = [heard(label), outcome, why].flatMap((part) =>
      part === undefined ? [] : typeof part === "string" ? part : heard(part),
    );
    const [name = "", ...rest] = said;
    const first =
      isTyping && /^\d$/.test(key)
        ? name
        : words.pressFor.replace("{key}", keyName(key, words)).replace("{label}", name);
    return [first, ...rest].join(" ");
  });
}

function keyName(key: string, { star, pound }: ShellWords): string {
  if (key === "*") return star;
  return key === "#" ? pound : key;
}
