/** A customer's page as HTML: whole without a script, and every answer a button of a form. */
import { simulatedText } from "../../core/wording/kiosk-chrome.ts";
import { languageOf } from "../../core/wording/language.ts";
import type { PortalPageWords } from "../../core/wording/portal-page.ts";
import { escaped } from "../html/escaped.ts";
import { bolt, phone, warning } from "../html/icons.ts";

/** What of a utility stands on every page of it. */
export interface PortalUtility {
  readonly utilityId: string;
  readonly name: string;
  readonly phone: string;
  /** Whom who is in danger calls. */
  readonly emergencyPhone: string;
  readonly sendsTexts: boolean;
  readonly languages: readonly { readonly tag: string; readonly name: string }[];
  /** The kinds of ends that are stand-ins. */
  readonly simulated: readonly string[];
}

export interface PageFrame {
  readonly language: string;
  readonly words: PortalPageWords;
  readonly utility: PortalUtility;
  /** Of chance, once a page: a form that is sent twice counts once. */
  readonly formId: string;
  /** What came of the last press, where that was nothing. */
  readonly notice: string | null;
}

/** The page of whoever is not signed in: a number, and nothing of anybody. */
export function frontPage(frame: PageFrame): string {
  const { words, utility } = frame;
  const form = `<form method="post" class="entry"><label for="typed">${words.numberLabel}</label><input id="typed" name="typed" inputmode="tel" autocomplete="off" maxlength="24" required${describedBy(frame, "hint")}><p id="hint">${words.numberHint}</p>
${hidden(frame)}<button>${words.next}</button></form>`;
  const shut = `<p>${said(words.noTextsBody, utility)}</p>`;
  return page(frame, {
    title: utility.sendsTexts ? words.title : words.noTexts,
    parts: utility.sendsTexts ? [`<p>${words.body}</p>`, form] : [shut],
    screen: "front",
  });
}

/** Where several utilities are served: whose customer is there. */
export function choicePage(
  words: PortalPageWords,
  language: string,
  utilities: readonly { readonly utilityId: string; readonly name: string }[],
): string {
  const links = utilities.map(
    ({ utilityId, name }) =>
      `<li><a class="answer" href="/my/${utilityId}">${escaped(name)}</a></li>`,
  );
  return document(language, words.which, `<ul class="answers">${links.join("")}</ul>`);
}

export function noPage(words: PortalPageWords, language: string): string {
  return document(language, words.noSuchPage, `<p>${words.noSuchPageBody}</p>`);
}

function document(language: string, title: string, body: string): string {
  return `${headOf(language, title)}<body><main><h1>${title}</h1>${body}</main></body></html>\n`;
}

export interface PageBody {
  readonly title: string;
  readonly parts: readonly string[];
  readonly screen: string;
  /** The turn that it shows; null before any. */
  readonly rev?: number;
  /** Stands before the title. */
  readonly mark?: string;
  /** Something is under way that this page waits for. */
  readonly waits?: boolean;
  /** Whether somebody is signed in, or about to be: they may leave. */
  readonly leaves?: boolean;
}

/** What leaves, from every page. */
export const SIGN_OUT = "start_over";

/** What is told in a sentence or two is written smaller than what is asked in a few words. */
const LONG_TITLE = 60;

/** `title` and `parts` are HTML. */
export function page(frame: PageFrame, body: PageBody): string {
  const { words, utility, language, notice } = frame;
  const { title, parts, screen, rev = null, mark = "", waits = false, leaves = false } = body;
  const told = notice === null ? "" : `<p class="notice" id="notice" role="status">${notice}</p>`;
  const script = waits ? `<script src="/my/page.js" defer></script>` : "";
  const again = waits
    ? `<p class="again"><span>${words.working}</span> <a href="">${words.again}</a></p>`
    : "";
  return `${headOf(language, `${title} · ${escaped(utility.name)}`, script)}
<body><header>${bolt}<span>${escaped(utility.name)}</span>${leaves ? signOut(frame, rev) : ""}</header>
<main data-screen="${screen}" data-rev="${rev === null ? "" : String(rev)}"${waits ? " data-waits" : ""}>${told}${mark}<h1${title.length > LONG_TITLE ? ' class="long"' : ""}>${title}</h1>${parts.join("\n")}${again}</main>
${footer(frame, rev)}</body></html>
`;
}

function headOf(language: string, title: string, script = ""): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><link rel="stylesheet" href="/my/page.css">${script}</head>`;
}

function footer(frame: PageFrame, rev: number | null): string {
  const { words, utility, language } = frame;
  const others = utility.languages.filter(({ tag }) => tag !== language);
  const tongues = others.map(
    ({ tag, name }) =>
      `<button name="option" value="language:${tag}" lang="${tag}">${escaped(name)}</button>`,
  );
  const choice =
    tongues.length === 0
      ? ""
      : `<form method="post" class="tongues" aria-label="${words.language}">${hidden(frame, rev)}${tongues.join("")}</form>`;
  const lines = [
    `<p class="danger">${warning}<span>${said(words.danger, { ...utility, phone: utility.emergencyPhone })}</span></p>`,
    `<p>${phone}<span>${said(words.call, utility)}</span></p>`,
    ...(utility.simulated.length === 0
      ? []
      : [`<p>${escaped(simulatedText(utility.simulated, languageOf(language)))}</p>`]),
  ];
  return `<footer>${choice}${lines.join("")}</footer>`;
}

function signOut(frame: PageFrame, rev: number | null): string {
  return `<form method="post" class="leave">${hidden(frame, rev)}<button name="option" value="${SIGN_OUT}">${frame.words.signOut}</button></form>`;
}

/** What is read out with a field: the hint below it, and what became of what was typed there before. */
export function describedBy({ notice }: PageFrame, hint?: string): string {
  const ids = [hint, notice === null ? undefined : "notice"].filter((one) => one !== undefined);
  return ids.length === 0 ? "" : ` aria-describedby="${ids.join(" ")}"`;
}

/** What tells a form from its repetition, and the screen that it was on from a newer one. */
export function hidden({ formId }: PageFrame, rev: number | null = null): string {
  const turn = rev === null ? "" : `<input type="hidden" name="rev" value="${String(rev)}">`;
  return `<input type="hidden" name="id" value="${formId}">${turn}`;
}

function said(text: string, of: { readonly name: string; readonly phone: string }): string {
  const number = `<a href="tel:${escaped(of.phone.replaceAll(/[^+\d]/g, ""))}">${escaped(of.phone)}</a>`;
  // By functions, for a name may have a dollar sign in it.
  return text.replace("{phone}", () => number).replace("{utility}", () => escaped(of.name));
}
