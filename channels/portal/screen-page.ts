/** Where the talk of a visit stands, as a page: what a terminal shows, for somebody at home. */
import { never } from "../../core/assert.ts";
import type {
  Action,
  AmountPreview,
  ReceiptLine,
  Runway,
  Step,
  View,
  Words,
} from "../kiosk/protocol.ts";
import { escaped } from "../html/escaped.ts";
import { check } from "../html/icons.ts";
import { describedBy, hidden, page, type PageFrame } from "./page.ts";

export interface ShownPage {
  readonly view: View;
  /** "Back", in the language of the talk. */
  readonly back: string;
  /** Which account it is of; null where it is of none. */
  readonly account: string | null;
}

export function screenPage(frame: PageFrame, { view, back, account }: ShownPage): string {
  const { rev } = view;
  const words = view.body.map((line) => `<p>${text(line)}</p>`).join("");
  const form = answersForm(frame, view, view.actions.map(answer));
  // What can be typed is the first thing to do, but for an amount: most people touch one.
  const typing = entryForm(frame, view);
  const answers = view.screen === "amount" ? [form, typing] : [typing, form];
  return page(frame, {
    title: text(view.title),
    mark: `${accountLine(account)}${view.screen === "success" ? `<span class="mark done">${check}</span>` : ""}`,
    parts: [particulars(view), words, ...answers, wayBack(frame, view, back)],
    screen: view.screen,
    rev,
    waits: view.idle === null || isUnderWay(view),
    leaves: true,
  });
}

function accountLine(account: string | null): string {
  return account === null ? "" : `<p class="account">${escaped(account)}</p>`;
}

/** Paid, and the meter has not answered yet. */
function isUnderWay(view: View): boolean {
  return view.screen === "success" && view.steps.some(({ state }) => state === "now");
}

/** What a screen has beside its title, its sentences and its answers. */
function particulars(view: View): string {
  switch (view.screen) {
    case "home":
    case "amount":
    case "confirm_pay":
      return runway(view.runway);
    case "success":
      return `${runway(view.runway)}${steps(view.steps)}`;
    case "processing":
      return steps(view.steps);
    case "receipt":
    case "payments":
      return lines(view.lines);
    case "card":
    case "choose":
    case "identify":
    case "pin":
    case "help":
    case "problem":
    case "attract":
    case "confirm_who":
    case "cash":
    case "hand_over":
    case "ended":
    case "out_of_service":
      return "";
    default:
      return never(view);
  }
}

function text(line: Words): string {
  return escaped(line.text);
}

/** Two weeks: what fits a phone's width. */
const CELLS = 14;

function runway(of: Runway | null): string {
  if (of === null) return "";
  const { level, balance } = of;
  return `<section class="runway" data-level="${level}"><p class="balance">${text(balance)}</p><p class="lasts">${text(of)}</p>${lights(of)}</section>`;
}

/** A light for each day that is paid for; none where nobody can say how many. */
function lights({ days, addedDays }: Runway): string {
  if (days === null) return "";
  const cells = Array.from({ length: CELLS }, (_, day) => {
    const state = day < days ? "paid" : day < days + addedDays ? "added" : "open";
    return `<i data-day="${state}"></i>`;
  });
  return `<div class="lights" aria-hidden="true">${cells.join("")}</div>`;
}

function steps(all: readonly Step[]): string {
  if (all.length === 0) return "";
  const items = all.map((step) => `<li data-state="${step.state}">${text(step)}</li>`);
  return `<ol class="steps" role="status">${items.join("")}</ol>`;
}

function lines(all: readonly ReceiptLine[]): string {
  const rows = all.map(
    ({ label, value }) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`,
  );
  return rows.length === 0 ? "" : `<dl>${rows.join("")}</dl>`;
}

function answersForm(frame: PageFrame, { rev }: View, buttons: readonly string[]): string {
  if (buttons.length === 0) return "";
  return `<form method="post" class="answers">${hidden(frame, rev)}${buttons.join("")}</form>`;
}

/** Last of all; a screen's own way home does for one. */
function wayBack(frame: PageFrame, view: View, back: string): string {
  const isOwn = view.actions.some(({ option }) => option === "home" || option === "done");
  const shown = view.can.back && !isOwn ? [button("back", "quiet", escaped(back))] : [];
  return answersForm(frame, view, shown);
}

function answer({ option, tone, why, outcome, ...line }: Action): string {
  const more = outcome === undefined ? "" : `<small>${text(outcome)}</small>`;
  if (why !== undefined) {
    return `<button disabled>${text(line)}<small>${escaped(why)}</small></button>`;
  }
  return button(option, tone, `${text(line)}${more}`);
}

function button(option: string, tone: string, inner: string): string {
  return `<button name="option" value="${escaped(option)}" data-tone="${tone}">${inner}</button>`;
}

/** Where something is typed: a code, a number, or an amount of one's own. */
function entryForm(frame: PageFrame, view: View): string {
  if (view.screen === "pin") {
    return entry(frame, view.rev, {
      label: frame.words.codeLabel,
      more: `inputmode="numeric" autocomplete="one-time-code" maxlength="${String(view.digitsMax)}"`,
    });
  }
  if (view.screen === "identify") {
    return entry(frame, view.rev, {
      label: text(view.title),
      more: `inputmode="tel" autocomplete="off" maxlength="24"`,
    });
  }
  return view.screen === "amount" ? amountEntry(frame, view.rev, view.preview) : "";
}

function amountEntry(frame: PageFrame, rev: number, { range }: AmountPreview): string {
  return entry(frame, rev, {
    label: `${frame.words.amountLabel}<small>${escaped(range)}</small>`,
    more: `inputmode="decimal" autocomplete="off" maxlength="12"`,
    isQuiet: true,
  });
}

function entry(
  frame: PageFrame,
  rev: number,
  of: { readonly label: string; readonly more: string; readonly isQuiet?: boolean },
): string {
  const tone = of.isQuiet === true ? "plain" : "primary";
  return `<form method="post" class="entry">${hidden(frame, rev)}<label for="typed">${of.label}</label><input id="typed" name="typed" ${of.more}${describedBy(frame)} required><button data-tone="${tone}">${frame.words.next}</button></form>`;
}
