/** /pay/{token}: the page where a customer saves a first card, once, within half an hour. */
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { LinkRefusal, PayLinkView } from "../../core/hub/read-pay-link.ts";
import type { SaveCard, SavedCard } from "../../core/hub/save-card.ts";
import type { Metrics } from "../../core/ports.ts";
import { isRefusal, type Refusal } from "../../core/refusal.ts";
import {
  type CardForm,
  gonePage,
  linkPage,
  pageScript,
  type PayHelp,
  policyOf,
  savedPage,
  simulatedCards,
} from "./page.ts";
import { pageStyle } from "./style.ts";

export interface PayEnd {
  /** What a token leads to, and the hash that it is kept under; no_such_link where no utility here gave it out. */
  readLink(
    token: string,
  ): Promise<{ readonly link: PayLinkView; readonly hash: string } | Refusal<LinkRefusal>>;
  /** Where help is for who holds a link that was good once; null where no utility here gave it out. */
  helpOf(token: string): Promise<PayHelp | null>;
  /** What the page's form is made of; null where no processor is there any more. */
  formOf(
    token: string,
    of: { readonly link: PayLinkView; readonly hash: string },
    requestUrl: string,
  ): Promise<CardForm | null>;
  /** The card that a visitor has saved at the processor; null where none is, or by another link. */
  cardSavedAt(token: string, setupId: string, hash: string): Promise<Omit<SaveCard, "key"> | null>;
  saveCard(token: string, input: SaveCard): Promise<SavedCard | Refusal>;
  readonly metrics: Metrics;
}

/** A choice of one simulated card. */
const FORM_BYTES_MAX = 1_024;
const HTML = "text/html; charset=utf-8";

export function payRoutes(end: PayEnd): Hono {
  const app = new Hono();
  app.get("/pay/page.css", (context) =>
    context.body(pageStyle, 200, { "content-type": "text/css; charset=utf-8" }),
  );
  app.get("/pay/stripe.js", (context) =>
    context.body(pageScript, 200, { "content-type": "text/javascript; charset=utf-8" }),
  );
  app.get("/pay/:token", async (context) => {
    const token = context.req.param("token");
    const read = await end.readLink(token);
    if (isRefusal(read)) return gone(end, context, read.code, token);
    const setupId = context.req.query("setup_intent");
    if (setupId !== undefined && /^seti_\w{1,64}$/.test(setupId)) {
      const card = await end.cardSavedAt(token, setupId, read.hash);
      if (card !== null) return saved(end, context, { token, card, link: read.link });
    }
    const form = await end.formOf(token, read, context.req.url);
    if (form === null) return gone(end, context, "no_such_link", token);
    end.metrics.count("pay_pages_total", { outcome: "shown" });
    return answer(context, linkPage(read.link, form), { status: 200, form: form.kind });
  });
  app.post("/pay/:token", bodyLimit({ maxSize: FORM_BYTES_MAX }), async (context) => {
    const token = context.req.param("token");
    const read = await end.readLink(token);
    if (isRefusal(read)) return gone(end, context, read.code, token);
    const form = await end.formOf(token, read, context.req.url);
    const chosen = new URLSearchParams(await context.req.text()).get("card");
    const known = simulatedCards.find(({ token: name }) => name === chosen);
    if (form?.kind !== "simulated" || known === undefined) {
      return gone(end, context, "no_such_link", token);
    }
    const card = { hash: read.hash, token: known.token, brand: "Visa", last4: "4242" };
    return saved(end, context, { token, card, link: read.link });
  });
  return app;
}

async function saved(
  end: PayEnd,
  context: Context,
  of: { token: string; card: Omit<SaveCard, "key">; link: PayLinkView },
): Promise<Response> {
  const key = `pay-page/${of.card.hash}`;
  const came = await end.saveCard(of.token, { ...of.card, key });
  if (isRefusal(came)) return gone(end, context, "link_used", of.token);
  end.metrics.count("pay_pages_total", { outcome: came.kind });
  return answer(context, savedPage(of.link, of.card), { status: 200, form: null });
}

async function gone(
  end: PayEnd,
  context: Context,
  code: LinkRefusal,
  token: string,
): Promise<Response> {
  end.metrics.count("pay_pages_total", { outcome: code });
  const language = context.req.header("accept-language")?.slice(0, 16) ?? "en";
  // Who holds an address that nobody gave out is told nothing of anybody.
  const help = code === "no_such_link" ? null : await end.helpOf(token);
  const text = gonePage(code, help ?? { language, utility: null, phone: null });
  return answer(context, text, { status: code === "no_such_link" ? 404 : 410, form: null });
}

/** The address is a key: no cache keeps the page, and no other site is told it. */
function answer(
  context: Context,
  text: string,
  of: { readonly status: 200 | 404 | 410; readonly form: CardForm["kind"] | null },
): Response {
  return context.body(text, of.status, {
    "content-type": HTML,
    "content-security-policy": policyOf(of.form),
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
}
