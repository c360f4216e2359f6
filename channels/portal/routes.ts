/** /my/{utility}: a customer's own page. Each press is a form that is answered with where the talk then stands. */
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { getCookie, setCookie, deleteCookie } from "hono/cookie";
import { csrf } from "hono/csrf";
import type { ShownScreen } from "../../core/hub/kiosk-screen.ts";
import type { Received } from "../../core/hub/receive-input.ts";
import type { IncomingTurn } from "../../core/hub/take-turn.ts";
import { keyOf, portalLine } from "../../core/ids.ts";
import type { Hub, Metrics } from "../../core/ports.ts";
import { kioskWords } from "../../core/wording/kiosk-words.ts";
import { languageOf } from "../../core/wording/language.ts";
import { portalPageWords } from "../../core/wording/portal-page.ts";
import type { View } from "../kiosk/protocol.ts";
import { renderChrome, renderView } from "../kiosk/render.ts";
import { digitsIn, type Form, inputOf, languageIn, readForm } from "./form.ts";
import {
  choicePage,
  frontPage,
  noPage,
  type PageFrame,
  type PortalUtility,
  SIGN_OUT,
} from "./page.ts";
import { screenPage } from "./screen-page.ts";
import { portalScript, portalStyle } from "./style.ts";

export interface PortalEnd {
  /** Those that are served here and are set up. */
  utilities(): Promise<readonly { readonly utilityId: string; readonly name: string }[]>;
  /** Null where no such utility is served, or it is not set up. */
  utilityOf(
    utilityId: string,
  ): Promise<{ readonly hub: Hub; readonly utility: PortalUtility } | null>;
  /**
   * A new visit: the token that its browser keeps, and the name that the hub knows it by. A form that is sent again within seconds,
   * as two clicks do, is answered with the visit that it began.
   */
  beginVisit(
    utilityId: string,
    formId: string,
  ): Promise<{ readonly token: string; readonly visitId: string }>;
  /** Null for what is no token of this utility's. */
  visitOf(utilityId: string, token: string): Promise<string | null>;
  takeTurn(hub: Hub, turn: IncomingTurn): Promise<Received>;
  readScreen(hub: Hub, visitId: string): Promise<ShownScreen | null>;
  /** The address of the processor's page for what is paid; null where there is none, or not for this. */
  cardPage(hub: Hub, pays: NonNullable<ShownScreen["pays"]>): Promise<string | null>;
  /** Where that page is; null where there is none. */
  cardOrigin(hub: Hub): Promise<string | null>;
  readonly metrics: Metrics;
}

const FORM_BYTES_MAX = 1_024;
const HTML = "text/html; charset=utf-8";
const COOKIE = "visit";
/** Beside a visit that is not begun yet. */
const TONGUE = "language";

type At = NonNullable<Awaited<ReturnType<PortalEnd["utilityOf"]>>>;

interface Visit {
  readonly visitId: string;
  readonly screen: ShownScreen;
}

export function portalRoutes(end: PortalEnd): Hono {
  const app = new Hono();
  app.get("/my/page.css", (context) => asset(context, "text/css", portalStyle));
  app.get("/my/page.js", (context) => asset(context, "text/javascript", portalScript));
  app.get("/my", async (context) => {
    const all = await end.utilities();
    const [only] = all;
    if (only !== undefined && all.length === 1) return context.redirect(`/my/${only.utilityId}`);
    const language = languageOf(asked(context));
    const words = portalPageWords(language);
    if (only === undefined) return answer(context, noPage(words, language), 404);
    return answer(context, choicePage(words, language, all));
  });
  app.get("/my/:utility", async (context) => {
    const at = await end.utilityOf(context.req.param("utility"));
    if (at === null) return nowhere(context);
    return show(end, context, at);
  });
  app.post(
    "/my/:utility",
    bodyLimit({ maxSize: FORM_BYTES_MAX }),
    // Behind a proxy the request's own scheme is not the visitor's: the host is what both know.
    csrf({ origin: (origin, context) => hostOf(origin) === context.req.header("host") }),
    async (context) => {
      const at = await end.utilityOf(context.req.param("utility"));
      if (at === null) return nowhere(context);
      const form = readForm(await fieldsOf(context));
      end.metrics.count("portal_forms_total", { outcome: form === null ? "bad_form" : "read" });
      return form === null ? show(end, context, at) : take(end, context, at, form);
    },
  );
  return app;
}

/** Takes a form; every answer but one to the processor's page leads back, so that a reload sends nothing again. */
async function take(end: PortalEnd, context: Context, at: At, form: Form): Promise<Response> {
  const visit = await visitAt(end, context, at);
  if (visit === null) return begin(end, context, at, form);
  const { pays } = visit.screen;
  if (pays !== null && form.option === pays.option) {
    const url = form.rev === visit.screen.rev ? await end.cardPage(at.hub, pays) : null;
    return context.redirect(url ?? here(at), 303);
  }
  const input = inputOf(form, renderView(visit.screen));
  if (input === null) return context.redirect(unread(at), 303);
  // Whoever leaves leaves from every page of theirs, however old it is.
  const { id } = form;
  const of = form.option === SIGN_OUT ? { id: `${id}/out` } : { id, rev: form.rev ?? -1 };
  const received = await press(end, at, visit.visitId, { ...of, input });
  end.metrics.count("portal_presses_total", { outcome: received.kind });
  return context.redirect(received.kind === "stale" ? `${here(at)}?old` : here(at), 303);
}

/** A number begins a visit; whatever it is, a code is said to be on its way. */
async function begin(end: PortalEnd, context: Context, at: At, form: Form): Promise<Response> {
  const tongue = languageIn(form);
  if (tongue !== null) {
    setCookie(context, TONGUE, languageOf(tongue), { ...kept(context), path: here(at) });
    return context.redirect(here(at), 303);
  }
  const keys = digitsIn(form.typed ?? "");
  if (!at.utility.sendsTexts) return context.redirect(here(at), 303);
  if (keys === "") return context.redirect(form.typed === undefined ? here(at) : unread(at), 303);
  const language = frontLanguage(context, at.utility);
  const steps: readonly IncomingTurn["input"][] = [
    { kind: "chose", option: `language:${language}` },
    { kind: "chose", option: "begin" },
    { kind: "digits", keys },
  ];
  const { token, visitId } = await end.beginVisit(at.utility.utilityId, form.id);
  for (const [step, input] of steps.entries()) {
    await press(end, at, visitId, { id: `${form.id}/${String(step)}`, input });
  }
  setCookie(context, COOKIE, token, { ...kept(context), path: here(at) });
  return context.redirect(here(at), 303);
}

function press(
  end: PortalEnd,
  { hub }: At,
  visitId: string,
  of: { readonly id: string; readonly input: IncomingTurn["input"]; readonly rev?: number },
): Promise<Received> {
  return end.takeTurn(hub, {
    channel: "portal",
    key: keyOf("page", visitId, of.id),
    from: portalLine(visitId),
    to: visitId,
    input: of.input,
    ...(of.rev !== undefined && { rev: of.rev }),
  });
}

const over: ReadonlySet<string> = new Set(["attract", "ended"]);

/** The visit of this browser, while it goes on. */
async function visitAt(end: PortalEnd, context: Context, at: At): Promise<Visit | null> {
  const token = getCookie(context, COOKIE);
  const visitId = token === undefined ? null : await end.visitOf(at.utility.utilityId, token);
  const screen = visitId === null ? null : await end.readScreen(at.hub, visitId);
  if (visitId === null || screen === null || over.has(screen.screen.subject.screen)) return null;
  return { visitId, screen };
}

async function show(end: PortalEnd, context: Context, at: At): Promise<Response> {
  const visit = await visitAt(end, context, at);
  const { utility } = at;
  if (visit === null) {
    const hasLeft = getCookie(context, COOKIE) !== undefined;
    if (hasLeft) deleteCookie(context, COOKIE, { path: here(at) });
    const frame = frameOf(utility, frontLanguage(context, utility));
    const { left, noNumber } = frame.words;
    const isUnread = context.req.query("unread") !== undefined;
    const notice = hasLeft ? left : isUnread ? noNumber : null;
    return answer(context, frontPage({ ...frame, notice }));
  }
  const { screen } = visit;
  const view = renderView(screen);
  const { chrome } = renderChrome(screen, []);
  const frame = frameOf(utility, view.language);
  const notice = noticeOf(context, frame, view);
  const account = screen.account && kioskWords(screen.account, languageOf(view.language)).text;
  const body = screenPage({ ...frame, notice }, { view, back: chrome.back, account });
  const pays = screen.pays === null ? null : await end.cardOrigin(at.hub);
  return answer(context, body, 200, pays);
}

/** What became of a form that did nothing. */
function noticeOf(context: Context, { words }: PageFrame, { screen }: View): string | null {
  if (context.req.query("old") !== undefined) return words.old;
  if (context.req.query("unread") === undefined) return null;
  return screen === "amount" ? words.unread : words.noNumber;
}

function frameOf(utility: PortalUtility, language: string): PageFrame {
  const formId = crypto.randomUUID();
  return { language, words: portalPageWords(language), utility, formId, notice: null };
}

/** The language that was chosen here, or else that the browser asks for, where the utility speaks it. */
function frontLanguage(context: Context, { languages }: PortalUtility): string {
  const wanted = getCookie(context, TONGUE) ?? languageOf(asked(context));
  return languages.find(({ tag }) => tag === wanted)?.tag ?? languages[0]?.tag ?? "en";
}

function asked(context: Context): string {
  return context.req.header("accept-language")?.slice(0, 16) ?? "en";
}

function here({ utility }: At): string {
  return `/my/${utility.utilityId}`;
}

/** Where it is said that what was typed could not be read. */
function unread(at: At): string {
  return `${here(at)}?unread`;
}

/** None where the body is no form at all. */
async function fieldsOf(context: Context): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await context.req.parseBody();
  } catch {
    return {};
  }
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** Kept by the browser until it is closed, and shown to no script; a proxy says whether the way to it is sealed. */
function kept(context: Context) {
  const proto = context.req.header("x-forwarded-proto") ?? new URL(context.req.url).protocol;
  return { httpOnly: true, sameSite: "Lax", secure: proto.startsWith("https") } as const;
}

function nowhere(context: Context): Response {
  const language = languageOf(asked(context));
  return answer(context, noPage(portalPageWords(language), language), 404);
}

function asset(context: Context, type: string, text: string): Response {
  return context.body(text, 200, { "content-type": `${type}; charset=utf-8` });
}

/**
 * What stands here is somebody's own: no cache keeps it, no other page frames it, and nothing of anybody else is loaded. `formsTo` is
 * the one other origin that a form may lead to, for browsers hold what answers a form to that too.
 */
function answer(
  context: Context,
  text: string,
  status: 200 | 404 = 200,
  formsTo: string | null = null,
): Response {
  const forms = formsTo === null ? "'self'" : `'self' ${formsTo}`;
  return context.body(text, status, {
    "content-type": HTML,
    "content-security-policy": `default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action ${forms}; base-uri 'none'; frame-ancestors 'none'`,
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
  });
}
